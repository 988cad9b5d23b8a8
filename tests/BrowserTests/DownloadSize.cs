using System.IO.Compression;
using System.Text.RegularExpressions;
using Xunit;

namespace BrowserTests;

/// <summary>How much a first visit loads, and how much a page that needs more.</summary>
public sealed partial class DownloadSize(Site site)
{
    /// <summary>In bytes, by Brotli at its best, as publishing compresses. Whoever needs more says in docs/how-to/playground.md how much.</summary>
    private const int Limit = 2_400_000;

    /// <summary>What is loaded when the page is opened that needs it, and its limit: the digits, and what reads a classifier.</summary>
    private static readonly Dictionary<string, int> Later = new() { ["Perceptron.Mnist"] = 59_000, ["Perceptron.Tables"] = 29_500 };

    [Fact]
    public async Task The_playground_stays_small()
    {
        var started = await site.StartedAsync();
        var sizes = Directory.GetFiles(started.Folder, "*", SearchOption.AllDirectories)
            .Select(path => (Name: Path.GetRelativePath(started.Folder, path), Bytes: Compressed(File.ReadAllBytes(path))))
            .OrderByDescending(file => file.Bytes)
            .ToArray();
        var later = sizes.Where(file => Later.ContainsKey(Assembly(file.Name))).ToArray();

        // Not CSV files: what reads them is trimmed away, so that nothing loads it.
        Assert.Equal(Later.Keys, later.Select(file => Assembly(file.Name)));
        Assert.DoesNotContain(sizes, file => Assembly(file.Name) is "Sep" or "csFastFloat");
        Assert.All(later, file => Assert.InRange(file.Bytes, 10_000, Later[Assembly(file.Name)]));

        var first = sizes.Except(later).Sum(file => file.Bytes);
        Assert.True(first <= Limit, $"{first} bytes, of which the largest: {string.Join(", ", sizes.Take(10).Select(file => $"{file.Name} {file.Bytes}"))}");
        Assert.True(first > 1_000_000, $"{first} bytes are too few for the runtime.");

        static string Assembly(string file) => Published().Match(file).Groups["name"].Value;
    }

    /// <summary>What is measured is what a browser asks for: no page asks for another page's part.</summary>
    [Fact]
    public async Task A_page_loads_its_part_when_it_is_opened()
    {
        await using var tab = await Tab.NewAsync(site);
        List<string> parts = [];
        tab.Page.Request += (_, request) => parts.AddRange(Later.Keys.Where(name => request.Url.Contains($"/{name}.", StringComparison.Ordinal)));
        await tab.Page.GotoAsync("/");
        await tab.Page.Locator("#play").WaitForAsync();
        Assert.Empty(parts);

        foreach (var (fragment, shown, part) in ((string, string, string)[])[("page=classifier", "#classifier-file", "Perceptron.Tables"), ("page=digits", "#model-file", "Perceptron.Mnist")])
        {
            await tab.Page.EvaluateAsync("fragment => { location.hash = fragment; }", fragment);
            await tab.Page.Locator(shown).WaitForAsync();
            Assert.Equal([part], parts);
            parts.Clear();
        }

        // Once is enough.
        await tab.Page.EvaluateAsync("location.hash = 'page=classifier'");
        await tab.Page.Locator("#classifier-file").WaitForAsync();
        Assert.Empty(parts);
        Assert.Empty(tab.TakeFaults());
    }

    private static int Compressed(byte[] content)
    {
        var compressed = new byte[BrotliEncoder.GetMaxCompressedLength(content.Length)];
        Assert.True(BrotliEncoder.TryCompress(content, compressed, out var bytes, quality: 11, window: 22));
        return Math.Min(bytes, content.Length);
    }

    [GeneratedRegex(@"^_framework[\\/](?<name>[\w.]+)\.[a-z0-9]+\.wasm$")]
    private static partial Regex Published();
}
