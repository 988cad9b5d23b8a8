using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BrowserTests;

/// <summary>The pages of the documentation, as a person has them.</summary>
public sealed partial class DocsPages(DocsSite site) : IAsyncLifetime
{
    /// <summary>What axe-core finds in what DocFX writes or draws itself, and we can't change: the rule, the element, and why it is let pass.</summary>
    private static readonly (string Rule, string Element, string Reason)[] OfDocFx =
    [
    ];

    private Tab? _tab;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_tab is not null)
        {
            string[] faults = [.. _tab.TakeFaults().Where(fault => !fault.Contains("net::ERR_ABORTED", StringComparison.Ordinal))];
            await _tab.DisposeAsync();
            Assert.Empty(faults);
        }
    }

    [Fact]
    public async Task Nothing_lies_sideways_at_any_width()
    {
        var page = await NewAsync();
        var wide = new List<string>();
        foreach (var path in site.Pages)
        {
            foreach (var width in (int[])[1440, 1024, 390])
            {
                await page.SetViewportSizeAsync(width, 900);
                if (width == 1440)
                {
                    await OpenAsync(page, path);
                }

                var found = await page.EvaluateAsync<string[]>(
                    """
                    () => {
                      const width = document.documentElement.clientWidth;
                      if (document.documentElement.scrollWidth <= width) return [];
                      return [...document.querySelectorAll('main *')].filter(part => part.getBoundingClientRect().right > width + 1)
                        .slice(-1).map(part => part.outerHTML.slice(0, 120)).concat([`${document.documentElement.scrollWidth} wide`]);
                    }
                    """);
                if (found.Length > 0)
                {
                    wide.Add($"{path} at {width}: {string.Join("; ", found)}");
                }

                await PhotographAsync(page, path, width);
            }
        }

        Assert.True(site.Pages.Count > 80);
        Assert.Empty(wide);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Everybody_can_read_it(ColorScheme scheme, int width)
    {
        var page = await NewAsync();
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await page.SetViewportSizeAsync(width, 900);
        string[] pages = [.. site.Pages.Where(path => !path.StartsWith("api/", StringComparison.Ordinal) || path is "api/Perceptron.html" or "api/Perceptron.Model-1.html" or "api/Perceptron.Activation.html")];
        var wrong = new List<string>();
        foreach (var path in pages)
        {
            await OpenAsync(page, path);
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(each => each.open = true)");
            var result = await page.RunAxe();
            wrong.AddRange(
                from violation in result.Violations
                from node in violation.Nodes
                where !OfDocFx.Any(known => known.Rule == violation.Id && Regex.IsMatch(node.Html, known.Element))
                select $"{violation.Id} on {path}: {node.Html} ({node.Any.FirstOrDefault()?.Message})");
        }

        Assert.True(pages.Length > 35);
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task F_sharp_stays_chosen_on_other_pages()
    {
        var page = await NewAsync();
        await OpenAsync(page, "tutorials/neuron.html");
        await Expect(Tab(page, "C#").First).ToHaveAttributeAsync("aria-selected", "true");
        await Tab(page, "F#").First.ClickAsync();

        await OpenAsync(page, "tutorials/losses.html");
        await Expect(Tab(page, "F#").First).ToHaveAttributeAsync("aria-selected", "true");
        Assert.Equal(0, await page.Locator("article .lang-csharp:visible").CountAsync());
        Assert.NotEqual(0, await page.Locator("article .lang-fsharp:visible").CountAsync());

        // Also against an address that somebody sent, and back to C#.
        await OpenAsync(page, "tutorials/xor.html?tabs=csharp");
        await Expect(Tab(page, "F#").First).ToHaveAttributeAsync("aria-selected", "true");
        await Tab(page, "C#").Last.ClickAsync();
        await OpenAsync(page, "tutorials/or-and.html");
        await Expect(Tab(page, "C#").First).ToHaveAttributeAsync("aria-selected", "true");
    }

    [Fact]
    public async Task A_browser_that_remembers_nothing_shows_the_pages_too()
    {
        var page = await NewAsync();
        await page.AddInitScriptAsync("Storage.prototype.getItem = Storage.prototype.setItem = function (key) { if (key.startsWith('perceptron')) throw new Error('refused'); return null; };");
        await OpenAsync(page, "tutorials/neuron.html");
        await Tab(page, "F#").First.ClickAsync();
        await Expect(Tab(page, "F#").Last).ToHaveAttributeAsync("aria-selected", "true");
    }

    private static ILocator Tab(IPage page, string name) => page.GetByRole(AriaRole.Tab, new() { Name = name, Exact = true });

    private async Task<IPage> NewAsync()
    {
        _tab = await BrowserTests.Tab.NewAsync(await site.StartedAsync());
        return _tab.Page;
    }

    private static async Task OpenAsync(IPage page, string path)
    {
        await page.GotoAsync($"/{path}");
        await page.WaitForFunctionAsync("window.docfx?.ready === true");
    }

    private static async Task PhotographAsync(IPage page, string path, int width)
    {
        if (Environment.GetEnvironmentVariable("PERCEPTRON_SCREENSHOTS") is { Length: > 0 } folder && !path.StartsWith("api/", StringComparison.Ordinal))
        {
            foreach (var theme in (string[])["light", "dark"])
            {
                await page.EvaluateAsync($"document.documentElement.setAttribute('data-bs-theme', '{theme}')");
                await page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(folder, $"docs-{path.Replace('/', '-')}-{width}-{theme}.png") });
            }
        }
    }
}
