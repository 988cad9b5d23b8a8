using System.Text;

namespace Perceptron.Tables;

/// <summary>
/// The characters of a stream of bytes. Bytes that are none in the encoding are refused with their line, and so are null characters,
/// which text files don't have.
/// </summary>
internal sealed class DecodedText : TextReader
{
    private const int BlockBytes = 1 << 16;

    private readonly Stream _stream;
    private readonly string _name;
    private readonly Encoding _encoding;
    private readonly Decoder _decoder;
    private readonly byte[] _bytes = new byte[BlockBytes];
    private readonly char[] _characters;
    private int _waitingBytes;
    private int _at;
    private int _end;
    private long _lines = 1;
    private bool _isAtEnd;

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
        _characters = new char[_encoding.GetMaxCharCount(BlockBytes)];
        if (isMarked)
        {
            var mark = marked!.GetPreamble().Length;
            start[mark..].CopyTo(_bytes);
            _waitingBytes -= mark;
        }
    }

    /// <summary>The first characters, up to the end of a line at the most of them, without taking them.</summary>
    public ReadOnlySpan<char> FirstLine()
    {
        Fill();
        var all = _characters.AsSpan(_at, _end - _at);
        var end = 0;
        var isQuoted = false;
        for (; end < all.Length && (isQuoted || all[end] is not ('\r' or '\n')); end++)
        {
            isQuoted ^= all[end] == '"';
        }

        return all[..end];
    }

    public override int Read(Span<char> buffer)
    {
        if (buffer.IsEmpty || !Fill())
        {
            return 0;
        }

        var count = Math.Min(buffer.Length, _end - _at);
        _characters.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int ReadBlock(Span<char> buffer)
    {
        var done = 0;
        for (int read; done < buffer.Length && (read = Read(buffer[done..])) > 0;)
        {
            done += read;
        }

        return done;
    }

    public override int ReadBlock(char[] buffer, int index, int count) => ReadBlock(buffer.AsSpan(index, count));

    public override int Read() => Fill() ? _characters[_at++] : -1;

    public override int Peek() => Fill() ? _characters[_at] : -1;

    private bool Fill()
    {
        while (_at == _end && !_isAtEnd)
        {
            var read = _waitingBytes > 0 ? _waitingBytes : _stream.Read(_bytes);
            _waitingBytes = 0;
            _isAtEnd = read == 0;
            (_at, _end) = (0, Decode(_bytes.AsSpan(0, read)));
            var characters = _characters.AsSpan(0, _end);
            if (characters.IndexOf('\0') is >= 0 and var found)
            {
                throw new InvalidDataException($"{_name}, line {Support.Guard.Text(_lines + characters[..found].Count('\n'))}: has a null character; a text file is expected.");
            }

            _lines += characters.Count('\n');
        }

        return _at < _end;
    }

    private int Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return _decoder.GetChars(bytes, _characters, flush: _isAtEnd);
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
