using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceptron;
using Perceptron.Engine;
using Perceptron.Support;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>Leaves are added as a binary tree of fixed shape.</summary>
public class TreeSumProperties
{
    /// <summary>A number of leaves, and the order in which they arrive.</summary>
    private static Arbitrary<int[]> Orders() =>
        Gen.Choose(1, 70).SelectMany(count => Gen.Shuffle(Enumerable.Range(0, count).ToArray())).ToArbitrary();

    [Property]
    public Property Any_order_of_leaves_gives_the_bits_of_a_recursive_sum() => Prop.ForAll(Orders(), order =>
    {
        var (leaves, total) = (order.Length, new Aligned<double>(1));
        var sums = new TreeSum<double>(leaves, total, new());
        foreach (var leaf in order)
        {
            var buffer = sums.Buffer(leaf);
            buffer.Span[0] = Value(leaf);
            sums.Add(leaf, 2 * Value(leaf), buffer);
        }

        Same.Bits(Recursive(0, Whole(leaves), leaves), total.Span[0]);
        Same.Bits(2 * Recursive(0, Whole(leaves), leaves), sums.Root);
    });

    [Property(MaxTest = 30)]
    public void Leaves_that_arrive_from_several_threads_give_the_same_bits(PositiveInt many)
    {
        var (leaves, total) = (many.Get % 200 + 1, new Aligned<double>(1));
        var sums = new TreeSum<double>(leaves, total, new());
        Parallel.For(0, leaves, leaf =>
        {
            var buffer = sums.Buffer(leaf);
            buffer.Span[0] = Value(leaf);
            sums.Add(leaf, Value(leaf), buffer);
        });

        Same.Bits(Recursive(0, Whole(leaves), leaves), total.Span[0]);
        Same.Bits(total.Span[0], sums.Root);
    }

    /// <summary>In their order, a tree of a thousand leaves has ten levels, and needs nine buffers beside the total.</summary>
    [Fact]
    public void Leaves_in_order_need_one_buffer_a_level()
    {
        var (total, free) = (new Aligned<double>(1), new Stack<Aligned<double>>());
        var sums = new TreeSum<double>(1000, total, free);
        for (var leaf = 0; leaf < 1000; leaf++)
        {
            sums.Add(leaf, 0, sums.Buffer(leaf));
        }

        Assert.Equal(9, free.Count);
    }

    /// <summary>5 leaves: ((0 + 1) + (2 + 3)) + 4. In float, 2²⁴ + 1 is 2²⁴, so the order shows.</summary>
    [Fact]
    public void Five_leaves_by_hand()
    {
        float[] leaves = [16777216, 1, 1, 1, -16777216];
        var total = new Aligned<float>(1);
        var sums = new TreeSum<float>(5, total, new());
        for (var leaf = 0; leaf < 5; leaf++)
        {
            var buffer = sums.Buffer(leaf);
            buffer.Span[0] = leaves[leaf];
            sums.Add(leaf, 0, buffer);
        }

        // (2²⁴ + 1) + (1 + 1) = 2²⁴ + 2. From left to right it would be 2²⁴, and 0 in the end.
        Assert.Equal(2, total.Span[0]);
    }

