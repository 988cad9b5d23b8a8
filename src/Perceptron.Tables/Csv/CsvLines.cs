using System.Buffers;

namespace Perceptron.Tables;

/// <summary>Cuts a text into parts that end where rows end: at the end of a line that stands outside of quotes.</summary>
/// <param name="text">The text, in whose UTF-8 no byte of a longer character is a quote or the end of a line.</param>
/// <param name="name">What messages call it.</param>
/// <param name="length">Parts have about as many bytes.</param>
internal sealed class CsvLines(Utf8Text text, string name, int length)
{
    /// <summary>The most that Sep takes for a row.</summary>
    private const int LongestRow = (1 << 24) - 1;

    private byte[] _buffer = new byte[text.MostBytes];
    private int _count;
    private int _line = 1;
    private bool _isAtEnd;

    /// <summary>The next row alone, with its line end.</summary>
    public CsvPart? NextRow() => Next(1, FirstEnd);

    /// <summary>The next rows.</summary>
    public CsvPart? Next() => Next(length, LastEnd);

    private CsvPart? Next(int wanted, Func<ReadOnlySpan<byte>, bool, int> find)
    {
        for (; ; wanted *= 2)
        {
            Fill(wanted);
            var all = _buffer.AsSpan(0, Math.Min(_count, wanted));
            var isRest = _isAtEnd && all.Length == _count;
            if (find(all, isRest) is var end && end > 0)
            {
                return Take(end);
            }

            if (isRest)
            {
                return _count > 0 ? Take(_count) : null;
            }

            if (all.Length > LongestRow)
            {
                throw TooLong();
            }
        }
    }

    private InvalidDataException TooLong() => new(
        $"{name}, line {_line}: it takes more than 16,777,215 bytes up to its end; a quote may never close, or this is no table.");

    private void Fill(int wanted)
    {
        while (_count < wanted && !_isAtEnd)
        {
            if (_buffer.Length - _count < text.MostBytes)
            {
                Array.Resize(ref _buffer, Math.Max(2 * _buffer.Length, _count + text.MostBytes));
            }

            var read = text.Read(_buffer.AsSpan(_count));
            _count += read;
            _isAtEnd = read == 0;
        }
    }

    private CsvPart Take(int end)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(end);
        _buffer.AsSpan(0, end).CopyTo(bytes);
        var part = new CsvPart(bytes, end, _line, LineEnds(bytes.AsSpan(0, end)));
        _line += part.LineCount;
        _buffer.AsSpan(end, _count - end).CopyTo(_buffer);
        _count -= end;
        return part;
    }

    /// <summary>Behind the first end of a line that stands outside of quotes; 0 if there is none.</summary>
    private static int FirstEnd(ReadOnlySpan<byte> all, bool isWhole)
    {
        var isQuoted = false;
        for (var i = 0; i < all.Length; i++)
        {
            isQuoted ^= all[i] == '"';
            if (!isQuoted && IsEnd(all, i, isWhole))
            {
                return i + 1;
            }
        }

        return 0;
    }

    /// <summary>Behind the last end of a line that stands outside of quotes; 0 if there is none.</summary>
    private static int LastEnd(ReadOnlySpan<byte> all, bool isWhole)
    {
        var quotes = all.Count((byte)'"');
        for (var last = all.LastIndexOfAny((byte)'\r', (byte)'\n'); last >= 0; last = all.LastIndexOfAny((byte)'\r', (byte)'\n'))
        {
            quotes -= all[last..].Count((byte)'"');
            if (quotes % 2 == 0 && IsEnd(all, last, isWhole))
            {
                return last + 1;
            }

            all = all[..last];
            isWhole = false;
        }

        return 0;
    }

    /// <summary>Whether a line ends here. A carriage return may stand before a line feed, which then ends it.</summary>
    private static bool IsEnd(ReadOnlySpan<byte> all, int i, bool isWhole) =>
        all[i] == '\n' || (all[i] == '\r' && (i + 1 < all.Length ? all[i + 1] != '\n' : isWhole));

    private static int LineEnds(ReadOnlySpan<byte> part) => part.Count((byte)'\n') + part.Count((byte)'\r') - part.Count("\r\n"u8);
}
