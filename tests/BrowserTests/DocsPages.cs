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
        ("aria-allowed-attr", "title=\"Change theme\"", "DocFX draws its switch of themes as a link that has a state."),
        ("heading-order", "<h5", "DocFX gives the fifth level to the title of a note and to the list of sections."),
        ("heading-order", "<h4 class=\"section\"|<h3 id=\"classes\"", "DocFX begins the lists of its reference at the third or fourth level."),
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

    /// <summary>
    /// No page is wider than the screen, and axe-core finds nothing on English pages in a wide light window, and on some of each kind in a narrow dark
    /// one. Pages of the other language differ in their words alone.
    /// </summary>
    [Fact]
    public async Task Every_page_fits_any_width_and_can_be_read_by_everybody()
    {
        var page = await NewAsync();
        var wrong = new List<string>();
        string[] pages = [.. site.Pages.Where(path => IsOurs(path) || path is "api/Perceptron.html" or "api/Perceptron.Model-1.html")];
        foreach (var path in pages)
        {
            await OpenAsync(page, path);
            await MeasureAsync(page, path, [1440, 1024, 390], wrong);
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(each => each.open = true)");
            if (!path.StartsWith("nb/", StringComparison.Ordinal))
            {
                wrong.AddRange(await ViolationsAsync(page, path, ColorScheme.Light, 1440));
            }

            if (path is "index.html" or "reference.html" or "tutorials/index.html" or "tutorials/neuron.html" or "how-to/own-data.html" or "about/glossary.html"
                or "nb/oving-2.html" or "api/Perceptron.html")
            {
                wrong.AddRange(await ViolationsAsync(page, path, ColorScheme.Dark, 390));
            }
        }

        Assert.True(pages.Length > 35);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>Pages of the reference are laid out without their scripts, which take most of the time.</summary>
    [Fact]
    public async Task Nothing_of_the_reference_is_wider_than_a_telephone()
    {
        var page = await NewAsync(scripts: false);
        var wide = new List<string>();
        foreach (var path in site.Pages.Where(path => !IsOurs(path)))
        {
            await page.GotoAsync($"/{path}");
            await MeasureAsync(page, path, [390], wide);
        }

        Assert.True(site.Pages.Count(path => !IsOurs(path)) > 80);
        Assert.True(wide.Count == 0, string.Join('\n', wide));
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

    /// <summary>What people look for, and a page that must be among the first results.</summary>
    [Theory]
    [InlineData("threshold", "how-to/own-data.html")]
    [InlineData("ROC AUC", "how-to/own-data.html")]
    [InlineData("AOT", "how-to/serving.html")]
    [InlineData("L2", "tutorials/overfitting.html")]
    [InlineData("scikit-learn C penalty", "tutorials/overfitting.html")]
    [InlineData("warm start", "how-to/saving.html")]
    [InlineData("standardise", "how-to/own-data.html")]
    [InlineData("serving", "how-to/serving.html")]
    public async Task What_people_look_for_is_found(string words, string path)
    {
        var page = await NewAsync();
        await OpenAsync(page, "index.html");
        await page.Locator("#search-query").FillAsync(words);
        var results = page.Locator("#search-results .sr-item a");
        await Expect(results.First).ToBeVisibleAsync();
        var found = await results.EvaluateAllAsync<string[]>("all => all.map(each => each.getAttribute('href'))");
        Assert.True(found.Take(10).Any(address => address.Contains(path, StringComparison.Ordinal)), string.Join('\n', found));
    }

    private static ILocator Tab(IPage page, string name) => page.GetByRole(AriaRole.Tab, new() { Name = name, Exact = true });

    private static bool IsOurs(string path) => !path.StartsWith("api/", StringComparison.Ordinal);

    private async Task<IPage> NewAsync(bool scripts = true)
    {
        _tab = await BrowserTests.Tab.NewAsync(await site.StartedAsync(), scripts: scripts);
        return _tab.Page;
    }

    private static async Task OpenAsync(IPage page, string path)
    {
        await page.GotoAsync($"/{path}");
        await page.WaitForFunctionAsync("window.docfx?.ready === true");
    }

    /// <summary>What axe-core finds that is ours to mend.</summary>
    private static async Task<IEnumerable<string>> ViolationsAsync(IPage page, string path, ColorScheme scheme, int width)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await page.SetViewportSizeAsync(width, 900);
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", scheme == ColorScheme.Dark ? "dark" : "light");
        var result = await page.RunAxe();
        return
            from violation in result.Violations
            from node in violation.Nodes
            where !OfDocFx.Any(known => known.Rule == violation.Id && Regex.IsMatch(node.Html, known.Element))
            select $"{violation.Id} on {path}: {node.Html} ({node.Any.FirstOrDefault()?.Message})";
    }

    /// <summary>Notes what is wider than the screen, and keeps pictures if they are asked for.</summary>
    private static async Task MeasureAsync(IPage page, string path, int[] widths, List<string> wide)
    {
        foreach (var width in widths)
        {
            await page.SetViewportSizeAsync(width, 900);
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

            if (Environment.GetEnvironmentVariable("PERCEPTRON_SCREENSHOTS") is { Length: > 0 } folder && IsOurs(path))
            {
                foreach (var theme in (string[])["light", "dark"])
                {
                    await page.EvaluateAsync($"document.documentElement.setAttribute('data-bs-theme', '{theme}')");
                    await page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(folder, $"docs-{path.Replace('/', '-')}-{width}-{theme}.png") });
                }
            }
        }
    }
}
