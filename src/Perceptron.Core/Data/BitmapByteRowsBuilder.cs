using Perceptron.Kernels;

namespace Perceptron.Data;

/// <summary>Collects the input blocks of rows of bytes, a row at a time.</summary>
internal sealed class BitmapByteRowsBuilder
{
    private readonly BlockLayout _shape;
    private readonly ByteScale _unit;
    private ulong[] _words;
    private int[] _starts;
    private ulong _maxima;

    /// <summary>Begins with no row, and with capacity for a number of words and rows.</summary>
    public BitmapByteRowsBuilder(BlockLayout shape, ByteScale unit, long words, int rows)
    {
        (_shape, _unit) = (shape, unit);
        _words = GC.AllocateUninitializedArray<ulong>(Size(words));
        _starts = new int[rows + 1];
    }

    /// <summary>Rows so far.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes so far that are not 0.</summary>
    public long Stored { get; private set; }

    /// <summary>The largest byte so far.</summary>
    public byte Largest => ByteKernels.Max(BitConverter.GetBytes(_maxima));

    private int Used => _starts[Count];

    /// <summary>Adds a row of bytes, zeros included.</summary>
    public void Add(ReadOnlySpan<byte> row)
    {
        Reserve(_shape.Words + _shape.Firsts.Length);
        End(ByteKernels.Gather(row, _shape, _words.AsSpan(Used)));
    }

    /// <summary>Adds a row as it is kept.</summary>
    public void Add(ReadOnlySpan<ulong> words)
    {
        Reserve(words.Length);
        words.CopyTo(_words.AsSpan(Used));
        End(words.Length);
    }

    /// <summary>Reserves capacity for a number of rows in all, if the rows to come take as much as those so far.</summary>
    public void EnsureCapacity(int rows)
    {
        var size = (long)((double)Used / Math.Max(1, Count) * rows) + _shape.Words + _shape.Firsts.Length;
        if (size > _words.Length)
        {
            Resize(Math.Min(size, Array.MaxLength));
        }
    }

    /// <summary>All rows so far; nothing is to be added afterwards.</summary>
    public BitmapByteRows Build() => new(_shape, _words, _starts, Count, _unit);

    private void End(int words)
    {
        if (Count + 1 == _starts.Length)
        {
            Array.Resize(ref _starts, (int)Math.Min(2L * _starts.Length, Array.MaxLength));
        }

        Stored += ByteKernels.CountNonZero(_words.AsSpan(Used + _shape.Words, words - _shape.Words), ref _maxima);
        _starts[Count + 1] = Used + words;
        Count++;
    }

    private void Reserve(int words)
    {
        var needed = (long)Used + words;
        if (needed > _words.Length)
        {
            Resize(Math.Max(needed, Math.Min(2L * _words.Length, Array.MaxLength)));
        }
    }

    /// <summary>Nothing is read that was not written, so nothing has to be cleared.</summary>
    private void Resize(long words)
    {
        var larger = GC.AllocateUninitializedArray<ulong>(Size(words));
        _words.AsSpan(0, Used).CopyTo(larger);
        _words = larger;
    }

    private int Size(long words) => words <= Array.MaxLength
        ? (int)words
        : throw new InvalidOperationException($"Row {Count} does not fit: eight times {Array.MaxLength} values is the most that rows of bytes can store.");
}
