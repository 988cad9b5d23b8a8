using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Perceptron.Kernels;
using Perceptron.Support;

namespace Perceptron.Data;

/// <summary>
/// Compressed rows: of each row the values that are not 0, with the inputs they belong to in rising order. Since memory
/// traffic is what training on them costs, indices take 16 bits where there are few enough inputs (4,096 in float, 8,192 in double), and values that came as
/// bytes stay bytes, with a table of what each stands for.
/// </summary>
/// <param name="codes">The values, or bytes.</param>
/// <param name="table">What each byte stands for; one 0 where the codes are the values.</param>
/// <param name="indices">The input of each, as <see cref="SparseIndex"/> has it.</param>
/// <param name="starts">Where each row begins; one more says where the last one ends.</param>
/// <param name="count">How many rows there are.</param>
/// <param name="inputCount">Values in each row, zeros included.</param>
/// <param name="largest">The largest magnitude of a value.</param>
internal sealed class SparseRows<T, TIndex, TCode>(TCode[] codes, T[] table, TIndex[] indices, int[] starts, int count, int inputCount, double largest)
    : Rows<T>(count, inputCount, largest)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TIndex : unmanaged, IBinaryInteger<TIndex>
    where TCode : unmanaged
{
    public override bool IsSparse => true;

    public override long StoredValueCount => starts[Count];

    internal override T Value(int row, int input)
    {
        var (start, end) = (starts[row], starts[row + 1]);
        var at = indices.AsSpan(start..end).BinarySearch(TIndex.CreateTruncating(input * IndexScale));
        return at < 0 ? T.Zero : Decode(start + at);
    }

    internal override void CopyRow(int row, Span<T> target)
    {
        target[..InputCount].Clear();
        for (var i = starts[row]; i < starts[row + 1]; i++)
        {
            target[int.CreateTruncating(indices[i]) / IndexScale] = Decode(i);
        }
    }

    internal override int CopyStored(int row, Span<int> targetIndices, Span<T> values)
    {
        var (start, stored) = (starts[row], starts[row + 1] - starts[row]);
        for (var i = 0; i < stored; i++)
        {
            targetIndices[i] = int.CreateTruncating(indices[start + i]) / IndexScale;
            values[i] = Decode(start + i);
        }

        return stored;
    }

    internal override void Forward(RowBlock block, int from, int to, ReadOnlySpan<T> w, ReadOnlySpan<T> b, Span<T> z, int stride) =>
        SparseKernels.Forward(Block(block), from, to, w, b, z, stride);

    internal override void Forward(RowBlock block, int from, int to, ReadOnlySpan<T> w, T b, Span<T> z) =>
        NeuronKernels.Forward(Block(block), from, to, w, b, z);

    internal override void AddGradient(RowBlock block, ReadOnlySpan<T> delta, int stride, Span<T> gradient, int fromInput, int toInput) =>
        SparseKernels.AddGradient(Block(block), delta, stride, gradient, fromInput, toInput);

    internal override void AddGradient(RowBlock block, ReadOnlySpan<T> delta, int stride, Span<T> gradient, int panels) =>
        SparseKernels.AddGradient(Block(block), delta, stride, gradient, panels);

    internal override void AddGradient(RowBlock block, ReadOnlySpan<T> delta, Span<T> gradient, int fromInput, int toInput) =>
        NeuronKernels.AddGradient(Block(block), delta, gradient, fromInput, toInput);

    internal override void Descend(RowBlock block, Span<T> parameters, Span<T> gradient, int width, int fromInput, int toInput, double divisor, T rate) =>
        SparseKernels.Descend(Block(block), parameters, gradient, width, fromInput, toInput, divisor, rate);

    internal override void CountInputs(RowBlock block, Span<int> counts)
    {
        for (var r = 0; r < block.Count; r++)
        {
            foreach (var index in indices.AsSpan(starts[block[r]]..starts[block[r] + 1]))
            {
                counts[int.CreateTruncating(index) / IndexScale]++;
            }
        }
    }

    internal override Rows<T>? ConcatAlike(Rows<T>[] parts)
    {
        SparseRows<T, TIndex, TCode>[] alike = [.. parts.OfType<SparseRows<T, TIndex, TCode>>().Where(part => part.IsOver(table))];
        if (alike.Length < parts.Length)
        {
            return null;
        }

        var stored = Guard.Size(1, alike.Sum(part => part.StoredValueCount));
        var (allCodes, allIndices) = (GC.AllocateUninitializedArray<TCode>(stored), GC.AllocateUninitializedArray<TIndex>(stored));
        var allStarts = new int[Guard.Size(1, alike.Sum(part => (long)part.Count) + 1)];
        var (row, start) = (0, 0);
        foreach (var part in alike)
        {
            part.CopyTo(allCodes.AsSpan(start), allIndices.AsSpan(start), allStarts.AsSpan(row), start);
            (row, start) = (row + part.Count, start + (int)part.StoredValueCount);
        }

        return SparseRows.Of(allCodes, table, allIndices, allStarts, row, InputCount);
    }

    private protected override Rows<T> SelectValid(int[] rows)
    {
        var selectedStarts = new int[rows.Length + 1];
        for (var r = 0; r < rows.Length; r++)
        {
            selectedStarts[r + 1] = Guard.Size(1, (long)selectedStarts[r] + starts[rows[r] + 1] - starts[rows[r]], nameof(rows));
        }

        var selectedCodes = GC.AllocateUninitializedArray<TCode>(selectedStarts[^1]);
        var selectedIndices = GC.AllocateUninitializedArray<TIndex>(selectedStarts[^1]);
        for (var r = 0; r < rows.Length; r++)
        {
            var range = starts[rows[r]]..starts[rows[r] + 1];
            codes.AsSpan(range).CopyTo(selectedCodes.AsSpan(selectedStarts[r]));
            indices.AsSpan(range).CopyTo(selectedIndices.AsSpan(selectedStarts[r]));
        }

        return SparseRows.Of(selectedCodes, table, selectedIndices, selectedStarts, rows.Length, InputCount);
    }

    private static int IndexScale => SparseIndex.Scale<T, TIndex>();

    private bool IsOver(T[] other) => table.AsSpan().SequenceEqual(other);

    /// <summary>All that is stored, and where each row begins and the last one ends if the first begins at some place.</summary>
    private void CopyTo(Span<TCode> targetCodes, Span<TIndex> targetIndices, Span<int> targetStarts, int start)
    {
        codes.AsSpan(0, starts[Count]).CopyTo(targetCodes);
        indices.AsSpan(0, starts[Count]).CopyTo(targetIndices);
        for (var row = 0; row <= Count; row++)
        {
            targetStarts[row] = start + starts[row];
        }
    }

    private SparseBlock<T, TIndex, TCode> Block(RowBlock rows) => new(codes, table, indices, starts, InputCount, rows);

    private T Decode(int at) => SparseRows.Decode(codes[at], table);
}

/// <summary>Makes compressed rows.</summary>
internal static class SparseRows
{
    /// <summary>Rows of values, or of bytes with a table; the arrays may be longer than what the rows take.</summary>
    public static SparseRows<T, TIndex, TCode> Of<T, TIndex, TCode>(
        TCode[] codes, T[] table, TIndex[] indices, int[] starts, int count, int inputCount)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
        where TCode : unmanaged
    {
        var largest = T.Zero;
        if (codes is byte[] bytes)
        {
            largest = table[ByteKernels.Max(bytes.AsSpan(0, starts[count]))];
        }
        else
        {
            largest = T.CreateTruncating(DenseRows<T>.Largest(MemoryMarshal.Cast<TCode, T>(codes.AsSpan(0, starts[count]))));
        }

        return new(codes, table, indices, starts, count, inputCount, double.CreateTruncating(largest));
    }

    /// <summary>What a code stands for.</summary>
    public static T Decode<T, TCode>(TCode code, T[] table)
        where T : unmanaged
        where TCode : unmanaged =>
        typeof(TCode) == typeof(byte) ? table[Unsafe.BitCast<TCode, byte>(code)] : Unsafe.BitCast<TCode, T>(code);
}
