using System.Numerics;
using FsCheck.Xunit;
using Perceptron;
using Perceptron.Data;
using Perceptron.Kernels;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>
/// The products of panels against plain loops of fused multiply-adds: the same bits. So neither the width of a vector nor the grouping
/// of rows can change a result.
/// </summary>
[Properties(Arbitrary = [typeof(KernelGenerators)], QuietOnSuccess = true)]
public class PanelProperties
{
    private static int Lanes => PanelCase.Lanes;

    [Property]
    public void Forward_adds_fused_products_in_the_order_of_the_inputs(PanelCase given)
    {
        var z = Sevens(given);
        DenseKernels.Forward(Dense(given), given.Rows.From, given.Rows.To, given.W.ToArray(), given.B.ToArray(), z, given.Stride);
        Same.Bits(Forward(given), z);

        var single = new SinglePanel(given);
        Same.Bits(single.Forward(), single.DenseForward());
    }

    [Property]
    public void Forward_of_one_row_gives_the_same(PanelCase given)
    {
        var all = Forward(given with { Rows = (0, given.Count) });
        var rows = given.BlockRows();
        for (var r = 0; r < given.Count; r++)
        {
            var z = new double[Lanes];
            DenseKernels.Forward<double>(rows[r], given.W.ToArray(), given.B.ToArray(), z);
            Same.Bits(all[(r * given.Stride)..((r * given.Stride) + Lanes)], z);
        }
    }

    [Property]
    public void Sparse_forward_does_the_same_on_what_is_not_zero(PanelCase given)
    {
        var expected = Forward(given);
        foreach (var sparse in Sparse(given))
        {
            Same.Bits(expected, sparse.Forward(given));
        }

        // Bytes in single precision, such as pixels, have a loop of their own on some processors.
        var single = new SinglePanel(given);
        Same.Bits(single.Forward(), single.SparseForward());
    }

    [Property]
    public void Gradient_adds_fused_products_to_what_was_there(PanelCase given)
    {
        var (expected, rows) = (given.W.ToArray(), given.BlockRows());
        for (var r = 0; r < given.Count; r++)
        {
            for (var i = given.Inputs.From; i < given.Inputs.To; i++)
            {
                for (var lane = 0; lane < Lanes; lane++)
                {
                    ref var sum = ref expected[(i * Lanes) + lane];
                    sum = Math.FusedMultiplyAdd(rows[r][i], given.Delta[r, lane], sum);
                }
            }
        }

        var dense = given.W.ToArray();
        DenseKernels.AddGradient(Dense(given), given.Delta.ToArray(), given.Stride, dense, panels: 1, given.Inputs.From, given.Inputs.To);
        Same.Bits(expected, dense);
        foreach (var sparse in Sparse(given))
        {
            Same.Bits(expected, sparse.Gradient(given));
        }
    }

    [Property]
    public void Several_panels_give_what_each_gives_alone(WidePanelCase wide)
    {
        var given = wide.Panels;
        var (inputs, width, block) = (given.InputCount, given.W.Columns, given.Block);
        var x = given.Codes.Map(code => code / 255.0);
        double[] z = Sevens(given), w = new double[inputs * width], gradient = new double[inputs * width];
        for (var lane = 0; lane < width; lane++)
        {
            int At(int i) => (((lane / Lanes * inputs) + i) * Lanes) + (lane % Lanes);
            for (var i = 0; i < inputs; i++)
            {
                w[At(i)] = gradient[At(i)] = given.W[i, lane];
            }

            for (var r = 0; r < given.Count; r++)
            {
                var sum = given.B[lane];
                for (var i = 0; i < inputs; i++)
                {
                    sum = Math.FusedMultiplyAdd(x[block[r], i], given.W[i, lane], sum);
                    gradient[At(i)] = Math.FusedMultiplyAdd(x[block[r], i], given.Delta[r, lane], gradient[At(i)]);
                }

                if (r >= given.Rows.From && r < given.Rows.To)
                {
                    z[(r * given.Stride) + lane] = sum;
                }
            }
        }

        var (coded, compressed) = (new RowsBuilder<double>(inputs, sparse: true), new RowsBuilder<double>(inputs, sparse: true));
        for (var r = 0; r < x.Rows; r++)
        {
            coded.AddBytes(given.Codes.Row(r));
            compressed.Add(x.Row(r));
        }

        foreach (var rows in (Rows<double>[])[Rows.Of(x.ToArray(), inputs), coded.Build(), compressed.Build()])
        {
            double[] product = Sevens(given), added = [.. w];
            rows.Forward(block, given.Rows.From, given.Rows.To, w, given.B.ToArray(), product, given.Stride);
            Same.Bits(z, product);
            rows.AddGradient(block, given.Delta.ToArray(), given.Stride, added, given.PanelCount);
            Same.Bits(gradient, added);
        }
    }

    /// <summary>The gradient adds a number of rows at a time; the last of them may be few, and so may the inputs of the last tile.</summary>
    [Property(MaxTest = 50)]
    public void Many_rows_give_what_they_give_one_by_one(LongPanelCase given) => Several_panels_give_what_each_gives_alone(new(given.Panels));

