using System.Numerics;
using Perceptron.Data;
using Perceptron.Kernels;
using Perceptron.Support;

namespace Perceptron;

/// <summary>
/// Collects observations a row at a time, so that sparse rows never exist in dense form. Used by one thread at a time;
/// what it builds never changes.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class RowsBuilder<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly bool _sparse;
    private readonly bool _narrow;
    private T[] _values;
    private byte[] _codes = [];
    private ushort[] _narrowIndices = [];
    private int[] _wideIndices = [];
    private int[] _starts;
    private int _stored;
    private bool _built;

    // Sparse rows stay bytes as long as all of them came as bytes over one divisor.
    private bool _areCodes;
    private BitmapByteRowsBuilder? _blocks;
    private T[]? _table;
    private double _divisor;

    /// <summary>Begins with no row.</summary>
    /// <param name="inputCount">Values in each row; at least 1.</param>
    /// <param name="sparse">Whether to store only the values that are not 0.</param>
    /// <param name="capacity">How many rows to make room for, if that is known; more may come.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="inputCount"/> is below 1, or <paramref name="capacity"/> below 0.</exception>
    public RowsBuilder(int inputCount, bool sparse = false, int capacity = 0)
    {
        Guard.Scalar<T>();
        InputCount = Guard.AtLeast(1, inputCount, nameof(inputCount));
        Guard.AtLeast(0, capacity, nameof(capacity));
        _sparse = sparse;
        _narrow = SparseIndex.IsNarrow<T>(inputCount);
        _starts = new int[sparse ? capacity + 1 : 1];
        _values = new T[sparse ? 0 : (int)Math.Min((long)capacity * inputCount, 1 << 28)];
    }

    /// <summary>Values in each row.</summary>
    public int InputCount { get; }

    /// <summary>Rows so far.</summary>
    public int Count { get; private set; }

    /// <summary>Adds an observation.</summary>
    /// <param name="row">As many finite values as there are inputs; they are copied.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The number of values is wrong, or one is not finite.</exception>
    /// <exception cref="InvalidOperationException">The rows were built already, or are too many to store.</exception>
    public RowsBuilder<T> Add(ReadOnlySpan<T> row) => AddNamed(row, nameof(row));

    /// <summary>Adds an observation of bytes, as the pixels of an image.</summary>
    /// <param name="row">As many bytes as there are inputs.</param>
    /// <param name="divisor">Each value is the byte over this; 255 brings pixels to 0 … 1.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The number of bytes is wrong.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The divisor is not a finite number above 0.</exception>
    /// <exception cref="InvalidOperationException">The rows were built already, or are too many to store.</exception>
    public RowsBuilder<T> AddBytes(ReadOnlySpan<byte> row, double divisor = 255)
    {
        RequireOpen();
        RequireWidth(row.Length, nameof(row));
        if (_areCodes && divisor != _divisor)
        {
            Decode();
        }

        var table = Table(divisor);
        if (_sparse && Count == 0)
        {
            _areCodes = true;
            _blocks = typeof(T) == typeof(float) ? BitmapRows.Collect(InputCount, (float[])(object)table, _starts.Length - 1) : null;
        }

        MakeRoom();
        if (_blocks is not null)
        {
            _blocks.Add(row);
            return End((int)(_blocks.Stored - _stored));
        }

        if (!_sparse)
        {
            var values = _values.AsSpan(_stored, row.Length);
            for (var i = 0; i < row.Length; i++)
            {
                values[i] = table[row[i]];
            }

            return End(row.Length);
        }

        return End(_areCodes ? Compress(row, _codes.AsSpan(_stored), null) : Compress(row, _values.AsSpan(_stored), table));
    }

    /// <summary>
    /// Makes room for so many rows in all, if those to come store as many values as those so far: it spares growing by and by.
    /// More may come, and where fewer do, what is too much of it is not used.
    /// </summary>
    /// <param name="rows">How many rows are expected, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0.</exception>
    /// <exception cref="InvalidOperationException">The rows were built already.</exception>
    public void EnsureCapacity(int rows)
    {
        RequireOpen();
        Guard.AtLeast(0, rows, nameof(rows));
        if (_blocks is not null)
        {
            _blocks.EnsureCapacity(rows);
            return;
        }

        var stored = _sparse ? (double)_stored / Math.Max(1, Count) * rows : (double)InputCount * rows;
        var size = (int)Math.Min(stored + InputCount, Array.MaxLength);
        if (size > Room)
        {
            Resize(size);
        }
    }

    /// <summary>Ends the collecting.</summary>
    /// <returns>All rows that were added.</returns>
    /// <exception cref="InvalidOperationException">The rows were built already.</exception>
    public Rows<T> Build()
    {
        RequireOpen();
        _built = true;
        if (!_sparse)
        {
            return new DenseRows<T>(_values, Count, InputCount);
        }

        if (_blocks is not null)
        {
            return (Rows<T>)(object)new BitmapRows(_blocks, InputCount, (float[])(object)_table!);
        }

        return (_areCodes, _narrow) switch
        {
            (true, true) => SparseRows.Of(_codes, _table!, _narrowIndices, _starts, Count, InputCount),
            (true, false) => SparseRows.Of(_codes, _table!, _wideIndices, _starts, Count, InputCount),
            (false, true) => SparseRows.Of(_values, [T.Zero], _narrowIndices, _starts, Count, InputCount),
            _ => SparseRows.Of(_values, [T.Zero], _wideIndices, _starts, Count, InputCount),
        };
    }

    /// <summary>The shape so far, as "builder of 12 rows × 784, sparse".</summary>
    /// <returns>One line.</returns>
    public override string ToString() =>
        $"builder of {Guard.Count(Count, "row")} × {InputCount}, {(_sparse ? "sparse" : "dense")}";

    private int Room => _areCodes ? _codes.Length : _values.Length;

    internal RowsBuilder<T> AddNamed(ReadOnlySpan<T> row, string name)
    {
        RequireOpen();
        RequireWidth(row.Length, name);
        for (var i = 0; i < row.Length; i++)
        {
            if (!T.IsFinite(row[i]))
            {
                throw new ArgumentException(
                    $"The value at row {Count}, column {i} is {Guard.Text(row[i])}; only finite numbers can be used.", name);
            }
        }

        if (_areCodes)
        {
            Decode();
        }

        MakeRoom();
        if (!_sparse)
        {
            row.CopyTo(_values.AsSpan(_stored));
            return End(row.Length);
        }

        return End(Compress(row, _values.AsSpan(_stored), null));
    }

    private void RequireOpen()
    {
        if (_built)
        {
            throw new InvalidOperationException("These rows are built; begin a new builder for others.");
        }
    }

    private void RequireWidth(int given, string name)
    {
        if (given != InputCount)
        {
            throw new ArgumentException(
                $"{Guard.Count(given, "value")} given for row {Count}; these rows have {Guard.Count(InputCount, "input")}.", name);
        }
    }

    /// <summary>Room for one more row, if all of it is to be stored.</summary>
    private void MakeRoom()
    {
        var needed = (long)_stored + InputCount;
        if (needed > Array.MaxLength)
        {
            throw new InvalidOperationException(
                $"Row {Count} does not fit: {Array.MaxLength} values is the most that rows can store.");
        }

        if (_blocks is not null || needed <= Room)
        {
            return;
        }

        Resize((int)Math.Min(Math.Max(needed, 2L * Room), Array.MaxLength));
    }

    private void Resize(int size)
    {
        if (_areCodes)
        {
            Resize(ref _codes, size);
        }
        else
        {
            Resize(ref _values, size);
        }

        if (_sparse && _narrow)
        {
            Resize(ref _narrowIndices, size);
        }
        else if (_sparse)
        {
            Resize(ref _wideIndices, size);
        }
    }

    /// <summary>Nothing is read that was not written, so nothing has to be cleared.</summary>
    private void Resize<TEntry>(ref TEntry[] entries, int size)
    {
        var larger = GC.AllocateUninitializedArray<TEntry>(size);
        entries.AsSpan(0, _stored).CopyTo(larger);
        entries = larger;
    }

    /// <summary>From bytes to what they stand for.</summary>
    private void Decode()
    {
        _areCodes = false;
        if (_blocks is not null)
        {
            var inputBlocks = _blocks.Build();
            var row = new byte[InputCount];
            (_blocks, Count, _stored) = (null, 0, 0);
            for (var r = 0; r < inputBlocks.RowCount; r++)
            {
                inputBlocks.CopyRow(r, row);
                MakeRoom();
                End(Compress(row, _values.AsSpan(_stored), _table));
            }

            return;
        }

        _values = GC.AllocateUninitializedArray<T>(_codes.Length);
        for (var i = 0; i < _stored; i++)
        {
            _values[i] = _table![_codes[i]];
        }

        _codes = [];
    }

    /// <summary>Takes over what is not 0 of a row, by a table where there is one, and says how many that were.</summary>
    private int Compress<TFrom, TTo>(ReadOnlySpan<TFrom> row, Span<TTo> values, TTo[]? table)
        where TFrom : unmanaged
        where TTo : unmanaged =>
        _narrow
            ? CompressKernel.Compress(row, values, table, _narrowIndices.AsSpan(_stored), SparseIndex.Scale<T, ushort>())
            : CompressKernel.Compress(row, values, table, _wideIndices.AsSpan(_stored), SparseIndex.Scale<T, int>());

    private RowsBuilder<T> End(int stored)
    {
        _stored += stored;
        Count++;
        if (_sparse && _blocks is null)
        {
            if (Count >= _starts.Length)
            {
                Array.Resize(ref _starts, (int)Math.Min(2L * Count, Array.MaxLength));
            }

            _starts[Count] = _stored;
        }

        return this;
    }

    private T[] Table(double divisor)
    {
        if (_table is null || divisor != _divisor)
        {
            Guard.Positive(divisor, nameof(divisor));
            var by = T.CreateTruncating(divisor);
            var table = new T[256];
            for (var value = 0; value < table.Length; value++)
            {
                table[value] = T.CreateTruncating(value) / by;
            }

            if (!T.IsFinite(table[255]) || table[1] == T.Zero)
            {
                throw new ArgumentOutOfRangeException(nameof(divisor), divisor, $"Bytes over this are not finite numbers above 0 in {typeof(T).Name}.");
            }

            _table = table;
            _divisor = divisor;
        }

        return _table;
    }
}
