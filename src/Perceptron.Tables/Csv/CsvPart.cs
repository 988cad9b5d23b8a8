using System.Buffers;
using System.Text;

namespace Perceptron.Tables;

/// <summary>Whole rows of a text, as a reader of their own.</summary>
/// <param name="bytes">A rented array with the text in UTF-8, which goes back when it is decoded.</param>
/// <param name="count">How many of its bytes there are.</param>
/// <param name="line">The line of the text on which they begin.</param>
/// <param name="lineCount">How many ends of lines there are.</param>
internal sealed class CsvPart(byte[] bytes, int count, int line, int lineCount) : TextReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private char[] _characters = [];
    private int _length;
    private int _at;

    public int Line => line;

    public int LineCount => lineCount;

    public ReadOnlySpan<char> Characters => _characters.AsSpan(0, _length);

    /// <summary>Decodes the text, before it is read; refuses bytes that are no UTF-8, and null characters, which text files don't have.</summary>
    /// <param name="name">What messages call it.</param>
    public void Decode(string name)
    {
        var text = bytes.AsSpan(0, count);
        _characters = ArrayPool<char>.Shared.Rent(count);
        try
        {
            _length = Strict.GetChars(text, _characters);
        }
        catch (DecoderFallbackException exception)
        {
            throw Utf8Text.Undecodable(name, line + text[..Math.Clamp(exception.Index, 0, count)].Count((byte)'\n'), Strict, exception);
        }

        if (text.IndexOf((byte)0) is >= 0 and var found)
        {
            throw new InvalidDataException($"{name}, line {Support.Guard.Text(line + text[..found].Count((byte)'\n'))}: has a null character; a text file is expected.");
        }

        ArrayPool<byte>.Shared.Return(bytes);
        (bytes, count) = ([], 0);
    }

    public override int Read(Span<char> buffer)
    {
        var part = Math.Min(buffer.Length, _length - _at);
        _characters.AsSpan(_at, part).CopyTo(buffer);
        _at += part;
        return part;
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int ReadBlock(Span<char> buffer) => Read(buffer);

    public override int ReadBlock(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read() => _at < _length ? _characters[_at++] : -1;

    public override int Peek() => _at < _length ? _characters[_at] : -1;

    protected override void Dispose(bool disposing)
    {
        // A second time it may be another's.
        if (_characters.Length > 0)
        {
            ArrayPool<char>.Shared.Return(_characters);
            (_characters, _length) = ([], 0);
        }

        base.Dispose(disposing);
    }
}
