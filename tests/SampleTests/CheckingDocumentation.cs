using Perceptron;
using Xunit;

namespace SampleTests;

/// <summary>README and documentation are in order, and the check of them finds what it looks for.</summary>
public sealed class CheckingDocumentation : IDisposable
{
    private const string Sample = """
        public static void Run()
        {
            // <one>
            Console.WriteLine(1);

            // <inner>
            Console.WriteLine(2);
            // </inner>
            // </one>
            // <left-open>
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("perceptron-docs-").FullName;

    [Fact]
    public void Readme_and_documentation_are_in_order()
    {
        var check = new DocumentationCheck(Samples.Root, (project, name) => Samples.Output($"{Path.GetFileName(project)}/{name}"));

        var problems = check.Run();

        Assert.True(problems.Count == 0, string.Join('\n', problems));
        Assert.True(check.Pages > 20 && check.Snippets > 100 && check.Outputs > 50, "Pages, snippets or outputs were not found.");
        Assert.True(check.Translations >= 7, "The tutorials in Norwegian were not found.");
    }

    /// <summary>The page that lists types by their purpose has all of them, once.</summary>
    [Fact]
    public void Reference_names_every_public_type_once()
    {
        var types = new[] { typeof(Model), typeof(LogicGate), typeof(Mnist), typeof(GreyImage), typeof(OnnxFile), typeof(Table), typeof(RocCurve), typeof(Grid) }
            .SelectMany(type => type.Assembly.GetExportedTypes()).Where(type => !type.IsNested).Select(type => type.FullName!);
        var named = File.ReadLines(Path.Combine(Samples.Root, "docs", "reference.md"))
            .Where(line => line.StartsWith("| <xref:", StringComparison.Ordinal)).Select(line => line.Split(':', '>')[1].Replace("%60", "`", StringComparison.Ordinal));

        Assert.Equal(types.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("<!-- snippet: samples/CSharp/OwnThing.cs#one -->\n```csharp\nConsole.WriteLine(1);\n\nConsole.WriteLine(2);\n```")]
    [InlineData("```text\nfirst\n```")]
    [InlineData("- a list\n\n  <!-- snippet: samples/CSharp/OwnThing.cs#inner -->\n  ```csharp\n  Console.WriteLine(2);\n  ```")]
    [InlineData("<!-- output: samples/CSharp/OwnThing.cs -->\n```text\nfirst\nthird\n```")]
    [InlineData("<!-- output: samples/CSharp/OwnThing.cs -->\n```text\nsecond\n…\nthird\n```")]
    [InlineData("```text\n123456789 123456789 123456789 123456789 123456789 123456789 123456789 12345678\n```\n\n$$\na\n$$")]
    [InlineData("<!-- output: samples/CSharp/OwnThing.cs -->\n```text\nA line that is wider than a page, which some messages of exceptions are: they\n  name the argument, what was given, and what was expected.\n```")]
    [InlineData("[a](#a-heading) [b](other.md#other) ![a dot](pictures/dot.png) [d](https://example.org)\n\n# A heading")]
    [InlineData("<xref:Perceptron.Model%601> <xref:Perceptron.Model%601.Predict*> <xref:Perceptron?text=x> [m](xref:Perceptron.Model.Neuron``1(``0[],``0)) <xref:other>")]
    [InlineData("`@Perceptron.Model`, me@example.org")]
    [InlineData("# [C#](#tab/csharp)\n\na\n\n# [F#](#tab/fsharp)\n\nb\n\n***\n\n## Next")]
    public void What_is_right_is_let_pass(string page) => Assert.Empty(Problems(page));

    [Theory]
    [InlineData("<!-- snippet: samples/CSharp/OwnThing.cs#one -->\n```csharp\nConsole.WriteLine(1);\n```", "not that of samples/CSharp/OwnThing.cs#one")]
    [InlineData("<!-- snippet: samples/CSharp/OwnThing.cs#two -->\n```csharp\n```", "no single pair of comment lines <two>")]
    [InlineData("<!-- snippet: samples/CSharp/OwnThing.cs#left-open -->\n```csharp\n```", "no single pair of comment lines <left-open>")]
    [InlineData("<!-- snippet: samples/CSharp/None.cs#one -->\n```csharp\n```", "None.cs")]
    [InlineData("<!-- output: samples/CSharp/OwnThing.cs -->\n```text\nthird\nfirst\n```", "does not print \"first\", or not in this order")]
    [InlineData("<!-- output: samples/CSharp/OwnThing.cs -->\n```text\nfirst\nfirst\n```", "does not print \"first\"")]
    [InlineData("<!-- output: samples/CSharp/OwnThing.cs -->\n```text\n```", "nothing of what")]
    [InlineData("<!-- output: samples/CSharp/None.cs -->\n```text\na\n```", "there is no such file")]
    [InlineData("<!-- output: samples/Python/none.py -->\n```text\na\n```", "only samples of samples/CSharp")]
    [InlineData("<!-- snippet: samples/CSharp/OwnThing.cs#one -->\n\nText, and no fence.", "no fence stands behind it")]
    [InlineData("```csharp\nConsole.WriteLine(1);\n```", "does not say of which sample it is")]
    [InlineData("```fsharp\nprintfn \"1\"\n```", "does not say of which sample it is")]
    [InlineData("```\na\n```", "does not say in which language it is")]
    [InlineData("One:\n\n    dotnet build", "does not say in which language it is")]
    [InlineData("```text\n123456789 123456789 123456789 123456789 123456789 123456789 123456789 123456789\n```", "has 79 columns; 78 can be read")]
    [InlineData("<!-- output: samples/CSharp/OwnThing.cs -->\n```text\nfirst\n  second\n```", "does not print \"  second\"")]
    [InlineData("<picture>\n  <source srcset=\"pictures/none.png\">\n  <img src=\"pictures/dot.png\" alt=\"a dot\">\n</picture>", "there is no docs/pictures/none.png")]
    [InlineData("[a](nothing.md)", "there is no docs/nothing.md")]
    [InlineData("[a](Other.md)", "there is no docs/Other.md")]
    [InlineData("[a][b]\n\n[b]: nothing.md", "there is no docs/nothing.md")]
    [InlineData("<a href=\"nothing.md\">a</a>", "there is no docs/nothing.md")]
    [InlineData("[a](#nowhere)", "has no heading #nowhere")]
    [InlineData("[a](other.md#nowhere)", "docs/other.md has no heading #nowhere")]
    [InlineData("[a](../../x)", "out of the repository")]
    [InlineData("[a](../README.md)", "not in docfx.json's content")]
    [InlineData("[a](pictures/)", "not in docfx.json's content")]
    [InlineData("[a](api/Perceptron.Model.yml)", "write <xref:…>")]
    [InlineData("![](pictures/dot.png)", "no text for those who can't see it")]
    [InlineData("![a dot](pictures/none.png)", "there is no docs/pictures/none.png")]
    [InlineData("![a dot](pictures/text.png)", "neither PNG, JPEG, SVG nor GIF")]
    [InlineData("<xref:Perceptron.Modle>", "nothing has the uid Perceptron.Modle")]
    [InlineData("<xref:Perceptron.Model.Neuron>", "Is one of these meant: Perceptron.Model.Neuron*, Perceptron.Model.Neuron%60%601")]
    [InlineData("<xref:Perceptron.Guard>", "nothing has the uid Perceptron.Guard")]
    [InlineData("See @Perceptron.Model.", "write <xref:Perceptron.Model")]
    [InlineData("# [C#](#tab/csharp)\n\na\n\n## Next", "not ended by a line ***")]
    public void What_is_wrong_is_told_with_its_line(string page, string problem)
    {
        var told = Assert.Single(Problems(page));

        Assert.StartsWith("docs/page.md(", told, StringComparison.Ordinal);
        Assert.Contains(problem, told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("docs/docfx.json", "{", "docs/docfx.json: ")]
    [InlineData("docs/docfx.json", """{ "build": { "content": [{ "files": ["**/*.md"] }, { "files": ["nothing/*.md"] }], "resource": [{ "files": ["**/*.png"] }] } }""", "no file is docs/nothing/*.md")]
    [InlineData("docs/docfx.json", """{ "build": { "content": [{ "files": ["**/*.md"] }], "resource": [{ "files": ["**/*.png"] }], "template": ["default", "ours"] } }""", "no folder docs/ours")]
    [InlineData("docs/toc.yml", "- name: Page\n  href: page.md\n", "docs/other.md(1): no toc.yml that docs/toc.yml leads to names this page")]
    [InlineData("docs/toc.yml", "- href: page.md\n- href: other.md\n- href: none.md\n", "docs/toc.yml(3): there is no docs/none.md")]
    [InlineData("docs/toc.yml", "- href: page.md\n- href: other.md\n- uid: Perceptron.Nix\n", "docs/toc.yml(3): nothing has the uid Perceptron.Nix")]
    [InlineData("docs/other.md", "---\nuid: Perceptron.Model\n---\n# Other", "the uid Perceptron.Model is taken already")]
    public void Settings_and_tables_of_contents_are_read_too(string file, string text, string problem)
    {
        Assert.Empty(Problems("# A page"));

        Add(file, text);
        Assert.Contains(problem, Assert.Single(Check(write: false)), StringComparison.Ordinal);
    }

    private const string English = "# A page\n\n[Norsk](nb/page.md)\n\n## One\n\n# [C#](#tab/csharp)\n\n<!-- snippet: samples/CSharp/OwnThing.cs#inner -->\n```csharp\nConsole.WriteLine(2);\n```\n\n***\n\n"
        + "<!-- output: samples/CSharp/OwnThing.cs -->\n```text\nfirst\nsecond\n```\n\n$$\na = \\text{loss of } b\n$$\n\n![a dot](pictures/dot.png)\n\n### Two\n";

    private const string Norwegian = "# En side\n\n[English](../page.md)\n\n## En\n\n# [C#](#tab/csharp)\n\n<!-- snippet: samples/CSharp/OwnThing.cs#inner -->\n```csharp\nConsole.WriteLine(2);\n```\n\n***\n\n"
        + "<!-- output: samples/CSharp/OwnThing.cs -->\n```text\nfirst\nsecond\n```\n\n$$\na = \\text{tapet av } b\n$$\n\n![en prikk](../pictures/dot.png)\n\n### To\n";

    [Fact]
    public void A_translation_in_step_is_let_pass()
    {
        var check = CheckTranslated(English, Norwegian, out var problems);

        Assert.Empty(problems);
        Assert.Equal(1, check.Translations);
    }

    [Theory]
    [InlineData("### To\n", "", "Here: nothing more. In English: heading of level 3.")]
    [InlineData("### To\n", "### To\n\n## Tre\n", "Here: heading of level 2. In English: nothing more.")]
    [InlineData("### To\n", "## To\n", "docs/page.md(28). Here: heading of level 2. In English: heading of level 3.")]
    [InlineData("## En\n\n", "", "Here: tab csharp. In English: heading of level 2.")]
    [InlineData("#inner -->\n```csharp\nConsole.WriteLine(2);", "#one -->\n```csharp\nConsole.WriteLine(1);\n\nConsole.WriteLine(2);", "Here: <!-- snippet: samples/CSharp/OwnThing.cs#one -->")]
    [InlineData("first\nsecond\n", "first\n", "Here: <!-- output: samples/CSharp/OwnThing.cs --> text first. In English: <!-- output")]
    [InlineData("{tapet av } b", "{tapet av } c", "Here: formula a = … c. In English: formula a = … b.")]
    [InlineData("![en prikk](../pictures/dot.png)\n\n", "", "Here: heading of level 3. In English: picture docs/pictures/dot.png.")]
    [InlineData("![en prikk](../pictures/dot.png)", "<picture>\n<img src=\"../pictures/other.png\" alt=\"en prikk\">\n</picture>", "Here: picture docs/pictures/other.png.")]
    [InlineData("[English](../page.md)", "[English](../other.md)", "no link leads to the English page, docs/page.md")]
    public void A_translation_out_of_step_is_told(string part, string changed, string problem)
    {
        CheckTranslated(English, Norwegian.Replace(part, changed, StringComparison.Ordinal), out var problems);

        var told = Assert.Single(problems);
        Assert.StartsWith("docs/nb/page.md(", told, StringComparison.Ordinal);
        Assert.Contains(problem, told, StringComparison.Ordinal);
    }

    [Fact]
    public void An_English_page_leads_to_its_translation()
    {
        CheckTranslated(English.Replace("nb/page.md", "other.md", StringComparison.Ordinal), Norwegian, out var problems);

        Assert.Equal(["docs/page.md(1): no link leads to the Norwegian page, docs/nb/page.md."], problems);
    }

    [Fact]
    public void Writing_takes_code_from_samples_and_fills_empty_output()
    {
        const string Wrong = "# A\n\n- b\n\n  <!-- snippet: samples/CSharp/OwnThing.cs#one -->\n  ```csharp\n  old\n  older\n  ```\n\nc\n\n<!-- output: samples/CSharp/OwnThing.cs -->\n```text\n```\n";
        const string Right = "# A\n\n- b\n\n  <!-- snippet: samples/CSharp/OwnThing.cs#one -->\n  ```csharp\n  Console.WriteLine(1);\n\n  Console.WriteLine(2);\n  ```\n\nc\n\n<!-- output: samples/CSharp/OwnThing.cs -->\n```text\nfirst\nsecond\nthird\nA line that is wider than a page, which some messages of exceptions are: they\n  name the argument, what was given, and what was expected.\n```\n";
        Add("docs/page.md", Wrong);
        AddTheRest();

        Assert.Empty(Check(write: true));
        Assert.Equal(Right, File.ReadAllText(Path.Combine(_folder, "docs/page.md")));
        Assert.Empty(Check(write: true));
        Assert.Equal(Right, File.ReadAllText(Path.Combine(_folder, "docs/page.md")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private IReadOnlyList<string> Problems(string page)
    {
        Add("docs/page.md", page);
        AddTheRest();
        return Check(write: false);
    }

    private IReadOnlyList<string> Check(bool write) => NewCheck(write).Run();

    private DocumentationCheck NewCheck(bool write) => new(_folder, (project, name) =>
    {
        Assert.Equal("own-thing", name);
        Assert.Equal(Path.Combine(_folder, "samples/CSharp"), project);
        return "first\nsecond\nthird\nA line that is wider than a page, which some messages of exceptions are: they name the argument, what was given, and what was expected.\n";
    })
    { Write = write };

    private DocumentationCheck CheckTranslated(string english, string norwegian, out IReadOnlyList<string> problems)
    {
        Add("docs/page.md", english);
        Add("docs/nb/page.md", norwegian);
        AddTheRest();
        Add("docs/toc.yml", "- href: page.md\n- href: nb/page.md\n- href: other.md\n");
        var check = NewCheck(write: false);
        problems = check.Run();
        return check;
    }

    private void AddTheRest()
    {
        Add("README.md", "# Readme");
        Add("docs/other.md", "---\nuid: other\n---\n# Other");
        Add("docs/index.md", "# Start");
        Add("docs/toc.yml", "- name: Page\n  href: page.md\n- name: Other\n  href: other.md\n- name: API\n  href: api/\n");
        Add("docs/docfx.json", """{ "build": { "content": [{ "files": ["**/*.{md,yml}"] }], "resource": [{ "files": ["pictures/**"] }] } }""");
        Add("docs/pictures/text.png", "This is no picture.");
        foreach (var picture in (string[])["dot", "other"])
            File.WriteAllBytes(Path.Combine(_folder, $"docs/pictures/{picture}.png"), [0x89, .. "PNG\r\n\u001a\n"u8]);
        Add("samples/CSharp/OwnThing.cs", Sample);

        // The library itself, as it lies beside these tests.
        foreach (var extension in new[] { "dll", "xml" })
        {
            var to = Path.Combine(_folder, "src/Perceptron.Core/bin/Debug", $"Perceptron.Core.{extension}");
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(Path.Combine(AppContext.BaseDirectory, $"Perceptron.Core.{extension}"), to, overwrite: true);
        }
    }

    private void Add(string file, string text)
    {
        var path = Path.Combine(_folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
