using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Perceptron;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BrowserTests;

/// <summary>Model files that are dropped on the digits page.</summary>
public sealed class DigitsFiles(Site site, SharedTab shared) : DigitsPage(site, shared)
{
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
                (Model.Sigmoid<float>(64, 10), "its classes don't exclude each other"),
                (Model.Softmax<float>(63, 10), "63 inputs are not those of 7 × 7 pixels"),
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

    private static async Task DropAsync(IPage page, string name, byte[] content)
    {
        var files = await page.EvaluateHandleAsync(
            """
            ([name, text]) => {
              const transfer = new DataTransfer();
              transfer.items.add(new File([Uint8Array.from(atob(text), sign => sign.charCodeAt(0))], name));
              return transfer;
            }
            """,
            new[] { name, Convert.ToBase64String(content) });
        await page.DispatchEventAsync("main", "dragover", new { dataTransfer = files });
        await page.DispatchEventAsync("main", "drop", new { dataTransfer = files });
    }
}
