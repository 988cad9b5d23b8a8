using System.Text.Json.Nodes;
using BrowserTests;
using Microsoft.Playwright;
using Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(DocsSite))]

namespace BrowserTests;

/// <summary>
/// The documentation as DocFX makes it, once for all tests, in a temporary folder and served on loopback. DocFX is the local tool of
/// .config/dotnet-tools.json. Without it, or without a browser, the tests are skipped.
/// </summary>
public sealed class DocsSite : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("perceptron-docs-site-").FullName;
    private readonly Lazy<Task<Site.Started>> _started;

    public DocsSite() => _started = new(StartAsync);

    /// <summary>The pages, as paths below the site: first ours, then those of the reference.</summary>
    public IReadOnlyList<string> Pages { get; private set; } = [];

    /// <summary>Skips the test where there is no browser, or no DocFX.</summary>
    public Task<Site.Started> StartedAsync()
    {
        Assert.SkipWhen(Site.Executable is null, "There is no chromium on this machine.");
        Assert.SkipUnless(HasTool.Value, "DocFX can't be restored: dotnet tool restore fails.");
        return _started.Value;
    }

    public async ValueTask DisposeAsync()
    {
        if (_started.IsValueCreated && _started.Value.IsCompletedSuccessfully)
        {
            var started = await _started.Value;
            await started.Browser.DisposeAsync();
            started.Playwright.Dispose();
            await started.Server.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static Lazy<bool> HasTool { get; } = new(() => Run.Dotnet(Repository.Root, "tool", "restore").ExitCode == 0);

    private async Task<Site.Started> StartAsync()
    {
        var project = CopyProject();
        var run = await Task.Run(() => Run.Dotnet(Repository.Root, "docfx", project, "--warningsAsErrors"));
        Assert.True(run.ExitCode == 0, run.All);
        var site = Path.Combine(_folder, "docs", "_site");
        Pages =
        [
            .. Directory.EnumerateFiles(site, "*.html", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(site, file).Replace('\\', '/'))
                .Where(page => !page.EndsWith("toc.html", StringComparison.Ordinal))
                .OrderBy(page => page.StartsWith("api/", StringComparison.Ordinal)).ThenBy(page => page, StringComparer.Ordinal),
        ];
        var server = await Site.ServeAsync(site);
        Assertions.SetDefaultExpectTimeout(Site.Patience);
        var playwright = await Playwright.CreateAsync();
        return new(site, server, playwright, await Site.LaunchAsync(playwright), server.Urls.Single());
    }

    /// <summary>DocFX writes into the folder of its project, so that is a copy; the sources stay where they are.</summary>
    private string CopyProject()
    {
        var source = Path.Combine(Repository.Root, "docs");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(source, file);
            if (path.Split(Path.DirectorySeparatorChar)[0] is "api" or "_site" or "obj" or "bin")
            {
                continue;
            }

            var copy = Path.Combine(_folder, "docs", path);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        // The icon is taken from beside the sources.
        Directory.CreateDirectory(Path.Combine(_folder, "src"));
        File.Copy(Path.Combine(Repository.Root, "src", "icon.svg"), Path.Combine(_folder, "src", "icon.svg"));

        var project = Path.Combine(_folder, "docs", "docfx.json");
        var json = JsonNode.Parse(File.ReadAllText(project))!;
        foreach (var part in json["metadata"]!.AsArray().SelectMany(item => item!["src"]!.AsArray()))
        {
            part!["src"] = Path.GetFullPath(Path.Combine(source, part["src"]!.GetValue<string>()));
        }

        File.WriteAllText(project, json.ToJsonString());
        return project;
    }
}
