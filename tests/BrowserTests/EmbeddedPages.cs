using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tests;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BrowserTests;

/// <summary>The parts of the playground that the tutorials show: what their links say, and the frames that show them.</summary>
public sealed partial class EmbeddedPages(Site site, SharedTab shared) : PlaygroundPage(site, shared)
{
    private static readonly string Documentation = Path.Combine(Repository.Root, "docs");

    public static TheoryData<string> Tutorials { get; } =
        [.. Directory.GetFiles(Documentation, "*.md", SearchOption.AllDirectories).Where(file => Embed().IsMatch(File.ReadAllText(file))).Select(file => Path.GetRelativePath(Documentation, file)).Order()];

    [Fact]
    public void Five_tutorials_show_the_playground_in_both_languages()
    {
        string[] english = ["tutorials/digits.md", "tutorials/losses.md", "tutorials/neuron.md", "tutorials/or-and.md", "tutorials/xor.md"];
        Assert.Equal([.. english.Select(page => $"nb/{page}"), .. english], Tutorials.Select(row => row.Data.Replace('\\', '/')).Order(StringComparer.Ordinal));
        Assert.All(english, page => Assert.Equal(Read(page).Select(each => (each.Link, each.Wide, each.Middle, each.Narrow)), Read($"nb/{page}").Select(each => (each.Link, each.Wide, each.Middle, each.Narrow))));
        Assert.All(english, page => Assert.InRange(Read(page).Length, 1, 2));
    }

    [Theory]
    [MemberData(nameof(Tutorials))]
    public async Task A_part_shows_what_was_asked_for_and_fits_its_frame(string tutorial)
    {
        var language = tutorial.StartsWith("nb", StringComparison.Ordinal) ? "nb" : "en";
        foreach (var (name, link, wide, middle, narrow) in Read(tutorial))
        {
            var hidden = link.Split("hide=")[1].Split(',');
            // The narrowest is where other words first need more room.
            (int Width, int Height, ColorScheme Scheme)[] frames = [(340, narrow, ColorScheme.Light), (840, wide, ColorScheme.Light), (700, middle, ColorScheme.Dark)];
            foreach (var (width, height, scheme) in language == "en" ? frames : frames[..1])
            {
                var page = await OpenAsync($"{link}&lang={language}", width, scheme);
                await page.SetViewportSizeAsync(width, height);
                await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", language);
                await Expect(page.Locator("section.panel:visible").First).ToBeVisibleAsync();
                await Expect(page.Locator("header.top")).ToBeHiddenAsync();
                await Expect(page.Locator(".complaints, .hint")).ToHaveCountAsync(0);
                foreach (var (part, title) in link.StartsWith("page=digits", StringComparison.Ordinal) ? DigitsParts : LabParts)
                {
                    await Expect(page.Locator($"section[aria-labelledby={title}-title]")).ToHaveCountAsync(hidden.Contains(part) ? 0 : 1);
                }

                await AssertFitsAsync(page);
                var needed = await page.EvaluateAsync<int>("Math.ceil(document.querySelector('main').getBoundingClientRect().bottom + scrollY)");
                Assert.True(needed <= height, $"{tutorial} at {width} needs {needed} pixels, and has {height}.");
                Assert.True(needed > height * 0.6, $"{tutorial} at {width} needs {needed} pixels only, and has {height}.");
                if (width == 700)
                {
                    await AssertAccessibleAsync(page);
                }

                await PhotographAsync(page, name, language, width, scheme);
            }
        }
    }

    /// <summary>Parts of the lab that can be left out, and the panel of each.</summary>
    private static readonly (string Part, string Title)[] LabParts =
    [
        ("numbers", "numbers"), ("surface", "surface"), ("table", "table"), ("train", "train"), ("network", "network"), ("link", "link"),
        ("losssurface", "loss-surfaces"), ("formula", "formula"), ("model", "problem"), ("start", "start"), ("rule", "rule"),
    ];

    /// <summary>The same of the digits page.</summary>
    private static readonly (string Part, string Title)[] DigitsParts =
        [("draw", "draw"), ("sees", "sees"), ("f", "prediction"), ("examples", "examples"), ("model", "model"), ("pictures", "pictures"), ("link", "link")];

    /// <summary>The pictures of these pages, twice as large as they are shown.</summary>
    private static async Task PhotographAsync(IPage page, string name, string language, int width, ColorScheme scheme)
    {
        if (Environment.GetEnvironmentVariable("PERCEPTRON_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"playground-{name}-{language}-{width}-{scheme}.png") });
        }
    }

    /// <summary>The parts that a page of the documentation shows.</summary>
    internal static (string Name, string Link, int Wide, int Middle, int Narrow)[] Read(string tutorial) =>
    [
        .. Embed().Matches(File.ReadAllText(Path.Combine(Documentation, tutorial))).Select(match =>
            (Path.GetFileNameWithoutExtension(tutorial), WebUtility.HtmlDecode(match.Groups["link"].Value), Whole(match.Groups["wide"]), Whole(match.Groups["middle"]), Whole(match.Groups["narrow"]))),
    ];

    private static int Whole(Group digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("""<div class="playground" data-link="(?<link>[^"]+)" data-heights="(?<wide>[0-9]+) (?<middle>[0-9]+) (?<narrow>[0-9]+)">""")]
    private static partial Regex Embed();
}
