using FsCheck.Xunit;
using Perceptron;
using Perceptron.Data;
using Perceptron.Engine;
using Perceptron.Kernels;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>
/// Each kernel against a plain loop of fused multiply-adds: the same bits. So neither the width of a vector nor the grouping
/// of rows can change a result.
/// </summary>
public class KernelProperties
{
    /// <summary>2^−126, below which a float has no full digits.</summary>
    private const double LeastNormal = 1.1754943508222875e-38;

    private static readonly ActivationKind[] Kinds = [ActivationKind.Sigmoid, ActivationKind.Tanh, ActivationKind.ReLU];

    [Property]
    public void Forward_adds_fused_products_in_the_order_of_the_inputs(int seed)
    {
        var given = new Panel(new Random(seed));
        var (from, to) = given.SomeRows();
        Same.Bits(given.Forward(from, to), given.DenseForward(from, to));
        Same.Bits(Single(given).Forward(from, to), Single(given).DenseForward(from, to));
    }

    [Property]
    public void Forward_of_one_row_gives_the_same(int seed)
    {
        var given = new Panel(new Random(seed));
        for (var r = 0; r < given.Rows.Count; r++)
        {
            var z = new double[Panel.Lanes];
            DenseKernels.Forward<double>(given.Row(r), given.W, given.B, z);
            Same.Bits(given.Forward(r, r + 1)[(r * given.Stride)..((r * given.Stride) + Panel.Lanes)], z);
        }
    }

    [Property]
    public void Sparse_forward_does_the_same_on_what_is_not_zero(int seed)
    {
        var given = new Panel(new Random(seed));
        var (from, to) = given.SomeRows();
        var expected = given.Forward(from, to);
        foreach (var sparse in (ISparse[])[given.Sparse<int>(), given.Sparse<ushort>(), given.Coded<int>(), given.Coded<ushort>()])
        {
            Same.Bits(expected, sparse.Forward(given, from, to));
        }

        // Bytes in single precision, such as pixels, have a loop of their own on some processors.
        Same.Bits(Single(given).Forward(from, to), Single(given).SparseForward(from, to));
    }

    [Property]
    public void Gradient_adds_fused_products_to_what_was_there(int seed)
    {
        var given = new Panel(new Random(seed));
        var (from, to) = given.SomeInputs();
        var expected = given.Gradient(from, to);
        double[] dense = [.. given.W];
        DenseKernels.AddGradient(given.Dense, given.Delta, given.Stride, dense, from, to);
        Same.Bits(expected, dense);
        foreach (var sparse in (ISparse[])[given.Sparse<int>(), given.Sparse<ushort>(), given.Coded<int>(), given.Coded<ushort>()])
        {
            Same.Bits(expected, sparse.Gradient(given, from, to));
        }
    }

    [Property]
    public void Several_panels_give_what_each_does_by_itself(int seed)
    {
        var random = new Random(seed);
        var lanes = Lanes.Count<double>();
        var (count, inputs, panels) = (random.Next(1, 30), random.Next(1, 400), random.Next(1, 10));
        var block = new RowBlock([.. Enumerable.Range(0, count).Select(_ => random.Next(count))], 0, count);
        var width = panels * lanes;
        var stride = width + (random.Next(2) * lanes);
        var x = new double[count, inputs];
        var share = random.NextDouble();
        var (coded, compressed) = (new RowsBuilder<double>(inputs, sparse: true), new RowsBuilder<double>(inputs, sparse: true));
        for (var r = 0; r < count; r++)
        {
            var row = new byte[inputs];
            for (var i = 0; i < inputs; i++)
            {
                row[i] = random.NextDouble() < share ? (byte)random.Next(256) : (byte)0;
                x[r, i] = row[i] / 255.0;
            }

            coded.AddBytes(row);
            compressed.Add(Array.ConvertAll(row, value => value / 255.0));
        }

        var (w, b, delta) = (Panel.Numbers(random, inputs * width), Panel.Numbers(random, width), Panel.Numbers(random, count * stride));
        var (from, to) = (random.Next(count), count);
        double[] z = [.. Enumerable.Repeat(7.0, count * stride)], gradient = [.. w];
        for (var lane = 0; lane < width; lane++)
        {
            int At(int i) => (((lane / lanes * inputs) + i) * lanes) + (lane % lanes);
            for (var r = 0; r < count; r++)
            {
                var sum = b[lane];
                for (var i = 0; i < inputs; i++)
                {
                    sum = Math.FusedMultiplyAdd(x[block[r], i], w[At(i)], sum);
                    gradient[At(i)] = Math.FusedMultiplyAdd(x[block[r], i], delta[(r * stride) + lane], gradient[At(i)]);
                }

                if (r >= from)
                {
                    z[(r * stride) + lane] = sum;
                }
            }
        }

        foreach (var rows in (Rows<double>[])[Rows.Of(x), coded.Build(), compressed.Build()])
        {
            double[] given = [.. Enumerable.Repeat(7.0, count * stride)], added = [.. w];
            rows.Forward(block, from, to, w, b, given, stride);
            Same.Bits(z, given);
            rows.AddGradient(block, delta, stride, added, panels);
            Same.Bits(gradient, added);
        }
    }

