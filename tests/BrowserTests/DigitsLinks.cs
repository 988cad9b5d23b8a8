using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Perceptron;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BrowserTests;

/// <summary>Links to the digits page: what they restore, and what they tell wrongly.</summary>
public sealed class DigitsLinks(Site site, SharedTab shared) : DigitsPage(site, shared)
{
    [Fact]
    public async Task Each_step_can_be_taken_back_and_a_link_changes_the_page_that_is_open()
    {
        var page = await OpenTrainedAsync("page=digits&drawing=gJg2.QQQQ");
        await page.Locator("#example-0").ClickAsync();
        await Expect(page.Locator("#example-0")).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.Equal("page=digits&example=0", await FragmentAsync(page));
        await page.Locator("#clear").ClickAsync();
        await Expect(page.Locator("#clear")).ToBeDisabledAsync();
        Assert.Equal("page=digits", await FragmentAsync(page));

        foreach (var expected in (string[])["page=digits&example=0", "page=digits&drawing=gJg2.QQQQ", "page=digits&drawing=gJg2", "page=digits"])
        {
            await page.Locator("#undo").ClickAsync();
            Assert.Equal(expected, await FragmentAsync(page));
        }

        await Expect(page.Locator("#undo")).ToBeDisabledAsync();
        await page.EvaluateAsync("location.hash = 'page=digits&example=5&hide=top,model'");
        await Expect(page.Locator("#verdict")).ToContainTextAsync("Read as");
        await Expect(page.Locator("header.top")).ToBeHiddenAsync();
        await Expect(page.Locator("#train")).ToHaveCountAsync(0);
        await Expect(page.Locator("#link")).ToHaveValueAsync(new Regex("#page=digits&example=5$"));
    }

    [Fact]
    public async Task What_a_link_tells_wrongly_is_told_in_words()
    {
        var page = await OpenTrainedAsync("page=digits&seed=one&drawing=A&example=999&colour=red");

        await Expect(page.Locator(".complaints p")).ToHaveTextAsync(
        [
            "The link has seed=one; expected is a whole number, at least 0.",
            "The link's drawing can't be read; it may have been cut short.",
            "The link has \"colour\", which means nothing here.",
            "The link has example=999; expected is a number from 0 to 358.",
        ]);
        await Expect(page.Locator("#verdict")).ToHaveTextAsync("Draw a digit, or take an example.");
    }

    [Fact]
    public async Task A_link_that_somebody_follows_while_the_page_loads_is_followed()
    {
        var page = await NewAsync();
        var held = new TaskCompletionSource();
        await page.RouteAsync("**/digits.js", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync("/#page=digits&drawing=gJg2&what=ever");
        await Expect(page.Locator(".waiting")).ToBeVisibleAsync();
        await FollowAsync(page, "page=digits&seed=2&example=5&hide=top");
        held.SetResult();

        await Expect(page.Locator("#model-said")).ToContainTextAsync("seed 2.");
        await Expect(page.Locator("#verdict")).ToContainTextAsync("Read as");
        await Expect(page.Locator("#link")).ToHaveValueAsync(new Regex("#page=digits&seed=2&example=5$"));
        await Expect(page.Locator("header.top")).ToBeHiddenAsync();
        await Expect(page.Locator(".complaints")).ToHaveCountAsync(0);
    }
}
