using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Perceptron;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BrowserTests;

/// <summary>What tests of the digits page share.</summary>
public abstract partial class DigitsPage(Site site, SharedTab shared) : PlaygroundPage(site, shared)
{
    protected async Task<IPage> LoadTrainedAsync(string fragment, int width = Wide, bool hasTouch = false, string folder = "/")
    {
        var page = await LoadAsync(fragment, width, hasTouch, folder);
        await TrainedAsync(page);
        return page;
    }

    protected async Task<IPage> OpenTrainedAsync(string fragment, int width = Wide, ColorScheme scheme = ColorScheme.Light)
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

    protected static Task TrainedAsync(IPage page) => Expect(page.Locator("#model-said")).ToContainTextAsync("Trained here");

    /// <summary>The model as the page saves it, read by the library.</summary>
    protected static async Task<SavedModel<float>> SaveAsync(IPage page)
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
    protected static async Task AssertPrintedAsync(IPage page, Model<float> model, float[] x, float[] given)
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

    protected static double Number(string text) => double.Parse(text.Replace('−', '-').Replace(" ", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"−? ?[0-9]+\.[0-9]+")]
    private static partial Regex NumberInText();
}
