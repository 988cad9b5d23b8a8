using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Perceptron;
using Perceptron.Playground.Lab;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BrowserTests;

/// <summary>The lab: gates and points of the plane, moved and trained.</summary>
public sealed class LabPages(Site site, SharedTab shared) : PlaygroundPage(site, shared)
{
    // A browser has no fused multiply-add: it agrees within rounding, which a long training makes larger.
    private const double Rounding = 1e-12;

    [Fact]
    public async Task Moving_a_slider_gives_the_loss_that_the_library_computes()
    {
        var page = await OpenAsync("p=or&start=textbook");
        await AssertShowsAsync(page, Model.Neuron([0.4, 0.4], -0.4), LogicGate.Or.Dataset);

        // By keys, in steps of 0.2.
        await page.Locator("#w0").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Locator("#w0-text")).ToHaveValueAsync("1");
        await AssertShowsAsync(page, Model.Neuron([1, 0.4], -0.4), LogicGate.Or.Dataset);

        // By mouse, and by typing.
        await page.Locator("#w2").FillAsync("-3.4");
        await Expect(page.Locator("#w2-text")).ToHaveValueAsync("-3.4");
        await AssertShowsAsync(page, Model.Neuron([1, 0.4], -3.4), LogicGate.Or.Dataset);
        await page.Locator("#w1-text").FillAsync("1,5e1");
        await page.Locator("#w1-text").PressAsync("Enter");
        await Expect(page.Locator("#w1-text")).ToHaveValueAsync("15");
        await AssertShowsAsync(page, Model.Neuron([1, 15], -3.4), LogicGate.Or.Dataset);

        // A slider that had to reach far can be used again when its weight is back.
        await page.Locator("#w1-text").FillAsync("-1e44");
        await page.Locator("#w1-text").PressAsync("Enter");
        await Expect(page.Locator("#w1")).ToHaveAttributeAsync("max", "2E+44");
        await page.Locator("#w1-text").FillAsync("15");
        await page.Locator("#w1-text").PressAsync("Enter");
        await Expect(page.Locator("#w1")).ToHaveAttributeAsync("max", "20");

