using System.Numerics;
using Perceptron.Data;
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
    private readonly int _capacity;
    private RowStorage<T> _storage;
    private bool _built;

    // What each byte stands for, over the divisor of the last row of bytes.
    private T[]? _table;
    private double _divisor;

    /// <summary>Begins with no row.</summary>
    /// <param name="inputCount">Values in each row; at least 1.</param>
    /// <param name="sparse">Whether to store only the values that are not 0.</param>
    /// <param name="capacity">How many rows to make buffers for, if that is known; more may come.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="inputCount"/> is below 1, <paramref name="capacity"/> below 0, or one is more than arrays can hold.
    /// </exception>
    public RowsBuilder(int inputCount, bool sparse = false, int capacity = 0)
    {
        Guard.Scalar<T>();
        InputCount = OutOfRange.Between(1, Array.MaxLength, inputCount, nameof(inputCount));
        _sparse = sparse;
        _capacity = OutOfRange.Between(0, MostRows, capacity, nameof(capacity));
        _storage = sparse ? CompressedStorage.ForValues<T>(inputCount, capacity) : new DenseStorage<T>(inputCount, capacity);
    }

    /// <summary>Values in each row.</summary>
    public int InputCount { get; }

    /// <summary>Rows so far.</summary>
    public int Count => _storage.Count;

    /// <summary>Adds an observation.</summary>
    /// <param name="row">As many finite values as there are inputs; they are copied.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">The number of values is wrong, or one is not finite.</exception>
    /// <exception cref="InvalidOperationException">The rows were built already, or are too many to store.</exception>
    public RowsBuilder<T> Add(ReadOnlySpan<T> row) => AddNamed(row, nameof(row));

    /// <summary>Adds an observation by the values that are not 0. It takes time for these alone, however many inputs there are.</summary>
    /// <param name="indices">The inputs that the values belong to, from 0, in rising order, each once.</param>
    /// <param name="values">As many finite values; all others are 0. They are copied.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">
    /// The numbers of indices and values differ, an index is not that of an input or not above the one before, or a value is not finite.
    /// </exception>
    /// <exception cref="InvalidOperationException">The rows were built already, or are too many to store.</exception>
    public RowsBuilder<T> Add(ReadOnlySpan<int> indices, ReadOnlySpan<T> values) => AddNamed(indices, values, nameof(indices), nameof(values));

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
        var table = Table(divisor);
        _storage = _sparse && Count == 0 ? CompressedStorage.ForBytes(InputCount, _capacity, table) : _storage.ForBytes(table);
        _storage.AddBytes(row, table);
        return this;
    }

    /// <summary>
    /// Makes buffers for a number of rows in all, if those to come store as many values as those so far, so that they needn't grow step by step.
    /// More may come, and where fewer do, the rest of the buffers is not used.
    /// </summary>
    /// <param name="rows">How many rows are expected, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0, or more than can be stored.</exception>
    /// <exception cref="InvalidOperationException">The rows were built already.</exception>
    public void EnsureCapacity(int rows)
    {
        RequireOpen();
        OutOfRange.Between(0, MostRows, rows, nameof(rows));
        _storage.EnsureCapacity(rows);
    }

    /// <summary>Ends the collecting.</summary>
    /// <returns>All rows that were added.</returns>
    /// <exception cref="InvalidOperationException">The rows were built already.</exception>
    public Rows<T> Build()
    {
        RequireOpen();
        _built = true;
        return _storage.Build();
    }

    /// <summary>The shape so far, as "builder of 12 rows × 784, sparse".</summary>
    /// <returns>One line.</returns>
    public override string ToString() =>
        $"builder of {Guard.Count(Count, "row")} × {InputCount}, {(_sparse ? "sparse" : "dense")}";

    internal RowsBuilder<T> AddNamed(ReadOnlySpan<T> row, string name)
    {
        RequireOpen();
        RequireWidth(row.Length, name);
        for (var i = 0; i < row.Length; i++)
        {
            RequireFinite(row[i], i, name);
        }

        _storage = _storage.ForValues();
        _storage.Add(row);
        return this;
    }

    internal RowsBuilder<T> AddNamed(ReadOnlySpan<int> indices, ReadOnlySpan<T> values, string indicesName, string valuesName)
    {
        RequireOpen();
        if (indices.Length != values.Length)
        {
            throw new ArgumentException(
                $"{Guard.Count(values.Length, "value")} given for {Guard.Count(indices.Length, "input")} of row {Count}; each value needs its input.", indicesName);
        }

        var last = -1;
        for (var i = 0; i < indices.Length; i++)
        {
            if ((uint)indices[i] >= (uint)InputCount)
            {
                throw new ArgumentException($"Row {Count} has the index {Guard.Text(indices[i])}; there are {Guard.Count(InputCount, "input")}, from 0.", indicesName);
            }

            if (indices[i] <= last)
            {
                throw new ArgumentException($"Row {Count} has the index {indices[i]} after {last}; they have to rise.", indicesName);
            }

            RequireFinite(values[i], last = indices[i], valuesName);
        }

        _storage = _storage.ForValues();
        _storage.Add(indices, values);
        return this;
    }

    /// <summary>Sparse rows have one more number than rows, which is where each begins.</summary>
    private int MostRows => _sparse ? Array.MaxLength - 1 : Array.MaxLength / InputCount;

    private void RequireOpen()
    {
        if (_built)
        {
            throw new InvalidOperationException("These rows are built; begin a new builder for others.");
        }
    }

    private void RequireFinite(T value, int column, string name)
    {
        if (!T.IsFinite(value))
        {
            throw new ArgumentException(
                $"The value at row {Count}, column {column} is {Guard.Text(value)}; only finite numbers can be used.", name);
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
                throw OutOfRange.Of(nameof(divisor), divisor, $"Bytes over this are not finite numbers above 0 in {typeof(T).Name}.");
            }

            _table = table;
            _divisor = divisor;
        }

        return _table;
    }
}
