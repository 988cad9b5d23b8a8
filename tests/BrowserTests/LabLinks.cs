using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Perceptron;
using Perceptron.Playground.Lab;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BrowserTests;

/// <summary>Links to the lab: what they restore, and what they tell wrongly.</summary>
public sealed class LabLinks(Site site, SharedTab shared) : PlaygroundPage(site, shared)
{
    // A browser has no fused multiply-add: it agrees within rounding, which a long training makes larger.
    private const double Rounding = 1e-12;

    [Fact]
    public async Task A_link_restores_the_state()
    {
        var page = await OpenAsync("p=circle&speed=20&rule=adam&rate=0.03&noise=0.1&seed=4");
        await page.Locator("#neurons-0").SelectOptionAsync("4");
        await page.Locator("#play").ClickAsync();
        await WaitForEpochAsync(page, 20);
        await page.Locator("#play").ClickAsync();
        await page.Locator("#surface-choice").SelectOptionAsync("h1.2");
        var (epoch, loss, test) = (await NumberAsync(page, "#epoch"), await NumberAsync(page, "#loss"), await NumberAsync(page, "#test-loss"));
        var link = await page.Locator("#link").InputValueAsync();
        await Expect(page).ToHaveURLAsync(link);

        var other = await LoadAsync(link.Split('#')[1]);
        await Expect(other.Locator("#epoch")).ToHaveAttributeAsync("value", epoch.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(loss, await NumberAsync(other, "#loss"));
        Assert.Equal(test, await NumberAsync(other, "#test-loss"));
        await Expect(other.Locator("#surface-choice")).ToHaveValueAsync("h1.2");
        await Expect(other.Locator("#neurons-0")).ToHaveValueAsync("4");
        await Expect(other.Locator("#rule")).ToHaveValueAsync("Adam");
        await Expect(other.Locator("#noise")).ToHaveValueAsync("0.1");
        Assert.Equal(link.Split('#')[1], await FragmentAsync(other));

        // And the page that is open follows one.
        await other.EvaluateAsync("location.hash = 'p=and&start=given&w=1,2,-2.5&hide=top,model'");
        await Expect(other.Locator("#w2-text")).ToHaveValueAsync("-2.5");
        await AssertShowsAsync(other, Model.Neuron([1, 2], -2.5), LogicGate.And.Dataset);
        await Expect(other.Locator("#problem")).ToHaveCountAsync(0);
        await Expect(other.Locator("header.top")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task What_a_link_or_a_person_tells_wrongly_is_told_in_words()
    {
        var page = await OpenAsync("p=xor&rate=fast&flavour=1");
        await Expect(page.Locator(".complaints p")).ToHaveTextAsync(
        [
            "The link has rate=fast; expected is a number above 0 and up to 1000.",
            "The link has \"flavour\", which means nothing here.",
        ]);
        await page.GetByRole(AriaRole.Button, new() { Name = "OK" }).ClickAsync();
        await Expect(page.Locator(".complaints")).ToHaveCountAsync(0);
        await page.Locator("#rate").FillAsync("-1");
        await page.Locator("#rate").PressAsync("Enter");
        await Expect(page.Locator("#rate-complaint")).ToHaveTextAsync("\"-1\" can't be used: a number above 0 and up to 1000 expected.");
    }

    [Fact]
    public async Task A_link_that_somebody_follows_while_the_address_is_about_to_be_written_is_followed()
    {
        // A busy browser tells of a new address late: here later than the page would write its own.
        var page = await NewAsync();
        await page.AddInitScriptAsync(
            """
            addEventListener('hashchange', event => {
              if (event.isTrusted) {
                event.stopImmediatePropagation();
                setTimeout(() => dispatchEvent(new HashChangeEvent('hashchange')), 1000);
              }
            });
            """);
        await page.GotoAsync("/#p=or&start=textbook");
        await page.Locator("#w0-text").FillAsync("3");
        await page.Locator("#w0-text").PressAsync("Enter");
        await page.EvaluateAsync("location.hash = 'p=and'");

        await Expect(page.Locator("#problem")).ToHaveValueAsync("and");
        Assert.Equal("p=and", await FragmentAsync(page));

        // And the page goes on writing its address.
        await page.Locator("#w0-text").FillAsync("3");
        await page.Locator("#w0-text").PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("#p=and&.*w=3,"));
    }

    private static async Task<double> NumberAsync(IPage page, string selector) =>
        double.Parse(await page.Locator(selector).GetAttributeAsync("value") ?? "", CultureInfo.InvariantCulture);
}
