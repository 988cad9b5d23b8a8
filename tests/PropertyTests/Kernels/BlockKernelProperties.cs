using FsCheck.Xunit;
using Perceptron;
using Perceptron.Data;
using Perceptron.Engine;
using Perceptron.Kernels;
using Perceptron.Support;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>
/// First layers of few neurons compute eight inputs at a time. Rows of bytes, dense rows and single rows give the same bits as plain
/// loops that add in the documented order. Within rounding, panels of neurons give the same. Without fused multiply-add there are
/// only panels.
/// </summary>
public class BlockKernelProperties
{
    private const int Width = BlockKernels.Width;

    private const string NotSupported = "This machine has no fused multiply-add, and so no input blocks.";

    private static readonly int Lanes = Perceptron.Kernels.Lanes.Count<float>();

    public static bool AreSupported => BlockKernels.IsSupported;

    [Property(MaxTest = 60, SkipUnless = nameof(AreSupported), Skip = NotSupported)]
    public void Forward_adds_fused_products_in_the_order_that_is_written_down(int seed)
    {
        var given = new Given(new Random(seed));
        var expected = new float[given.Block.Count * Lanes];
        for (var r = given.From; r < given.To; r++)
        {
            for (var neuron = 0; neuron < BlockKernels.Neurons; neuron++)
            {
                var sums = new float[Width];
                foreach (var i in given.InOrder)
                {
                    ref var lane = ref sums[given.LaneOf(i)];
                    lane = MathF.FusedMultiplyAdd(given.X(r, i), given.W[given.At(i, neuron)], lane);
                }

                var sum = (sums[0] + sums[1] + (sums[2] + sums[3])) + (sums[4] + sums[5] + (sums[6] + sums[7]));
                expected[(r * Lanes) + neuron] = sum + given.B[neuron];
            }
        }

        foreach (var inputBlocks in (InputBlocks[])[given.Coded, given.Dense])
        {
            Same.Bits(expected, given.Forward(inputBlocks, by128: true));
            Same.Bits(expected, given.Forward(inputBlocks, by128: false));
        }

        for (var r = given.From; r < given.To; r++)
        {
            var (z, by128) = (new float[Lanes], new float[Lanes]);
            DenseInputBlocks.Forward(given.DenseRow(r), BlockLayout.Of(given.Inputs), given.W, given.B, z);
            DenseInputBlocks.Forward(given.DenseRow(r), BlockLayout.Of(given.Inputs), given.W, given.B, by128, by128: true);
            Same.Bits(expected[(r * Lanes)..((r + 1) * Lanes)], z);
            Same.Bits(z, by128);
        }
    }

    [Property(MaxTest = 60, SkipUnless = nameof(AreSupported), Skip = NotSupported)]
    public void Gradient_adds_fused_products_in_the_order_of_the_rows_whatever_was_there(int seed)
    {
        var given = new Given(new Random(seed));
        float[] expected = [.. given.W];
        expected.AsSpan()[(given.FromBlock * BlockKernels.Length)..(given.ToBlock * BlockKernels.Length)].Clear();
        for (var r = 0; r < given.Block.Count; r++)
        {
            foreach (var i in given.InOrder[(given.FromBlock * Width)..(given.ToBlock * Width)])
            {
                for (var neuron = 0; neuron < BlockKernels.Neurons; neuron++)
                {
                    ref var sum = ref expected[given.At(i, neuron)];
                    sum = MathF.FusedMultiplyAdd(given.X(r, i), given.Delta[(r * Lanes) + neuron], sum);
                }
            }
        }

        foreach (var inputBlocks in (InputBlocks[])[given.Coded, given.Dense])
        {
            float[] whole = [.. given.W], by128 = [.. given.W];
            inputBlocks.Gradient(given.Block, given.Delta, Lanes, whole, given.FromBlock, given.ToBlock);
            inputBlocks.Gradient(given.Block, given.Delta, Lanes, by128, given.FromBlock, given.ToBlock, by128: true);
            Same.Bits(expected, whole);
            Same.Bits(expected, by128);
        }
    }

    [Property(MaxTest = 30)]
    public void Input_blocks_are_counted_by_the_rows_that_have_them(int seed)
    {
        var given = new Given(new Random(seed));
        var (coded, dense) = (new int[given.Inputs / Width], new int[given.Inputs / Width]);
        given.Coded.Count(given.Block, coded);
        given.Dense.Count(given.Block, dense);
        Assert.All(dense, count => Assert.Equal(given.Block.Count, count));
        for (var inputBlock = 0; inputBlock < coded.Length; inputBlock++)
        {
            Assert.Equal(
                Enumerable.Range(0, given.Block.Count).Count(r => given.InOrder[(inputBlock * Width)..((inputBlock + 1) * Width)].Any(i => given.X(r, i) != 0)), coded[inputBlock]);
        }
    }

