using System.Numerics;
using Perceptron.Data;
using Perceptron.Kernels;
using Perceptron.Support;

namespace Perceptron;

/// <summary>
/// Observations, one a row, stored densely or compressed (only what is not 0, as in compressed sparse rows). Models give
/// the same answers for both, within rounding; rows with many zeros, as images of digits are, train several times faster compressed.
/// </summary>
/// <remarks>Made by <see cref="Rows"/> or a <see cref="RowsBuilder{T}"/>, from copies; they never change.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public abstract class Rows<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private protected Rows(int count, int inputCount, double largest)
    {
        Count = count;
        InputCount = inputCount;
        MaxAbs = largest;
    }

    /// <summary>How many observations there are.</summary>
    public int Count { get; }

    /// <summary>Values in each observation.</summary>
    public int InputCount { get; }

    /// <summary>Whether only the values that are not 0 are stored.</summary>
    public abstract bool IsSparse { get; }

    /// <summary>Values that are stored: all of dense rows, those that are not 0 of sparse ones.</summary>
    public abstract long StoredValueCount { get; }

    /// <summary>The largest absolute value, 0 where there is none.</summary>
    public double MaxAbs { get; }

    /// <summary>One value.</summary>
    /// <param name="row">The observation, from 0.</param>
    /// <param name="input">The value's place in it, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row or input.</exception>
    public T this[int row, int input]
    {
        get
        {
            Guard.Index(row, Count, "row", nameof(row));
            Guard.Index(input, InputCount, "input", nameof(input));
            return Value(row, input);
        }
    }

    /// <summary>A copy of one observation.</summary>
    /// <param name="row">Which one, from 0.</param>
    /// <returns>All its values, zeros included.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public T[] Row(int row)
    {
        Guard.Index(row, Count, "row", nameof(row));
        var values = new T[InputCount];
        CopyRow(row, values);
        return values;
    }

    /// <summary>A copy of all observations.</summary>
    /// <returns>Rows × inputs.</returns>
    /// <exception cref="InvalidOperationException">They are more values than an array can hold.</exception>
    public T[,] ToArray()
    {
        Guard.Size(Count, InputCount);
        var array = new T[Count, InputCount];
        for (var row = 0; row < Count; row++)
        {
            CopyRow(row, Arrays.AsSpan(array).Slice(row * InputCount, InputCount));
        }

        return array;
    }

    /// <summary>The same observations with every value stored.</summary>
    /// <returns>Dense rows; these themselves if they are dense.</returns>
    /// <exception cref="InvalidOperationException">They are more values than an array can hold.</exception>
    public Rows<T> ToDense()
    {
        if (!IsSparse)
        {
            return this;
        }

        Guard.Size(Count, InputCount);
        return Map(value => value, sparse: false);
    }

    /// <summary>The same observations with only the values stored that are not 0.</summary>
    /// <returns>Sparse rows; these themselves if they are sparse.</returns>
    public Rows<T> ToSparse() => IsSparse ? this : Map(value => value, sparse: true);

    /// <summary>Some of the observations, in the order asked for; one may come more than once.</summary>
    /// <param name="rows">Which ones, from 0.</param>
    /// <returns>Rows stored as these are.</returns>
    /// <exception cref="ArgumentException">A number is not that of a row.</exception>
    public Rows<T> Select(params int[] rows)
    {
        Guard.NotNull(rows, nameof(rows));
        RequireRows(rows, Count);
        return SelectValid(rows);
    }

    /// <summary>These observations and then others; see <see cref="Rows.Concat{T}(Rows{T}[])"/>.</summary>
    /// <param name="other">Observations of as many values.</param>
    /// <returns>Rows stored as these are.</returns>
    /// <exception cref="ArgumentException">The numbers of values differ.</exception>
    /// <exception cref="InvalidOperationException">They are more values than can be stored.</exception>
    public Rows<T> Concat(Rows<T> other)
    {
        Guard.NotNull(other, nameof(other));
        return Rows.Concat([this, other], nameof(other));
    }

    /// <summary>Every value times a factor, as 1 / 255 for pixels.</summary>
    /// <param name="factor">A finite number.</param>
    /// <returns>Rows stored as these are.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not finite.</exception>
    /// <exception cref="ArgumentException">A value times the factor is not finite.</exception>
    public Rows<T> Scale(double factor)
    {
        var by = T.CreateTruncating(factor);
        if (!T.IsFinite(by))
        {
            throw OutOfRange.Of(nameof(factor), factor, $"A number that is finite in {typeof(T).Name} is needed.");
        }

        return Map(value => value * by, IsSparse, nameof(factor));
    }

    /// <summary>The same observations in the other precision, each value rounded to it.</summary>
    /// <typeparam name="TTo"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <returns>Rows stored as these are.</returns>
    /// <exception cref="OverflowException">A value is too large for the other precision.</exception>
    public Rows<TTo> ConvertTo<TTo>()
        where TTo : unmanaged, IBinaryFloatingPointIeee754<TTo>
    {
        if (!TTo.IsFinite(TTo.CreateTruncating(MaxAbs)))
        {
            throw new OverflowException($"A value of magnitude {Guard.Text(MaxAbs)} is too large for {typeof(TTo).Name}.");
        }

        var builder = new RowsBuilder<TTo>(InputCount, IsSparse, Count);
        AddTo(builder, TTo.CreateTruncating, "row");
        return builder.Build();
    }

    /// <summary>Shape and storage, as "60000 rows × 784, sparse".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Guard.Count(Count, "row")} × {InputCount}, {(IsSparse ? "sparse" : "dense")}";

    internal static void RequireRows(int[] rows, int count)
    {
        foreach (var row in rows)
        {
            if ((uint)row >= (uint)count)
            {
                throw new ArgumentException($"There is no row {Guard.Text(row)}; there are {Guard.Count(count, "row")}, from 0.", nameof(rows));
            }
        }
    }

    internal abstract T Value(int row, int input);

    internal abstract void CopyRow(int row, Span<T> values);

    /// <summary>
    /// Z = XW + b for one or more panels of W and some rows of a block: <paramref name="z"/> has the panels' lanes of the block's
    /// first row, and those of every other a stride further on.
    /// </summary>
    internal abstract void Forward(RowBlock block, int from, int to, ReadOnlySpan<T> w, ReadOnlySpan<T> b, Span<T> z, int stride);

    /// <summary>G += Xᵀδ for one panel of W, some of the inputs and all rows of a block.</summary>
    internal abstract void AddGradient(RowBlock block, ReadOnlySpan<T> delta, int stride, Span<T> gradient, int fromInput, int toInput);

    /// <summary>The same for all inputs of several panels of W.</summary>
    internal abstract void AddGradient(RowBlock block, ReadOnlySpan<T> delta, int stride, Span<T> gradient, int panels);

    /// <summary>z = xw + b of a single neuron for some rows of a block; its weights stand one after another, padded to whole vectors.</summary>
    internal abstract void Forward(RowBlock block, int from, int to, ReadOnlySpan<T> w, T b, Span<T> z);

    /// <summary>G += Xᵀδ of a single neuron for some of the inputs, whole vectors of them, and all rows of a block.</summary>
    internal abstract void AddGradient(RowBlock block, ReadOnlySpan<T> delta, Span<T> gradient, int fromInput, int toInput);

    /// <summary>
    /// p −= rate · (g / divisor) for some of the inputs that sparse rows have, and g = 0; each input has a number of neighbouring weights, one or a vector.
    /// </summary>
    internal virtual void Descend(RowBlock block, Span<T> parameters, Span<T> gradient, int width, int fromInput, int toInput, double divisor, T rate) =>
        throw new NotSupportedException("Only sparse rows know which inputs they have.");

    /// <summary>A block of rows as dense ones, if that is how they are stored.</summary>
    internal virtual bool TryDense(RowBlock block, out Kernels.DenseBlock<T> dense)
    {
        dense = default;
        return false;
    }

    /// <summary>The rows eight inputs at a time, if they can be had so: dense ones and bytes, in single precision.</summary>
    internal virtual InputBlocks? Blocks => null;

    /// <summary>Copies what is stored of a row, and the inputs that it belongs to, in rising order. Returns how many values these are.</summary>
    internal virtual int CopyStored(int row, Span<int> indices, Span<T> values)
    {
        CopyRow(row, values);
        for (var i = 0; i < InputCount; i++)
        {
            indices[i] = i;
        }

        return InputCount;
    }

    /// <summary>Adds all rows to a builder, each stored value as a function makes it; what is not stored is 0 there too.</summary>
    internal void AddTo<TTo>(RowsBuilder<TTo> builder, Func<T, TTo> function, string name)
        where TTo : unmanaged, IBinaryFloatingPointIeee754<TTo>
    {
        var (indices, values, results) = (new int[InputCount], new T[InputCount], new TTo[InputCount]);
        for (var row = 0; row < Count; row++)
        {
            var stored = CopyStored(row, indices, values);
            for (var i = 0; i < stored; i++)
            {
                results[i] = function(values[i]);
            }

            _ = IsSparse
                ? builder.AddNamed(indices.AsSpan(0, stored), results.AsSpan(0, stored), name, name)
                : builder.AddNamed(results, name);
        }
    }

    /// <summary>Adds to the count of each input in how many of some rows it takes part.</summary>
    internal virtual void CountInputs(RowBlock block, Span<int> counts)
    {
        foreach (ref var count in counts)
        {
            count += block.Count;
        }
    }

    /// <summary>Some rows one after the other, these first, if all of them are stored in one way that needs no value looked at; else null.</summary>
    internal virtual Rows<T>? ConcatAlike(Rows<T>[] parts) => null;

    private protected abstract Rows<T> SelectValid(int[] rows);

    /// <summary>The values as a function that keeps 0 makes them.</summary>
    private Rows<T> Map(Func<T, T> function, bool sparse, string name = "row")
    {
        var builder = new RowsBuilder<T>(InputCount, sparse, Count);
        AddTo(builder, function, name);
        return builder.Build();
    }
}