    [Property]
    public void Rows_are_added_in_their_order(int seed)
    {
        var random = new Random(seed);
        var (rows, stride) = (random.Next(0, 20), Lanes.Pad<double>(random.Next(1, 30)));
        var (all, target) = (Panel.Numbers(random, rows * stride), Panel.Numbers(random, stride));
        double[] expected = [.. target];
        for (var i = 0; i < all.Length; i++)
        {
            expected[i % stride] += all[i];
        }

        DenseKernels.AddRows<double>(all, target);
        Same.Bits(expected, target);
    }

    [Property]
    public void Transposing_exchanges_inputs_and_outputs(int seed)
    {
        var random = new Random(seed);
        var (inputs, outputs, lanes) = (random.Next(1, 40), random.Next(1, 40), Lanes.Count<double>());
        var w = Panel.Numbers(random, inputs * Lanes.Pad<double>(outputs));
        var transposed = new double[outputs * Lanes.Pad<double>(inputs)];
        DenseKernels.Transpose<double>(w, inputs, outputs, transposed);

        static int At(int row, int column, int rows, int lanes) => (((column / lanes * rows) + row) * lanes) + (column % lanes);
        for (var i = 0; i < Lanes.Pad<double>(inputs); i++)
        {
            for (var j = 0; j < outputs; j++)
            {
                Same.Bits(i < inputs ? w[At(i, j, inputs, lanes)] : 0, transposed[At(j, i, outputs, lanes)]);
            }
        }
    }

    [Property]
    public void Activations_and_slopes_are_those_of_the_formulas(int seed)
    {
        var random = new Random(seed);
        foreach (var kind in Kinds)
        {
            var z = Panel.Numbers(random, Lanes.Count<float>());
            double[] h = [.. z];
            ActivationKernels.Apply<double>(kind, h);
            Same.Within(
                [.. z.Select(value => kind switch
                {
                    ActivationKind.Sigmoid => Reference.Sigmoid(value),
                    ActivationKind.Tanh => Math.Tanh(value),
                    _ => Math.Max(value, 0),
                })],
                h,
                i => 6 * Unit.Double * Math.Abs(h[i]));

            var delta = Panel.Numbers(random, z.Length);
            double[] passed = [.. delta];
            ActivationKernels.MultiplySlope<double>(kind, h, passed);
            Same.Bits(
                [.. h.Select((value, i) => kind switch
                {
                    ActivationKind.Sigmoid => delta[i] * (value * (1 - value)),
                    ActivationKind.Tanh => delta[i] * ((1 - value) * (1 + value)),
                    _ => value > 0 ? delta[i] : 0,
                })],
                passed);

            float[] single = [.. z.Select(value => (float)value)];
            double[] widened = [.. single.Select(value => (double)value)];
            ActivationKernels.Apply<float>(kind, single);
            ActivationKernels.Apply<double>(kind, widened);
            Same.Bits([.. widened.Select(value => (float)value)], single);
        }
    }

    /// <summary>In double the bits are the same. In float they differ: only the wide softmax is computed in double.</summary>
    [Property]
    public void Few_classes_give_what_they_give_among_many_lanes(int seed)
    {
        FewClasses<float>(new Random(seed));
        FewClasses<double>(new Random(seed));
    }

