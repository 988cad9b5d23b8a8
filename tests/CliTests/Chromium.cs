using CliTests;
using PuppeteerSharp;
using Xunit;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace CliTests;

/// <summary>A browser for all tests of pages, if there is one on this machine; nothing is downloaded.</summary>
public sealed class Chromium : IAsyncDisposable
{
    /// <summary>Generous: a busy machine draws surfaces slowly.</summary>
    private const int Patience = 180_000;

    private readonly Lazy<Task<IBrowser>> _browser = new(Start);

    private static string? Executable { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>Opens a page of a folder, and waits until it has drawn its figures.</summary>
    public async Task<OpenPage> Open(string file, int width = 1400, bool isDark = false)
    {
        Assert.SkipWhen(Executable is null, "There is no chromium on this machine.");
        var page = await (await _browser.Value).NewPageAsync();
        page.DefaultTimeout = Patience;
        page.DefaultNavigationTimeout = Patience;
        await page.SetViewportAsync(new ViewPortOptions { Width = width, Height = 1000 });
        var open = new OpenPage(page);
        await open.Theme(isDark);

        // A processor draws a surface of few pixels in a fraction of the time, and no test looks at single ones.
        await page.EvaluateExpressionOnNewDocumentAsync("""
            let plotly;
            Object.defineProperty(window, 'Plotly', { configurable: true, get: () => plotly, set: value => (plotly = value).setPlotConfig({ plotGlPixelRatio: 0.25 }) });
            """);
        await page.GoToAsync(new Uri(file).AbsoluteUri);
        await page.WaitForSelectorAsync("body[data-drawn]");
        return open;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser.IsValueCreated)
        {
            await (await _browser.Value).DisposeAsync();
        }
    }

    private static Task<IBrowser> Start() => Puppeteer.LaunchAsync(new LaunchOptions
    {
        ExecutablePath = Executable,
        Headless = true,
        Timeout = Patience,
        ProtocolTimeout = Patience,

        // Surfaces without a graphics card; and whatever asks the network finds nobody.
        Args =
        [
            "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--proxy-server=http://127.0.0.1:1",
        ],
    });
}

/// <summary>A page, with what it has asked for and what went wrong on it.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    private readonly IPage _page;
    private readonly List<string> _requests = [];
    private readonly List<string> _errors = [];

    internal OpenPage(IPage page)
    {
        _page = page;
        page.Request += (_, request) => Add(_requests, request.Request.Url);
        page.Console += (_, message) =>
        {
            if (message.Message.Type is ConsoleType.Error or ConsoleType.Assert)
            {
                Add(_errors, message.Message.Text);
            }
        };
        page.PageError += (_, error) => Add(_errors, error.Message);
        page.Error += (_, error) => Add(_errors, error.Error);
        page.RequestFailed += (_, request) => Add(_errors, $"failed: {request.Request.Url}");
    }

    /// <summary>Requests of anything but the page itself and what it holds.</summary>
    public IReadOnlyList<string> RequestsElsewhere
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests.Where(url => !url.StartsWith("data:", StringComparison.Ordinal) && !url.StartsWith("blob:", StringComparison.Ordinal)).Skip(1)];
            }
        }
    }

    public IReadOnlyList<string> Errors
    {
        get
        {
            lock (_errors)
            {
                return [.. _errors];
            }
        }
    }

    public Task<T> Evaluate<T>(string script) => _page.EvaluateExpressionAsync<T>(script);

    public async Task Press(string selector, string key)
    {
        await _page.FocusAsync(selector);
        await _page.Keyboard.PressAsync(key);
    }

    /// <summary>Whether the screen prefers dark pages.</summary>
    public Task Theme(bool isDark) => _page.EmulateMediaFeaturesAsync(
        [new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = isDark ? "dark" : "light" }]);

    public Task Until(string condition) => _page.WaitForExpressionAsync(condition);

    public async ValueTask DisposeAsync() => await _page.DisposeAsync();

    private static void Add(List<string> list, string text)
    {
        lock (list)
        {
            list.Add(text);
        }
    }
}
