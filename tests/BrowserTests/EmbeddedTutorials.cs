using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BrowserTests;

/// <summary>The frames of the tutorials that show the playground, and the pictures that stand there without it.</summary>
public sealed class EmbeddedTutorials(Site site, SharedTab shared, DocsSite docs) : PlaygroundPage(site, shared)
{
    [Theory]
    [InlineData("tutorials/xor", "en", "Open in the playground", 1440, ColorScheme.Light)]
    [InlineData("nb/tutorials/digits", "nb", "Åpne i lekeplassen", 390, ColorScheme.Dark)]
    public async Task A_tutorial_shows_the_playground_if_it_lies_beside_it(string tutorial, string language, string open, int width, ColorScheme scheme)
    {
        var page = await OpenDocsAsync(tutorial, width, scheme, hasPlayground: true);
        var link = EmbeddedPages.Read($"{tutorial}.md").Single().Link;
        var frame = page.Locator(".playground iframe");
        await Expect(frame).ToHaveCountAsync(1);
        Assert.Equal("lazy", await frame.GetAttributeAsync("loading"));
        Assert.False(string.IsNullOrWhiteSpace(await frame.GetAttributeAsync("title")));
        Assert.EndsWith($"/playground/#{link}&lang={language}", await frame.EvaluateAsync<string>("frame => frame.src"), StringComparison.Ordinal);
        await Expect(page.Locator(".playground img")).ToHaveCountAsync(0);
        await frame.ScrollIntoViewIfNeededAsync();

        var inside = page.FrameLocator(".playground iframe");
        await Expect(inside.Locator("section.panel").First).ToBeVisibleAsync();
        await Expect(inside.Locator("html")).ToHaveAttributeAsync("lang", language);
        await Expect(inside.Locator(".hint")).ToHaveCountAsync(0);

        // Light or dark as the page.
        var paper = await inside.Locator("html").EvaluateAsync<string>("html => getComputedStyle(html).backgroundColor");
        Assert.Equal(scheme == ColorScheme.Dark, paper.StartsWith("rgb(22,", StringComparison.Ordinal));

        // Without what is left out, in a window of its own; and from the bar on top.
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = open })).ToHaveAttributeAsync("href", new Regex($"playground/#(?!.*hide=).*lang={language}$"));
        if (width > 1000)
        {
            await Expect(page.Locator("header").GetByRole(AriaRole.Link, new() { Name = "Playground" })).ToHaveAttributeAsync("href", new Regex($"playground/#lang={language}$"));
        }

        await AssertFitsAsync(page);
        if (Environment.GetEnvironmentVariable("PERCEPTRON_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.Locator(".playground").ScreenshotAsync(new() { Path = Path.Combine(folder, $"embedded-{tutorial.Replace('/', '-')}-{width}.png") });
        }
    }

    [Fact]
    public async Task A_tutorial_shows_a_picture_where_there_is_no_playground()
    {
        var page = await OpenDocsAsync("tutorials/xor", 1440, ColorScheme.Light, hasPlayground: false);
        var picture = page.Locator(".playground a img");
        await picture.ScrollIntoViewIfNeededAsync();
        await Expect(page.Locator(".playground a")).ToHaveAttributeAsync("href", "../how-to/playground.html");
        Assert.True(await picture.EvaluateAsync<int>("img => img.naturalWidth") > 1000);
        await Expect(page.Locator("iframe")).ToHaveCountAsync(0);
        await Expect(page.Locator("header").GetByRole(AriaRole.Link, new() { Name = "Playground" })).ToHaveAttributeAsync("href", new Regex(@"how-to/playground\.html$"));
    }

    private async Task<IPage> OpenDocsAsync(string tutorial, int width, ColorScheme scheme, bool hasPlayground)
    {
        var page = await NewAsync(await docs.StartedAsync(), width);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        if (hasPlayground)
        {
            // As docs/site.cs lays them: one folder below the other.
            var playground = (await Site.StartedAsync()).Address;
            await page.RouteAsync("**/public/playground.json", route => route.FulfillAsync(new() { ContentType = "application/json", Body = """{ "folder": "playground/" }""" }));
            await page.RouteAsync(new Regex("/playground/[^?]*"), async route =>
            {
                var answer = await route.FetchAsync(new() { Url = playground + route.Request.Url[(route.Request.Url.IndexOf("/playground/", StringComparison.Ordinal) + "/playground".Length)..] });
                await route.FulfillAsync(new() { Response = answer });
            });
        }

        await page.GotoAsync($"/{tutorial}.html");
        await page.WaitForFunctionAsync("window.docfx?.ready === true");
        return page;
    }
}
