using System.IO.Compression;
using Xunit;

namespace BrowserTests;

/// <summary>How much a first visit loads.</summary>
public sealed class DownloadSize(Site site)
{
    /// <summary>In bytes, by Brotli at its best, as publishing compresses. Whoever needs more says in docs/how-to/playground.md how much.</summary>
    private const int Limit = 2_400_000;

    [Fact]
    public async Task The_playground_stays_small()
    {
        var started = await site.StartedAsync();
        var sizes = Directory.GetFiles(started.Folder, "*", SearchOption.AllDirectories)
            .Select(path => (Name: Path.GetRelativePath(started.Folder, path), Bytes: Compressed(File.ReadAllBytes(path))))
            .OrderByDescending(file => file.Bytes)
            .ToArray();

        var all = sizes.Sum(file => file.Bytes);
        Assert.True(all <= Limit, $"{all} bytes, of which the largest: {string.Join(", ", sizes.Take(10).Select(file => $"{file.Name} {file.Bytes}"))}");
        Assert.True(all > 1_000_000, $"{all} bytes are too few for the runtime.");
    }

    private static int Compressed(byte[] content)
    {
        var compressed = new byte[BrotliEncoder.GetMaxCompressedLength(content.Length)];
        Assert.True(BrotliEncoder.TryCompress(content, compressed, out var bytes, quality: 11, window: 22));
        return Math.Min(bytes, content.Length);
    }
}