    /// <summary>Leaves of 512 rows, and of more for a model of more than 2¹⁸ parameters: the gradients of the leaves, added as a tree, are that of all rows.</summary>
    [Theory]
    [InlineData(5, 3, 512, 2900)]
    [InlineData(20, 1, 512, 1500)]
    [InlineData(1 << 18, 1, 1024, 4500)]
    [InlineData(600_000, 1, 2048, 4100)]
    public void The_gradient_of_all_rows_is_the_tree_of_its_leaves(int inputs, int outputs, int leaf, int rows)
    {
        var random = new System.Random(rows);
        var builder = new RowsBuilder<float>(inputs, sparse: true);
        for (var r = 0; r < rows; r++)
        {
            int[] at = [.. Enumerable.Range(0, Math.Min(inputs, 6)).Select(_ => random.Next(inputs)).Distinct().Order()];
            builder.Add(at, [.. at.Select(_ => (float)(random.NextDouble() - 0.5))]);
        }

        var data = outputs == 1
            ? Dataset.Binary(builder.Build(), [.. Enumerable.Range(0, rows).Select(_ => (float)random.Next(2))])
            : Dataset.Exclusive(builder.Build(), [.. Enumerable.Range(0, rows).Select(_ => random.Next(outputs))], outputs);
        var model = Model.Uniform<float>(outputs == 1 ? Architecture.Of(inputs).Sigmoid(1) : Architecture.Of(inputs).Softmax(outputs), -1, 1, seed: 5);
        Assert.Equal(leaf, PackedLayout.LeafRowsOf(model.ParameterCount, isBlocked: false));

        var leaves = (rows + leaf - 1) / leaf;
        var expected = Tree(0, Whole(leaves))!;
        foreach (var threads in new[] { 1, 3 })
        {
            var actual = model.Gradient(data, compute: new ComputeOptions { Threads = threads });
            Same.Bits(expected.ToArray(), actual.ToArray());
            Same.Bits(expected.Loss, actual.Loss);
            Same.Bits(expected.Loss, model.Loss(data, compute: new ComputeOptions { Threads = threads }));
        }

        // A leaf of several blocks is the sum of its blocks, but for rounding.
        const int Block = 512;
        var ofBlocks = Enumerable.Range(0, (rows + Block - 1) / Block)
            .Select(block => model.Gradient(data.Select([.. Enumerable.Range(block * Block, Math.Min(Block, rows - (block * Block)))])))
            .Aggregate((sum, block) => sum + block);
        var largest = expected.ToArray().Max(Math.Abs);
        Same.Within(
            Array.ConvertAll(ofBlocks.ToArray(), value => (double)value), Array.ConvertAll(expected.ToArray(), value => (double)value), 1e-5 * largest);
        Same.Within(ofBlocks.Loss, expected.Loss, 1e-12 * expected.Loss);

        Gradient<float>? Tree(int from, int to) =>
            from >= leaves ? null
            : to - from == 1 ? model.Gradient(data.Select([.. Enumerable.Range(from * leaf, Math.Min(leaf, rows - (from * leaf)))]))
            : (Tree(from, (from + to) / 2), Tree((from + to) / 2, to)) is var (left, right) && right is null ? left : left! + right!;
    }

    [Property]
    public void The_loss_has_the_bits_of_the_gradients_loss(PositiveInt many)
    {
        var rows = (many.Get * 37 % 3000) + 1;
        var random = new System.Random(many.Get);
        foreach (var outputs in new[] { 1, 3, 20 })
        {
            var x = new double[rows, 4];
            foreach (var (r, i) in Enumerable.Range(0, rows).SelectMany(r => Enumerable.Range(0, 4), (r, i) => (r, i)))
            {
                x[r, i] = (8 * random.NextDouble()) - 4;
            }

            if (outputs == 1)
            {
                Check(Dataset.Binary(x, [.. Enumerable.Range(0, rows).Select(_ => random.NextDouble())]), Architecture.Of(4).Sigmoid(1), many.Get);
            }
            else
            {
                Check(Dataset.MultiLabel(x, Targets(rows, outputs, random)), Architecture.Of(4).Sigmoid(outputs), many.Get);
                Check(Dataset.Exclusive(Rows.Of(x), [.. Enumerable.Range(0, rows).Select(_ => random.Next(outputs))], outputs), Architecture.Of(4).Hidden(5, Activation.Tanh).Softmax(outputs), many.Get);
            }
        }

        static void Check(Dataset<double> data, Architecture architecture, int seed)
        {
            var model = Model.Uniform<double>(architecture, -9, 9, seed);
            foreach (var loss in new[] { LossOptions.None, new LossOptions { L2 = 0.1 } })
            {
                Same.Bits(model.Loss(data, loss), model.Gradient(data, loss).Loss);
            }
        }
    }

    private static double[,] Targets(int rows, int outputs, System.Random random)
    {
        var targets = new double[rows, outputs];
        foreach (var (r, j) in Enumerable.Range(0, rows).SelectMany(r => Enumerable.Range(0, outputs), (r, j) => (r, j)))
        {
            targets[r, j] = random.Next(2);
        }

        return targets;
    }

    /// <summary>Values whose sum depends on the order.</summary>
    private static double Value(int leaf) => Math.Pow(10, leaf % 17) / (leaf + 3);

    private static int Whole(int leaves) => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)leaves);

    private static double Recursive(int from, int to, int leaves) =>
        to - from == 1 ? Value(from)
        : (from + to) / 2 >= leaves ? Recursive(from, (from + to) / 2, leaves)
        : Recursive(from, (from + to) / 2, leaves) + Recursive((from + to) / 2, to, leaves);
}
