using System.IO.Compression;
using System.Security.Cryptography;

namespace Perceptron;

/// <summary>
/// A gzip member that is read after a gzip file, to know that the file is complete and that nothing follows it. .NET reads a truncated gzip
/// file as if it ended there, and ignores what follows the last member. So this member is decompressed only if everything before it is
/// complete. Its content is random, so that no file can contain it.
/// </summary>
internal sealed class GzipEnd
{
    public GzipEnd()
    {
        using var member = new MemoryStream();
        using (var gzip = new GZipStream(member, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Content);
        }

        Member = member.ToArray();
    }

    /// <summary>What follows the file's own content when it is decompressed.</summary>
    public byte[] Content { get; } = RandomNumberGenerator.GetBytes(16);

    /// <summary>What to read after the file.</summary>
    public byte[] Member { get; }

    /// <summary>The content of a gzip file and then <see cref="Content"/>; the caller closes the file's stream.</summary>
    public GZipStream Decompress(params Stream[] file) =>
        new(new ChainedStream([.. file, new MemoryStream(Member, writable: false)]), CompressionMode.Decompress);
}
