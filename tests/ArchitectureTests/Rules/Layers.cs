using System.Text.RegularExpressions;
using ArchitectureTests.Reading;

namespace ArchitectureTests.Rules;

/// <summary>
/// The folders of a project, in order: each may use only those before it. So there is no cycle among them either. All public types
/// are in one namespace, and so the layer of a type is the folder of its source file.
/// </summary>
/// <param name="Root">The project's folder, as a path in the repository.</param>
/// <param name="Linked">A folder whose files are linked into the project, and the layer that they count as.</param>
internal sealed partial record Layers(string Root, IReadOnlyList<string> Names, (string Folder, string Layer)? Linked = null)
{
    /// <summary>The folder of a file; empty for a file of the project's root and for one of elsewhere.</summary>
    public string FolderOf(string file) =>
        Linked is var (folder, layer) && file.StartsWith($"{folder}/", StringComparison.Ordinal) ? layer
        : file.StartsWith($"{Root}/", StringComparison.Ordinal) && file[(Root.Length + 1)..].Split('/') is [var first, _, ..] ? first
        : "";

    /// <summary>The layer of a type; −1 if its file is in none.</summary>
    public int Of(CodeType type) => type.Files.Select(file => IndexOf(FolderOf(file))).DefaultIfEmpty(-1).Max();

    /// <summary>Types without a layer, or with parts in several.</summary>
    public IEnumerable<string> TypesWithoutOneLayer(Code code)
    {
        foreach (var type in code.Types)
        {
            string[] folders = [.. type.Files.Select(FolderOf).Distinct()];
            if (folders.Length == 0)
            {
                yield return $"{type.FullName}: the PDB names no source file.";
            }
            else if (folders.Length > 1)
            {
                yield return $"{type.FullName}: one type is written in several folders: {string.Join(", ", type.Files)}.";
            }
            else if (IndexOf(folders[0]) < 0)
            {
                yield return $"{type.FullName}: {type.Files[0]} is in none of the folders {string.Join(", ", Names)}.";
            }
        }
    }

    /// <summary>Uses of a type by one of an earlier layer.</summary>
    public IEnumerable<string> UsesOfLaterLayers(Code code) =>
        from use in code.Uses
        let user = Of(use.By)
        let used = use.UsedType is null ? -1 : Of(use.UsedType)
        where user >= 0 && user < used
        select $"{use.Place} ({Names[user]}) uses {use.UsedType} ({Names[used]}, {use.UsedType!.Files[0]})";

    /// <summary>
    /// The same for constants and for names in <c>nameof</c>, which the compiler replaces by their values: these are found in the text.
    /// </summary>
    /// <param name="code">The project.</param>
    /// <param name="read">Gives the text of a file.</param>
    public IEnumerable<string> ConstantsOfLaterLayers(Code code, Func<string, string> read)
    {
        var constants = code.Constants.ToLookup(constant => $"{constant.Owner.Name}.{constant.Name}", constant => constant.Owner);
        var types = code.Types.ToLookup(type => type.Name);
        foreach (var file in code.Types.SelectMany(type => type.Files).Distinct().Where(file => IndexOf(FolderOf(file)) >= 0))
        {
            var layer = IndexOf(FolderOf(file));
            var text = WithoutComments(read(file));
            var used = MemberOfType().Matches(text).SelectMany(match => constants[$"{match.Groups[1]}.{match.Groups[2]}"].Select(owner => (match, owner)))
                .Concat(NameOfType().Matches(text).SelectMany(match => types[match.Groups[1].Value].Select(owner => (match, owner))));
            foreach (var (match, owner) in used)
            {
                if (layer < Of(owner) && !owner.Files.Contains(file))
                {
                    yield return $"{file}({1 + text.AsSpan(0, match.Index).Count('\n')}) ({Names[layer]}) uses {match.Value} ({Names[Of(owner)]}, {owner.Files[0]})";
                }
            }
        }
    }

    private int IndexOf(string folder) => Names.Index().Where(name => name.Item == folder).Select(name => name.Index).DefaultIfEmpty(-1).First();

    /// <summary>Comments become blanks; the lines keep their numbers.</summary>
    private static string WithoutComments(string text) =>
        CommentOrString().Replace(text, match => match.Value.StartsWith('/') ? NotLineBreak().Replace(match.Value, " ") : match.Value);

    [GeneratedRegex(@"\b(\w+)(?:<[^<>()]*>)?\.(\w+)\b")]
    private static partial Regex MemberOfType();

    [GeneratedRegex(@"\bnameof\(\s*(\w+)")]
    private static partial Regex NameOfType();

    [GeneratedRegex("""//[^\n]*|/\*[\s\S]*?\*/|\"{3}[\s\S]*?\"{3}|@"(?:[^"]|"")*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'""")]
    private static partial Regex CommentOrString();

    [GeneratedRegex(@"[^\n]")]
    private static partial Regex NotLineBreak();
}
