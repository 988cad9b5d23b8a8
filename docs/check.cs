#:package Markdig
#:property PublishAot=false
#:property GenerateDocumentationFile=true

// Checks README and documentation without DocFX: that their code is that of the samples, that samples print what is quoted,
// that links, anchors, pictures and cross references lead somewhere, that translated pages are in step with the English ones,
// and that each block of code names its language and has at most 78 columns.
// Build first: uids are those of the built libraries.
//     dotnet run docs/check.cs                  tells what is wrong
//     dotnet run docs/check.cs -- --write       takes the code anew from the samples, and fills empty fences of output
// In a page, the line before a fence names what the fence holds, and in a sample two comments enclose it, // <name> and // </name>:
//     <!-- snippet: samples/CSharp/Neuron.cs#name -->
//     <!-- output: samples/CSharp/Neuron.cs -->
// A printed line of more than 78 columns is quoted in several lines, each but the first indented by two.
// Code in C# or F# must be named so, but in src/PACKAGES.md, whose code tests/PackageTests run: a package's page may show comments.
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

internal static class Check
{
#if !WITHIN_TESTS
    public static int Main(string[] args)
    {
        if (args is not ([] or ["--write"]))
        {
            Console.Error.WriteLine("One option is known: --write.");
            return 2;
        }

        var start = AppContext.GetData("EntryPointFileDirectoryPath") as string ?? Directory.GetCurrentDirectory();
        var check = new DocumentationCheck(RootAbove(start), RunSample) { Write = args.Length == 1 };
        var problems = check.Run();
        foreach (var problem in problems)
            Console.WriteLine(problem);
        Console.WriteLine($"{check.Pages} pages, {check.Snippets} snippets, {check.Outputs} outputs, {check.Links} links, {check.Translations} translations, {problems.Count} problems.");
        return problems.Count == 0 ? 0 : 1;
    }
#endif

    private static readonly HashSet<string> Built = [];

    public static string RootAbove(string folder) =>
        File.Exists(Path.Combine(folder, "Perceptron.sln")) ? folder
        : Path.GetDirectoryName(folder) is { } above ? RootAbove(above)
        : throw new DirectoryNotFoundException("No folder above has the file Perceptron.sln.");

    /// <summary>What a sample prints, as a process of its own. Its project is built at its first sample.</summary>
    private static string RunSample(string project, string name)
    {
        if (Built.Add(project))
            RunDotnet("build", project, "-c", "Debug");
        var program = Directory.GetFiles(project, "*.??proj") is [var file] ? Path.GetFileNameWithoutExtension(file) : throw new InvalidOperationException($"{project} is not one project.");
        return RunDotnet("exec", Path.Combine(project, "bin", "Debug", "net10.0", $"{program}.dll"), name);
    }

    private static string RunDotnet(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, Environment = { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1" } };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} fails.\n{output}");
    }
}

/// <summary>What is wrong with the pages below a folder. <paramref name="runSample"/> gets a project's folder and a sample's name.</summary>
internal sealed partial class DocumentationCheck(string root, Func<string, string, string> runSample)
{
    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder()
        .UseYamlFrontMatter().UseAutoIdentifiers(Markdig.Extensions.AutoIdentifiers.AutoIdentifierOptions.GitHub)
        .UsePipeTables().UseMathematics().UseEmphasisExtras().UsePreciseSourceLocation().Build();

    /// <summary>Of a block of code.</summary>
    private const int Columns = 78;

    private static readonly string[] NoPages = ["bin", "obj", "node_modules", "docs/api", "docs/_site", "digits-out", "gates-out", "artifacts", "packages"];

    private readonly Dictionary<string, MarkdownDocument> _pages = [];
    private readonly Dictionary<string, string> _outputs = [];
    private readonly HashSet<string> _inToc = [];
    private readonly HashSet<string> _uids = [];
    private readonly List<string> _problems = [];

    public bool Write { get; init; }

    public int Pages => _pages.Count;

    public int Snippets { get; private set; }

    public int Outputs { get; private set; }

    public int Links { get; private set; }

    public int Translations { get; private set; }

