using System.Text.RegularExpressions;
using ArchitectureTests.Rules;
using Xunit;

namespace ArchitectureTests;

/// <summary>The pages about the source itself agree with it.</summary>
public partial class PageTests
{
    [Fact]
    public void The_page_of_the_architecture_names_files_that_exist()
    {
        string[] named = [.. CodeFile().Matches(Tree.Read("docs/about/architecture.md")).Select(match => match.Groups[1].Value)];

        Assert.True(named.Length > 30);
        Problems.None(
            "docs/about/architecture.md names files of the repository, or of src/Perceptron.Core.",
            named.Where(file => !Tree.Files.Contains(file) && !Tree.Files.Contains($"{Source.CoreLayers.Root}/{file}")));
    }

    [Fact]
    public void The_page_of_the_architecture_describes_every_layer()
    {
        var page = Tree.Read("docs/about/architecture.md");

        Assert.Equal(Source.CoreLayers.Names, Layer().Matches(page).Select(match => match.Groups[1].Value));
        Assert.All(Source.CoreLayers.Names.Concat(Source.Projects.Select(project => project.Name)), name => Assert.Contains($">{name}<", Tree.Read("docs/images/layers.svg"), StringComparison.Ordinal));
    }

    [Fact]
    public void The_glossary_is_in_order()
    {
        var rows = Tree.Read("docs/about/glossary.md").Split('\n').Where(line => line.StartsWith('|')).Skip(2).ToList();
        var terms = rows.Select(row => Term().Match(row)).ToList();

        Assert.True(rows.Count > 80);
        Assert.All(rows.Zip(terms), pair => Assert.True(pair.Second.Success, $"No anchor, two words and one sentence: {pair.First}"));
        Assert.Equal(terms.Select(term => term.Groups[2].Value).Order(StringComparer.OrdinalIgnoreCase), terms.Select(term => term.Groups[2].Value));
        Assert.Distinct(terms.Select(term => term.Groups[1].Value));
    }

    [GeneratedRegex(@"`([\w./]+\.cs)`")]
    private static partial Regex CodeFile();

    [GeneratedRegex(@"^\*\*(\w+)\*\* ", RegexOptions.Multiline)]
    private static partial Regex Layer();

    [GeneratedRegex(@"^\| <a id=""([a-z0-9-]+)""></a>([^|]+) \| [^|]+ \| [^|]+\. \|$")]
    private static partial Regex Term();
}
