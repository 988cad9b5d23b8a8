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
    /// All pages without scripts, which take most of the time. Tables and formulas scroll here by a style, as scripts let them; the next test looks at
    /// what scripts draw.
    /// </summary>
    [Fact]
    public async Task No_page_is_wider_than_the_screen_before_its_scripts()
    {
        var page = await NewAsync(scripts: false);
        var wide = new List<string>();
        foreach (var path in site.Pages)
        {
            await page.GotoAsync($"/{path}");
            await page.EvaluateAsync(
                """
                () => document.head.appendChild(document.createElement('style')).textContent =
                  'article table { display: block; overflow-x: auto } .math { display: inline-block; max-width: 100%; overflow-x: auto }'
                """);
            await MeasureAsync(page, path, IsOurs(path) ? [1440, 1024, 390] : [390], wide);
        }

        Assert.True(site.Pages.Count(IsOurs) > 35);
        Assert.True(site.Pages.Count > 120);
        Assert.True(wide.Count == 0, string.Join('\n', wide));
    }

    /// <summary>Of each kind some pages. Where pictures are asked for, all pages, which takes minutes.</summary>
    [Fact]
    public async Task No_page_is_wider_than_the_screen_with_its_scripts()
    {
        string[] some =
        [
            "index", "reference", "tutorials/index", "tutorials/hidden-gradient", "tutorials/xor", "how-to/own-data", "about/comparison", "about/upgrading", "nb/oving-2",
            "api/Perceptron.Model-1",
        ];
        var page = await NewAsync();
        var wide = new List<string>();
        string[] pages = [.. site.Pages.Where(path => Pictures is not null || some.Contains(path[..^".html".Length]))];
        foreach (var path in pages)
        {
            await OpenAsync(page, path);
            await MeasureAsync(page, path, [1440, 1024, 390], wide);
            await PhotographAsync(page, path);
        }

        Assert.InRange(pages.Length, some.Length, site.Pages.Count);
        Assert.True(wide.Count == 0, string.Join('\n', wide));
    }

    /// <summary>Axe-core takes long for long pages, so of each kind a short one. Where pictures are asked for, all of ours.</summary>
    [Theory]
    [InlineData("light", 1440, "tutorials/index", "tutorials/neuron", "api/Perceptron.GradientCheck")]
    [InlineData("dark", 390, "index", "about/index")]
    public async Task Everybody_can_read_it(string theme, int width, params string[] paths)
    {
        var page = await NewAsync();
        await page.SetViewportSizeAsync(width, 900);
        var wrong = new List<string>();
        foreach (var path in Pictures is null ? paths.Select(path => $"{path}.html") : site.Pages.Where(IsOurs))
        {
            await OpenAsync(page, path);
            await page.EvaluateAsync(
                """
                theme => {
                  document.documentElement.setAttribute('data-bs-theme', theme);
                  document.querySelectorAll('details').forEach(each => each.open = true);
                }
                """,
                theme);
            await ReadAsync(page, path, wrong);
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
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

    [Fact]
    public async Task What_people_look_for_is_found()
    {
        // A page that must be among the first results.
        (string Words, string Path)[] searches =
        [
            ("threshold", "how-to/own-data.html"), ("ROC AUC", "how-to/own-data.html"), ("AOT", "how-to/serving.html"), ("L2", "tutorials/overfitting.html"),
            ("scikit-learn C penalty", "tutorials/overfitting.html"), ("warm start", "how-to/saving.html"), ("standardise", "how-to/own-data.html"), ("serving", "how-to/serving.html"),
        ];
        var page = await NewAsync();
        await OpenAsync(page, "index.html");
        foreach (var (words, path) in searches)
        {
            await page.Locator("#search-query").FillAsync(words);
            await Expect(page.Locator($"#search-results .sr-item a[href*='{path}']").First).ToBeAttachedAsync();
            var found = await page.Locator("#search-results .sr-item a").EvaluateAllAsync<string[]>("all => all.map(each => each.getAttribute('href'))");
            Assert.True(found.Take(10).Any(address => address.Contains(path, StringComparison.Ordinal)), $"{words}: {string.Join(' ', found)}");
        }
    }

    /// <summary>Where pictures of the pages are to be kept; null for nowhere.</summary>
    private static string? Pictures => Environment.GetEnvironmentVariable("PERCEPTRON_SCREENSHOTS") is { Length: > 0 } folder ? folder : null;

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

    /// <summary>Notes what is wider than the screen.</summary>
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
        }
    }

    /// <summary>Notes what axe-core finds that is ours to mend.</summary>
    private static async Task ReadAsync(IPage page, string path, List<string> wrong)
    {
        var result = await page.RunAxe();
        wrong.AddRange(
            from violation in result.Violations
            from node in violation.Nodes
            where !OfDocFx.Any(known => known.Rule == violation.Id && Regex.IsMatch(node.Html, known.Element))
            select $"{violation.Id} on {path}: {node.Html} ({node.Any.FirstOrDefault()?.Message})");
    }

    /// <summary>Keeps pictures of a page of ours, if they are asked for.</summary>
    private static async Task PhotographAsync(IPage page, string path)
    {
        if (Pictures is not { } folder || !IsOurs(path))
        {
            return;
        }

        foreach (var width in (int[])[1440, 1024, 390])
        {
            await page.SetViewportSizeAsync(width, 900);
            foreach (var theme in (string[])["light", "dark"])
            {
                await page.EvaluateAsync($"document.documentElement.setAttribute('data-bs-theme', '{theme}')");
                await page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(folder, $"docs-{path.Replace('/', '-')}-{width}-{theme}.png") });
            }
        }
    }
}
