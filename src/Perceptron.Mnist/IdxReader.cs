using System.Buffers.Binary;
using System.Globalization;

namespace Perceptron;

/// <summary>
/// Reads one IDX file, raw or gzip-compressed, in chunks. It allocates memory as data arrive, not as the header claims.
/// </summary>
internal sealed class IdxReader : IDisposable
{
    private const int Chunk = 1 << 16;

    // Images compress about 5 to 1, empty images 1000 to 1. A file that decompresses to more than this limit is refused as a bomb.
    private const long Ratio = 100;
    private const long Allowance = 4 << 20;

    private readonly string _name;
    private readonly Stream _stream;
    private readonly CancellationToken _cancellation;
    private readonly bool _isGzip;
    private readonly GzipEnd _gzipEnd = new();
    private readonly long _maxBytes;
    private long _bytes;
    private ReadAheadStream? _ahead;
    private byte[] _buffer = new byte[Chunk];
    private int _start;
    private int _end;

    /// <summary>Begins to read; the caller closes the stream.</summary>
    public IdxReader(Stream stream, string name, CancellationToken cancellation)
    {
        _name = name;
        _cancellation = cancellation;
        var magic = new byte[2];
        var length = stream.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
        _isGzip = length == 2 && magic is [0x1f, 0x8b];
        _maxBytes = _isGzip && stream.CanSeek ? MaxContent(stream.Length) + _gzipEnd.Content.Length : long.MaxValue;
        var head = new MemoryStream(magic, 0, length, writable: false);

        _stream = _isGzip ? _gzipEnd.Decompress(head, stream) : new ChainedStream(head, stream);
    }

    /// <summary>The most bytes that a gzip file of some length may decompress to.</summary>
    public static long MaxContent(long length) => Allowance + (Ratio * length);

    public void Dispose()
    {
        _ahead?.Dispose();
        _stream.Dispose();
    }

    /// <summary>From now on another thread decompresses ahead. Only that thread uses the stream until this reader is closed.</summary>
    public void ReadAhead()
    {
        if (_isGzip && Environment.ProcessorCount > 1 && !OperatingSystem.IsBrowser())
        {
            _ahead ??= new ReadAheadStream(_stream);
        }
    }

    /// <summary>The type of the elements, after the header.</summary>
    public IdxElements Elements { get; private set; }

    /// <summary>Reads magic number and sizes.</summary>
    /// <param name="kind">How many dimensions are expected.</param>
    /// <param name="mayHaveColumns">Whether there may be one dimension more.</param>
    public int[] Header(int kind, bool mayHaveColumns = false)
    {
        var magic = Next(4);
        if (magic.Length == 0)
        {
            throw Bad($"is empty; {Kind(kind)} expected.");
        }

        if (magic.Length < 4)
        {
            throw Bad($"has only {Pluralize.Count(magic.Length, "byte")}; {Kind(kind)} expected.");
        }

        if (magic[0] != 0 || magic[1] != 0)
        {
            throw Bad($"is not an IDX file: it begins with {Hex(magic)}; 00 00 08 {kind:x2} expected.");
        }

        Elements = new(magic[2]);
        if (Elements.Size == 0)
        {
            throw Bad($"has elements of type {magic[2]:x2}; {IdxElements.Expected}.");
        }

        int rank = magic[3];
        if (rank != kind && !(mayHaveColumns && rank == kind + 1))
        {
            var hint = (rank, kind) is (1, 3) or (3, 1) ? " Are images and labels swapped?" : "";
            throw Bad($"is {Kind(rank)}; {Kind(kind)} expected.{hint}");
        }

        var bytes = Next(4 * rank);
        if (bytes.Length < 4 * rank)
        {
            throw Bad($"ends within its header, after {Pluralize.Count(4 + bytes.Length, "byte")}; {4 + (4 * rank)} expected.");
        }

        var sizes = new int[rank];
        for (var i = 0; i < rank; i++)
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(bytes[(4 * i)..]);
            sizes[i] = size <= int.MaxValue
                ? (int)size
                : throw Bad(string.Create(CultureInfo.InvariantCulture, $"claims a size of {size}; {int.MaxValue} is the maximum."));
        }

        return sizes;
    }

    /// <summary>The next bytes, fewer only at the end of the file. They are valid until the next call.</summary>
    public ReadOnlySpan<byte> Next(int count)
    {
        if (_end - _start < count)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            while (_end < count)
            {
                if (_end == _buffer.Length)
                {
                    Array.Resize(ref _buffer, (int)Math.Min(count, 2L * _buffer.Length));
                }

                var read = Read(_buffer.AsSpan(_end));
                if (read == 0)
                {
                    break;
                }

                _end += read;
            }
        }

        var next = _buffer.AsSpan(_start, Math.Min(count, _end - _start));
        _start += next.Length;
        return next;
    }

    /// <summary>Throws if the file goes on, or if a compressed file is not complete.</summary>
    public void RequireEnd()
    {
        var expected = _isGzip ? _gzipEnd.Content : [];
        var rest = Next(expected.Length + 1);
        if (!rest.SequenceEqual(expected))
        {
            throw Bad(_isGzip && rest.Length < expected.Length
                ? "is cut short or followed by other data: its gzip data do not end correctly."
                : "goes on after the last value that its header claims.");
        }
    }

    public InvalidDataException Bad(string message, Exception? inner = null) => new($"{_name} {message}", inner);

    private static string Kind(int rank) => rank switch
    {
        1 => "an IDX file of labels (1 dimension)",
        3 => "an IDX file of images (3 dimensions)",
        _ => $"an IDX file with {Pluralize.Count(rank, "dimension")}",
    };

    private static string Hex(ReadOnlySpan<byte> bytes) => string.Join(' ', bytes.ToArray().Select(value => $"{value:x2}"));

    private int Read(Span<byte> buffer)
    {
        _cancellation.ThrowIfCancellationRequested();
        try
        {
            var read = (_ahead ?? _stream).Read(buffer);
            _bytes += read;
            if (_bytes <= _maxBytes)
            {
                return read;
            }
        }
        catch (InvalidDataException exception)
        {
            throw Bad("is damaged or cut short: its gzip data can't be decompressed.", exception);
        }

        throw Bad(string.Create(CultureInfo.InvariantCulture, $"decompresses to more than {_maxBytes} bytes, over {Ratio} times its size: it is not a set of images."));
    }
}