    [Property]
    public void A_row_of_few_classes_gives_the_same_bits_whatever_rows_stand_beside_it(int seed)
    {
        FewClassesOfOneRow<float>(new Random(seed));
        FewClassesOfOneRow<double>(new Random(seed));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(17)]
    public void A_logit_beyond_all_numbers_takes_the_whole_softmax(int classes)
    {
        var stride = Lanes.Pad<float>(classes);
        var z = new float[2 * stride];
        (z[1], z[2]) = (float.PositiveInfinity, float.NegativeInfinity);
        z[stride] = 50;
        OutputKernels.Softmax<float>(z, classes, stride, new double[RowLosses.ScratchLength(stride)]);

        Assert.Equal([0, 1, 0], z[..3]);
        Assert.Equal(1, z[..stride].Sum());
        Assert.Equal(1, z[stride]);
    }

    [Fact]
    public void A_rectifier_makes_what_is_no_number_0_and_slopes_are_0_at_0()
    {
        double[] z = [double.NaN, 0, -0.0, -1, 1, double.NegativeInfinity, 2, 3];
        ActivationKernels.Apply<double>(ActivationKind.ReLU, z);
        Assert.Equal([0, 0, 0, 0, 1, 0, 2, 3], z);
        double[] delta = [1, 1, 1, 1, 1, 1, 1, 1];
        ActivationKernels.MultiplySlope<double>(ActivationKind.ReLU, z, delta);
        Assert.Equal([0, 0, 0, 0, 1, 0, 1, 1], delta);
    }

