using System.Numerics;

namespace Perceptron.Data;

/// <summary>
/// Rows that are being collected, in one way to store them. One call takes a whole row; the next row's storage is what
/// <see cref="ForValues"/> or <see cref="ForBytes"/> gives.
/// </summary>
internal abstract class RowStorage<T>(int inputCount)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Rows so far.</summary>
    public int Count { get; protected set; }

    protected int InputCount { get; } = inputCount;

    /// <summary>What can take a row of values next: this, or a storage of values with the same rows.</summary>
    public abstract RowStorage<T> ForValues();

    /// <summary>What can take a row of bytes next, each of which stands for a value of a table: this, or a storage of values with the same rows.</summary>
    public abstract RowStorage<T> ForBytes(T[] table);

    /// <summary>Adds a row of values, zeros included.</summary>
    public abstract void Add(ReadOnlySpan<T> row);

    /// <summary>Adds a row by some of its values and the inputs that they belong to, in rising order; all others are 0.</summary>
    public abstract void Add(ReadOnlySpan<int> indices, ReadOnlySpan<T> values);

    /// <summary>Adds a row of bytes, zeros included.</summary>
    public abstract void AddBytes(ReadOnlySpan<byte> row, T[] table);

    /// <summary>Makes buffers for a number of rows in all, if those to come store as many values as those so far.</summary>
    public abstract void EnsureCapacity(int rows);

    /// <summary>All rows so far; nothing is to be added afterwards.</summary>
    public abstract Rows<T> Build();

    /// <summary>How many values there are in all with one more row, if all of it is stored.</summary>
    protected int Needed(long stored) => Needed(stored, InputCount);

    /// <summary>How many values there are in all with a number more of them.</summary>
    protected int Needed(long stored, int more) => stored + more <= Array.MaxLength
        ? (int)stored + more
        : throw new InvalidOperationException($"Row {Count} does not fit: {Array.MaxLength} values is the most that rows can store.");

    /// <summary>The next size of a buffer that is too small.</summary>
    protected static int Grown(int needed, int capacity) => (int)Math.Min(Math.Max(needed, 2L * capacity), Array.MaxLength);

    /// <summary>Nothing is read that was not written, so nothing has to be cleared.</summary>
    protected static void Resize<TEntry>(ref TEntry[] entries, int stored, int size)
    {
        var larger = GC.AllocateUninitializedArray<TEntry>(size);
        entries.AsSpan(0, stored).CopyTo(larger);
        entries = larger;
    }
}
