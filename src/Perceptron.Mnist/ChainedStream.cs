namespace Perceptron;

/// <summary>Several streams read one after the other as one stream; the caller closes them.</summary>
internal sealed class ChainedStream(params Stream[] parts) : ForwardStream
{
    private int _part;

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
}