        // Text that is not a number stays where it was typed, is marked, and changes nothing.
        await page.Locator("#w1-text").FillAsync("much");
        await page.Locator("#w1-text").PressAsync("Enter");
        await Expect(page.Locator("#w1-text")).ToHaveAttributeAsync("aria-invalid", "true");
        await AssertShowsAsync(page, Model.Neuron([1, 15], -3.4), LogicGate.Or.Dataset);
    }

    [Fact]
    public async Task Training_from_the_stuck_start_and_the_other_gives_the_known_losses()
    {
        var page = await OpenAsync("rate=1&speed=0&hide=surface,network,hspace,losssurface");
        foreach (var (name, after1000, after5000) in ((string, double, double)[])[("Gets stuck", 0.3627, 0.3486), ("Learns", 0.0518, 0.00227)])
        {
            await page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
            await Expect(page.Locator("#epoch")).ToHaveAttributeAsync("value", "0");
            await page.Locator("#play").ClickAsync();
            await WaitForEpochAsync(page, 5000);
            await page.Locator("#play").ClickAsync();
            await Expect(page.Locator("#play")).ToContainTextAsync("Train");
            await ScrubAsync(page, 5000);
            Assert.Equal(after5000, await NumberAsync(page, "#loss"), after5000 / 500);
            await ScrubAsync(page, 1000);
            Assert.Equal(after1000, await NumberAsync(page, "#loss"), after1000 / 500);
        }

        await Expect(page.Locator("#truth-table tbody .good")).ToHaveCountAsync(4);
    }

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
        await Expect(other.Locator("#problems")).ToHaveCountAsync(0);
        await Expect(other.Locator("header.top")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_keyboard_alone_can_train_XOR()
    {
        var page = await LoadAsync("");
        await TabToAsync(page, "play");
        await TabToAsync(page, "speed");
        await page.Keyboard.PressAsync("End");
        await Expect(page.Locator("#speed")).ToHaveValueAsync("0");
        await TabToAsync(page, "start-stuck");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#w3-text")).ToHaveValueAsync("1");
        await TabToAsync(page, "start-learns");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#w3-text")).ToHaveValueAsync("-1");
        await TabToAsync(page, "play");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#truth-table tbody .good")).ToHaveCountAsync(4);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#play")).ToContainTextAsync("Train");

        // A slider by its keys, and back through the recording by those of the scrubber.
        await TabToAsync(page, "scrubber");
        await page.Keyboard.PressAsync("Home");
        await Expect(page.Locator("#epoch")).ToHaveAttributeAsync("value", "0");
        Assert.Equal(XorStart.Learns.Loss(LogicGate.Xor.Dataset), await NumberAsync(page, "#loss"), Rounding);
        await TabToAsync(page, "w8");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(page.Locator("#w8-text")).ToHaveValueAsync("-1.2");
    }

    [Fact]
    public async Task The_surface_is_turned_by_mouse_and_by_keys_and_shown_flat()
    {
        var page = await OpenAsync("start=textbook");
        var plot = page.Locator("#surface-plot");
        var picture = await plot.ScreenshotAsync();
        var box = await plot.BoundingBoxAsync() ?? throw new InvalidOperationException("There is no surface.");
        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + (box.Width / 2) + 80, box.Y + (box.Height / 2) + 20, new() { Steps = 8 });
        await page.Mouse.UpAsync();
        await Expect(page).ToHaveURLAsync(new Regex("turn="));
        Assert.NotEqual(picture, await plot.ScreenshotAsync());

        var turned = await FragmentAsync(page);
        await plot.FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(page).Not.ToHaveURLAsync(new Regex(Regex.Escape(turned) + "$"));
        await page.Keyboard.PressAsync("Home");
        await Expect(page).Not.ToHaveURLAsync(new Regex("turn="));

        await page.Locator("#flat").CheckAsync();
        await Expect(page).ToHaveURLAsync(new Regex("flat=1"));
    }

    [Fact]
    public async Task Every_problem_and_each_of_its_surfaces_opens()
    {
        var page = await OpenAsync("hide=losssurface");
        foreach (var problem in Problem.All)
        {
            await page.Locator($"#problem-{problem.Id}").CheckAsync();
            await Expect(page.Locator("#layers")).ToHaveValueAsync(problem.DefaultHidden.Count.ToString(CultureInfo.InvariantCulture));
            await page.Locator("#step").ClickAsync();
            await Expect(page.Locator("#epoch")).ToHaveAttributeAsync("value", "1");
            foreach (var surface in Surfaces.Of(LabState.Of(problem)).Where((_, i) => i % 3 == 0))
            {
                await page.Locator("#surface-choice").SelectOptionAsync(surface.Id);
            }
        }
    }

    [Fact]
    public async Task A_loss_that_is_not_finite_stops_the_training_with_a_word()
    {
        var page = await OpenAsync("p=spiral&h=8-8-8&act=relu&rate=1000&l2=10&batch=0&speed=0");
        await page.Locator("#play").ClickAsync();
        await Expect(page.Locator("#divergence")).ToContainTextAsync("no longer finite");
        await Expect(page.Locator("#play")).ToBeDisabledAsync();
        await page.Locator("#reset").ClickAsync();
        await Expect(page.Locator("#play")).ToBeEnabledAsync();
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
        await page.GetByRole(AriaRole.Button, new() { Name = "OK", Exact = true }).ClickAsync();
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

        await Expect(page.Locator("#problem-and")).ToBeCheckedAsync();
        Assert.Equal("p=and", await FragmentAsync(page));

        // And the page goes on writing its address.
        await page.Locator("#w0-text").FillAsync("3");
        await page.Locator("#w0-text").PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("#p=and&.*w=3,"));
    }

    [Fact]
    public async Task The_loss_surfaces_come_to_an_end_and_show_the_way()
    {
        var page = await OpenAsync("start=learns&epoch=300&over=6,7");
        await Expect(page.Locator("#epoch")).ToHaveAttributeAsync("value", "300");
        await Expect(page.Locator("#loss-surfaces-said")).ToContainTextAsync("h₂→y = ");
        await Expect(page.Locator("#cross-entropy-plot")).ToBeVisibleAsync();
        await Expect(page.Locator("#squared-error-plot")).ToBeVisibleAsync();
        await page.Locator("#over-first").SelectOptionAsync("0");
        await Expect(page).ToHaveURLAsync(new Regex("over=0,7"));
    }

    [Theory]
    [InlineData(1440, ColorScheme.Light, "start=learns&epoch=1000&over=6,7", 1000)]
    [InlineData(1440, ColorScheme.Dark, "p=spiral&epoch=10&hints=1", 10)]
    [InlineData(1024, ColorScheme.Light, "p=circle&epoch=10&hints=1", 10)]
    [InlineData(1024, ColorScheme.Dark, "start=stuck&rate=2.5&epoch=600", 600)]
    [InlineData(390, ColorScheme.Light, "p=orand&start=given&w=11.6727,-11.6727,-123.4567,11.6727,11.6727,-11.6727&rate=x&hints=1", 0)]
    [InlineData(390, ColorScheme.Dark, "start=stuck&show=all&hints=1", 0)]
    [InlineData(Narrow, ColorScheme.Light, "start=stuck&rate=2.5&epoch=600", 600)]
    public async Task Everybody_can_use_it(int width, ColorScheme scheme, string fragment, int epoch)
    {
        var page = await OpenAsync(fragment, width: width, scheme: scheme);
        await Expect(page.Locator("#epoch")).ToHaveAttributeAsync("value", epoch.ToString(CultureInfo.InvariantCulture));
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(each => each.open = true)");
        await AssertFitsAsync(page);
        await AssertNothingIsCutOffAsync(page);
        await AssertAccessibleAsync(page);
        if (Environment.GetEnvironmentVariable("PERCEPTRON_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await Expect(page.Locator("#loss-surfaces-said")).ToContainTextAsync("Over these two");
            await page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(folder, $"lab-{width}-{scheme}.png") });
        }
    }

    /// <summary>No element reaches out of its panel, and no text out of its field; but for what scrolls.</summary>
    private static async Task AssertNothingIsCutOffAsync(IPage page)
    {
        var cut = await page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll('.panel')].flatMap(panel => {
              const outer = panel.getBoundingClientRect();
              return [...panel.querySelectorAll('*')].filter(each => {
                const box = each.getBoundingClientRect();
                return box.width > 1 && !each.closest('.wide, .formulas, .visually-hidden, svg')
                  && (box.left < outer.left - 1 || box.right > outer.right + 1 || (each.matches('input[type=text]:not(#link)') && each.scrollWidth > each.clientWidth));
              }).map(each => each.outerHTML.slice(0, 200));
            })
            """);
        Assert.Empty(cut);
        Assert.True(await page.Locator(".panel").CountAsync() > 5);
    }

    /// <summary>Loss, gradient and f(x) of the page are those of a model, computed here.</summary>
    private static async Task AssertShowsAsync(IPage page, Model<double> model, Dataset<double> data)
    {
        Assert.Equal(model.Loss(data), await NumberAsync(page, "#loss"), Rounding);
        Assert.Equal(model.Loss(data), await NumberAsync(page, "#mean-loss"), Rounding);
        var gradient = model.Gradient(data);
        for (var i = 0; i < model.ParameterCount; i++)
        {
            Assert.Equal(gradient[i], await NumberAsync(page, $"#w{i}-gradient"), Rounding);
        }

        var predictions = await page.Locator("#truth-table tbody data").EvaluateAllAsync<string[]>("all => all.map(each => each.value)");
        Assert.Equal(
            model.Predict(data.Rows).Cast<double>(),
            predictions.Select(text => double.Parse(text, CultureInfo.InvariantCulture)),
            (a, b) => Math.Abs(a - b) <= Rounding);
    }

    private static async Task<double> NumberAsync(IPage page, string selector) =>
        double.Parse(await page.Locator(selector).GetAttributeAsync("value") ?? "", CultureInfo.InvariantCulture);

    private static async Task WaitForEpochAsync(IPage page, int epoch)
    {
        for (var wait = Stopwatch.StartNew(); await NumberAsync(page, "#epoch") < epoch; await Task.Delay(50))
        {
            Assert.True(wait.ElapsedMilliseconds < Site.Patience, $"Epoch {epoch} doesn't come.");
        }
    }

    private static async Task ScrubAsync(IPage page, int epoch)
    {
        await page.Locator("#scrubber").FillAsync(epoch.ToString(CultureInfo.InvariantCulture));
        await Expect(page.Locator("#epoch")).ToHaveAttributeAsync("value", epoch.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task TabToAsync(IPage page, string id)
    {
        for (var i = 0; i < 120; i++)
        {
            if (await page.EvaluateAsync<string>("document.activeElement.id") == id)
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"No number of tabs leads to #{id}.");
    }
}
