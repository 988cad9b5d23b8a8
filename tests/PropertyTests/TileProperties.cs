using FsCheck.Xunit;
using Perceptron;
using Perceptron.Data;
using Perceptron.Kernels;
using Xunit;

namespace PropertyTests;

/// <summary>
/// Passes over all rows that are repeated go over to tiles: to the last bit what a loop of fused multiply-adds gives, and what
/// passes without tiles give.
/// </summary>
public class TileProperties
{
    /// <summary>More passes than are needed before there are tiles.</summary>
    private const int Passes = 20;

    private static readonly int Width = Lanes.Count<float>();

    [Property(MaxTest = 30)]
    public void Tiles_add_fused_products_in_the_order_of_inputs_and_of_rows(int seed)
    {
        var random = new Random(seed);
        var (count, inputs, neurons) = (random.Next(513, 1200), random.Next(16, 70), random.Next(1, Tiles.MostNeurons + 1));
        var bytes = Bytes(random, count, inputs, 0.6 + (0.4 * random.NextDouble()));
        var rows = Compressed(bytes, 255);
        var (w, b) = (Numbers(random, inputs, neurons), Numbers(random, 1, neurons));
        for (var start = 0; start < count; start += TiledRows.BlockRows)
        {
            var block = new RowBlock(null, start, Math.Min(TiledRows.BlockRows, count - start));
            if (WithTiles(rows, block, neurons) is not { } tiles)
            {
                // A last block of a few rows has too little in common.
                Assert.True(!Tiles.IsSupported || block.Count < 100);
                continue;
            }

            var delta = Numbers(random, block.Count, neurons);
            float[] z = new float[block.Count * Width], gradient = new float[w.Length], expectedZ = [.. z], expectedGradient = [.. gradient];
            tiles.Forward(block.Count, w, b, z);
            tiles.Gradient(delta, gradient);
            for (var r = 0; r < block.Count; r++)
            {
                for (var lane = 0; lane < Width; lane++)
                {
                    var sum = b[lane];
                    for (var i = 0; i < inputs; i++)
                    {
                        var x = bytes[start + r][i] / 255f;
                        sum = MathF.FusedMultiplyAdd(x, w[(i * Width) + lane], sum);
                        expectedGradient[(i * Width) + lane] = MathF.FusedMultiplyAdd(x, delta[(r * Width) + lane], expectedGradient[(i * Width) + lane]);
                    }

                    expectedZ[(r * Width) + lane] = sum;
                }
            }

            Same.Bits(expectedZ, z);
            Same.Bits(expectedGradient, gradient);
        }
    }

    [Property(MaxTest = 15)]
    public void A_training_gives_the_bits_of_one_without_tiles(int seed)
    {
        var random = new Random(seed);
        var (count, inputs, classes) = (random.Next(513, 1300), random.Next(3, 40), random.Next(2, 13));
        var divisor = random.Next(3) switch { 0 => 255, 1 => 16, _ => 0.1 + (300 * random.NextDouble()) };
        var bytes = Bytes(random, count, inputs, 0.5);
        var coded = Compressed(bytes, divisor);
        var valued = new RowsBuilder<float>(inputs, sparse: true);
        foreach (var row in bytes)
        {
            valued.Add(Array.ConvertAll(row, value => value / (float)divisor));
        }

        int[] labels = [.. Enumerable.Range(0, count).Select(_ => random.Next(classes))];
        var data = Dataset.Of(coded, labels, classes);
        var hidden = random.Next(2) == 0;
        var architecture = hidden ? Architecture.Of(inputs).Hidden(random.Next(1, 12), Activation.Tanh).Softmax(classes) : Architecture.Of(inputs).Softmax(classes);
        var start = Model.Glorot<float>(architecture, seed);
        float[] Trained(Dataset<float> on, int threads) =>
            start.Train(on, new GradientDescent(0.01), Passes, new TrainingOptions { Threads = threads }).Last().Model.GetParameters();
        var expected = Trained(Dataset.Of(valued.Build(), labels, classes), threads: 1);
        Same.Bits(expected, Trained(data, threads: 1 + random.Next(3)));
        Same.Bits(expected, Trained(data, threads: 2));
        Same.Bits(start.Gradient(Dataset.Of(coded, labels, classes)).ToArray(), start.Gradient(Dataset.Of(Compressed(bytes, divisor), labels, classes)).ToArray());
    }

    [Theory]
    [InlineData(1e38f)]
    [InlineData(3.4e38f)]
    [InlineData(1e-38f)]
    [InlineData(float.Epsilon)]
    public void Weights_at_the_ends_of_what_is_finite_give_the_same(float scale)
    {
        var random = new Random(3);
        var (count, inputs, classes) = (700, 20, 5);
        var bytes = Bytes(random, count, inputs, share: 0.5);
        int[] labels = [.. Enumerable.Range(0, count).Select(_ => random.Next(classes))];
        float Weight() => scale * (random.Next(2) == 0 ? -1 : 1) * (scale > 1 ? 1 - (random.NextSingle() / 4) : 1);
        var w = new float[inputs, classes];
        foreach (var (i, j) in from i in Enumerable.Range(0, inputs) from j in Enumerable.Range(0, classes) select (i, j))
        {
            w[i, j] = Weight();
        }

        var model = Model.Softmax(w, [.. Enumerable.Range(0, classes).Select(_ => Weight())]);
        SameGradients(model, Dataset.Of(Compressed(bytes, 255), labels, classes));
    }