    [Property(MaxTest = 30)]
    public void A_transposed_square_has_its_bits_the_other_way_round(int seed)
    {
        var random = new Random(seed);
        ulong[] square = [.. Enumerable.Range(0, 64).Select(_ => (ulong)random.NextInt64() * 2654435761)], transposed = [.. square];
        BlockKernels.Transpose(transposed);
        for (var i = 0; i < 64; i++)
        {
            for (var j = 0; j < 64; j++)
            {
                Assert.Equal(square[i] >> j & 1, transposed[j] >> i & 1);
            }
        }
    }

    [Property(MaxTest = 20)]
    public void Bytes_dense_rows_and_single_rows_give_the_same_bits(int seed)
    {
        var random = new Random(seed);
        var (count, inputs, classes) = (random.Next(1, 600), Width * random.Next(8, 24), random.Next(2, 11));
        var (coded, _, labels) = Digits(random, count, inputs, classes, share: 0.5);
        var dense = coded.ToDense();
        var hidden = random.Next(2) == 0;
        var architecture = hidden ? Architecture.Of(inputs).Hidden(random.Next(1, 11), Activation.Tanh).Softmax(classes) : Architecture.Of(inputs).Softmax(classes);
        var options = new TrainingOptions { BatchSize = random.Next(1, 200), Seed = seed, Threads = random.Next(1, 4), L2 = random.Next(2) * 0.01, BatchSharing = BatchSharing.Always };
        var start = Model.Glorot<float>(architecture, seed);
        Model<float> Trained(Rows<float> rows) =>
            start.Train(Dataset.Of(rows, labels, classes), new GradientDescent(0.1) { Momentum = 0.5 }, 2, options).Last().Model;
        var model = Trained(coded);
        Same.Bits(model.GetParameters(), Trained(dense).GetParameters());
        Same.Bits(model.Gradient(Dataset.Of(coded, labels, classes)).ToArray(), model.Gradient(Dataset.Of(dense, labels, classes)).ToArray());
        var predictions = model.Predict(coded);
        Same.Bits(predictions, model.Predict(dense));
        for (var r = 0; r < Math.Min(count, 20); r++)
        {
            float[] expected = [.. Enumerable.Range(0, classes).Select(j => predictions[r, j])], one = new float[classes];
            Same.Bits(expected, model.Predict(coded.Row(r)));
            model.Predict(coded, r, one);
            Same.Bits(expected, one);
        }
    }

