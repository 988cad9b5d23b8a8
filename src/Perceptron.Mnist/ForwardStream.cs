namespace Perceptron;

/// <summary>A read-only stream without seeking.</summary>
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

    private static NotSupportedException OnlyForward() => new("This stream is read-only and can't seek.");
}
