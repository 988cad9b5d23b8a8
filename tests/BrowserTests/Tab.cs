using Microsoft.Playwright;
using Xunit;

namespace BrowserTests;

/// <summary>
/// A page, not gone to anything yet, in a browser that remembers nothing; and whatever went wrong on it: an error in the console or on the
/// page, a request that failed, or one that left the page's own origin, or the folder that it lies in.
/// </summary>
public sealed class Tab : IAsyncDisposable
{
    private readonly List<string> _faults = [];

    private Tab(IBrowserContext context, IPage page, string home)
    {
        Context = context;
        Page = page;
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
    }

    public IPage Page { get; }

    private IBrowserContext Context { get; }

    public static async Task<Tab> NewAsync(Site site, bool hasTouch = false, string folder = "/", string locale = "en-US") =>
        await NewAsync(await site.StartedAsync(), hasTouch, folder, locale);

    public static async Task<Tab> NewAsync(Site.Started started, bool hasTouch = false, string folder = "/", string locale = "en-US", bool scripts = true)
    {
        var context = await started.Browser.NewContextAsync(new() { HasTouch = hasTouch, JavaScriptEnabled = scripts, BaseURL = started.Address, Locale = locale });
        context.SetDefaultTimeout(Site.Patience);
        return new(context, await context.NewPageAsync(), started.Address + folder);
    }

    /// <summary>What went wrong since this was asked before.</summary>
    public string[] TakeFaults()
    {
        lock (_faults)
        {
            string[] faults = [.. _faults];
            _faults.Clear();
            return faults;
        }
    }

    public ValueTask DisposeAsync() => Context.DisposeAsync();

    private void Fault(string text)
    {
        lock (_faults)
        {
            _faults.Add(text);
        }
    }
}

/// <summary>
/// The page that the tests of a class share, each by a link of its own: the runtime takes seconds to load, and a page that somebody follows
/// many links on has to come out right as well.
/// </summary>
public sealed class SharedTab(Site site) : IAsyncDisposable
{
    public Tab? Tab { get; private set; }

    public async Task<Tab> GetAsync() => Tab ??= await Tab.NewAsync(site);

    public ValueTask DisposeAsync() => Tab?.DisposeAsync() ?? ValueTask.CompletedTask;
}