    /// <summary>Bytes stored as input blocks are the rows that were added, in whatever way. Value by value, they give the same bits as stored values.</summary>
    [Property(MaxTest = 60)]
    public void Rows_of_bytes_are_those_that_were_added(int seed)
    {
        var random = new Random(seed);
        int[] sizes = [64, 72, 144, 256, 784, 1032, 4096, 56, 68, 4104];
        var (count, inputs, largest) = (random.Next(3) == 0 ? random.Next(3) : random.Next(200), sizes[random.Next(sizes.Length)], random.Next(1, 256));
        var (coded, valued) = (new RowsBuilder<float>(inputs, sparse: true, random.Next(3)), new RowsBuilder<float>(inputs, sparse: true));
        var (mixedFrom, kind) = (random.Next(2) == 0 ? count : random.Next(count + 1), random.Next(2));
        var expected = new float[count, inputs];
        for (var r = 0; r < count; r++)
        {
            double[] shares = [0, 0.02, 0.3, 0.6, 0.9];
            var share = shares[random.Next(shares.Length)];
            byte[] bytes = [.. Enumerable.Range(0, inputs).Select(_ => random.NextDouble() < share ? (byte)random.Next(largest + 1) : (byte)0)];
            var divisor = r >= mixedFrom && kind == 0 ? 16 : 255;
            float[] row = Array.ConvertAll(bytes, value => value / (float)divisor);
            Buffer.BlockCopy(row, 0, expected, r * inputs * sizeof(float), inputs * sizeof(float));
            _ = r >= mixedFrom && kind == 1 ? coded.Add(row) : coded.AddBytes(bytes, divisor);
            valued.Add(row);
            if (random.Next(50) == 0)
            {
                coded.EnsureCapacity(count);
            }
        }

        var (rows, plain) = (coded.Build(), valued.Build());
        var isOfOneKind = mixedFrom == count || (mixedFrom == 0 && kind == 0);
        Assert.Equal(isOfOneKind && count > 0 && BlockKernels.IsSupported && inputs is not (56 or 68 or 4104), rows is BitmapRows);
        Check(rows, plain, expected);
        int[] picked = [.. Enumerable.Range(0, count == 0 ? 0 : random.Next(300)).Select(_ => random.Next(count))];
        var some = new float[picked.Length, inputs];
        for (var i = 0; i < picked.Length; i++)
        {
            Buffer.BlockCopy(expected, picked[i] * inputs * sizeof(float), some, i * inputs * sizeof(float), inputs * sizeof(float));
        }

        Check(rows.Select(picked), plain.Select(picked), some);

        void Check(Rows<float> rows, Rows<float> plain, float[,] x)
        {
            var flat = x.Cast<float>().ToArray();
            Assert.Equal((x.GetLength(0), inputs, true, flat.LongCount(value => value != 0)), (rows.Count, rows.InputCount, rows.IsSparse, rows.StoredValueCount));
            Same.Bits(flat.Append(0).Max(), rows.MaxAbs);
            Same.Bits(flat, rows.ToArray().Cast<float>().ToArray());
            Same.Bits(flat, rows.ToDense().ToArray().Cast<float>().ToArray());
            for (var at = 0; at < flat.Length; at += random.Next(1, 200))
            {
                Same.Bits(flat[at], rows[at / inputs, at % inputs]);
            }

            if (rows.Count > 0)
            {
                var model = Model.Glorot<float>(Architecture.Of(inputs).Hidden(random.Next(11, 80), Activation.Tanh).Softmax(3), seed);
                Same.Bits(model.Logits(plain), model.Logits(rows));
                int[] labels = [.. Enumerable.Range(0, rows.Count).Select(r => r % 3)];
                var options = new ComputeOptions { Threads = random.Next(1, 4) };
                Same.Bits(
                    model.Gradient(Dataset.Of(plain, labels, 3), options: options).ToArray(), model.Gradient(Dataset.Of(rows, labels, 3), options: options).ToArray());
                var block = new RowBlock(null, 0, rows.Count);
                var (counts, plainCounts) = (new int[inputs], new int[inputs]);
                rows.CountInputs(block, counts);
                plain.CountInputs(block, plainCounts);
                Assert.Equal(plainCounts, counts);
            }
        }
    }

    [Property(MaxTest = 20)]
    public void Panels_give_the_same_within_rounding(int seed)
    {
        var random = new Random(seed);
        var (count, inputs, classes) = (random.Next(1, 600), Width * random.Next(8, 24), random.Next(2, 11));
        var (coded, valued, labels) = Digits(random, count, inputs, classes, share: 0.5);
        var model = Model.Glorot<float>(Architecture.Of(inputs).Softmax(classes), seed);
        var exact = model.ConvertTo<double>();
        Assert.Null(valued.Blocks);
        var expected = exact.Logits(valued.ConvertTo<double>());
        var gradient = exact.Gradient(Dataset.Of(valued.ConvertTo<double>(), labels, classes)).ToArray();
        foreach (var rows in (Rows<float>[])[coded, valued, valued.ToDense()])
        {
            var logits = model.Logits(rows);
            foreach (var (r, j) in from r in Enumerable.Range(0, count) from j in Enumerable.Range(0, classes) select (r, j))
            {
                Assert.Equal(expected[r, j], logits[r, j], 2e-5);
            }

            Same.Within(gradient, [.. model.Gradient(Dataset.Of(rows, labels, classes)).ToArray()], _ => 2e-5);
        }
    }

    /// <summary>Dense rows and bytes use input blocks if there are few neurons and many inputs, otherwise panels of neurons.</summary>
    [Theory]
    [InlineData(64, 10, 0.5, true)]
    [InlineData(64, 11, 0.5, false)]
    [InlineData(56, 10, 0.5, false)]
    [InlineData(68, 10, 0.5, false)]
    [InlineData(4096, 1, 0.5, true)]
    [InlineData(4104, 1, 0.5, false)]
    [InlineData(512, 10, 0.01, true)]
    public void Input_blocks_are_for_few_neurons_and_many_inputs(int inputs, int neurons, double share, bool areBlocked)
    {
        var (coded, valued, _) = Digits(new Random(inputs), 40, inputs, 2, share);
        var model = Model.Zeros<float>(Architecture.Of(inputs).Sigmoid(neurons));
        var expected = areBlocked && BlockKernels.IsSupported;
        Assert.Equal(expected, model.PackedFor().Layout.Layers[0].IsBlocked);
        Assert.Equal(expected, model.PackedFor(coded).Layout.Layers[0].IsBlocked);
        Assert.Equal(expected, model.PackedFor(coded.ToDense()).Layout.Layers[0].IsBlocked);
        Assert.False(model.PackedFor(valued).Layout.Layers[0].IsBlocked);
        Assert.False(model.ConvertTo<double>().PackedFor().Layout.Layers[0].IsBlocked);
    }

