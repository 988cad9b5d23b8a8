using System.Buffers;

namespace Perceptron.Tables;

/// <summary>Whole rows of a text, as a reader of their own.</summary>
/// <param name="characters">A rented array, which goes back when the part is disposed of.</param>
/// <param name="length">How many of its characters there are.</param>
/// <param name="line">The line of the text on which they begin.</param>
/// <param name="lineCount">How many ends of lines there are.</param>
internal sealed class CsvPart(char[] characters, int length, int line, int lineCount) : TextReader
{
    private int _at;

    public int Line => line;

    public int LineCount => lineCount;

    public ReadOnlySpan<char> Characters => characters.AsSpan(0, length);

    public override int Read(Span<char> buffer)
    {
        var count = Math.Min(buffer.Length, length - _at);
        characters.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int ReadBlock(Span<char> buffer) => Read(buffer);

    public override int ReadBlock(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read() => _at < length ? characters[_at++] : -1;

    public override int Peek() => _at < length ? characters[_at] : -1;

    protected override void Dispose(bool disposing)
    {
        // A second time it may be another's.
        if (characters.Length > 0)
        {
            ArrayPool<char>.Shared.Return(characters);
            (characters, length) = ([], 0);
        }

        base.Dispose(disposing);
    }
}