    [Fact]
    public void Rows_of_nothing_but_zeros_give_the_same()
    {
        var (count, inputs, classes) = (700, 20, 5);
        var bytes = Bytes(new Random(4), count, inputs, share: 0.5);
        for (var r = 0; r < count; r++)
        {
            if (r is < 520 or > 600)
            {
                bytes[r] = new byte[inputs];
            }
        }

        int[] labels = [.. Enumerable.Range(0, count).Select(r => r % classes)];
        SameGradients(Model.Glorot<float>(Architecture.Of(inputs).Softmax(classes), 5), Dataset.Of(Compressed(bytes, 255), labels, classes));
    }

    [Fact]
    public void Rows_with_little_in_common_are_left_as_they_are()
    {
        var random = new Random(1);
        var rows = Compressed(Bytes(random, 600, 500, share: 0.01), 255);
        Assert.Null(WithTiles(rows, new RowBlock(null, 0, TiledRows.BlockRows), 10));
    }

    [Theory]
    [InlineData(Tiles.MostNeurons, true)]
    [InlineData(Tiles.MostNeurons + 1, false)]
    public void Tiles_are_for_few_neurons_and_blocks_of_all_rows(int neurons, bool areTiled)
    {
        var rows = Compressed(Bytes(new Random(2), 600, 30, share: 0.8), 255);
        Assert.Equal(areTiled && Tiles.IsSupported, WithTiles(rows, new RowBlock(null, 0, 512), neurons) is not null);
        Assert.Equal(areTiled && Tiles.IsSupported, WithTiles(rows, new RowBlock(null, 512, 88), neurons) is not null);
        Assert.Null(WithTiles(rows, new RowBlock(null, 0, 500), neurons));
        Assert.Null(WithTiles(rows, new RowBlock(null, 1, 512), neurons));
        Assert.Null(WithTiles(rows, new RowBlock([.. Enumerable.Range(0, 600)], 0, 512), neurons));
        Assert.Null(WithTiles(rows.ToDense(), new RowBlock(null, 0, 512), neurons));
    }

    [Property]
    public void A_unit_gives_each_quotient_of_its_table(int seed)
    {
        var random = new Random(seed);
        var divisor = (float)Math.Exp((20 * random.NextDouble()) - 10);
        foreach (var by in (float[])[255, 16, 1, 100, divisor])
        {
            float[] table = [.. Enumerable.Range(0, 256).Select(code => code / by)];
            if (TileUnit.Of(table) is not { } unit)
            {
                Assert.Equal(divisor, by);
                continue;
            }

            Same.Bits(table, [.. Enumerable.Range(0, 256).Select(code => MathF.FusedMultiplyAdd(code, unit.Unit, code * unit.Correction))]);
        }

        float[] other = [.. Enumerable.Range(0, 256).Select(code => MathF.Sqrt(code))];
        Assert.Null(TileUnit.Of(other));
    }

    [Property(MaxTest = 30)]
    public void Like_sets_are_put_together(int seed)
    {
        var random = new Random(seed);
        var words = random.Next(1, 4);
        var (kinds, count) = (random.Next(1, 8), random.Next(0, 200));
        var any = new ulong[count * words];
        foreach (ref var word in any.AsSpan())
        {
            word = (ulong)random.NextInt64();
        }

        Assert.Equal(Enumerable.Range(0, count), Likeness.Order(any, words, count).Order());

        // Sets of a few kinds, each eight times and all of one size: kept apart, whatever order they come in.
        int[] kind = [.. Enumerable.Range(0, kinds * Tiles.Width).Select(i => i % kinds)];
        random.Shuffle(kind);
        var order = Likeness.Order([.. kind.Select(k => 0xFFUL << (8 * k))], 1, kind.Length);
        foreach (var eight in order.Chunk(Tiles.Width))
        {
            Assert.Single(eight.Select(i => kind[i]).Distinct());
        }
    }

    private static void SameGradients(Model<float> model, Dataset<float> data)
    {
        var withoutTiles = model.Gradient(data).ToArray();
        for (var pass = 1; pass < Passes; pass++)
        {
            Same.Bits(withoutTiles, model.Gradient(data).ToArray());
        }
    }

    private static TiledBlock? WithTiles(Rows<float> rows, RowBlock block, int neurons)
    {
        for (var pass = 0; pass < Passes; pass++)
        {
            if (rows.Tiled(block, neurons) is { } tiles)
            {
                Assert.NotEqual(0, pass);
                return tiles;
            }
        }

        return null;
    }

    private static byte[][] Bytes(Random random, int count, int inputs, double share) =>
        [.. Enumerable.Range(0, count).Select(r => r % 50 == 7
            ? new byte[inputs]
            : Enumerable.Range(0, inputs).Select(_ => random.NextDouble() < share ? (byte)random.Next(256) : (byte)0).ToArray())];

    private static Rows<float> Compressed(byte[][] bytes, double divisor)
    {
        var builder = new RowsBuilder<float>(bytes[0].Length, sparse: true);
        foreach (var row in bytes)
        {
            builder.AddBytes(row, divisor);
        }

        return builder.Build();
    }

    /// <summary>Numbers in the lanes of some neurons, and 0 in the others.</summary>
    private static float[] Numbers(Random random, int count, int neurons) =>
        [.. Enumerable.Range(0, count * Width).Select(i => i % Width < neurons ? (float)(random.NextDouble() - 0.5) : 0)];
}
