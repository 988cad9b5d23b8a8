using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace BrowserTests;

/// <summary>
/// Tests of the playground as a person has it. Whatever page a test opens, an error in the console or on the page, a request that fails, or
/// one that leaves the page's own origin, or the folder that it lies in, fails the test at its end.
/// </summary>
public abstract class PlaygroundPage(Site site) : IAsyncLifetime
{
    public const int Wide = 1400;
    public const int Narrow = 360;

    private readonly List<string> _faults = [];
    private readonly List<IBrowserContext> _contexts = [];
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        string[] faults;
        lock (_faults)
        {
            faults = [.. _faults];
        }

        foreach (var context in _contexts)
        {
            await context.DisposeAsync();
        }

        GC.SuppressFinalize(this);
        Assert.Empty(faults);
    }

    /// <summary>A page, not gone to anything yet, in a browser that remembers nothing.</summary>
    protected async Task<IPage> NewAsync(int width = Wide, ColorScheme scheme = ColorScheme.Light, bool hasTouch = false, string folder = "/")
    {
        var started = await site.StartedAsync();
        var home = started.Address + folder;
        var context = await started.Browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = scheme,
            HasTouch = hasTouch,
            BaseURL = started.Address,
        });
        _contexts.Add(context);
        context.SetDefaultTimeout(Site.Patience);
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "assert")
            {
                Fault($"console: {message.Text}");
            }
        };
        page.PageError += (_, error) => Fault($"page: {error}");
        page.Crash += (_, _) => Fault("The page crashed.");
        page.RequestFailed += (_, request) => Fault($"failed: {request.Url} {request.Failure}");
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
            {
                Fault($"{response.Status}: {response.Url}");
            }
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(home, StringComparison.Ordinal)
                && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
            {
                Fault($"elsewhere: {request.Url}");
            }
        };
        return page;
    }

    /// <summary>Opens the playground by a link, and waits until the runtime has drawn it.</summary>
    protected async Task<IPage> OpenAsync(
        string fragment, string folder = "/", int width = Wide, ColorScheme scheme = ColorScheme.Light, bool hasTouch = false)
    {
        var page = await NewAsync(width, scheme, hasTouch, folder);
        await page.GotoAsync($"{folder}#{fragment}");
        await page.Locator("main").WaitForAsync();
        return page;
    }

    /// <summary>What stands behind # in the address.</summary>
    protected static Task<string> FragmentAsync(IPage page) => page.EvaluateAsync<string>("location.hash.slice(1)");

    /// <summary>What axe-core finds wrong for people who see little, or use a keyboard or a screen reader; and nothing lies sideways.</summary>
    protected static async Task AssertAccessibleAsync(IPage page)
    {
        var result = await page.RunAxe();
        Assert.Empty(result.Violations.Select(violation => $"{violation.Id}: {violation.Help}: {string.Join("; ", violation.Nodes.Select(node => node.Html))}"));
        Assert.True(result.Passes.Length > 10);
        await AssertFitsAsync(page);
    }

    protected static async Task AssertFitsAsync(IPage page) =>
        Assert.Equal(page.ViewportSize!.Width, await page.EvaluateAsync<int>("Math.max(document.documentElement.scrollWidth, document.documentElement.clientWidth)"));

    private void Fault(string text)
    {
        lock (_faults)
        {
            _faults.Add(text);
        }
    }
}
