using System.Globalization;

namespace Perceptron;

/// <summary>The progress of one file's download. When a mirror fails, the next one begins from 0.</summary>
public sealed class MnistProgress
{
    internal MnistProgress(string file, long bytes, long? totalBytes, Uri mirror)
    {
        File = file;
        Bytes = bytes;
        TotalBytes = totalBytes;
        Mirror = mirror;
    }

    /// <summary>The name of the file, as "train-images-idx3-ubyte.gz".</summary>
    public string File { get; }

    /// <summary>The number of compressed bytes received.</summary>
    public long Bytes { get; }

    /// <summary>The number of compressed bytes in total, if the mirror says so.</summary>
    public long? TotalBytes { get; }

    /// <summary>The mirror that sends them.</summary>
    public Uri Mirror { get; }

    /// <summary>File, bytes and mirror, as "train-images-idx3-ubyte.gz: 1000 of 9912422 bytes from storage.googleapis.com".</summary>
    /// <returns>One line.</returns>
    public override string ToString()
    {
        var total = TotalBytes is { } bytes ? string.Create(CultureInfo.InvariantCulture, $" of {bytes}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{File}: {Bytes}{total} bytes from {Mirror.Authority}");
    }
}
