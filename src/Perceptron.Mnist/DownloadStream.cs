namespace Perceptron;

/// <summary>
/// The bytes that a mirror sends. They are written to a file before they are returned. After the last byte follows
/// <see cref="GzipEnd.Member"/>, which is not written to the file.
/// </summary>
internal sealed class DownloadStream(
    Mirror mirror, Stream body, long? length, MnistFile file, GzipEnd gzipEnd, Stream target, IProgress<MnistProgress>? progress) : ForwardStream
{
    private long _bytes;
    private ReadOnlyMemory<byte> _end = gzipEnd.Member;

    /// <summary>Whether the mirror has sent everything.</summary>
    public bool IsAtEnd { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!IsAtEnd)
        {
            var read = await mirror.ReadAsync(body, buffer).ConfigureAwait(false);
            IsAtEnd = read == 0 && buffer.Length > 0;
            _bytes += read;
            if (_bytes > file.MaxCompressedLength)
            {
                throw new MirrorException(FormattableString.Invariant($"sent more than {file.MaxCompressedLength} bytes"));
            }

            if (!IsAtEnd)
            {
                await target.WriteAsync(buffer[..read], cancellationToken).ConfigureAwait(false);
                progress?.Report(new(file.CompressedName, _bytes, length, mirror.Address));
                return read;
            }
        }

        var last = Math.Min(buffer.Length, _end.Length);
        _end[..last].CopyTo(buffer);
        _end = _end[last..];
        return last;
    }

    public override int Read(Span<byte> buffer) => throw new NotSupportedException("A download is read asynchronously.");
}
