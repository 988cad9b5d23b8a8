using BrowserTests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(Site))]

namespace BrowserTests;

/// <summary>
/// The playground as it is published, trimmed, once for all tests: served on loopback, at the root and in a folder below it, and a browser
/// to open it with. Without a browser nothing is published; none is ever downloaded.
/// </summary>
public sealed class Site : IAsyncDisposable
{
    /// <summary>Generous: a busy machine takes its time to load the runtime.</summary>
    public const float Patience = 120_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("perceptron-site-").FullName;
    private readonly Lazy<Task<Started>> _started;

    public Site() => _started = new(StartAsync);

    /// <summary>Null where there is no browser.</summary>
    internal static string? Executable { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>Skips the test where there is no browser.</summary>
    public Task<Started> StartedAsync()
    {
        Assert.SkipWhen(Executable is null, "There is no chromium on this machine.");
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

    private async Task<Started> StartAsync()
    {
        await PublishAsync();
        var server = await ServeAsync(Path.Combine(_folder, "site", "wwwroot"));
        Assertions.SetDefaultExpectTimeout(Patience);
        var playwright = await Playwright.CreateAsync();
        return new(server, playwright, await LaunchAsync(playwright), server.Urls.Single());
    }

    internal static Task<IBrowser> LaunchAsync(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Executable,
            Timeout = Patience,

            // Drawn by the processor, which is quicker than a graphics card that is only imitated; and whatever asks the network finds nobody.
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync", "--proxy-server=http://127.0.0.1:1",
            ],
        });

    /// <summary>In folders of its own, so that it meets no other build; not compressed, which a page can't tell.</summary>
    private async Task PublishAsync()
    {
        var run = await Task.Run(() => Run.Dotnet(
            Repository.Root, "publish", Path.Combine("src", "Perceptron.Playground"), "-c", "Release", "--artifacts-path", Path.Combine(_folder, "artifacts"),
            "-o", Path.Combine(_folder, "site"), "-p:CompressionEnabled=false", "-p:RunAnalyzers=false"));
        Assert.True(run.ExitCode == 0, run.All);
    }

    /// <summary>A server of static files that knows nothing of Blazor, as any web server.</summary>
    internal static async Task<WebApplication> ServeAsync(string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.Map("/a/b", Serve);
        Serve(server);
        await server.StartAsync();
        return server;

        void Serve(IApplicationBuilder application)
        {
            var files = new PhysicalFileProvider(folder);
            var types = new FileExtensionContentTypeProvider();
            types.Mappings[".dat"] = "application/octet-stream";
            application.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
            application.UseStaticFiles(new StaticFileOptions { FileProvider = files, ContentTypeProvider = types });
        }
    }

    public sealed record Started(WebApplication Server, IPlaywright Playwright, IBrowser Browser, string Address);
}
