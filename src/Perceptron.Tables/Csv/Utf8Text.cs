using System.Text;

namespace Perceptron.Tables;

/// <summary>The bytes of a text in UTF-8, whatever encoding it is in. UTF-8 itself is checked later, part by part; bytes that are none in another encoding are refused with their line.</summary>
internal sealed class Utf8Text
{
    private const int BlockBytes = 1 << 16;

    private readonly Stream _stream;
    private readonly string _name;
    private readonly byte[] _bytes = new byte[BlockBytes];
    private readonly char[] _characters = [];
    private readonly Encoding _encoding;
    private readonly Decoder? _decoder;
    private int _waitingBytes;
    private long _lines = 1;

    public Utf8Text(Stream stream, string name, Encoding? encoding)
    {
        _stream = stream;
        _name = name;
        _waitingBytes = stream.ReadAtLeast(_bytes, BlockBytes, throwOnEndOfStream: false);
        var start = _bytes.AsSpan(0, _waitingBytes);
        var marked = start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? Encoding.UTF8
            : start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? Encoding.Unicode
            : start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? Encoding.BigEndianUnicode
            : null;
        if (marked is not null && (encoding is null || encoding.WebName == marked.WebName))
        {
            var mark = marked.GetPreamble().Length;
            start[mark..].CopyTo(_bytes);
            _waitingBytes -= mark;
        }

        _encoding = (Encoding)(encoding ?? marked ?? Encoding.UTF8).Clone();
        _encoding.DecoderFallback = DecoderFallback.ExceptionFallback;
        MostBytes = BlockBytes;
        if (_encoding is not UTF8Encoding)
        {
            _decoder = _encoding.GetDecoder();
            _characters = new char[_encoding.GetMaxCharCount(BlockBytes)];
            MostBytes = Encoding.UTF8.GetMaxByteCount(_characters.Length);
        }
    }

    /// <summary>As many bytes come at a time at most.</summary>
    public int MostBytes { get; }

    /// <summary>Reads the next bytes.</summary>
    /// <param name="buffer">Of <see cref="MostBytes"/> at least.</param>
    /// <returns>How many; 0 at the end alone.</returns>
    public int Read(Span<byte> buffer)
    {
        for (; ; )
        {
            var read = _waitingBytes > 0 ? _waitingBytes : _stream.Read(_bytes);
            _waitingBytes = 0;
            var block = _bytes.AsSpan(0, read);
            if (_decoder is null)
            {
                block.CopyTo(buffer);
                return read;
            }

            var characters = _characters.AsSpan(0, Decode(block, isAtEnd: read == 0));
            _lines += characters.Count('\n');
            if (read == 0 || characters.Length > 0)
            {
                return Encoding.UTF8.GetBytes(characters, buffer);
            }
        }
    }

    /// <summary>The complaint about bytes that are none in an encoding.</summary>
    public static InvalidDataException Undecodable(string name, long line, Encoding encoding, DecoderFallbackException exception)
    {
        var unknown = string.Join(' ', (exception.BytesUnknown ?? []).Select(one => $"0x{one:X2}"));
        return new($"{name}, line {Support.Guard.Text(line)}: the bytes {unknown} are no {encoding.WebName.ToUpperInvariant()}; save it as UTF-8, or set the option Encoding.", exception);
    }

    private int Decode(ReadOnlySpan<byte> bytes, bool isAtEnd)
    {
        try
        {
            return _decoder!.GetChars(bytes, _characters, flush: isAtEnd);
        }
        catch (DecoderFallbackException exception)
        {
            var before = bytes[..Math.Clamp(exception.Index, 0, bytes.Length)];
            throw Undecodable(_name, _lines + (_encoding.IsSingleByte ? before.Count((byte)'\n') : 0), _encoding, exception);
        }
    }
}
