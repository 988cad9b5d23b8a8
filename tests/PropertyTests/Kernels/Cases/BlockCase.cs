using FsCheck;
using FsCheck.Fluent;
using Perceptron.Data;
using Perceptron.Kernels;

namespace PropertyTests;

/// <summary>A block of rows of bytes, weights and δ of up to ten neurons, and the part to compute.</summary>
/// <param name="Codes">A byte for each value of the rows; it stands for its 255th part.</param>
/// <param name="Order">The rows in another order; null for their own order.</param>
/// <param name="Start">Where the block of rows begins.</param>
/// <param name="Weights">A row for each input, a column for each neuron.</param>
/// <param name="Bias">A row.</param>
/// <param name="Deltas">A row for each row of the block, a column for each neuron.</param>
/// <param name="Rows">The rows of the block to compute.</param>
/// <param name="InputBlocks">The input blocks to compute.</param>
public sealed record BlockCase(
    Grid<byte> Codes, Grid<int>? Order, int Start, Grid<float> Weights, Grid<float> Bias, Grid<float> Deltas, (int From, int To) Rows, (int From, int To) InputBlocks)
{
    private const int Width = BlockKernels.Width;

    private static readonly int Lanes = Perceptron.Kernels.Lanes.Count<float>();

    public int InputCount => Codes.Columns;

    public int InputBlockCount => InputCount / Width;

    public int Count => Deltas.Rows;

    internal RowBlock Block => new(Order?.ToArray(), Start, Count);

    public static Gen<BlockCase> Generate() =>
        from inputs in Gen.OneOf(
            Gen.Elements(4, 8, 12, 16, 28, 32).Select(side => side * side),
            Gen.Frequency((3, Gen.Choose(9, 16)), (1, Gen.Choose(129, 139))).Select(inputBlocks => inputBlocks * Width))
        from rows in Gen.OneOf(Gen.Choose(1, 19), Gen.Choose(1, 299))
        from neurons in Gen.Choose(1, BlockKernels.Neurons)
        from share in Gen.Choose(4, 10)
        from codes in KernelGenerators.Rows(rows, inputs, 255, Gen.Constant(share / 10.0))
        from order in Gen.OneOf(Gen.Constant<int[]?>(null), Gen.ArrayOf(Gen.Choose(0, rows - 1), rows + 5).Select(order => (int[]?)order))
        from start in Gen.Choose(0, rows - 1)
        from count in Gen.Choose(1, rows - start)
        from w in KernelGenerators.Floats(inputs, neurons)
        from b in KernelGenerators.Floats(1, neurons)
        from delta in KernelGenerators.Floats(count, neurons)
        from someRows in KernelGenerators.Part(count)
        from inputBlocks in KernelGenerators.Part(inputs / Width)
        select new BlockCase(WithEmptyBlocks(codes), order is null ? null : new(1, order.Length, order), start, w, b, delta, someRows, inputBlocks);

    public IEnumerable<BlockCase> Shrink()
    {
        if (Order is not null || Start > 0)
        {
            int[] used = [.. Enumerable.Range(0, Count).Select(r => Block[r])];
            yield return this with { Codes = Codes.WithRows(used), Order = null, Start = 0 };
        }

        foreach (var kept in Shrinking.Kept(Count))
        {
            yield return WithRows(kept);
        }

        foreach (var kept in Shrinking.Kept(InputBlockCount))
        {
            var places = Shrinking.Places(kept, Width);
            yield return this with
            {
                Codes = Codes.WithColumns(places),
                Weights = Weights.WithRows(places),
                InputBlocks = Shrinking.Clamp(InputBlocks.From, InputBlocks.To, kept.Length),
            };
        }

        foreach (var kept in Shrinking.Kept(Weights.Columns))
        {
            yield return this with { Weights = Weights.WithColumns(kept), Bias = Bias.WithColumns(kept), Deltas = Deltas.WithColumns(kept) };
        }

        if (Rows != (0, Count) || InputBlocks != (0, InputBlockCount))
        {
            yield return this with { Rows = (0, Count), InputBlocks = (0, InputBlockCount) };
        }

        var values = Codes.Shrink().Select(codes => this with { Codes = codes })
            .Concat(Bias.Shrink().Select(b => this with { Bias = b }))
            .Concat(Weights.Shrink().Select(w => this with { Weights = w }))
            .Concat(Deltas.Shrink().Select(delta => this with { Deltas = delta }));
        foreach (var simpler in values)
        {
            yield return simpler;
        }
    }

    /// <summary>The values of the dataset, row after row.</summary>
    internal float[] X() => Codes.Map(code => code / 255f).ToArray();

    internal BitmapByteRows Coded()
    {
        float[] table = [.. Enumerable.Range(0, 256).Select(code => code / 255f)];
        var rows = new BitmapByteRowsBuilder(BlockLayout.Of(InputCount), ByteScale.Of(table)!.Value, 0, 0);
        for (var r = 0; r < Codes.Rows; r++)
        {
            rows.Add(Codes.Row(r));
        }

        return rows.Build();
    }

    internal DenseInputBlocks Dense() => new(X(), InputCount);

    /// <summary>The weights by input blocks, those of missing neurons 0.</summary>
    internal float[] W()
    {
        var w = new float[InputBlockCount * BlockKernels.Length];
        for (var i = 0; i < InputCount; i++)
        {
            for (var neuron = 0; neuron < Weights.Columns; neuron++)
            {
                w[At(i, neuron)] = Weights[i, neuron];
            }
        }

        return w;
    }

    internal float[] B() => Padded(Bias);

    internal float[] Delta() => Padded(Deltas);

    /// <summary>The inputs, input block after input block.</summary>
    internal int[] InOrder() => [.. Enumerable.Range(0, InputCount).OrderBy(BlockOf).ThenBy(LaneOf)];

    /// <summary>In a square image a block is two pixels high and four wide; otherwise it is eight neighbouring inputs.</summary>
    internal int BlockOf(int input) => Side is { } side ? (input / side / 2 * (side / 4)) + (input % side / 4) : input / Width;

    internal int LaneOf(int input) => Side is { } side ? (input / side % 2 * 4) + (input % side % 4) : input % Width;

    internal int At(int input, int neuron) => (BlockOf(input) * BlockKernels.Length) + (neuron * Width) + LaneOf(input);

    /// <summary>The side of a square image, if that is a multiple of four.</summary>
    private int? Side => (int)Math.Sqrt(InputCount) is var side && side * side == InputCount && side % 4 == 0 ? side : null;

    private static float[] Padded(Grid<float> values)
    {
        var padded = new float[values.Rows * Lanes];
        for (var r = 0; r < values.Rows; r++)
        {
            values.Row(r).CopyTo(padded, r * Lanes);
        }

        return padded;
    }

    /// <summary>In each row every third run of eight values is 0.</summary>
    private static Grid<byte> WithEmptyBlocks(Grid<byte> codes) => new(
        codes.Rows,
        codes.Columns,
        [.. codes.ToArray().Select((code, i) => ((i / codes.Columns) + (i % codes.Columns / Width)) % 3 == 0 ? (byte)0 : code)]);

    /// <summary>Of the block some rows alone.</summary>
    private BlockCase WithRows(int[] kept)
    {
        int[] used = [.. kept.Select(r => Block[r])];
        var some = this with { Start = 0, Deltas = Deltas.WithRows(kept), Rows = Shrinking.Clamp(Rows.From, Rows.To, kept.Length) };
        if (Order is null)
        {
            return some with { Codes = Codes.WithRows(used) };
        }

        int[] stored = [.. used.Distinct().Order()];
        return some with { Codes = Codes.WithRows(stored), Order = new(1, used.Length, [.. used.Select(row => Array.IndexOf(stored, row))]) };
    }
}