    public IReadOnlyList<string> Run()
    {
        if (Write)
            foreach (var page in FilesBelow("").Where(IsPage).ToList())
                File.WriteAllText(At(page), WithFences(File.ReadAllText(At(page))));

        foreach (var page in FilesBelow("").Where(IsPage))
            _pages[page] = Markdig.Markdown.Parse(File.ReadAllText(At(page)), Markdown);

        var site = Site.Read(root, FilesBelow, _problems);
        _uids.UnionWith(PublicUids.Below(root, site.Projects));
        if (_uids.Count == 0)
            _problems.Add("src: no built library with its XML documentation; build first, for the sake of cross references.");
        foreach (var (page, document) in _pages)
            Declare(page, document);
        CheckToc("docs/toc.yml");

        foreach (var (page, document) in _pages)
        {
            foreach (var fence in document.Descendants<FencedCodeBlock>())
                CheckFence(page, fence);
            if (page is "README.md" || page.StartsWith("docs/", StringComparison.Ordinal))
                foreach (var code in document.Descendants<CodeBlock>().Where(code => code is not (Markdig.Extensions.Mathematics.MathBlock or YamlFrontMatterBlock)))
                    CheckForm(page, code);
            foreach (var inline in document.Descendants<Inline>())
                CheckInline(page, inline, site);
            foreach (var html in document.Descendants<HtmlBlock>())
            {
                CheckHtml(page, html.Line, html.Lines.ToString(), site);
                if (Marker.Match(html.Lines.ToString().Trim()) is { Success: true } marker
                    && (html.Parent is not { } parent || parent.IndexOf(html) + 1 == parent.Count || parent[parent.IndexOf(html) + 1] is not FencedCodeBlock))
                    Problem(page, html.Line, $"{marker.Value}: no fence stands behind it.");
            }

            CheckTabs(page, document);
            CheckTranslation(page, document);
            if (page.StartsWith("docs/", StringComparison.Ordinal))
            {
                if (page != "docs/index.md" && !_inToc.Contains(page))
                    Problem(page, 0, "no toc.yml that docs/toc.yml leads to names this page.");
                if (!site.Holds(page))
                    Problem(page, 0, "docfx.json does not take this page into its content.");
            }
        }

        return _problems;
    }

    // Fences: code and output.

    private void CheckFence(string page, FencedCodeBlock fence)
    {
        if (Marker.Match(CommentBefore(fence)) is not { Success: true } marker)
        {
            if (fence.Info is "csharp" or "fsharp" or "cs" or "fs" && page != "src/PACKAGES.md")
                Problem(page, fence.Line, "the line before this code does not say of which sample it is.");
            return;
        }

        var (kind, source) = (marker.Groups[1].Value, marker.Groups[2].Value);
        var text = TextOf(fence);
        try
        {
            if (kind == "snippet")
            {
                Snippets++;
                if (text != Snippet(source))
                    Problem(page, fence.Line, $"the code is not that of {source}; `dotnet run docs/check.cs -- --write` takes it from there.");
                return;
            }

            Outputs++;
            var (lines, at) = (Output(source).Split('\n').SelectMany(Folded).ToArray(), 0);
            if (text.Trim().Length == 0)
                Problem(page, fence.Line, $"nothing of what {source} prints is quoted; --write fills it in.");
            foreach (var line in text.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Trim() is not ("" or "…")))
            {
                at = Array.IndexOf(lines, line, at) + 1;
                if (at == 0)
                {
                    Problem(page, fence.Line, $"{source} does not print \"{line}\", or not in this order. It prints:\n{Output(source)}");
                    break;
                }
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException)
        {
            Problem(page, fence.Line, $"{marker.Value}: {exception.Message}");
        }
    }

    /// <summary>That a block of code says in which language it is, and that nothing of it is cut off beside a table of contents.</summary>
    private void CheckForm(string page, CodeBlock code)
    {
        if (code is not FencedCodeBlock { Info.Length: > 0 })
            Problem(page, code.Line, "this code does not say in which language it is: put it between ```sh and ```, or text, json and so on.");
        foreach (var (index, line) in code.Lines.ToString().ReplaceLineEndings("\n").Split('\n').Index())
            if (new StringInfo(line).LengthInTextElements is > Columns and var length)
                Problem(page, code.Line + index + (code is FencedCodeBlock ? 1 : 0), $"this line of code has {length} columns; {Columns} can be read beside a table of contents.");
    }

