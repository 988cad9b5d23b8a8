namespace Perceptron;

/// <summary>A stream that is read from its beginning to its end, and does nothing else.</summary>
internal abstract class ForwardStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw OnlyForward();

    public override long Position
    {
        get => throw OnlyForward();
        set => throw OnlyForward();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw OnlyForward();

    public override void SetLength(long value) => throw OnlyForward();

    public override void Write(byte[] buffer, int offset, int count) => throw OnlyForward();

    private static NotSupportedException OnlyForward() => new("This stream is only read, from its beginning to its end.");
}
