using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Perceptron;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BrowserTests;

/// <summary>The digits page: drawing, reading, training, and models from files.</summary>
public sealed class DigitsPages(Site site, SharedTab shared) : DigitsPage(site, shared)
{
    [Fact]
    public async Task A_1_drawn_by_mouse_is_read_as_1_and_its_link_restores_it_wherever_the_page_lies()
    {
        var page = await OpenTrainedAsync("page=digits");
        await Expect(page.Locator("#verdict")).ToHaveTextAsync("Draw a digit, or take an example.");
        await DrawByMouseAsync(page, (0.5, 0.14), (0.5, 0.5), (0.49, 0.86));

        await Expect(page.Locator("#read-as")).ToContainTextAsync("Read as 1, f = 0.");
        var fragment = await FragmentAsync(page);
        Assert.Matches("^page=digits&drawing=[A-Za-z0-9_-]{4,10}$", fragment);

        var other = await LoadTrainedAsync(fragment, folder: "/a/b/");
        await Expect(other.Locator("#verdict")).ToHaveTextAsync(await page.Locator("#verdict").InnerTextAsync());
        Assert.Equal(await page.Locator(".bars").InnerTextAsync(), await other.Locator(".bars").InnerTextAsync());
    }

    [Fact]
    public async Task A_1_drawn_by_keyboard_alone_is_read_as_1()
    {
        var page = await LoadTrainedAsync("page=digits");
        for (var i = 0; i < 10 && await page.EvaluateAsync<string>("document.activeElement.id") != "pad"; i++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        await PressAsync(page, "ArrowRight", "ArrowLeft", "ArrowUp", "Space");
        await PressAsync(page, [.. Enumerable.Repeat("ArrowDown", 10)]);
        await Expect(page.GetByText("Column 8 of 16, row 13, pen down")).ToHaveCountAsync(1);
        await PressAsync(page, "Space");
        await Expect(page.Locator("#read-as")).ToContainTextAsync("Read as 1");
        Assert.Equal(0, await page.EvaluateAsync<int>("scrollY"));

        // Back, and away.
        await PressAsync(page, "Backspace");
        await Expect(page.Locator("#verdict")).ToHaveTextAsync("Draw a digit, or take an example.");
        await PressAsync(page, "Space", "Shift+ArrowRight", "Escape");
        await Expect(page.Locator("#verdict")).ToContainTextAsync("Read as");
        await PressAsync(page, "Delete");
        await Expect(page.Locator("#verdict")).ToHaveTextAsync("Draw a digit, or take an example.");

        // The next key leaves the drawing area: nobody is caught in it.
        await PressAsync(page, "Tab");
        Assert.Equal("undo", await page.EvaluateAsync<string>("document.activeElement.id"));
    }

    [Fact]
    public async Task A_1_drawn_by_finger_is_read_as_1_and_the_page_stays_where_it_is()
    {
        var page = await LoadTrainedAsync("page=digits", Narrow, hasTouch: true);
        var box = await page.Locator("#pad").BoundingBoxAsync() ?? throw new InvalidOperationException("There is no drawing area.");
        var hand = await page.Context.NewCDPSessionAsync(page);
        foreach (var (kind, part) in ((string, double)[])[("touchStart", 0.15), ("touchMove", 0.3), ("touchMove", 0.5), ("touchMove", 0.7), ("touchMove", 0.85), ("touchEnd", 0)])
        {
            await hand.SendAsync("Input.dispatchTouchEvent", new()
            {
                ["type"] = kind,
                ["touchPoints"] = kind == "touchEnd" ? Array.Empty<object>() : new object[] { new { x = box.X + (box.Width / 2), y = box.Y + (part * box.Height) } },
            });
        }

        await Expect(page.Locator("#read-as")).ToContainTextAsync("Read as 1");
        Assert.Equal(0, await page.EvaluateAsync<int>("scrollY"));
        await Expect(page.Locator("#pad")).ToHaveCSSAsync("touch-action", "none");
        await Expect(page.Locator("#w-0")).ToHaveCSSAsync("touch-action", "auto");
    }

    [Fact]
    public async Task What_the_page_prints_is_what_the_library_computes()
    {
        var page = await OpenTrainedAsync("page=digits&example=17");
        var saved = await SaveAsync(page);
        var parts = Digits.Embedded().SplitByFraction(0.2, seed: 1, stratified: true);
        var x = parts.HeldOut.Pixels(17);

        await AssertPrintedAsync(page, saved.Model, x, x);
        var entries = saved.Metadata.Entries;
        Assert.Equal(("8", "8", "8"), (entries["image_height"], entries["image_width"], entries["digit_box"]));
        Assert.Equal(255, saved.Metadata.InputDivisor);

        // Each epoch, as the library trains here; the browser's processor may round otherwise.
        var epochs = Model.Softmax<float>(64, 10)
            .Train(parts.Training.Data, new GradientDescent(0.5), 20, new TrainingOptions { BatchSize = 32, Seed = 1 }).ToArray();
        var rows = await page.Locator("#epochs tbody tr").AllAsync();
        Assert.Equal(epochs.Length, rows.Count);
        foreach (var (epoch, row) in epochs.Zip(rows))
        {
            var cells = (await row.TextContentAsync())!.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(epoch.Number, Number(cells[0]));
            Assert.Equal(epoch.Model.Loss(parts.HeldOut.Data), Number(cells[1]), 2e-4);
            Assert.Equal(epoch.Model.Accuracy(parts.HeldOut.Data), Number(cells[2]), 0.004);
        }

        // The sum by rows of pixels, of a class that is chosen.
        await page.GetByText("x·W, row of pixels by row of pixels").ClickAsync();
        await page.Locator("#sum-class").SelectOptionAsync("4");
        var column = saved.Model.Layers[0].W.Column(4);
        var expected = Enumerable.Range(0, 8).Select(y => Enumerable.Range(8 * y, 8).Sum(i => (double)x[i] * column[i]));
        await Expect(page.Locator(".sum")).ToContainTextAsync("for class 4");
        var sum = (await page.Locator(".sum").InnerTextAsync()).Split('=')[1].Replace("+ ", "", StringComparison.Ordinal).Replace("− ", "−", StringComparison.Ordinal);
        Assert.Equal(expected, sum.Trim().Split(' ').Select(Number), (a, b) => Math.Abs(a - b) <= 6e-4);
    }

    [Fact]
    public async Task Another_seed_trains_another_model()
    {
        var page = await OpenTrainedAsync("page=digits&example=0");
        var first = await SaveAsync(page);
        await page.Locator("#seed").FillAsync("-3");
        await page.Locator("#train").ClickAsync();
        await Expect(page.Locator("#seed-complaint")).ToContainTextAsync("\"-3\" can't be used");

        await page.Locator("#seed").FillAsync("2");
        await page.Locator("#train").ClickAsync();
        await Expect(page.Locator("#model-said")).ToContainTextAsync("seed 2.");
        await Expect(page.Locator("#seed-complaint")).ToHaveCountAsync(0);
        Assert.Equal("page=digits&seed=2&example=0", await FragmentAsync(page));
        Assert.NotEqual(first.Model, (await SaveAsync(page)).Model);
    }

    [Fact]
    public async Task The_page_says_what_it_is_doing_while_it_loads_and_trains()
    {
        var page = await NewAsync();
        await page.AddInitScriptAsync("""
            window.said = [];
            new MutationObserver(() => document.querySelectorAll('[role=status], #epoch-said').forEach(element => {
              const text = element.textContent.trim().replace(/\s+/g, ' ');
              if (text && !window.said.includes(text)) window.said.push(text);
            })).observe(document, { childList: true, subtree: true, characterData: true });
            """);
        var held = new TaskCompletionSource();
        await page.RouteAsync("**/dotnet.native.*.wasm", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync("/#page=digits", new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await Expect(page.Locator(".loading")).ToContainTextAsync("Loading the library and .NET's runtime");
        await Expect(page.GetByRole(AriaRole.Progressbar, new() { Name = "Loading" })).ToBeVisibleAsync();
        held.SetResult();

        await Expect(page.GetByRole(AriaRole.Progressbar, new() { Name = "Training" })).ToBeVisibleAsync();
        await TrainedAsync(page);
        await Expect(page.GetByRole(AriaRole.Progressbar)).ToHaveCountAsync(0);
        var said = await page.EvaluateAsync<string[]>("said");
        Assert.Contains(said, text => text.StartsWith("Reading the embedded digits", StringComparison.Ordinal));
        Assert.Contains(said, text => text.StartsWith("Training softmax(xW + b) on 1438", StringComparison.Ordinal));

        // The page stays alive: epoch by epoch it can be seen.
        Assert.InRange(said.Count(text => text.StartsWith("Epoch ", StringComparison.Ordinal)), 15, 21);
    }

    [Theory]
    [InlineData(Wide, ColorScheme.Light)]
    [InlineData(Wide, ColorScheme.Dark)]
    [InlineData(Narrow, ColorScheme.Light)]
    [InlineData(Narrow, ColorScheme.Dark)]
    public async Task Everybody_can_use_it(int width, ColorScheme scheme)
    {
        var page = await OpenTrainedAsync("page=digits&example=3", width: width, scheme: scheme);
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(each => each.open = true)");
        await DropAsync(page, "broken.safetensors", [1, 2, 3]);
        await Expect(page.Locator("#refusal")).ToBeVisibleAsync();

        await AssertFitsAsync(page);
        if ((width == Wide) == (scheme == ColorScheme.Light))
        {
            await AssertAccessibleAsync(page);
        }

        if (Environment.GetEnvironmentVariable("PERCEPTRON_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(folder, $"digits-{width}-{scheme}.png") });
        }
    }

    private static async Task DrawByMouseAsync(IPage page, params (double X, double Y)[] points)
    {
        var box = await page.Locator("#pad").BoundingBoxAsync() ?? throw new InvalidOperationException("There is no drawing area.");
        foreach (var (i, (x, y)) in points.Index())
        {
            await page.Mouse.MoveAsync((float)(box.X + (x * box.Width)), (float)(box.Y + (y * box.Height)), new() { Steps = 8 });
            if (i == 0)
            {
                await page.Mouse.DownAsync();
            }
        }

        await page.Mouse.UpAsync();
    }

    private static async Task PressAsync(IPage page, params string[] keys)
    {
        foreach (var key in keys)
        {
            await page.Keyboard.PressAsync(key);
        }
    }
}