    /// <summary>A printed line as it is quoted: in one line, or in several where it is too wide.</summary>
    private static IEnumerable<string> Folded(string printed)
    {
        var (line, indent) = (printed.TrimEnd(), "");
        while (new StringInfo(line).LengthInTextElements > Columns && line.LastIndexOf(' ', Columns) is var blank && blank > indent.Length)
        {
            yield return line[..blank].TrimEnd();
            (line, indent) = ($"  {line[(blank + 1)..].TrimStart()}", "  ");
        }

        yield return line;
    }

    /// <summary>The page with the samples' code in its fences, and with output in those that are empty.</summary>
    private string WithFences(string text)
    {
        var lines = text.Split('\n').ToList();
        foreach (var fence in Markdig.Markdown.Parse(text, Markdown).Descendants<FencedCodeBlock>().OrderByDescending(fence => fence.Line))
        {
            if (Marker.Match(CommentBefore(fence)) is not { Success: true } marker)
                continue;
            try
            {
                var content = marker.Groups[1].Value == "snippet" ? Snippet(marker.Groups[2].Value)
                    : TextOf(fence).Trim().Length == 0 ? string.Join('\n', Output(marker.Groups[2].Value).TrimEnd().Split('\n').SelectMany(Folded)) : TextOf(fence);
                var indent = new string(' ', fence.Column);
                lines.RemoveRange(fence.Line + 1, fence.Lines.Count);
                lines.InsertRange(fence.Line + 1, content.Split('\n').Select(line => line.Length == 0 ? line : indent + line));
            }
            catch (Exception exception) when (exception is InvalidOperationException or IOException)
            {
                // Told by the check that follows.
            }
        }

        return string.Join('\n', lines);
    }

    private static string TextOf(FencedCodeBlock fence) => fence.Lines.ToString().ReplaceLineEndings("\n");

    private static string CommentBefore(FencedCodeBlock fence) =>
        fence.Parent is { } parent && parent.IndexOf(fence) is > 0 and var index && parent[index - 1] is HtmlBlock { Type: HtmlBlockType.Comment } comment
            ? comment.Lines.ToString().Trim() : "";

