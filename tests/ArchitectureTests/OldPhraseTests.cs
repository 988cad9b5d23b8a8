using ArchitectureTests.Rules;
using Tests;
using Xunit;

namespace ArchitectureTests;

/// <summary>The words of the field stand everywhere, and no words of our own.</summary>
public class OldPhraseTests
{
    private const string Example = """
        # The better word is behind the arrow.
        phrase          by the way    → prefetch
        phrase          odd (word)    → word
        phrase-regex    [Rr]ound about(?! us) → near
        name            Zork          → Thing
        name-regex      \bquux[A-Z]   → a name
        exempt          history.md    → maps names
        exempt-phrases  later/        → rewritten later
        """;

    private static readonly OldPhrases Phrases = OldPhrases.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Rules/OldPhrases.txt")));

    [Fact]
    public void No_old_phrase_and_no_old_name_stands_anywhere() => Problems.None(
        "tests/ArchitectureTests/Rules/OldPhrases.txt lists phrases and names that are not to come back.",
        Tree.Files.SelectMany(file => Phrases.In(file, Tree.Read(file))));

    [Fact]
    public void The_list_is_in_order()
    {
        Assert.True(Phrases.All.Count > 50);
        Assert.Empty(Phrases.All.GroupBy(phrase => phrase.Old).Where(group => group.Count() > 1).Select(group => group.Key));

        // What is better has no old phrase in it.
        Assert.Empty(Phrases.All.SelectMany(phrase => Phrases.In("list", phrase.Better)));
        Assert.All(Phrases.Exempt, path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), $"{path} is exempt, but there is no such file."));
    }

    /// <summary>A rule that sees nothing would pass.</summary>
    [Fact]
    public void The_tree_was_read()
    {
        var files = Tree.Files;
        Assert.All(
            ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "src/Perceptron.Core/Perceptron.Core.csproj", "src/Perceptron.Core/PublicAPI.Shipped.txt", "docs/index.md",
             "docs/docfx.json", "docs/toc.yml", "bench/README.md", "samples/FSharp/Program.fs", "samples/scripts/Xor.fsx", "src/Perceptron.Playground/App.razor",
             "Directory.Packages.props", "tests/FSharpTests/Data.fs"],
            file => Assert.Contains(file, files));
        Assert.True(files.Count > 400);
        Assert.DoesNotContain(files, file => file.Contains("/bin/", StringComparison.Ordinal) || file.Contains("/obj/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("We go By the way of it.", "By the way", "prefetch")]
    [InlineData("/// We go by\n    /// the  way.", "by the way", "prefetch")]
    [InlineData("  - by\r\n    the way", "by the way", "prefetch")]
    [InlineData("// An odd (word) more.", "odd (word)", "word")]
    [InlineData("round\nabout them", "round about", "near")]
    [InlineData("new Zork()", "Zork", "Thing")]
    [InlineData("quuxA", "quuxA", "a name")]
    public void What_is_old_is_seen(string text, string written, string better) =>
        Assert.EndsWith($": \"{written}\"; write: {better}", Assert.Single(OldPhrases.Parse(Example).In("a.md", text)), StringComparison.Ordinal);

    [Theory]
    [InlineData("a.md", "by the ways, nearby the way, by their way")]
    [InlineData("a.md", "round about us, ROUND ABOUT")]
    [InlineData("a.md", "zork, Zorks, aZork, quux")]
    [InlineData("history.md", "by the way, Zork")]
    [InlineData("later/a.md", "by the way")]
    public void What_is_not_old_is_let_pass(string file, string text) => Assert.Empty(OldPhrases.Parse(Example).In(file, text));

    [Theory]
    [InlineData("later/a.md", "Zork", "later/a.md(1): \"Zork\"; write: Thing")]
    [InlineData("a.md", "a\n\nZork", "a.md(3): \"Zork\"; write: Thing")]
    [InlineData("src/Zork.cs", "", "src/Zork.cs: the path has \"Zork\"; write: Thing")]
    public void A_problem_says_where(string file, string text, string problem) => Assert.Equal([problem], OldPhrases.Parse(Example).In(file, text));

    [Theory]
    [InlineData("phrase old words")]
    [InlineData("word old → new")]
    [InlineData("phrase → new")]
    public void A_line_of_another_form_is_refused(string line) => Assert.Throws<FormatException>(() => OldPhrases.Parse(line));
}
