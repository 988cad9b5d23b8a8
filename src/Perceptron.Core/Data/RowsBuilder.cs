using System.Numerics;
using Perceptron.Data;

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
    private ushort[] _narrowIndices = [];
    private int[] _wideIndices = [];
    private int[] _starts;
    private int _stored;
    private bool _built;
    private T[]? _table;
    private double _tableFactor;

    /// <summary>Begins with no row.</summary>
    /// <param name="inputs">Values in each row; at least 1.</param>
    /// <param name="sparse">Whether to store only the values that are not 0.</param>
    /// <param name="capacity">How many rows to make room for, if that is known; more may come.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="inputs"/> is below 1, or <paramref name="capacity"/> below 0.</exception>
    public RowsBuilder(int inputs, bool sparse = false, int capacity = 0)
    {
        Guard.Scalar<T>();
        Inputs = Guard.AtLeast(1, inputs, nameof(inputs));
        Guard.AtLeast(0, capacity, nameof(capacity));
        _sparse = sparse;
        _narrow = inputs <= ushort.MaxValue + 1;
        _starts = new int[sparse ? capacity + 1 : 1];
        _values = new T[sparse ? 0 : (int)Math.Min((long)capacity * inputs, 1 << 28)];
    }

    /// <summary>Values in each row.</summary>
    public int Inputs { get; }

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
        Begin(row.Length, nameof(row));
        var table = Table(divisor);
        var values = _values.AsSpan(_stored, row.Length);
        if (!_sparse)
        {
            for (var i = 0; i < row.Length; i++)
            {
                values[i] = table[row[i]];
            }

            return End(row.Length);
        }

        var stored = 0;
        if (_narrow)
        {
            var indices = _narrowIndices.AsSpan(_stored, row.Length);
            for (var i = 0; i < row.Length; i++)
            {
                if (row[i] != 0)
                {
                    values[stored] = table[row[i]];
                    indices[stored++] = (ushort)i;
                }
            }
        }
        else
        {
            for (var i = 0; i < row.Length; i++)
            {
                if (row[i] != 0)
                {
                    values[stored] = table[row[i]];
                    _wideIndices[_stored + stored++] = i;
                }
            }
        }

        return End(stored);
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
            return new DenseRows<T>(_values, Count, Inputs);
        }

        return _narrow
            ? new SparseRows<T, ushort>(_values, _narrowIndices, _starts, Count, Inputs)
            : new SparseRows<T, int>(_values, _wideIndices, _starts, Count, Inputs);
    }

    /// <summary>The shape so far, as "builder of 12 rows × 784, sparse".</summary>
    /// <returns>One line.</returns>
    public override string ToString() =>
        $"builder of {Guard.Count(Count, "row")} × {Inputs}, {(_sparse ? "sparse" : "dense")}";

    internal RowsBuilder<T> AddNamed(ReadOnlySpan<T> row, string name)
    {
        Begin(row.Length, name);
        for (var i = 0; i < row.Length; i++)
        {
            if (!T.IsFinite(row[i]))
            {
                throw new ArgumentException(
                    $"The value at row {Count}, column {i} is {Guard.Text(row[i])}; only finite numbers can be used.", name);
            }
        }

        if (!_sparse)
        {
            row.CopyTo(_values.AsSpan(_stored));
            return End(row.Length);
        }

        var stored = _stored;
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i] != T.Zero)
            {
                _values[stored] = row[i];
                if (_narrow)
                {
                    _narrowIndices[stored++] = (ushort)i;
                }
                else
                {
                    _wideIndices[stored++] = i;
                }
            }
        }

        return End(stored - _stored);
    }

    private void RequireOpen()
    {
        if (_built)
        {
            throw new InvalidOperationException("These rows are built; begin a new builder for others.");
        }
    }

    private void Begin(int given, string name)
    {
        RequireOpen();
        if (given != Inputs)
        {
            throw new ArgumentException(
                $"{Guard.Count(given, "value")} given for row {Count}; these rows have {Guard.Count(Inputs, "input")}.", name);
        }

        var needed = (long)_stored + Inputs;
        if (needed > _values.Length)
        {
            if (needed > Array.MaxLength)
            {
                throw new InvalidOperationException(
                    $"Row {Count} does not fit: {Array.MaxLength} values is the most that rows can store.");
            }

            var size = (int)Math.Min(Math.Max(needed, 2L * _values.Length), Array.MaxLength);
            Array.Resize(ref _values, size);
            if (_sparse && _narrow)
            {
                Array.Resize(ref _narrowIndices, size);
            }
            else if (_sparse)
            {
                Array.Resize(ref _wideIndices, size);
            }
        }
    }

    private RowsBuilder<T> End(int stored)
    {
        _stored += stored;
        Count++;
        if (_sparse)
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
        if (_table is null || divisor != _tableFactor)
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
            _tableFactor = divisor;
        }

        return _table;
    }
}
