using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Perceptron;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BrowserTests;

/// <summary>The digits page: drawing, reading, training, and models from files.</summary>
public partial class DigitsPages(Site site, SharedTab shared) : PlaygroundPage(site, shared)
{
    [Fact]
    public async Task A_1_drawn_by_mouse_is_read_as_1_and_its_link_restores_it_wherever_the_page_lies()
    {
        var page = await OpenTrainedAsync("page=digits");
        await Expect(page.Locator("#verdict")).ToContainTextAsync("Read as 3");
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

        // Back to the drawing to begin with, and away.
        await PressAsync(page, "Backspace");
        await Expect(page.Locator("#verdict")).ToContainTextAsync("Read as 3");
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
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(each => each.open = true)");
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
    public async Task A_model_file_dropped_on_the_page_is_used()
    {
        var names = Enumerable.Range(0, 10).Select(i => $"n{i}").ToArray();
        var start = Model.He<float>(Architecture.Of(784).Hidden(40, Activation.ReLU).Softmax(10).WithClassNames(names), seed: 3);
        using var bytes = new MemoryStream();
        ModelFile.Write(start, bytes, new ModelFileMetadata
        {
            InputDivisor = 255,
            Entries = new Dictionary<string, string> { ["image_height"] = "28", ["image_width"] = "28", ["digit_box"] = "18" },
        });
        var page = await OpenTrainedAsync("page=digits&drawing=gJg2");
        await DropAsync(page, "mine.safetensors", bytes.ToArray());

        await Expect(page.Locator("#model-said")).ToHaveTextAsync("From mine.safetensors: 784 → 40 → 10, ReLU, softmax, for images of 28 × 28.");
        await Expect(page.Locator("#verdict")).ToHaveTextAsync(new Regex("^Read as n[0-9], f = 0"));
        await Expect(page.Locator(".pictures figure")).ToHaveCountAsync(32);
        await Expect(page.GetByText("The model has hidden layers")).ToContainTextAsync("40 neurons, the first 32 of them");

        // An upright line in a box of 18: its ink is 18 pixels high. The model goes back as it came.
        await Expect(page.Locator("#x")).ToHaveAttributeAsync("aria-label", new Regex("28 × 28 pixels, (54|72) with ink"));
        var saved = await SaveAsync(page);
        Assert.Equal(start, saved.Model);
        Assert.Equal("18", saved.Metadata.Entries["digit_box"]);

        // And back to the page's own.
        await page.Locator("#train").ClickAsync();
        await Expect(page.Locator("#model-said")).ToContainTextAsync("Trained here");
        await Expect(page.Locator(".pictures figure")).ToHaveCountAsync(10);
    }

    [Fact]
    public async Task A_model_file_with_two_classes_of_its_own_names_shows_f_of_an_example()
    {
        var start = Model.Uniform<float>(Architecture.Of(64).Softmax(2).WithClassNames("cat", "dog"), -1, 1, seed: 9);
        using var bytes = new MemoryStream();
        ModelFile.Write(start, bytes);
        var page = await OpenTrainedAsync("page=digits&example=30");
        await page.Locator("#model-file").SetInputFilesAsync(new FilePayload { Name = "pets.safetensors", MimeType = "application/octet-stream", Buffer = bytes.ToArray() });

        await Expect(page.Locator("#model-said")).ToContainTextAsync("From pets.safetensors: softmax(xW + b), 64 → 2");
        var x = Digits.Embedded().SplitByFraction(0.2, seed: 1, stratified: true).HeldOut.Pixels(30);
        await AssertPrintedAsync(page, start, x, x);
        await Expect(page.Locator("#read-as")).ToContainTextAsync($"Read as {start.ClassifyName(x)}");
        await Expect(page.Locator(".pictures figcaption strong")).ToHaveTextAsync(["cat", "dog"]);
    }

    [Fact]
    public async Task A_file_that_is_no_model_of_digits_is_refused_in_words_and_the_model_stays()
    {
        var page = await OpenTrainedAsync("page=digits&example=1");
        var before = await page.Locator(".bars").InnerTextAsync();
        await DropAsync(page, "broken.safetensors", [1, 2, 3]);
        await Expect(page.Locator("#refusal")).ToContainTextAsync("broken.safetensors");
        await Expect(page.Locator("#refusal")).ToContainTextAsync("The model from before stays.");

        foreach (var (model, words) in ((Model<float>, string)[])
            [
                (Model.Sigmoid<float>(64, 10), "its classes are not mutually exclusive"),
                (Model.Softmax<float>(63, 10), "63 inputs, but images of 7 × 7 have 49 pixels"),
            ])
        {
            using var bytes = new MemoryStream();
            ModelFile.Write(model, bytes);
            await page.Locator("#model-file").SetInputFilesAsync(new FilePayload { Name = "other.safetensors", MimeType = "application/octet-stream", Buffer = bytes.ToArray() });
            await Expect(page.Locator("#refusal")).ToContainTextAsync(words);
        }

        Assert.Equal(before, await page.Locator(".bars").InnerTextAsync());
        await Expect(page.Locator("#model-said")).ToContainTextAsync("Trained here");
    }

    [Fact]
    public async Task Each_step_can_be_taken_back_and_a_link_changes_the_page_that_is_open()
    {
        var page = await OpenTrainedAsync("page=digits&drawing=gJg2.QQQQ");
        await page.Locator("#example-0").ClickAsync();
        await Expect(page.Locator("#example-0")).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.Equal("page=digits&example=0", await FragmentAsync(page));
        await page.Locator("#clear").ClickAsync();
        await Expect(page.Locator("#clear")).ToBeDisabledAsync();
        Assert.Equal("page=digits&drawing=", await FragmentAsync(page));
        await Expect(page.Locator("#verdict")).ToHaveTextAsync("Draw a digit, or take an example.");

        foreach (var expected in (string[])["page=digits&example=0", "page=digits&drawing=gJg2.QQQQ", "page=digits&drawing=gJg2", "page=digits&drawing="])
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
        await Expect(page.Locator("#verdict")).ToContainTextAsync("Read as 3");

        // In the other language, what is wrong is told in that.
        await page.Locator("#language").ClickAsync();
        await Expect(page.Locator(".complaints p").Nth(0)).ToHaveTextAsync("Lenken har seed=one; ventet er et helt tall, minst 0.");
        await Expect(page.Locator(".complaints p")).ToHaveCountAsync(4);
        await page.Locator("#language").ClickAsync();
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

    [Fact]
    public async Task The_page_is_full_on_first_sight()
    {
        var page = await LoadTrainedAsync("page=digits");

        await Expect(page.Locator("#read-as")).ToContainTextAsync("Read as 3, f = 0.");
        var bars = await page.Locator(".bars .bar div").EvaluateAllAsync<double[]>("all => all.map(each => each.getBoundingClientRect().width / each.parentElement.clientWidth)");
        Assert.Equal(10, bars.Length);
        Assert.InRange(bars[3], 0.7, 1);

        // Neither the sheet, nor x, nor any of the pictures is empty; what is red in a picture speaks for, as the scale says.
        string[] canvases = ["pad", "x", "scale", "accuracy", .. Enumerable.Range(0, 10).Select(i => $"w-{i}")];
        foreach (var canvas in canvases)
        {
            Assert.True(await InkAsync(page, canvas) > 100, $"#{canvas} is empty.");
        }

        // Where the weights of a class are largest its picture is red, and where they are smallest, blue.
        var weights = (await SaveAsync(page)).Model.Layers[0].W.Column(3);
        var (red, blue) = (await ColourAsync(page, "w-3", Array.IndexOf(weights, weights.Max())), await ColourAsync(page, "w-3", Array.IndexOf(weights, weights.Min())));
        Assert.True(red[0] > red[2] + 40, $"{string.Join(' ', red)}");
        Assert.True(blue[2] > blue[0] + 40, $"{string.Join(' ', blue)}");
        Assert.True(await page.Locator(".seeing").CountAsync() >= 6);

        static Task<int> InkAsync(IPage page, string id) => page.EvaluateAsync<int>(
            """
            id => {
              const canvas = document.getElementById(id);
              const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
              return data.filter((value, i) => i % 4 === 3 && value > 30).length;
            }
            """,
            id);

        // The middle of a weight's square, in the left half of the picture.
        static Task<int[]> ColourAsync(IPage page, string id, int index) => page.EvaluateAsync<int[]>(
            """
            ([id, index]) => {
              const canvas = document.getElementById(id);
              const side = canvas.height / 8;
              return [...canvas.getContext('2d').getImageData((index % 8 + 0.5) * side, (Math.floor(index / 8) + 0.5) * side, 1, 1).data];
            }
            """,
            new object[] { id, index });
    }

    [Theory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    [InlineData(1024, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task It_fits_any_screen_in_both_languages(int width, ColorScheme scheme)
    {
        foreach (var language in (string[])["nb", "en"])
        {
            var page = await OpenAsync($"page=digits&lang={language}", width, scheme);
            await Expect(page.Locator("#model-said")).ToContainTextAsync(language == "nb" ? "Trent her" : "Trained here");
            await AssertFitsAsync(page);
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(each => each.open = true)");
            await AssertFitsAsync(page);
            if (language == "nb" || width == 1024)
            {
                await AssertAccessibleAsync(page);
            }

            await page.EvaluateAsync("document.querySelectorAll('details').forEach(each => each.open = false)");
            if (Environment.GetEnvironmentVariable("PERCEPTRON_SCREENSHOTS") is { Length: > 0 } folder)
            {
                await page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(folder, $"digits-{language}-{width}-{scheme}.png") });
            }
        }
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

    private async Task<IPage> LoadTrainedAsync(string fragment, int width = Wide, bool hasTouch = false, string folder = "/")
    {
        var page = await LoadAsync(fragment, width, hasTouch, folder);
        await TrainedAsync(page);
        return page;
    }

    private async Task<IPage> OpenTrainedAsync(string fragment, int width = Wide, ColorScheme scheme = ColorScheme.Light)
    {
        var page = await OpenAsync(fragment, width, scheme);

        // A link leaves a model that came from a file.
        if ((await page.Locator("#model-said").InnerTextAsync()).StartsWith("From", StringComparison.Ordinal))
        {
            await page.Locator("#train").ClickAsync();
        }

        await TrainedAsync(page);
        return page;
    }

    private static Task TrainedAsync(IPage page) => Expect(page.Locator("#model-said")).ToContainTextAsync("Trained here");

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

    /// <summary>The model as the page saves it, read by the library.</summary>
    private static async Task<SavedModel<float>> SaveAsync(IPage page)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("#save").ClickAsync());
        Assert.Equal("model.safetensors", download.SuggestedFilename);
        var path = Path.GetTempFileName();
        try
        {
            await download.SaveAsAsync(path);
            return ModelFile.Load<float>(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>f(x), and x · W + b = z, for each class.</summary>
    private static async Task AssertPrintedAsync(IPage page, Model<float> model, float[] x, float[] given)
    {
        var (f, z, layer) = (model.Predict(x), model.Logits(x), model.Layers[^1]);
        await Expect(page.Locator(".bars .f")).ToHaveCountAsync(model.OutputCount);
        for (var j = 0; j < model.OutputCount; j++)
        {
            Assert.Equal(f[j], Number(await page.Locator($"#f-{j}").InnerTextAsync()), 6e-5);
            var parts = NumberInText().Matches(await page.Locator($"#z-{j}").InnerTextAsync()).Select(match => Number(match.Value)).ToArray();
            Assert.Equal(layer.W.Column(j).Zip(given).Sum(pair => (double)pair.First * pair.Second), parts[0], 6e-4);
            Assert.Equal(layer.B[j], parts[1], 6e-4);
            Assert.Equal(z[j], parts[2], 6e-4);
        }
    }

    private static double Number(string text) => double.Parse(text.Replace('−', '-').Replace(" ", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"−? ?[0-9]+\.[0-9]+")]
    private static partial Regex NumberInText();
}