    private string Snippet(string source)
    {
        if (source.Split('#') is not [var file, .. var names] || names.Length > 1)
            throw new InvalidOperationException("a snippet is named by a file and a name, as samples/CSharp/Neuron.cs#neuron.");
        var lines = File.ReadAllText(At(file)).ReplaceLineEndings("\n").TrimEnd().Split('\n');
        if (names is [var name])
        {
            int[] At(string tag) => [.. lines.Index().Where(line => RegionLine.Match(line.Item) is { Success: true } match && match.Groups[1].Value == tag).Select(line => line.Index)];
            lines = (At(name), At($"/{name}")) is ([var first], [var last]) && first < last
                ? lines[(first + 1)..last]
                : throw new InvalidOperationException($"{file} has no single pair of comment lines <{name}> and </{name}>.");
        }

        var kept = lines.Where(line => !RegionLine.IsMatch(line)).Select(line => line.TrimEnd()).ToArray();
        var indent = kept.Where(line => line.Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty(0).Min();
        return string.Join('\n', kept.Select(line => line.Length == 0 ? line : line[indent..])).Trim('\n');
    }

    private string Output(string source)
    {
        if (_outputs.TryGetValue(source, out var known))
            return known;
        if (Path.GetDirectoryName(source)?.Replace('\\', '/') is not ("samples/CSharp" or "samples/FSharp"))
            throw new InvalidOperationException("only samples of samples/CSharp and samples/FSharp are run for what they print.");
        if (!File.Exists(At(source)))
            throw new InvalidOperationException("there is no such file.");
        return _outputs[source] = runSample(At(Path.GetDirectoryName(source)!), SampleName(source)).ReplaceLineEndings("\n");
    }

    /// <summary>OwnOptimizer.cs is the sample own-optimizer.</summary>
    public static string SampleName(string file) => CapitalWithin.Replace(Path.GetFileNameWithoutExtension(file), "-$1").ToLowerInvariant();

    // Links, anchors, pictures, cross references.

    private void CheckInline(string page, Inline inline, Site site)
    {
        switch (inline)
        {
            case LinkInline link:
                var url = link.GetDynamicUrl?.Invoke() ?? link.Url ?? "";
                if (link.IsImage && link.FirstChild is null)
                    Problem(page, link.Line, $"the picture {url} has no text for those who can't see it.");
                CheckLink(page, link.Line, url, link.IsImage, site);
                break;
            case AutolinkInline { IsEmail: false } link:
                CheckLink(page, link.Line, link.Url, false, site);
                break;
            case HtmlInline html:
                CheckHtml(page, html.Line, html.Tag, site);
                break;
            case LiteralInline literal when page.StartsWith("docs/", StringComparison.Ordinal) && BareUid.Match(literal.Content.ToString()) is { Success: true } bare:
                Problem(page, literal.Line, $"{bare.Value} is not checked by DocFX; write <xref:{bare.Value[1..]}>.");
                break;
        }
    }

    private void CheckHtml(string page, int line, string html, Site site)
    {
        foreach (Match match in HtmlLink.Matches(html))
            CheckLink(page, line, match.Groups[2].Value, match.Groups[1].Value is "src" or "srcset", site);
    }

    private void CheckLink(string page, int line, string url, bool isPicture, Site site)
    {
        if (url.StartsWith("#tab/", StringComparison.Ordinal))
            return;
        Links++;
        if (url.StartsWith("xref:", StringComparison.Ordinal))
        {
            var uid = Uri.UnescapeDataString(url["xref:".Length..].Split('?', '#')[0]);
            if (!_uids.Contains(uid))
                Problem(page, line, $"xref: nothing has the uid {uid}.{Like(uid)}");
            return;
        }

        if (Uri.TryCreate(url, UriKind.Absolute, out var absolute) && !url.StartsWith('/'))
        {
            if (absolute.Scheme is not ("https" or "http" or "mailto"))
                Problem(page, line, $"{url} is neither a relative link nor one into the web.");
            return;
        }

        var parts = url.Split('#', 2);
        var target = parts[0].Length == 0 ? page : Normal(Path.GetDirectoryName(page)!, Uri.UnescapeDataString(parts[0].Split('?')[0]));
        if (target.StartsWith("docs/api/", StringComparison.Ordinal))
            Problem(page, line, $"{url} leads to a page that is generated; write <xref:…>.");
        else if (url.StartsWith('/') || target.StartsWith("..", StringComparison.Ordinal))
            Problem(page, line, $"{url} leads out of the repository.");
        else if (!Exists(target))
            Problem(page, line, $"{url}: there is no {target}.");
        else if (site.Exists && page.StartsWith("docs/", StringComparison.Ordinal) && !site.Holds(target))
            Problem(page, line, $"{url}: {target} is not in docfx.json's content or resources, so the link is dead in the pages made from it.");
        else if (isPicture && !IsPicture(target))
            Problem(page, line, $"{url} is neither PNG, JPEG, SVG nor GIF.");
        else if (parts.Length == 2 && _pages.TryGetValue(target, out var document) && !Anchors(document).Contains(parts[1]))
            Problem(page, line, $"{url}: {target} has no heading #{parts[1]}. It has {string.Join(", ", Anchors(document).Select(anchor => $"#{anchor}"))}.");
    }

    private static IEnumerable<string> Anchors(MarkdownDocument document) =>
        document.Descendants<HeadingBlock>().Where(heading => TabOf(heading) is null).Select(heading => heading.GetAttributes().Id).OfType<string>()
            .Concat(document.Descendants<HtmlBlock>().SelectMany(html => HtmlAnchor.Matches(html.Lines.ToString()).Select(match => match.Groups[1].Value)))
            .Concat(document.Descendants<HtmlInline>().SelectMany(html => HtmlAnchor.Matches(html.Tag).Select(match => match.Groups[1].Value)));

    private string Like(string uid)
    {
        var name = uid.TrimEnd('*').Split('(')[0].Split('.')[^1];
        var like = _uids.Where(known => known.Contains($".{name}", StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(known => known.StartsWith(uid, StringComparison.OrdinalIgnoreCase)).ThenBy(known => known, StringComparer.Ordinal).Take(5).ToArray();
        return like.Length == 0 ? "" : $" Is one of these meant: {string.Join(", ", like.Select(known => known.Replace("`", "%60")))}?";
    }

    private bool IsPicture(string file)
    {
        using var stream = File.OpenRead(At(file));
        var head = new byte[256];
        var text = System.Text.Encoding.Latin1.GetString(head, 0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false));
        return text.StartsWith("\u0089PNG\r\n", StringComparison.Ordinal) || text.StartsWith("\u00ff\u00d8\u00ff", StringComparison.Ordinal)
            || text.StartsWith("GIF8", StringComparison.Ordinal) || text.Contains("<svg", StringComparison.Ordinal);
    }

    // Tabs: # [C#](#tab/csharp), ended by ***.

    private void CheckTabs(string page, MarkdownDocument document)
    {
        int? open = null;
        foreach (var block in document)
        {
            if (block is HeadingBlock heading && TabOf(heading) is not null)
                open ??= block.Line;
            else if (block is ThematicBreakBlock { ThematicChar: '*' })
                open = null;
            else if (block is HeadingBlock && open is { } line)
                (open, _) = (null, Problem(page, line, "these tabs are not ended by a line ***."));
        }

        if (open is { } last)
            Problem(page, last, "these tabs are not ended by a line ***.");
    }

    private static string? TabOf(HeadingBlock heading) =>
        heading.Inline?.FirstChild is LinkInline { Url: { } url } && url.StartsWith("#tab/", StringComparison.Ordinal) ? url["#tab/".Length..] : null;

    // Translations: docs/nb/tutorials/xor.md is docs/tutorials/xor.md in Norwegian. A page without an English one stands alone.

    private void CheckTranslation(string page, MarkdownDocument document)
    {
        const string Norwegian = "docs/nb/";
        if (!page.StartsWith(Norwegian, StringComparison.Ordinal))
            return;
        var original = $"docs/{page[Norwegian.Length..]}";
        if (!_pages.TryGetValue(original, out var english))
            return;
        Translations++;
        if (!LinksOf(page, document).Contains(original))
            Problem(page, 0, $"no link leads to the English page, {original}.");
        if (!LinksOf(original, english).Contains(page))
            Problem(original, 0, $"no link leads to the Norwegian page, {page}.");

        var (here, there) = (Outline(page, document), Outline(original, english));
        var same = here.Zip(there).TakeWhile(pair => pair.First.Part == pair.Second.Part).Count();
        if (same < Math.Max(here.Count, there.Count))
            Problem(page, same < here.Count ? here[same].Line : 0, $"out of step with {original}{(same < there.Count ? $"({there[same].Line + 1})" : "")}. "
                + $"Here: {(same < here.Count ? here[same].Part : "nothing more")}. In English: {(same < there.Count ? there[same].Part : "nothing more")}.");
    }

    private IEnumerable<string> LinksOf(string page, MarkdownDocument document) =>
        document.Descendants<LinkInline>().Where(link => !link.IsImage && link.Url is { Length: > 0 }).Select(link => Normal(Path.GetDirectoryName(page)!, link.Url!.Split('#')[0]));

    /// <summary>What does not depend on the language, in order: levels of headings, tabs, code, output, formulas without their words, and pictures.</summary>
    private List<(string Part, int Line)> Outline(string page, MarkdownDocument document) =>
    [
        .. document.Descendants().OrderBy(part => part.Span.Start).Select(part => (Part: part switch
        {
            HeadingBlock heading when TabOf(heading) is { } tab => $"tab {tab}",
            HeadingBlock heading => $"heading of level {heading.Level}",
            Markdig.Extensions.Mathematics.MathBlock formula => $"formula {WordsOfFormula.Replace(TextOf(formula), "…")}",
            FencedCodeBlock fence => $"{CommentBefore(fence)} {fence.Info} {TextOf(fence)}".Trim(),
            LinkInline { IsImage: true, Url: { } picture } => $"picture {Normal(Path.GetDirectoryName(page)!, picture)}",
            HtmlBlock html when Source.Match(html.Lines.ToString()) is { Success: true } source => $"picture {Normal(Path.GetDirectoryName(page)!, source.Groups[1].Value)}",
            HtmlInline html when Source.Match(html.Tag) is { Success: true } source => $"picture {Normal(Path.GetDirectoryName(page)!, source.Groups[1].Value)}",
            _ => "",
        }, part.Line)).Where(part => part.Part.Length > 0),
    ];

    // The table of contents, and uids that pages have of themselves.

    private void Declare(string page, MarkdownDocument document)
    {
        foreach (Match uid in YamlUid.Matches(document.OfType<YamlFrontMatterBlock>().FirstOrDefault()?.Lines.ToString() ?? ""))
            if (!_uids.Add(uid.Groups[1].Value))
                Problem(page, 0, $"the uid {uid.Groups[1].Value} is taken already.");
    }

    private void CheckToc(string toc)
    {
        if (!File.Exists(At(toc)) || !_inToc.Add(toc))
            return;
        foreach (var (index, line) in File.ReadAllLines(At(toc)).Index())
        {
            if (TocUid.Match(line) is { Success: true } uid && !_uids.Contains(uid.Groups[1].Value))
                Problem(toc, index, $"nothing has the uid {uid.Groups[1].Value}.{Like(uid.Groups[1].Value)}");
            if (TocLink.Match(line) is not { Success: true } link || link.Groups[1].Value.Contains("://", StringComparison.Ordinal))
                continue;
            Links++;
            var target = Normal(Path.GetDirectoryName(toc)!, link.Groups[1].Value.Split('#', '?')[0]);
            if (target is "docs/api" || target.StartsWith("docs/api/", StringComparison.Ordinal))
                continue;
            if (!Exists(target))
                Problem(toc, index, $"there is no {target}.");
            else if (Directory.Exists(At(target)) || target.EndsWith("toc.yml", StringComparison.Ordinal))
                CheckToc(target.EndsWith("toc.yml", StringComparison.Ordinal) ? target : $"{target}/toc.yml");
            else
                _inToc.Add(target);
        }
    }

    // Files.

    private bool Problem(string page, int line, string text)
    {
        _problems.Add($"{page}({line + 1}): {text}");
        return false;
    }

    private string At(string path) => Path.Combine(root, path);

    /// <summary>Whether a file or folder is there under just this name, also where the system does not tell a from A.</summary>
    private bool Exists(string path) =>
        path.Length == 0 || ((File.Exists(At(path)) || Directory.Exists(At(path)))
            && Directory.EnumerateFileSystemEntries(At(Path.GetDirectoryName(path)!)).Any(entry => Path.GetFileName(entry) == Path.GetFileName(path)));

    private static bool IsPage(string path) => path.EndsWith(".md", StringComparison.Ordinal);

    private string Normal(string folder, string path) =>
        Path.GetRelativePath(root, Path.GetFullPath(Path.Combine(root, folder, path))).Replace('\\', '/').TrimEnd('/') is var normal && normal == "." ? "" : normal;

    /// <summary>Files below a folder, as paths from the root, less what is built or generated.</summary>
    private IEnumerable<string> FilesBelow(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(At(folder)).Order(StringComparer.Ordinal))
            yield return Normal("", file);
        foreach (var below in Directory.EnumerateDirectories(At(folder)).Select(path => Normal("", path)).Order(StringComparer.Ordinal))
            if (Path.GetFileName(below) is var name && !name.StartsWith('.') && !NoPages.Contains(name) && !NoPages.Contains(below))
                foreach (var file in FilesBelow(below))
                    yield return file;
    }

    [GeneratedRegex(@"^<!--\s*(snippet|output):\s*(\S+)\s*-->$")]
    private static partial Regex Marker { get; }

    [GeneratedRegex(@"^\s*(?://|#)\s*<(/?[\w-]+)>\s*$")]
    private static partial Regex RegionLine { get; }

    [GeneratedRegex(@"\\text\{[^}]*\}")]
    private static partial Regex WordsOfFormula { get; }

    [GeneratedRegex(@"(?<=[a-z0-9])([A-Z])")]
    private static partial Regex CapitalWithin { get; }

    [GeneratedRegex(@"(?<![\w.])@[A-Za-z_][\w.`]*")]
    private static partial Regex BareUid { get; }

    [GeneratedRegex(@"\b(href|src|srcset)\s*=\s*[""']([^""']+)[""']")]
    private static partial Regex HtmlLink { get; }

    /// <summary>Of a picture that has a dark form too.</summary>
    [GeneratedRegex(@"<img\s[^>]*\bsrc\s*=\s*[""']([^""']+)[""']")]
    private static partial Regex Source { get; }

    [GeneratedRegex(@"\b(?:id|name)\s*=\s*[""']([^""']+)[""']")]
    private static partial Regex HtmlAnchor { get; }

    [GeneratedRegex(@"^uid:\s*[""']?([^\s""']+)", RegexOptions.Multiline)]
    private static partial Regex YamlUid { get; }

    [GeneratedRegex(@"^\s*(?:-\s*)?(?:href|topicHref|tocHref|homepage):\s*[""']?([^\s""']+)")]
    private static partial Regex TocLink { get; }

    [GeneratedRegex(@"^\s*(?:-\s*)?(?:uid|topicUid):\s*[""']?([^\s""']+)")]
    private static partial Regex TocUid { get; }
}

/// <summary>What docs/docfx.json takes.</summary>
internal sealed class Site
{
    private readonly HashSet<string> _files = [];

    public bool Exists { get; private init; }

    /// <summary>The projects whose reference is made.</summary>
    public List<string> Projects { get; } = [];

    public bool Holds(string file) => !Exists || _files.Contains(file);

    public static Site Read(string root, Func<string, IEnumerable<string>> filesBelow, List<string> problems)
    {
        const string Path = "docs/docfx.json";
        var site = new Site { Exists = File.Exists(System.IO.Path.Combine(root, Path)) };
        if (!site.Exists)
            return site;
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(root, Path)));
            foreach (var metadata in Items(json.RootElement, "metadata"))
                foreach (var source in Items(metadata, "src"))
                    site.Projects.AddRange(Take(source));
            var build = json.RootElement.GetProperty("build");
            foreach (var part in Items(build, "content").Concat(Items(build, "resource")))
                site._files.UnionWith(Take(part));
            foreach (var template in Items(build, "template").Select(item => item.GetString()!).Where(template => template is not ("default" or "modern")))
                if (!Directory.Exists(System.IO.Path.Combine(root, "docs", template)))
                    problems.Add($"{Path}: there is no folder docs/{template}, a template.");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            problems.Add($"{Path}: {exception.Message}");
            return new Site();
        }

        return site;

        IEnumerable<string> Take(JsonElement part)
        {
            var folder = part.ValueKind == JsonValueKind.Object && part.TryGetProperty("src", out var src) ? src.GetString()! : "";
            var below = System.IO.Path.GetRelativePath(root, System.IO.Path.GetFullPath(System.IO.Path.Combine(root, "docs", folder))).Replace('\\', '/');
            var from = below == "." ? "" : below + "/";
            if (!Directory.Exists(System.IO.Path.Combine(root, below)))
            {
                problems.Add($"{Path}: there is no folder {below}.");
                return [];
            }

            var files = filesBelow(from.TrimEnd('/')).Select(file => file[from.Length..]).ToList();
            var patterns = part.ValueKind == JsonValueKind.Object ? Items(part, "files").Select(item => item.GetString()!).ToList() : [part.GetString()!];
            var without = part.ValueKind == JsonValueKind.Object ? Items(part, "exclude").Select(item => Glob(item.GetString()!)).ToList() : [];
            foreach (var pattern in patterns.Where(pattern => !pattern.StartsWith("api/", StringComparison.Ordinal) && !files.Any(Glob(pattern).IsMatch)))
                problems.Add($"{Path}: no file is {from}{pattern}.");
            return files.Where(file => patterns.Any(pattern => Glob(pattern).IsMatch(file)) && !without.Any(glob => glob.IsMatch(file))).Select(file => from + file);
        }
    }

    private static JsonElement[] Items(JsonElement parent, string name) =>
        parent.ValueKind != JsonValueKind.Object || !parent.TryGetProperty(name, out var items) ? []
        : items.ValueKind == JsonValueKind.Array ? [.. items.EnumerateArray()] : [items];

    /// <summary>**, * and {a,b}, as in DocFX.</summary>
    private static Regex Glob(string pattern) => new("^" + Regex.Escape(pattern)
        .Replace(@"\*\*/", "(.*/)?").Replace(@"\*\*", ".*").Replace(@"\*", "[^/]*")
        .Replace(@"\{", "(").Replace("}", ")").Replace(",", "|") + "$");
}

/// <summary>DocFX's uids of what is public in the built libraries: the ids of their XML documentation without the kind, and * for overloads.</summary>
internal static class PublicUids
{
    public static IEnumerable<string> Below(string root, IReadOnlyCollection<string> projects)
    {
        var source = Path.Combine(root, "src");
        var wanted = projects.Select(Path.GetFileNameWithoutExtension).ToHashSet();
        return !Directory.Exists(source) ? [] : Directory.EnumerateDirectories(source)
            .Where(folder => wanted.Count == 0 || wanted.Contains(Path.GetFileName(folder)))
            .Select(folder => Path.Combine(folder, "bin")).Where(Directory.Exists)
            .Select(bin => Directory.EnumerateFiles(bin, "Perceptron.*.xml", SearchOption.AllDirectories)
                .Where(xml => Path.GetFileNameWithoutExtension(xml) == Path.GetFileName(Path.GetDirectoryName(bin)))
                .MaxBy(File.GetLastWriteTimeUtc))
            .OfType<string>().SelectMany(Of);
    }

