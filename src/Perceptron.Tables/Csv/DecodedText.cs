using System.Text;

namespace Perceptron.Tables;

/// <summary>
/// The characters of a stream of bytes. Bytes that are none in the encoding are refused with their line, and so are null characters,
/// which text files don't have.
/// </summary>
internal sealed class DecodedText
{
    private const int BlockBytes = 1 << 16;

    private readonly Stream _stream;
    private readonly string _name;
    private readonly Encoding _encoding;
    private readonly Decoder _decoder;
    private readonly byte[] _bytes = new byte[BlockBytes];
    private int _waitingBytes;
    private long _lines = 1;

    public DecodedText(Stream stream, string name, Encoding? encoding)
    {
        _stream = stream;
        _name = name;
        _waitingBytes = stream.ReadAtLeast(_bytes, BlockBytes, throwOnEndOfStream: false);
        var start = _bytes.AsSpan(0, _waitingBytes);
        var marked = start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? Encoding.UTF8
            : start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? Encoding.Unicode
            : start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? Encoding.BigEndianUnicode
            : null;
        var isMarked = marked is not null && (encoding is null || encoding.WebName == marked.WebName);
        _encoding = (Encoding)(encoding ?? marked ?? Encoding.UTF8).Clone();
        _encoding.DecoderFallback = DecoderFallback.ExceptionFallback;
        _decoder = _encoding.GetDecoder();
        MostCharacters = _encoding.GetMaxCharCount(BlockBytes);
        if (isMarked)
        {
            var mark = marked!.GetPreamble().Length;
            start[mark..].CopyTo(_bytes);
            _waitingBytes -= mark;
        }
    }

    /// <summary>As many characters come at a time at most.</summary>
    public int MostCharacters { get; }

    /// <summary>Reads the next characters.</summary>
    /// <param name="buffer">Room for <see cref="MostCharacters"/> at least.</param>
    /// <returns>How many; 0 at the end alone.</returns>
    public int Read(Span<char> buffer)
    {
        for (var isAtEnd = false; !isAtEnd;)
        {
            var read = _waitingBytes > 0 ? _waitingBytes : _stream.Read(_bytes);
            _waitingBytes = 0;
            isAtEnd = read == 0;
            var characters = buffer[..Decode(_bytes.AsSpan(0, read), buffer, isAtEnd)];
            if (characters.IndexOf('\0') is >= 0 and var found)
            {
                throw new InvalidDataException($"{_name}, line {Support.Guard.Text(_lines + characters[..found].Count('\n'))}: has a null character; a text file is expected.");
            }

            _lines += characters.Count('\n');
            if (characters.Length > 0)
            {
                return characters.Length;
            }
        }

        return 0;
    }

    private int Decode(ReadOnlySpan<byte> bytes, Span<char> characters, bool isAtEnd)
    {
        try
        {
            return _decoder.GetChars(bytes, characters, flush: isAtEnd);
        }
        catch (DecoderFallbackException exception)
        {
            var before = bytes[..Math.Clamp(exception.Index, 0, bytes.Length)];
            var line = _lines + (_encoding.IsSingleByte || _encoding is UTF8Encoding ? before.Count((byte)'\n') : 0);
            var unknown = string.Join(' ', (exception.BytesUnknown ?? []).Select(one => $"0x{one:X2}"));
            throw new InvalidDataException(
                $"{_name}, line {Support.Guard.Text(line)}: the bytes {unknown} are no {_encoding.WebName.ToUpperInvariant()}; save it as UTF-8, or set the option Encoding.", exception);
        }
    }
}
