using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Perceptron;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace BrowserTests;

/// <summary>The page of a classifier's file: its columns, its answer, and files that are none.</summary>
public sealed class ClassifierPages(Site site, SharedTab shared) : PlaygroundPage(site, shared)
{
    private static readonly Classifier Fruit = Fit();

    [Fact]
    public async Task A_classifier_dropped_on_the_page_answers_the_row_that_is_set_as_the_library_does()
    {
        var page = await LoadAsync("page=classifier", folder: "/a/b/");
        await Expect(page.Locator("#classifier-said")).ToContainTextAsync("No classifier is open yet.");
        await DropAsync(page, "fruit.safetensors", Bytes(Fruit));
        await Expect(page.Locator("#classifier-said")).ToHaveTextAsync("From fruit.safetensors: fruit by 4 columns, 3 classes.");
        Dictionary<string, object?> row = new() { ["mass"] = 67.75, ["colour"] = "red", ["ripe"] = true, ["picked"] = "2025-07-12" };
        await AssertAnswersAsync(page, row);

        // A slider, a list, a choice, a date; then gaps, and a level never seen.
        await page.Locator("#column-0-slider").FillAsync("9");
        await AssertAnswersAsync(page, row, ("mass", 9));
        await Expect(page.Locator("#column-0-value")).ToHaveValueAsync("9");
        await page.Locator("#column-1-value").SelectOptionAsync("blue");
        await AssertAnswersAsync(page, row, ("colour", "blue"));
        await page.Locator("#column-2-no").CheckAsync();
        await AssertAnswersAsync(page, row, ("ripe", false));
        await page.Locator("#column-3-value").FillAsync("2024-09-02");
        await page.Locator("#column-3-value").PressAsync("Tab");
        await AssertAnswersAsync(page, row, ("picked", "2024-09-02"));
        await page.Locator("#column-0-value").FillAsync("1500,5");
        await page.Locator("#column-0-value").PressAsync("Enter");
        await AssertAnswersAsync(page, row, ("mass", 1500.5));
        await Expect(page.Locator("#column-0")).ToContainTextAsync("Outside of the training rows: 9 to 180");
        await page.Locator("#column-0-empty").CheckAsync();
        await AssertAnswersAsync(page, row, ("mass", null));
        await page.Locator("#column-1-value").SelectOptionAsync("another, never seen");
        await AssertAnswersAsync(page, row, ("colour", "violet"));
        await Expect(page.Locator("#column-3-empty")).ToHaveCountAsync(0);

        await AssertAccessibleAsync(page);
        await page.SetViewportSizeAsync(Narrow, 900);
        await AssertFitsAsync(page);
        await page.Locator("#restart").ClickAsync();
        await AssertAnswersAsync(page, new() { ["mass"] = 67.75, ["colour"] = "red", ["ripe"] = true, ["picked"] = "2025-07-12" });
    }

    [Fact]
    public async Task A_file_that_is_no_classifier_is_refused_in_words_and_both_pages_say_where_a_file_belongs()
    {
        var page = await OpenAsync("page=classifier&lang=nb");
        await page.Locator("#classifier-file").SetInputFilesAsync(new FilePayload { Name = "frukt.safetensors", MimeType = "application/octet-stream", Buffer = Bytes(Fruit) });
        await Expect(page.Locator("#answer")).ToHaveTextAsync(new Regex("^(apple|cherry|plum), sannsynlighet 0\\.[0-9]{4}$"));
        await Expect(page.Locator("#column-0")).ToContainTextAsync("Treningsradene: 9 til 180");
        var before = await page.Locator(".ranking").InnerTextAsync();

        await DropAsync(page, "broken.safetensors", [1, 2, 3]);
        await Expect(page.Locator("#refusal")).ToContainTextAsync("Filen kan ikke brukes. Biblioteket sier: «broken.safetensors");
        await Expect(page.Locator("#refusal")).ToContainTextAsync("Klassifikatoren fra før blir stående.");
        using var digits = new MemoryStream();
        ModelFile.Write(Model.Softmax<float>(64, 10), digits);
        await DropAsync(page, "digits.safetensors", digits.ToArray());
        await Expect(page.Locator("#refusal")).ToContainTextAsync("slippe den på siden Siffer");
        Assert.Equal(before, await page.Locator(".ranking").InnerTextAsync());

        await FollowAsync(page, "page=digits&hide=pictures&lang=en");
        await Expect(page.Locator("#model-said")).ToContainTextAsync("Trained here");
        await DropAsync(page, "fruit.safetensors", Bytes(Fruit));
        await Expect(page.Locator("#refusal")).ToHaveTextAsync("fruit.safetensors is a classifier of a table: drop it on the page Classifier. The model from before stays.");
    }

    private static Classifier Fit()
    {
        var table = Table.ParseCsv(
            """
            mass,colour,ripe,picked,fruit
            120.5,green,yes,2024-05-02,apple
            180,red,no,2024-06-12,apple
            ,red,yes,2025-07-01,apple
            14.25,red,yes,2025-05-20,cherry
            9,,yes,2024-06-20,cherry
            11.5,black,no,2025-06-25,cherry
            90,blue,yes,2024-09-01,plum
            75.5,blue,no,2025-09-09,plum
            60,green,,2025-08-19,plum

            """);
        return Classifier.Fit(table, Schema.Of("fruit")
            .With("mass", Column.Number(gaps: Gaps.Median))
            .With("colour", Column.Category(unseen: Unseen.Other))
            .With("ripe", Column.Boolean())
            .With("picked", Column.Date(Gaps.Refused)));
    }

    private static byte[] Bytes(Classifier classifier)
    {
        using var stream = new MemoryStream();
        classifier.Write(stream);
        return stream.ToArray();
    }

    /// <summary>The page ranks the classes of a row as the library does, after a change of the row; the browser's processor may round otherwise.</summary>
    private static async Task AssertAnswersAsync(IPage page, Dictionary<string, object?> row, (string Name, object? Value)? change = null)
    {
        if (change is { } changed)
        {
            row[changed.Name] = changed.Value;
        }

        var expected = Fruit.Predict(Row.FromPairs(row));
        await Expect(page.Locator(".ranking tbody th")).ToHaveTextAsync([.. expected.Ranking.Select(one => one.Name)]);
        await Expect(page.Locator("#answer")).ToHaveTextAsync(new Regex($"^{expected.Name}, probability "));
        await Expect(page.Locator($"#p-{expected.Index}")).ToHaveTextAsync(new Regex(Regex.Escape(expected.Probability.ToString("F3", CultureInfo.InvariantCulture)[..4])));
        var printed = await page.Locator(".ranking td.f").AllInnerTextsAsync();
        Assert.Equal(expected.Ranking.Select(one => one.Probability), printed.Select(text => double.Parse(text, CultureInfo.InvariantCulture)), (a, b) => Math.Abs(a - b) <= 1e-4);
    }
}