    [Property(MaxTest = 30)]
    public void What_is_packed_by_input_blocks_is_unpacked_again(int seed)
    {
        var random = new Random(seed);
        var architecture = Architecture.Of(Width * random.Next(8, 20)).Hidden(random.Next(1, 11), Activation.ReLU).Softmax(random.Next(2, 30));
        var model = Model.Uniform<float>(architecture, -1, 1, seed);
        var packed = PackedParameters<float>.Of(PackedLayout.Of<float>(architecture, blocked: true), model.GetParameters());
        Same.Bits(model.GetParameters(), packed.Layout.Unpack<float>(packed.Parameters));
    }

    [Theory]
    [InlineData(1e38f)]
    [InlineData(3.4e38f)]
    [InlineData(1e-38f)]
    [InlineData(float.Epsilon)]
    public void Weights_at_the_ends_of_what_is_finite_give_the_same(float scale)
    {
        var random = new Random(3);
        var (count, inputs, classes) = (70, 80, 5);
        var (coded, _, labels) = Digits(random, count, inputs, classes, share: 0.5);
        float Weight() => scale * (random.Next(2) == 0 ? -1 : 1) * (scale > 1 ? 1 - (random.NextSingle() / 4) : 1);
        var w = new float[inputs, classes];
        foreach (var (i, j) in from i in Enumerable.Range(0, inputs) from j in Enumerable.Range(0, classes) select (i, j))
        {
            w[i, j] = Weight();
        }

        var model = Model.Softmax(w, [.. Enumerable.Range(0, classes).Select(_ => Weight())]);
        var predictions = model.Predict(coded);
        Same.Bits(predictions, model.Predict(coded.ToDense()));
        Same.Bits(model.Gradient(Dataset.Of(coded, labels, classes)).ToArray(), model.Gradient(Dataset.Of(coded.ToDense(), labels, classes)).ToArray());
    }

