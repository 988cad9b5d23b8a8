using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace BrowserTests;

/// <summary>Tests of the playground as a person has it. Whatever page a test opens, what went wrong on it fails the test at its end.</summary>
public abstract class PlaygroundPage(Site site, SharedTab shared) : IAsyncLifetime, IClassFixture<SharedTab>
{
    public const int Wide = 1400;
    public const int Narrow = 360;

    private readonly List<Tab> _own = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        string[] faults = [.. shared.Tab?.TakeFaults() ?? [], .. _own.SelectMany(tab => tab.TakeFaults())];
        foreach (var tab in _own)
        {
            await tab.DisposeAsync();
        }

        GC.SuppressFinalize(this);
        Assert.Empty(faults);
    }

    /// <summary>The playground as it is published.</summary>
    protected Site Site => site;

    /// <summary>A page of its own on another site.</summary>
    protected async Task<IPage> NewAsync(Site.Started started, int width)
    {
        var tab = await Tab.NewAsync(started);
        _own.Add(tab);
        await tab.Page.SetViewportSizeAsync(width, 900);
        return tab.Page;
    }

    /// <summary>A page of its own for this test, not gone to anything yet.</summary>
    protected async Task<IPage> NewAsync(int width = Wide, bool hasTouch = false, string folder = "/", string locale = "en-US")
    {
        var tab = await Tab.NewAsync(site, hasTouch, folder, locale);
        _own.Add(tab);
        await tab.Page.SetViewportSizeAsync(width, 900);
        return tab.Page;
    }

    /// <summary>Loads the playground by a link on a page of its own, and waits until the runtime has drawn it.</summary>
    protected async Task<IPage> LoadAsync(string fragment, int width = Wide, bool hasTouch = false, string folder = "/", string locale = "en-US")
    {
        var page = await NewAsync(width, hasTouch, folder, locale);
        await GoAsync(page, $"{folder}#{fragment}");
        return page;
    }

    /// <summary>Follows a link on the page that the tests of this class share.</summary>
    protected async Task<IPage> OpenAsync(string fragment, int width = Wide, ColorScheme scheme = ColorScheme.Light)
    {
        var page = (await shared.GetAsync()).Page;
        await page.SetViewportSizeAsync(width, 900);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        if (page.Url == "about:blank")
        {
            await GoAsync(page, $"/#{fragment}");
        }
        else if (await FragmentAsync(page) != fragment)
        {
            await FollowAsync(page, fragment);
        }

        return page;
    }

    /// <summary>Follows a link on a page that is open, and waits until the page was told.</summary>
    protected static Task FollowAsync(IPage page, string fragment) => page.EvaluateAsync(
        """
        fragment => new Promise(done => {
          addEventListener('hashchange', () => requestAnimationFrame(() => setTimeout(done)), { once: true });
          location.hash = fragment;
        })
        """,
        fragment);

    /// <summary>What stands behind # in the address.</summary>
    protected static Task<string> FragmentAsync(IPage page) => page.EvaluateAsync<string>("location.hash.slice(1)");

    /// <summary>Drops a file on the page.</summary>
    protected static async Task DropAsync(IPage page, string name, byte[] content)
    {
        var files = await page.EvaluateHandleAsync(
            """
            ([name, text]) => {
              const transfer = new DataTransfer();
              transfer.items.add(new File([Uint8Array.from(atob(text), sign => sign.charCodeAt(0))], name));
              return transfer;
            }
            """,
            new[] { name, Convert.ToBase64String(content) });
        await page.DispatchEventAsync("main", "dragover", new { dataTransfer = files });
        await page.DispatchEventAsync("main", "drop", new { dataTransfer = files });
    }

    /// <summary>What axe-core finds wrong for people who see little, or use a keyboard or a screen reader.</summary>
    protected static async Task AssertAccessibleAsync(IPage page)
    {
        var result = await page.RunAxe();
        Assert.Empty(result.Violations.Select(violation => $"{violation.Id}: {violation.Help}: {string.Join("; ", violation.Nodes.Select(node => node.Html))}"));
        Assert.True(result.Passes.Length > 10);
    }

    /// <summary>Nothing lies sideways.</summary>
    protected static async Task AssertFitsAsync(IPage page) =>
        Assert.Equal(page.ViewportSize!.Width, await page.EvaluateAsync<int>("Math.max(document.documentElement.scrollWidth, document.documentElement.clientWidth)"));

    private static async Task GoAsync(IPage page, string address)
    {
        await page.GotoAsync(address);
        await page.Locator("main").WaitForAsync();
    }
}
