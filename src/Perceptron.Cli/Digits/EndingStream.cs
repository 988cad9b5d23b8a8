namespace Perceptron.Cli.Digits;

/// <summary>
/// A file in memory that throws at its end. The image decoder reads zeros after the end, and would search them for ever for the rest
/// of a truncated JPEG.
/// </summary>
internal sealed class EndingStream(byte[] file) : MemoryStream(file, writable: false)
{
    // A correct decoder may read a little beyond the last byte.
    private int _readsLeft = 1000;

    public override int Read(byte[] buffer, int offset, int count) => Counted(base.Read(buffer, offset, count), count);

    public override int Read(Span<byte> buffer) => Counted(base.Read(buffer), buffer.Length);

    public override int ReadByte() => Counted(base.ReadByte() + 1, 1) - 1;

    private int Counted(int read, int requested) =>
        read > 0 || requested == 0 || _readsLeft-- > 0 ? read : throw new EndOfStreamException("it ends too early.");
}