    [Fact]
    public void A_batch_allocates_nothing()
    {
        var (coded, _, labels) = Digits(new Random(1), 2000, 64, 2, share: 0.5);
        using var epochs = Model.Softmax<float>(64, 2)
            .Train(Dataset.Of(coded, labels, 2), new GradientDescent(0.1), 10, new TrainingOptions { BatchSize = 4 }).GetEnumerator();
        var allocated = long.MaxValue;
        for (var epoch = 0; epoch < 10; epoch++)
        {
            // An epoch of 500 batches allocates a model of 130 numbers, and little else.
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.True(epochs.MoveNext());
            allocated = epoch == 0 ? allocated : Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.InRange(allocated, 1, 4000);
    }

    [Property]
    public void A_unit_gives_each_quotient_of_its_table(int seed)
    {
        var random = new Random(seed);
        var divisor = (float)Math.Exp((20 * random.NextDouble()) - 10);
        foreach (var by in (float[])[255, 16, 1, 100, divisor])
        {
            float[] table = [.. Enumerable.Range(0, 256).Select(code => code / by)];
            if (ByteScale.Of(table) is not { } unit)
            {
                Assert.Equal(divisor, by);
                continue;
            }

            Same.Bits(table, [.. Enumerable.Range(0, 256).Select(code => MathF.FusedMultiplyAdd(code, unit.Unit, code * unit.Correction))]);
        }

        float[] other = [.. Enumerable.Range(0, 256).Select(code => MathF.Sqrt(code))];
        Assert.Null(ByteScale.Of(other));
    }

    /// <summary>The same rows as bytes and as compressed numbers, some of them all zero; and their classes.</summary>
    private static (Rows<float> Coded, Rows<float> Valued, int[] Labels) Digits(Random random, int count, int inputs, int classes, double share)
    {
        var (coded, valued) = (new RowsBuilder<float>(inputs, sparse: true), new RowsBuilder<float>(inputs, sparse: true));
        for (var r = 0; r < count; r++)
        {
            byte[] row = [.. Enumerable.Range(0, inputs).Select(_ => r % 50 != 7 && random.NextDouble() < share ? (byte)random.Next(256) : (byte)0)];
            coded.AddBytes(row);
            valued.Add(Array.ConvertAll(row, value => value / 255f));
        }

        return (coded.Build(), valued.Build(), [.. Enumerable.Range(0, count).Select(_ => random.Next(classes))]);
    }

    /// <summary>A block of rows in all forms, weights and δ of some neurons, and the part to compute.</summary>
    private sealed class Given
    {
        private readonly float[] _x;
        private readonly int _side;

        public Given(Random random)
        {
            int[] sides = [4, 8, 12, 16, 28, 32];
            _side = random.Next(2) == 0 ? sides[random.Next(sides.Length)] : 0;
            Inputs = _side > 0 ? _side * _side : Width * (random.Next(4) == 0 ? random.Next(129, 140) : random.Next(9, 17));
            InOrder = [.. Enumerable.Range(0, Inputs).OrderBy(BlockOf).ThenBy(LaneOf)];
            var (rows, neurons, share) = (random.Next(1, random.Next(2) == 0 ? 20 : 300), random.Next(1, BlockKernels.Neurons + 1), 0.4 + (0.6 * random.NextDouble()));
            _x = new float[rows * Inputs];
            float[] table = [.. Enumerable.Range(0, 256).Select(code => code / 255f)];
            var coded = new BitmapByteRowsBuilder(BlockLayout.Of(Inputs), ByteScale.Of(table)!.Value, 0, 0);
            for (var r = 0; r < rows; r++)
            {
                var row = new byte[Inputs];
                for (var inputBlock = 0; inputBlock < Inputs / Width; inputBlock++)
                {
                    // Some input blocks are all zero, the others have several non-zeros.
                    for (var i = inputBlock * Width; i < (inputBlock + 1) * Width && (r + inputBlock) % 3 != 0; i++)
                    {
                        if (random.NextDouble() < share)
                        {
                            row[i] = (byte)random.Next(1, 256);
                            _x[(r * Inputs) + i] = table[row[i]];
                        }
                    }
                }

                coded.Add(row);
            }

            (Coded, Dense) = (coded.Build(), new DenseInputBlocks(_x, Inputs));
            int[]? order = random.Next(2) == 0 ? null : [.. Enumerable.Range(0, rows + 5).Select(_ => random.Next(rows))];
            var start = random.Next(rows);
            Block = new RowBlock(order, start, random.Next(1, rows - start + 1));
            (From, FromBlock) = (random.Next(Block.Count), random.Next(Inputs / Width));
            (To, ToBlock) = (random.Next(From, Block.Count) + 1, random.Next(FromBlock, Inputs / Width) + 1);
            float Number() => random.NextSingle() - 0.5f;
            (W, B, Delta) = (new float[Inputs / Width * BlockKernels.Length], new float[Lanes], new float[Block.Count * Lanes]);
            for (var neuron = 0; neuron < neurons; neuron++)
            {
                B[neuron] = Number();
                for (var i = 0; i < Inputs; i++)
                {
                    W[At(i, neuron)] = Number();
                }

                for (var r = 0; r < Block.Count; r++)
                {
                    Delta[(r * Lanes) + neuron] = Number();
                }
            }
        }

        public int Inputs { get; }

        public BitmapByteRows Coded { get; }

        public DenseInputBlocks Dense { get; }

        public RowBlock Block { get; }

        public int From { get; }

        public int To { get; }

        public int FromBlock { get; }

        public int ToBlock { get; }

        public float[] W { get; }

        public float[] B { get; }

        public float[] Delta { get; }

        /// <summary>The inputs, input block after input block.</summary>
        public int[] InOrder { get; }

        /// <summary>In a square image a block is two pixels high and four wide; otherwise it is eight neighbouring inputs.</summary>
        public int BlockOf(int input) => _side == 0 ? input / Width : (input / _side / 2 * (_side / 4)) + (input % _side / 4);

        public int LaneOf(int input) => _side == 0 ? input % Width : (input / _side % 2 * 4) + (input % _side % 4);

        public int At(int input, int neuron) => (BlockOf(input) * BlockKernels.Length) + (neuron * Width) + LaneOf(input);

        public float X(int r, int input) => _x[(Block[r] * Inputs) + input];

        public float[] DenseRow(int r) => _x[(Block[r] * Inputs)..((Block[r] + 1) * Inputs)];

        public float[] Forward(InputBlocks inputBlocks, bool by128)
        {
            var z = new float[Block.Count * Lanes];
            inputBlocks.Forward(Block, From, To, W, B, z, Lanes, by128);
            return z;
        }
    }
}
