using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Perceptron;
using Perceptron.Playground.Lab;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BrowserTests;

/// <summary>The lab as somebody meets it who knows nothing of it.</summary>
public sealed class LabFirstSight(Site site, SharedTab shared) : PlaygroundPage(site, shared)
{
    [Fact]
    public async Task The_first_click_learns_XOR()
    {
        var page = await LoadAsync("");
        await Expect(page.Locator("#problem-xor")).ToBeCheckedAsync();
        await page.Locator("#play").ClickAsync();
        var epoch = await page.EvaluateAsync<double>(
            """
            new Promise(done => {
              const look = () => document.querySelector('#loss').value < 0.05 ? done(+document.querySelector('#epoch').value) : requestAnimationFrame(look);
              look();
            })
            """);
        Assert.InRange(epoch, 300, 450);
        await Expect(page.Locator("#truth-table tbody .good")).ToHaveCountAsync(4);
        await Expect(page.Locator("#hint-train")).ToHaveCountAsync(0);
        await Expect(page.Locator("#plateau p")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_training_that_is_stuck_says_so_and_another_seed_is_a_click_away()
    {
        var page = await OpenAsync("speed=600");
        await page.Locator("#see").ClickAsync();
        await Expect(page.Locator("#plateau p")).ToHaveTextAsync("Stuck: two rows at ½, the loss goes to ½ ln 2. Try another seed.");
        await Expect(page.Locator("#see")).ToHaveTextAsync("See it learn");
        await page.Locator("#try-seed").ClickAsync();
        await Expect(page.Locator("#seed")).ToHaveValueAsync("2");
        await Expect(page.Locator("#plateau p")).ToHaveCountAsync(0);
        await Expect(page.Locator("#play")).ToContainTextAsync("Pause");
        await page.Locator("#see").ClickAsync();
        await page.Locator("#see").ClickAsync();
        await Expect(page.Locator("#truth-table tbody .good")).ToHaveCountAsync(4);
        await page.Locator("#play").ClickAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Red_is_1_and_positive_and_blue_is_0_and_negative(ColorScheme scheme)
    {
        // f(x) is 1 everywhere, and then 0: in the middle of the plane stands no observation.
        var page = await OpenAsync("p=or&start=given&w=0,0,20&flat=1", scheme: scheme);
        await AssertColourAsync(page, "surface", isRed: true);
        await Expect(page.Locator(".slider.positive #w2")).ToHaveCountAsync(1);
        await page.Locator("#w2-text").FillAsync("-20");
        await page.Locator("#w2-text").PressAsync("Enter");
        await AssertColourAsync(page, "surface", isRed: false);
        await Expect(page.Locator(".slider.negative #w2")).ToHaveCountAsync(1);

        // The only line of a network with one weight.
        await FollowAsync(page, "p=not&start=given&w=9,0");
        await AssertColourAsync(page, "network", isRed: true);
        await FollowAsync(page, "p=not&start=given&w=-9,0");
        await AssertColourAsync(page, "network", isRed: false);

        foreach (var (kind, isRed) in new[] { ("one", true), ("zero", false) })
        {
            var fill = await page.EvaluateAsync<string>($"getComputedStyle(document.querySelector('.problems svg .{kind}')).fill");
            var parts = Regex.Matches(fill, "[0-9]+").Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture)).ToArray();
            Assert.Equal(isRed, parts[0] > parts[2]);
        }
    }

    [Fact]
    public async Task The_point_on_the_loss_surface_is_W_while_it_trains()
    {
        var page = await OpenAsync("over=6,7");
        await page.Locator("#play").ClickAsync();
        var seen = await page.EvaluateAsync<string[][]>(
            """
            new Promise(done => {
              const seen = [];
              const exact = id => document.querySelector(id).title;
              const look = () => {
                seen.push([document.querySelector('#epoch').value, document.querySelector('#loss-point-first').value, exact('#w6-text'), document.querySelector('#loss-point-second').value, exact('#w7-text')]);
                seen.length < 60 ? requestAnimationFrame(look) : done(seen);
              };
              look();
            })
            """);
        await page.Locator("#play").ClickAsync();
        Assert.All(seen, values => Assert.Equal((values[1], values[3]), (values[2], values[4])));
        Assert.InRange(seen.Select(values => values[1]).Distinct().Count(), 5, 60);

        // On pause the surface is that of the present epoch.
        await Expect(page.Locator("#loss-surfaces-said")).ToContainTextAsync("all others as they are now");
    }

    [Fact]
    public async Task A_weight_is_changed_by_a_click_on_its_line()
    {
        var page = await OpenAsync("start=textbook");
        var canvas = page.Locator("#network");
        await canvas.ScrollIntoViewIfNeededAsync();
        var box = await canvas.BoundingBoxAsync() ?? throw new InvalidOperationException("There is no network.");
        var model = LogicGate.Xor.Textbook;
        var plan = new NetworkPlan(model.Architecture, box.Width, box.Height);
        foreach (var (index, at) in new[] { (7, 0.6), (1, 0.3) })
        {
            var (from, to) = plan.Edge(Parameter.Of(model.Architecture)[index]);
            await canvas.ClickAsync(new() { Position = new() { X = (float)(from.X + (at * (to.X - from.X))), Y = (float)(from.Y + (at * (to.Y - from.Y))) } });
            await Expect(page.Locator("#edge")).ToHaveValueAsync(index.ToString(CultureInfo.InvariantCulture));
            await Expect(page.Locator($"#edge-w{index}")).ToBeFocusedAsync();
            var before = model.GetParameters()[index];
            await page.Keyboard.PressAsync(before > 0 ? "ArrowLeft" : "ArrowRight");
            await Expect(page.Locator($"#w{index}-text")).ToHaveValueAsync((before - (0.2 * Math.Sign(before))).ToString("0.####", CultureInfo.InvariantCulture));
        }

        // By keys alone: choose the weight, and go on to its slider.
        await page.Locator("#edge").FocusAsync();
        await page.Keyboard.PressAsync("Home");
        await Expect(page.Locator("#edge-w0")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(page.Locator("#w0-text")).ToHaveValueAsync("9.8");
    }

    [Fact]
    public async Task Hints_are_shown_on_a_first_visit_until_they_are_closed()
    {
        var page = await LoadAsync("p=or");
        await Expect(page.Locator(".hint")).ToHaveCountAsync(3);
        await page.Locator("#hint-sticks").GetByRole(AriaRole.Button, new() { Name = "Close this hint" }).ClickAsync();
        await page.Locator("#hint-arrows button").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".hint")).ToHaveCountAsync(1);
        await page.ReloadAsync();
        await Expect(page.Locator("#hint-train")).ToBeVisibleAsync();
        await Expect(page.Locator(".hint")).ToHaveCountAsync(1);
        await FollowAsync(page, "p=or&hide=link");
        await Expect(page.Locator("#link")).ToHaveCountAsync(0);
        await Expect(page.Locator(".hint")).ToHaveCountAsync(0);
        await FollowAsync(page, "p=or&hide=link&hints=1");
        await Expect(page.Locator(".hint")).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task A_browser_that_remembers_nothing_shows_the_page_all_the_same()
    {
        var page = await NewAsync();
        await page.AddInitScriptAsync("Object.defineProperty(window, 'localStorage', { get() { throw new Error('not here'); } })");
        await page.GotoAsync("/#p=or");
        await page.Locator("#hint-sticks button").ClickAsync();
        await Expect(page.Locator(".hint")).ToHaveCountAsync(2);
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(1440)]
    public async Task Training_and_sliders_stay_in_view(int width)
    {
        var page = await OpenAsync("p=and", width: width);
        await page.EvaluateAsync("scrollTo(0, 900)");
        foreach (var id in new[] { "#play", "#losses", "#loss", "#w0" })
        {
            await Expect(page.Locator(id)).ToBeInViewportAsync();
        }

        await page.EvaluateAsync("scrollTo(0, 0)");
    }

    /// <summary>The pixel in the middle of a canvas.</summary>
    private static async Task AssertColourAsync(IPage page, string id, bool isRed) => await page.WaitForFunctionAsync(
        """
        ([id, isRed]) => {
          const canvas = document.getElementById(id);
          if (!canvas) return false;
          const [red, green, blue, opacity] = canvas.getContext('2d').getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data;
          return opacity > 200 && (isRed ? red > blue + 80 : blue > red + 80);
        }
        """,
        new object[] { id, isRed });
}
