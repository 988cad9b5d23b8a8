namespace Tests;

/// <summary>Some bytes and then one byte again and again, for ever or up to a length, that can only be read on, as from a network.</summary>
/// <param name="start">How it begins.</param>
/// <param name="length">Where it ends.</param>
/// <param name="most">How many bytes come at once, at the most.</param>
/// <param name="fill">What comes after the start.</param>
internal sealed class EndlessStream(byte[] start, long length = long.MaxValue, int most = int.MaxValue, byte fill = 0) : Stream
{
    public long BytesRead { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        buffer = buffer[..(int)Math.Min(Math.Min(buffer.Length, most), length - BytesRead)];
        buffer.Fill(fill);
        if (BytesRead < start.Length)
        {
            var rest = start.AsSpan((int)BytesRead);
            rest[..Math.Min(rest.Length, buffer.Length)].CopyTo(buffer);
        }

        BytesRead += buffer.Length;
        return buffer.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
