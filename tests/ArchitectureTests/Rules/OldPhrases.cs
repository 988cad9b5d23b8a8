using System.Text.RegularExpressions;

namespace ArchitectureTests.Rules;

/// <summary>A phrase or name that is not to come back.</summary>
/// <param name="IsName">A name of code, or else a phrase.</param>
/// <param name="Old">As the list has it.</param>
/// <param name="Better">What to write instead.</param>
internal sealed record OldPhrase(bool IsName, string Old, string Better, Regex Pattern);

/// <summary>The list of old phrases, whose form its head explains.</summary>
internal sealed partial class OldPhrases
{
    /// <summary>Between two words: blanks, or the end of a line and what begins the next one of a comment, a list or a quotation.</summary>
    private const string Blank = @"(?:[ \t]+|[ \t]*\r?\n[ \t]*(?:(?://+|#+|\*|-|>)[ \t]*)?)";

    private readonly List<(string Path, bool NamesToo)> _exempt = [];

    private OldPhrases(string[] lines)
    {
        List<OldPhrase> phrases = [];
        foreach (var line in lines.Where(line => line.Length > 0 && line[0] != '#'))
        {
            var match = Line().Match(line);
            var (kind, old, better) = match.Success
                ? (match.Groups["kind"].Value, match.Groups["old"].Value, match.Groups["better"].Value)
                : throw new FormatException($"No line of the list of old phrases: {line}");
            switch (kind)
            {
                case "exempt" or "exempt-phrases":
                    _exempt.Add((old, kind == "exempt"));
                    break;
                case "name":
                    phrases.Add(new(IsName: true, old, better, new Regex($@"\b{Regex.Escape(old)}\b", RegexOptions.CultureInvariant)));
                    break;
                case "name-regex":
                    phrases.Add(new(IsName: true, old, better, new Regex(old, RegexOptions.CultureInvariant)));
                    break;
                case "phrase":
                    var words = string.Join(Blank, old.Split(' ').Select(Regex.Escape));
                    phrases.Add(new(IsName: false, old, better, new Regex($@"(?<!\w){words}(?!\w)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)));
                    break;
                default:
                    phrases.Add(new(IsName: false, old, better, new Regex(old.Replace(" ", Blank, StringComparison.Ordinal), RegexOptions.CultureInvariant)));
                    break;
            }
        }

        All = phrases;
    }

    public IReadOnlyList<OldPhrase> All { get; }

    /// <summary>Files, or folders with a slash behind them, that may have old phrases.</summary>
    public IEnumerable<string> Exempt => _exempt.Select(exempt => exempt.Path);

    public static OldPhrases Parse(string text) => new(text.ReplaceLineEndings("\n").Split('\n'));

    /// <summary>Old phrases in a file's path or text.</summary>
    public IEnumerable<string> In(string file, string text)
    {
        var exempt = _exempt.Where(exempt => file == exempt.Path || (exempt.Path.EndsWith('/') && file.StartsWith(exempt.Path, StringComparison.Ordinal))).ToList();
        if (exempt.Any(exempt => exempt.NamesToo))
        {
            yield break;
        }

        foreach (var phrase in exempt.Count > 0 ? All.Where(phrase => phrase.IsName) : All)
        {
            if (phrase.IsName && phrase.Pattern.Match(file) is { Success: true } inPath)
            {
                yield return $"{file}: the path has \"{inPath}\"; write: {phrase.Better}";
            }

            foreach (Match match in phrase.Pattern.Matches(text))
            {
                var written = BetweenWords().Replace(match.Value, " ");
                yield return $"{file}({1 + text.AsSpan(0, match.Index).Count('\n')}): \"{written}\"; write: {phrase.Better}";
            }
        }
    }

    [GeneratedRegex(@"^(?<kind>phrase|phrase-regex|name|name-regex|exempt|exempt-phrases) +(?<old>\S.*?) +→ +(?<better>\S.*)$")]
    private static partial Regex Line();

    [GeneratedRegex(Blank)]
    private static partial Regex BetweenWords();
}