    [Property]
    public void Updates_treat_every_entry_by_the_same_formula(int seed)
    {
        var random = new Random(seed);
        var n = random.Next(1, 40);
        var (p, g, v) = (Panel.Numbers(random, n), Panel.Numbers(random, n), Panel.Numbers(random, n));
        var (rate, momentum, l2) = (random.NextDouble(), random.NextDouble(), random.Next(2) * 0.1);
        var divisor = random.Next(2) == 0 ? 128 : random.Next(1, 100);

        double[] stepped = [.. p];
        UpdateKernels.Descend<double>(stepped, g, divisor, rate);
        Same.Bits([.. p.Select((value, i) => value - (rate * (g[i] / divisor)))], stepped);

        double[] finished = [.. g];
        UpdateKernels.Finish<double>(finished, p, divisor, l2);
        Same.Bits([.. g.Select((value, i) => l2 == 0 ? value / divisor : (value / divisor) + (l2 * p[i]))], finished);

        foreach (var nesterov in new[] { false, true })
        {
            double[] moved = [.. p];
            double[] velocity = [.. v];
            UpdateKernels.DescendWithMomentum<double>(moved, g, velocity, rate, momentum, nesterov);
            double[] expected = [.. v.Select((value, i) => (momentum * value) + g[i])];
            Same.Bits(expected, velocity);
            Same.Bits([.. p.Select((value, i) => value - (rate * (nesterov ? g[i] + (momentum * expected[i]) : expected[i])))], moved);
        }

        Assert.True(UpdateKernels.AreFinite<double>(p));
        p[random.Next(n)] = new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity }[random.Next(3)];
        Assert.False(UpdateKernels.AreFinite<double>(p));
    }

    [Property]
    public void Squares_are_summed_over_the_lanes_that_count(int seed)
    {
        var random = new Random(seed);
        var lanes = Lanes.Count<float>();
        var (values, counted) = (Panel.Numbers(random, lanes * random.Next(1, 9)), random.Next(1, lanes + 1));
        float[] single = [.. values.Select(value => (float)value)];
        var expected = single.Where((_, i) => i % lanes < counted).Sum(value => (double)value * value);
        Same.Within(expected, UpdateKernels.SumOfSquares<float>(single, counted), 1e-13 * expected);
    }

    /// <summary>
    /// Rows of up to sixteen lanes are computed in groups, wider rows one by one. Each row is tested in both forms.
    /// </summary>
    private static void FewClasses<T>(Random random)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var (rows, classes) = (random.Next(1, random.Next(8) == 0 ? 300 : 20), random.Next(2, 17));
        var (few, many) = (Lanes.Pad<T>(classes), Lanes.Pad<T>(17));
        var y = Enumerable.Range(0, rows + 3).Select(_ => random.Next(classes)).ToArray();
        var block = new RowBlock([.. y.Select((_, i) => i).OrderBy(_ => random.Next())], random.Next(3), rows);
        var logits = SomeLogits<T>(random, rows, classes);
        var lanes = RowLosses.ScratchLength(many);
        var (expected, actual) = (Rows(many), Rows(few));
        OutputKernels.Softmax<T>(expected, classes, many, new double[lanes]);
        OutputKernels.Softmax<T>(actual, classes, few, new double[lanes]);
        Agree((_, _) => 0);
        foreach (var differentiate in new[] { false, true })
        {
            (expected, actual) = (Rows(many), Rows(few));
            var (losses, same) = (new double[rows + 7], new double[rows + 7]);
            OutputKernels.SoftmaxLosses<T>(expected, classes, many, y, block, losses, new double[lanes], differentiate);
            OutputKernels.SoftmaxLosses<T>(actual, classes, few, y, block, same, new double[lanes], differentiate);
            Agree((r, c) => differentiate && c == y[block[r]] && Margin(r, c) > 0 ? 2 * Unit.Single : 0);
            for (var r = 0; r < rows; r++)
            {
                Close(losses[r], same[r], (SecondMargin(r) + 8) * Unit.Single * losses[r]);
            }
        }

        T[] Rows(int stride)
        {
            var z = new T[rows * stride];
            for (var i = 0; i < rows * classes; i++)
            {
                z[(i / classes * stride) + (i % classes)] = logits[i / classes, i % classes];
            }

            return z;
        }

        double Margin(int r, int c) =>
            Enumerable.Range(0, classes).Max(k => double.CreateTruncating(logits[r, k])) - double.CreateTruncating(logits[r, c]);

        double SecondMargin(int r) => Enumerable.Range(0, classes).Select(c => Margin(r, c)).Order().ElementAt(1);

        // The difference to the largest logit is rounded once, and its exponential is as many units off as it is large; below e^−87 it is 0.
        // The entry of the largest logit may be computed from the sum of the other exponentials, which is about the second largest.
        void Agree(Func<int, int, double> cancelled)
        {
            for (var i = 0; i < rows * classes; i++)
            {
                var (r, c) = (i / classes, i % classes);
                var value = double.CreateTruncating(expected[(r * many) + c]);
                Close(
                    value,
                    double.CreateTruncating(actual[(r * few) + c]),
                    ((Math.Max(Margin(r, c), SecondMargin(r)) + 8) * Unit.Single * Math.Abs(value)) + cancelled(r, c) + (2 * LeastNormal));
            }

            Assert.All(actual.Where((_, i) => i % few >= classes), padding => Assert.Equal(T.Zero, padding));
        }

        static void Close(double expected, double actual, double bound)
        {
            if (typeof(T) == typeof(double))
            {
                Same.Bits(expected, actual);
            }
            else
            {
                Same.Within(expected, actual, bound);
            }
        }
    }

    private static void FewClassesOfOneRow<T>(Random random)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var (rows, classes) = (random.Next(1, random.Next(8) == 0 ? 300 : 20), random.Next(2, 17));
        var stride = Lanes.Pad<T>(classes);
        var logits = SomeLogits<T>(random, rows, classes);
        var all = new T[rows * stride];
        for (var i = 0; i < rows * classes; i++)
        {
            all[(i / classes * stride) + (i % classes)] = logits[i / classes, i % classes];
        }

        var y = Enumerable.Range(0, rows).Select(_ => random.Next(classes)).ToArray();
        T[] predicted = [.. all], gradient = [.. all];
        var losses = new double[rows + 7];
        OutputKernels.Softmax<T>(predicted, classes, stride, []);
        OutputKernels.SoftmaxLosses<T>(gradient, classes, stride, y, new RowBlock(null, 0, rows), losses, [], differentiate: true);
        for (var r = 0; r < rows; r++)
        {
            var range = (r * stride)..((r + 1) * stride);
            T[] alone = [.. all[range]];
            OutputKernels.Softmax<T>(alone, classes, stride, []);
            Same.Bits(predicted[range], alone);
            alone = [.. all[range]];
            var loss = new double[8];
            OutputKernels.SoftmaxLosses<T>(alone, classes, stride, y, new RowBlock(null, r, 1), loss, [], differentiate: true);
            Same.Bits(gradient[range], alone);
            Same.Bits(losses[r], loss[0]);
        }
    }

    /// <summary>Logits of any scale, some of them equal.</summary>
    private static T[,] SomeLogits<T>(Random random, int rows, int classes)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var scale = Math.Pow(2, random.Next(-4, 11));
        var logits = new T[rows, classes];
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < classes; c++)
            {
                logits[r, c] = c > 0 && random.Next(4) == 0 ? logits[r, random.Next(c)] : T.CreateTruncating(scale * (random.NextDouble() - 0.5));
            }
        }

        return logits;
    }

    private static SinglePanel Single(Panel panel) => new(panel);

    /// <summary>Rows in some order, a panel of weights and a panel of δ: the inputs of the products.</summary>
    private sealed class Panel
    {
        private readonly Random _random;
        private readonly byte[] _bytes;
        private readonly double[] _table;

        public Panel(Random random)
        {
            _random = random;
            Inputs = random.Next(1, 40);
            var count = random.Next(1, 40);
            Stride = Lanes * random.Next(1, 3);
            _table = Numbers(random, 256);
            _table[0] = 0;
            _bytes = new byte[count * Inputs];
            for (var i = 0; i < _bytes.Length; i++)
            {
                _bytes[i] = (byte)(random.Next(3) == 0 ? random.Next(1, 256) : 0);
            }

            // Some rows are empty, and some full.
            for (var r = 0; r < count; r++)
            {
                var row = _bytes.AsSpan(r * Inputs, Inputs);
                switch (random.Next(6))
                {
                    case 0:
                        row.Clear();
                        break;
                    case 1:
                        random.NextBytes(row);
                        break;
                }
            }

            X = Array.ConvertAll(_bytes, value => _table[value]);
            (W, B) = (Numbers(random, Inputs * Lanes), Numbers(random, Lanes));
            var order = Enumerable.Range(0, count).ToArray();
            random.Shuffle(order);
            var start = random.Next(count);
            Rows = random.Next(2) == 0 ? new(order, start, count - start) : new(null, start, count - start);
            Delta = Numbers(random, Rows.Count * Stride);
        }

        public static int Lanes => Perceptron.Kernels.Lanes.Count<double>();

        public int Inputs { get; }

        public int Stride { get; }

        public double[] X { get; }

        public double[] W { get; }

        public double[] B { get; }

        public double[] Delta { get; }

        public RowBlock Rows { get; }

        public DenseBlock<double> Dense => new(X, Rows, Inputs, Inputs);

        public static double[] Numbers(Random random, int count) =>
            [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() - 0.5) * Math.Pow(2, random.Next(-8, 8)))];

        public ReadOnlySpan<double> Row(int r) => X.AsSpan(Rows[r] * Inputs, Inputs);

        public (int From, int To) SomeRows()
        {
            var from = _random.Next(Rows.Count);
            return (from, _random.Next(from, Rows.Count) + 1);
        }

        public (int From, int To) SomeInputs()
        {
            var from = _random.Next(2) == 0 ? 0 : _random.Next(Inputs);
            return (from, _random.Next(2) == 0 ? Inputs : _random.Next(from, Inputs) + 1);
        }

        /// <summary>z of some rows. The other rows, and the space between rows, hold 7.</summary>
        public double[] Forward(int from, int to)
        {
            var z = Sevens();
            for (var r = from; r < to; r++)
            {
                for (var lane = 0; lane < Lanes; lane++)
                {
                    var sum = B[lane];
                    for (var i = 0; i < Inputs; i++)
                    {
                        sum = Math.FusedMultiplyAdd(Row(r)[i], W[(i * Lanes) + lane], sum);
                    }

                    z[(r * Stride) + lane] = sum;
                }
            }

            return z;
        }

        public double[] DenseForward(int from, int to)
        {
            var z = Sevens();
            DenseKernels.Forward(Dense, from, to, W, B, z, Stride);
            return z;
        }

        /// <summary>W and the gradient of some inputs.</summary>
        public double[] Gradient(int from, int to)
        {
            double[] sum = [.. W];
            for (var r = 0; r < Rows.Count; r++)
            {
                for (var i = from; i < to; i++)
                {
                    for (var lane = 0; lane < Lanes; lane++)
                    {
                        sum[(i * Lanes) + lane] = Math.FusedMultiplyAdd(Row(r)[i], Delta[(r * Stride) + lane], sum[(i * Lanes) + lane]);
                    }
                }
            }

            return sum;
        }

        public double[] Sevens() => [.. Enumerable.Repeat(7.0, Rows.Count * Stride)];

        public Compressed<TIndex, double> Sparse<TIndex>()
            where TIndex : unmanaged, System.Numerics.IBinaryInteger<TIndex>
        {
            var (indices, starts) = Structure<TIndex>(SparseIndex.Scale<double, TIndex>());
            return new Compressed<TIndex, double>([.. X.Where((_, i) => _bytes[i] != 0)], [0], indices, starts);
        }

        public Compressed<TIndex, byte> Coded<TIndex>()
            where TIndex : unmanaged, System.Numerics.IBinaryInteger<TIndex>
        {
            var (indices, starts) = Structure<TIndex>(SparseIndex.Scale<double, TIndex>());
            return new Compressed<TIndex, byte>([.. _bytes.Where(value => value != 0)], _table, indices, starts);
        }

        public SparseBlock<float, ushort, byte> SingleCoded()
        {
            var (indices, starts) = Structure<ushort>(SparseIndex.Scale<float, ushort>());
            return new([.. _bytes.Where(value => value != 0)], Array.ConvertAll(_table, value => (float)value), indices, starts, Inputs, Rows);
        }

        private (TIndex[] Indices, int[] Starts) Structure<TIndex>(int scale)
            where TIndex : unmanaged, System.Numerics.IBinaryInteger<TIndex>
        {
            int[] stored = [.. Enumerable.Range(0, _bytes.Length).Where(i => _bytes[i] != 0)];
            return (
                [.. stored.Select(i => TIndex.CreateChecked(i % Inputs * scale))],
                [.. Enumerable.Range(0, (_bytes.Length / Inputs) + 1).Select(r => stored.Count(i => i < r * Inputs))]);
        }
    }

    /// <summary>The same in single precision.</summary>
    private sealed class SinglePanel(Panel panel)
    {
        private static readonly int Width = Lanes.Count<float>();

        private readonly float[] _x = Array.ConvertAll(panel.X, value => (float)value);
        private readonly float[] _w = [.. Enumerable.Range(0, panel.Inputs * Width).Select(i => (float)panel.W[i % panel.W.Length])];
        private readonly float[] _b = [.. Enumerable.Range(0, Width).Select(i => (float)panel.B[i % panel.B.Length])];

        public float[] Forward(int from, int to)
        {
            var z = new float[panel.Rows.Count * Width];
            for (var at = from * Width; at < to * Width; at++)
            {
                var sum = _b[at % Width];
                for (var i = 0; i < panel.Inputs; i++)
                {
                    sum = MathF.FusedMultiplyAdd(_x[(panel.Rows[at / Width] * panel.Inputs) + i], _w[(i * Width) + (at % Width)], sum);
                }

                z[at] = sum;
            }

            return z;
        }

        public float[] DenseForward(int from, int to)
        {
            var z = new float[panel.Rows.Count * Width];
            DenseKernels.Forward(new DenseBlock<float>(_x, panel.Rows, panel.Inputs, panel.Inputs), from, to, _w, _b, z, Width);
            return z;
        }

        public float[] SparseForward(int from, int to)
        {
            var z = new float[panel.Rows.Count * Width];
            SparseKernels.Forward(panel.SingleCoded(), from, to, _w, _b, z, Width);
            return z;
        }
    }

    private interface ISparse
    {
        double[] Forward(Panel panel, int from, int to);

        double[] Gradient(Panel panel, int from, int to);
    }

    private sealed class Compressed<TIndex, TCode>(TCode[] codes, double[] table, TIndex[] indices, int[] starts) : ISparse
        where TIndex : unmanaged, System.Numerics.IBinaryInteger<TIndex>
        where TCode : unmanaged
    {
        public double[] Forward(Panel panel, int from, int to)
        {
            var z = panel.Sevens();
            SparseKernels.Forward(Block(panel), from, to, panel.W, panel.B, z, panel.Stride);
            return z;
        }

        public double[] Gradient(Panel panel, int from, int to)
        {
            double[] gradient = [.. panel.W];
            SparseKernels.AddGradient(Block(panel), panel.Delta, panel.Stride, gradient, from, to);
            return gradient;
        }

        private SparseBlock<double, TIndex, TCode> Block(Panel panel) => new(codes, table, indices, starts, panel.Inputs, panel.Rows);
    }
}