    /// <summary>z of some rows. The other rows, and the space between rows, hold 7.</summary>
    private static double[] Forward(PanelCase given)
    {
        var (z, rows) = (Sevens(given), given.BlockRows());
        for (var r = given.Rows.From; r < given.Rows.To; r++)
        {
            for (var lane = 0; lane < Lanes; lane++)
            {
                var sum = given.B[lane];
                for (var i = 0; i < given.InputCount; i++)
                {
                    sum = Math.FusedMultiplyAdd(rows[r][i], given.W[i, lane], sum);
                }

                z[(r * given.Stride) + lane] = sum;
            }
        }

        return z;
    }

    private static double[] Sevens(PanelCase given) => [.. Enumerable.Repeat(7.0, given.Count * given.Stride)];

    private static DenseBlock<double> Dense(PanelCase given) => new(given.X(), given.Block, given.InputCount, given.InputCount);

    /// <summary>The rows as compressed numbers and as bytes, with indices of both widths.</summary>
    private static ISparse[] Sparse(PanelCase given)
    {
        var (x, codes) = (given.X(), given.Codes.ToArray());
        double[] values = [.. x.Where((_, i) => codes[i] != 0)];
        byte[] bytes = [.. codes.Where(code => code != 0)];
        return
        [
            new Compressed<int, double>(values, [0], given), new Compressed<ushort, double>(values, [0], given),
            new Compressed<int, byte>(bytes, given.Table.ToArray(), given), new Compressed<ushort, byte>(bytes, given.Table.ToArray(), given),
        ];
    }

    private static (TIndex[] Indices, int[] Starts) Structure<TIndex>(PanelCase given, int scale)
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        var codes = given.Codes.ToArray();
        int[] stored = [.. Enumerable.Range(0, codes.Length).Where(i => codes[i] != 0)];
        return (
            [.. stored.Select(i => TIndex.CreateChecked(i % given.InputCount * scale))],
            [.. Enumerable.Range(0, given.Codes.Rows + 1).Select(r => stored.Count(i => i < r * given.InputCount))]);
    }

    /// <summary>The same in single precision: the weights of a panel of twice as many lanes.</summary>
    private sealed class SinglePanel(PanelCase given)
    {
        private static readonly int Width = Perceptron.Kernels.Lanes.Count<float>();

        private readonly float[] _x = Array.ConvertAll(given.X(), value => (float)value);
        private readonly float[] _w = [.. Enumerable.Range(0, given.InputCount * Width).Select(i => (float)given.W[i % (given.InputCount * Lanes)])];
        private readonly float[] _b = [.. Enumerable.Range(0, Width).Select(i => (float)given.B[i % Lanes])];

        public float[] Forward()
        {
            var (z, block) = (new float[given.Count * Width], given.Block);
            for (var at = given.Rows.From * Width; at < given.Rows.To * Width; at++)
            {
                var sum = _b[at % Width];
                for (var i = 0; i < given.InputCount; i++)
                {
                    sum = MathF.FusedMultiplyAdd(_x[(block[at / Width] * given.InputCount) + i], _w[(i * Width) + (at % Width)], sum);
                }

                z[at] = sum;
            }

            return z;
        }

        public float[] DenseForward()
        {
            var z = new float[given.Count * Width];
            DenseKernels.Forward(new DenseBlock<float>(_x, given.Block, given.InputCount, given.InputCount), given.Rows.From, given.Rows.To, _w, _b, z, Width);
            return z;
        }

        public float[] SparseForward()
        {
            var z = new float[given.Count * Width];
            var (indices, starts) = Structure<ushort>(given, SparseIndex.Scale<float, ushort>());
            byte[] codes = [.. given.Codes.ToArray().Where(value => value != 0)];
            var block = new SparseBlock<float, ushort, byte>(
                codes, Array.ConvertAll(given.Table.ToArray(), value => (float)value), indices, starts, given.InputCount, given.Block);
            SparseKernels.Forward(block, given.Rows.From, given.Rows.To, _w, _b, z, Width);
            return z;
        }
    }

    private interface ISparse
    {
        double[] Forward(PanelCase given);

        double[] Gradient(PanelCase given);
    }

    private sealed class Compressed<TIndex, TCode>(TCode[] codes, double[] table, PanelCase given) : ISparse
        where TIndex : unmanaged, IBinaryInteger<TIndex>
        where TCode : unmanaged
    {
        private readonly (TIndex[] Indices, int[] Starts) _structure = Structure<TIndex>(given, SparseIndex.Scale<double, TIndex>());

        public double[] Forward(PanelCase given)
        {
            var z = Sevens(given);
            SparseKernels.Forward(Block(given), given.Rows.From, given.Rows.To, given.W.ToArray(), given.B.ToArray(), z, given.Stride);
            return z;
        }

        public double[] Gradient(PanelCase given)
        {
            var gradient = given.W.ToArray();
            SparseKernels.AddGradient(Block(given), given.Delta.ToArray(), given.Stride, gradient, given.Inputs.From, given.Inputs.To);
            return gradient;
        }

        private SparseBlock<double, TIndex, TCode> Block(PanelCase given) =>
            new(codes, table, _structure.Indices, _structure.Starts, given.InputCount, given.Block);
    }
}
