using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BrowserTests;

/// <summary>The two languages of the playground.</summary>
public sealed class LanguagePages(Site site, SharedTab shared) : PlaygroundPage(site, shared)
{
    [Fact]
    public async Task The_switch_changes_every_word_and_is_kept_in_links()
    {
        var page = await LoadAsync("page=digits&example=3");
        await AssertSpeaksAsync(page, "en", "Draw a digit");
        await Expect(page.Locator("#model-said")).ToContainTextAsync("Trained here");
        var f = await page.Locator("#f-3").InnerTextAsync();

        await page.Locator("#language").ClickAsync();
        await AssertSpeaksAsync(page, "nb", "Tegn et siffer");
        Assert.Equal("page=digits&example=3&lang=nb", await FragmentAsync(page));
        await Expect(page.Locator("#link")).ToHaveValueAsync(new Regex("#page=digits&example=3&lang=nb$"));

        // The numbers, and what was trained and drawn, are the same.
        await Expect(page.Locator("#model-said")).ToContainTextAsync("Trent her");
        Assert.Equal(f, await page.Locator("#f-3").InnerTextAsync());
        await Expect(page.Locator("#verdict")).ToHaveTextAsync(new Regex("^Lest som [0-9], f = [01]\\.[0-9]{4}$"));

        // What the page writes later, and its links to its pages, keep the language.
        await page.Locator("#example-5").ClickAsync();
        Assert.Matches("^page=digits&example=[0-9]+&lang=nb$", await FragmentAsync(page));
        await page.Locator("header nav a").Nth(0).ClickAsync();
        await Expect(page.Locator("#play")).ToBeVisibleAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "nb");
        Assert.Equal("lang=nb", await FragmentAsync(page));

        // And back.
        await page.Locator("#language").ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        Assert.Equal("lang=en", await FragmentAsync(page));
    }

    [Fact]
    public async Task A_link_says_the_language_and_else_the_browser_remembers_the_one_that_was_chosen()
    {
        var page = await LoadAsync("page=digits&lang=nb");
        await AssertSpeaksAsync(page, "nb", "Tegn et siffer");

        // A link is no choice.
        await FollowAsync(page, "page=digits");
        await AssertSpeaksAsync(page, "en", "Draw a digit");
        await page.Locator("#language").ClickAsync();
        await AssertSpeaksAsync(page, "nb", "Tegn et siffer");
        await FollowAsync(page, "page=digits");
        await AssertSpeaksAsync(page, "nb", "Tegn et siffer");
        await page.ReloadAsync();
        await AssertSpeaksAsync(page, "nb", "Tegn et siffer");
        await FollowAsync(page, "page=digits&lang=en");
        await AssertSpeaksAsync(page, "en", "Draw a digit");
    }

    [Theory]
    [InlineData("nb-NO", "nb")]
    [InlineData("nn-NO", "nb")]
    [InlineData("de-DE", "en")]
    public async Task Who_has_a_Norwegian_browser_is_spoken_to_in_Norwegian(string locale, string language)
    {
        var page = await NewAsync(locale: locale);
        var held = new TaskCompletionSource();
        await page.RouteAsync("**/dotnet.native.*.wasm", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync("/#page=digits", new() { WaitUntil = WaitUntilState.DOMContentLoaded });

        // While the runtime is loading, too.
        await Expect(page.GetByText("Loading the library")).ToBeVisibleAsync(new() { Visible = language == "en" });
        await Expect(page.GetByText("Laster biblioteket")).ToBeVisibleAsync(new() { Visible = language == "nb" });
        held.SetResult();
        await AssertSpeaksAsync(page, language, language == "nb" ? "Tegn et siffer" : "Draw a digit");
        Assert.Equal("page=digits", await FragmentAsync(page));
    }

    [Fact]
    public async Task A_browser_that_remembers_nothing_can_be_told_too()
    {
        var page = await NewAsync();
        await page.AddInitScriptAsync("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('No.', 'SecurityError'); } });");
        await page.GotoAsync("/#page=digits");
        await AssertSpeaksAsync(page, "en", "Draw a digit");
        await page.Locator("#language").ClickAsync();
        await AssertSpeaksAsync(page, "nb", "Tegn et siffer");
        await FollowAsync(page, "page=digits&example=4");
        await AssertSpeaksAsync(page, "nb", "Tegn et siffer");
    }

    [Theory]
    [InlineData("page=digits&lang=de")]
    [InlineData("p=or&lang=de")]
    public async Task A_language_that_the_page_does_not_speak_is_told_in_words(string fragment)
    {
        var page = await OpenAsync(fragment);
        await Expect(page.Locator(".complaints p")).ToHaveTextAsync(["The link has lang=de; expected is en or nb."]);
    }

    private static async Task AssertSpeaksAsync(IPage page, string language, string title)
    {
        await Expect(page.Locator("#draw-title")).ToHaveTextAsync(title);
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", language);
        await Expect(page).ToHaveTitleAsync(language == "nb" ? "Perceptron lekeplass" : "Perceptron playground");
        await Expect(page.Locator("#language")).ToHaveTextAsync(language == "nb" ? "English" : "Norsk");
    }
}
