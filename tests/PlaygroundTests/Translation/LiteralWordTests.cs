using System.Text.RegularExpressions;
using Tests;
using Xunit;

namespace PlaygroundTests.Translation;

/// <summary>That components take their words from Texts: no words of their own in markup, in attributes that are read aloud, or in code.</summary>
public partial class LiteralWordTests
{
    /// <summary>Folders, and files, whose words have moved to Texts.</summary>
    private static readonly string[] Moved = ["App.razor", "Classifiers", "Digits", "Lab", "Views"];

    /// <summary>The same in every language: names, formulas and keys of the keyboard.</summary>
    private static readonly HashSet<string> Allowed = ["Perceptron", "OK", "softmax", "Adam", "Focus", "Blur", "Escape", "Backspace", "Delete", "Home", "End", "Enter"];

    private static readonly string Project = Path.Combine(Repository.Root, "src", "Perceptron.Playground");

    [Fact]
    public void Components_have_no_words_of_their_own()
    {
        var files = Moved
            .Select(name => Path.Combine(Project, name))
            .SelectMany(path => File.Exists(path) ? [path] : Directory.GetFiles(path, "*.razor", SearchOption.AllDirectories))
            .ToArray();

        Assert.True(files.Length >= Moved.Length);
        Assert.Empty(files.SelectMany(file => Words(File.ReadAllText(file)).Select(word => $"{Path.GetFileName(file)}: {word}")));
    }

    [Theory]
    [InlineData("<p>Draw a digit</p>", "Draw a digit")]
    [InlineData("<p>@Texts.Draw here</p>", "here")]
    [InlineData("<p class=\"note big\" aria-label=\"Drawing area\">@Texts.Draw(1, [2])</p>", "Drawing area")]
    [InlineData("<Canvas Id=\"pad\" Label=\"Empty\" />", "Empty")]
    [InlineData("<b>@(IsDone ? \"Train again\" : Texts.Train)</b>", "Train again")]
    [InlineData("@if (a > b)\n{\n    <p>Late</p>\n}\nelse if (c)\n{\n    var k = i;\n}", "Late")]
    [InlineData("<p>@Texts.A</p>\n@code {\n    string A => $\"Read as {B}\";\n}", "Read as ")]
    [InlineData("<p>@Texts.A</p>\n@code {\n    string A => \"Copied.\";\n}", "Copied.")]
    public void Words_are_found(string component, string expected) => Assert.Equal([expected], Words(component));

    [Theory]
    [InlineData("@inherits TextComponent\n<p id=\"x-@j\" @onclick=\"() => Go(\"x\")\"><code>perceptron digits</code> softmax</p>")]
    [InlineData("<p aria-labelledby=\"long-title\" aria-hidden=\"true\">@Texts.A</p>\n@code {\n    RenderFragment A => @<Plot X=\"State.View\" OnTurn=\"Turn\" />;\n}")]
    [InlineData("<p>@Texts.A, @B[0].C(\"d\") = 3</p><th scope=\"row\">f<sub>j</sub></th>@* A comment *@<!-- and one more -->")]
    [InlineData("@code {\n    // A comment.\n    string A => \"page=digits\" + \"aria-label\" + $\"{Texts.A} = {\"--ink\"}\";\n}")]
    public void What_is_no_word_is_not(string component) => Assert.Empty(Words(component));

    private static IEnumerable<string> Words(string component)
    {
        var code = component.IndexOf("@code", StringComparison.Ordinal);
        var markup = Comment().Replace(code < 0 ? component : component[..code], "");
        var expressions = new List<string>();
        markup = Expression().Replace(markup, match =>
        {
            expressions.Add(match.Value);
            return "";
        });
        var tags = Tag().Matches(markup).Select(match => match.Value).ToArray();
        foreach (var value in tags.SelectMany(tag => Spoken().Matches(tag)).Select(match => match.Groups["text"].Value).Where(IsWord))
        {
            yield return value;
        }

        var texts = Statement().Replace(Tag().Replace(Verbatim().Replace(markup, ""), "\n"), "\n").Split('\n', StringSplitOptions.TrimEntries);
        foreach (var text in texts.Where(IsWord))
        {
            yield return text;
        }

        var lines = (code < 0 ? "" : component[code..]).Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal));
        foreach (var text in lines.Concat(expressions).SelectMany(line => Text().Matches(line)).Select(match => Hole().Replace(match.Groups["text"].Value, "")).Where(IsSentence))
        {
            yield return text;
        }
    }

    private static bool IsWord(string text) => Word().Matches(text).Any(match => !Allowed.Contains(match.Value));

    private static bool IsSentence(string text) => !Allowed.Contains(text) && !Member().IsMatch(text) && Sentence().IsMatch(text);

    /// <summary>An attribute in code that names a member.</summary>
    [GeneratedRegex(@"^\w+(?:\.\w+)+$")]
    private static partial Regex Member();

    [GeneratedRegex(@"@\*.*?\*@|<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    /// <summary>@(…), with parentheses in it.</summary>
    [GeneratedRegex(@"@\((?:[^()]|(?<open>\()|(?<-open>\)))*(?(open)(?!))\)")]
    private static partial Regex Expression();

    [GeneratedRegex(@"</?[A-Za-z](?:[^""<>]|""[^""]*(?:\(""[^""]*""\)[^""]*)?"")*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"(?:aria-(?:label|valuetext|description|roledescription)|alt|title|placeholder|[A-Z]\w*(?:Name|Label|Title)|Label|Title|Alternative)=""(?<text>[^@""][^""]*)""")]
    private static partial Regex Spoken();

    /// <summary>What is the same in every language.</summary>
    [GeneratedRegex(@"<code>.*?</code>|<sub>.*?</sub>|<sup>.*?</sup>", RegexOptions.Singleline)]
    private static partial Regex Verbatim();

    /// <summary>Lines of C#, directives, and expressions such as @Texts.A(1)[2].B.</summary>
    [GeneratedRegex(@"^\s*(?:@?(?:if|else|for|foreach|switch|var|inherits|implements|using|typeparam|inject)\b.*|[{}]|\w+ = .*;)\s*$|@[\w.!?]+(?:\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\]|\.\w+)*", RegexOptions.Multiline)]
    private static partial Regex Statement();

    /// <summary>A literal in code; but no attribute that is called.</summary>
    [GeneratedRegex(@"(?<!\bOn\w+=)""(?<text>(?:[^""\\\{\}]|\\.|\{[^{}]*\})*)""")]
    private static partial Regex Text();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Word();

    /// <summary>Two words, or one as a sentence begins.</summary>
    [GeneratedRegex(@"\p{L}{2,}[.,:;]? \p{L}{2,}|^\p{Lu}\p{Ll}+(?:[^\w]|$)|\p{L}{2,} $")]
    private static partial Regex Sentence();
}