    private static IEnumerable<string> Of(string xml)
    {
        var visible = Visible(Path.ChangeExtension(xml, ".dll"));
        foreach (var id in XDocument.Load(xml).Descendants("member").Select(member => member.Attribute("name")!.Value[2..]))
        {
            var name = Regex.Replace(id.Split('(', '~')[0], "``[0-9]+$", "");
            if (visible.Contains(name))
            {
                yield return id;
                yield return name + "*";
            }
        }

        foreach (var space in visible.Where(name => name.StartsWith("N:", StringComparison.Ordinal)))
            yield return space[2..];
    }

    /// <summary>Names of the public types and members, without arguments, and of their namespaces after "N:".</summary>
    private static HashSet<string> Visible(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var reader = file.GetMetadataReader();
        var names = new HashSet<string>();
        foreach (var type in reader.TypeDefinitions.Select(reader.GetTypeDefinition))
        {
            if (FullName(reader, type) is not { } name)
                continue;
            names.Add(name);
            names.Add("N:" + reader.GetString(type.Namespace));
            foreach (var method in type.GetMethods().Select(reader.GetMethodDefinition))
                if ((method.Attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem)
                {
                    var short_ = reader.GetString(method.Name);
                    names.Add($"{name}.{short_.Replace(".ctor", "#ctor")}");
                    names.Add($"{name}.{Regex.Replace(short_, "^(get|set|add|remove)_", "")}");
                }

            foreach (var field in type.GetFields().Select(reader.GetFieldDefinition))
                if ((field.Attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family)
                    names.Add($"{name}.{reader.GetString(field.Name)}");
        }

        return names;
    }

    private static string? FullName(MetadataReader reader, TypeDefinition type) => (type.Attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public => $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}",
        TypeAttributes.NestedPublic => FullName(reader, reader.GetTypeDefinition(type.GetDeclaringType())) is { } outer
            ? $"{outer}.{reader.GetString(type.Name)}" : null,
        _ => null,
    };
}
