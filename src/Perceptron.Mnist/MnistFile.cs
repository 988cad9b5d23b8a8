using System.Security.Cryptography;

namespace Perceptron;

/// <summary>One file of MNIST: its name without .gz, and length and SHA-256 of its decompressed content.</summary>
internal sealed record MnistFile(string Name, long Length, string Sha256)
{
    public string CompressedName => Name + ".gz";

    /// <summary>No gzip file of this content is longer: incompressible data grow by less than a thousandth.</summary>
    public long MaxCompressedLength => Length + (Length / 100) + (1 << 16);

    /// <summary>Whether a file, raw or gzip-compressed, has exactly this content; also false if it can't be read.</summary>
    public async Task<bool> IsAsync(string path, CancellationToken cancellation)
    {
        try
        {
            using var file = InputFile.Open(path, share: FileShare.Read | FileShare.Delete);
            var magic = new byte[2];
            var isGzip = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1f, 0x8b];
            file.Position = 0;
            if (!isGzip)
            {
                return await FaultAsync(file, null, cancellation).ConfigureAwait(false) is null;
            }

            var end = new GzipEnd();
            using var content = end.Decompress(file);
            return await FaultAsync(content, end, cancellation).ConfigureAwait(false) is null;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>What is wrong with some content; null if nothing is. Reads no further than needed.</summary>
    /// <param name="content">The content. If it was gzip, <paramref name="gzipEnd"/> must have followed it.</param>
    /// <param name="gzipEnd">Null if it was not gzip.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<string?> FaultAsync(Stream content, GzipEnd? gzipEnd, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var end = gzipEnd?.Content ?? [];
        var tail = new List<byte>();
        var left = Length;
        var buffer = new byte[1 << 16];
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var read = await content.ReadAsync(buffer, cancellation).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            var own = (int)Math.Min(read, left);
            hash.AppendData(buffer, 0, own);
            left -= own;
            tail.AddRange(buffer.AsSpan(own..read));
            if (tail.Count > end.Length)
            {
                break;
            }
        }

        // A truncated gzip file may continue with anything, so the length is the most reliable thing to report.
        return left > 0 || tail.Count > end.Length ? FormattableString.Invariant($"not {Length} bytes long when decompressed")
            : !tail.SequenceEqual(end) ? "not complete, or followed by other data"
            : !hash.GetHashAndReset().AsSpan().SequenceEqual(Convert.FromHexString(Sha256)) ? "another one: its SHA-256 differs"
            : null;
    }
}
