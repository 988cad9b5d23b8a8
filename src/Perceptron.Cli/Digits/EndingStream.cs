namespace Perceptron.Cli.Digits;

/// <summary>
/// A file in memory that says so when it is over: the image decoder takes its end for zeros, and looks in them for the rest of a
/// JPEG that was cut short, for ever.
/// </summary>
internal sealed class EndingStream(byte[] file) : MemoryStream(file, writable: false)
{
    // A decoder may rightly look some way beyond the last byte.
    private int _readsLeft = 1000;

    public override int Read(byte[] buffer, int offset, int count) => Counted(base.Read(buffer, offset, count), count);

    public override int Read(Span<byte> buffer) => Counted(base.Read(buffer), buffer.Length);

    public override int ReadByte() => Counted(base.ReadByte() + 1, 1) - 1;

    private int Counted(int read, int asked) =>
        read > 0 || asked == 0 || _readsLeft-- > 0 ? read : throw new EndOfStreamException("it ends too early.");
}
