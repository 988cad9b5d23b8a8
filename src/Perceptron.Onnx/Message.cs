using System.Text;
using Google.Protobuf;

namespace Perceptron.Serialization;

/// <summary>
/// A message of Protocol Buffers, built field by field. Short fields are kept in memory; long ones are written by a delegate when
/// their turn comes.
/// </summary>
internal sealed class Message
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly List<Action<Stream>> _parts = [];

    /// <summary>Bytes of all fields together.</summary>
    public long Length { get; private set; }

    public Message Add(int field, long number) => AddShort(output =>
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteInt64(number);
    });

    /// <exception cref="EncoderFallbackException">The text has half of a surrogate pair.</exception>
    public Message Add(int field, string text)
    {
        var bytes = Strict.GetBytes(text);
        return Add(field, bytes.Length, stream => stream.Write(bytes));
    }

    public Message Add(int field, Message message) => Add(field, message.Length, message.WriteTo);

    /// <summary>Adds a field whose content a delegate writes.</summary>
    /// <param name="field">Its number.</param>
    /// <param name="length">The number of bytes that <paramref name="write"/> writes.</param>
    /// <param name="write">Writes the content.</param>
    public Message Add(int field, long length, Action<Stream> write)
    {
        AddShort(output =>
        {
            output.WriteTag(field, WireFormat.WireType.LengthDelimited);
            output.WriteUInt64((ulong)length);
        });
        _parts.Add(write);
        Length += length;
        return this;
    }

    public void WriteTo(Stream stream)
    {
        foreach (var write in _parts)
        {
            write(stream);
        }
    }

    private Message AddShort(Action<CodedOutputStream> write)
    {
        // A tag has five bytes at most, and a number ten.
        var bytes = new byte[15];
        using var output = new CodedOutputStream(bytes);
        write(output);
        var length = (int)output.Position;
        _parts.Add(stream => stream.Write(bytes, 0, length));
        Length += length;
        return this;
    }
}
