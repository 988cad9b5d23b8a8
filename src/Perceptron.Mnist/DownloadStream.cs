namespace Perceptron;

/// <summary>
/// The bytes that a mirror sends, as they come; each is put into a file before it is handed on. Behind the last follows
/// <see cref="IdxReader.EndMember"/>, which the file does not get.
/// </summary>
internal sealed class DownloadStream(
    Mirror mirror, Stream body, long? length, MnistFile file, Stream kept, IProgress<MnistProgress>? progress) : ForwardStream
{
    private long _bytes;
    private ReadOnlyMemory<byte> _end = IdxReader.EndMember.ToArray();

    /// <summary>Whether the mirror has nothing more to send.</summary>
    public bool IsAtEnd { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!IsAtEnd)
        {
            var read = await mirror.ReadAsync(body, buffer).ConfigureAwait(false);
            IsAtEnd = read == 0 && buffer.Length > 0;
            _bytes += read;
            if (_bytes > file.MostCompressed)
            {
                throw new MirrorException($"sent more than {file.MostCompressed} bytes");
            }

            if (!IsAtEnd)
            {
                await kept.WriteAsync(buffer[..read], cancellationToken).ConfigureAwait(false);
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
