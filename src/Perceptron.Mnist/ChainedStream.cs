namespace Perceptron;

/// <summary>Streams read one after the other, as if they were one; the caller closes them.</summary>
internal sealed class ChainedStream(params Stream[] parts) : Stream
{
    private int _part;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        for (; _part < parts.Length; _part++)
        {
            var read = parts[_part].Read(buffer);
            if (read > 0 || buffer.IsEmpty)
            {
                return read;
            }
        }

        return 0;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
