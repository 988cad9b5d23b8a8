using FsCheck;
using FsCheck.Xunit;
using Perceptron.Data;
using Perceptron.Kernels;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>
/// First layers of few neurons compute eight inputs at a time. Rows of bytes, dense rows and single rows give the same bits as plain
/// loops that add in the documented order.
/// </summary>
[Properties(Arbitrary = [typeof(KernelGenerators)], QuietOnSuccess = true)]
public class BlockKernelProperties
{
    private const int Width = BlockKernels.Width;

    private const string NotSupported = "This machine has no fused multiply-add, and so no input blocks.";

    private static readonly int Lanes = Perceptron.Kernels.Lanes.Count<float>();

    public static bool AreSupported => BlockKernels.IsSupported;

    [Property(MaxTest = 60, SkipUnless = nameof(AreSupported), Skip = NotSupported)]
    public void Forward_adds_fused_products_in_the_order_that_is_written_down(BlockCase given)
    {
        var (expected, x, w, b, block) = (new float[given.Count * Lanes], given.X(), given.W(), given.B(), given.Block);
        (int Input, int Lane, int First)[] inOrder = [.. given.InOrder().Select(i => (i, given.LaneOf(i), given.At(i, 0)))];
        for (var r = given.Rows.From; r < given.Rows.To; r++)
        {
            for (var neuron = 0; neuron < BlockKernels.Neurons; neuron++)
            {
                var sums = new float[Width];
                foreach (var (input, lane, first) in inOrder)
                {
                    sums[lane] = MathF.FusedMultiplyAdd(x[(block[r] * given.InputCount) + input], w[first + (neuron * Width)], sums[lane]);
                }

                var sum = (sums[0] + sums[1] + (sums[2] + sums[3])) + (sums[4] + sums[5] + (sums[6] + sums[7]));
                expected[(r * Lanes) + neuron] = sum + b[neuron];
            }
        }

        foreach (var inputBlocks in (InputBlocks[])[given.Coded(), given.Dense()])
        {
            Same.Bits(expected, Forward(inputBlocks, by128: true));
            Same.Bits(expected, Forward(inputBlocks, by128: false));
        }

        for (var r = given.Rows.From; r < given.Rows.To; r++)
        {
            var row = x[(block[r] * given.InputCount)..((block[r] + 1) * given.InputCount)];
            var (z, by128) = (new float[Lanes], new float[Lanes]);
            DenseInputBlocks.Forward(row, BlockLayout.Of(given.InputCount), w, b, z);
            DenseInputBlocks.Forward(row, BlockLayout.Of(given.InputCount), w, b, by128, by128: true);
            Same.Bits(expected[(r * Lanes)..((r + 1) * Lanes)], z);
            Same.Bits(z, by128);
        }

        float[] Forward(InputBlocks inputBlocks, bool by128)
        {
            var z = new float[given.Count * Lanes];
            inputBlocks.Forward(block, given.Rows.From, given.Rows.To, w, b, z, Lanes, by128);
            return z;
        }
    }

    [Property(MaxTest = 60, SkipUnless = nameof(AreSupported), Skip = NotSupported)]
    public void Gradient_adds_fused_products_in_the_order_of_the_rows_whatever_was_there(BlockCase given)
    {
        var (from, to) = given.InputBlocks;
        var (expected, x, delta, block) = (given.W(), given.X(), given.Delta(), given.Block);
        expected.AsSpan()[(from * BlockKernels.Length)..(to * BlockKernels.Length)].Clear();
        foreach (var input in given.InOrder()[(from * Width)..(to * Width)])
        {
            for (var neuron = 0; neuron < BlockKernels.Neurons; neuron++)
            {
                ref var sum = ref expected[given.At(input, neuron)];
                for (var r = 0; r < given.Count; r++)
                {
                    sum = MathF.FusedMultiplyAdd(x[(block[r] * given.InputCount) + input], delta[(r * Lanes) + neuron], sum);
                }
            }
        }

        foreach (var inputBlocks in (InputBlocks[])[given.Coded(), given.Dense()])
        {
            float[] whole = given.W(), by128 = given.W();
            inputBlocks.Gradient(block, delta, Lanes, whole, from, to);
            inputBlocks.Gradient(block, delta, Lanes, by128, from, to, by128: true);
            Same.Bits(expected, whole);
            Same.Bits(expected, by128);
        }
    }

    [Property(MaxTest = 30)]
    public void Input_blocks_are_counted_by_the_rows_that_have_them(BlockCase given)
    {
        var (coded, dense) = (new int[given.InputBlockCount], new int[given.InputBlockCount]);
        given.Coded().Count(given.Block, coded);
        given.Dense().Count(given.Block, dense);
        Assert.Equal(Enumerable.Repeat(given.Count, given.InputBlockCount), dense);

        var (inOrder, block) = (given.InOrder(), given.Block);
        for (var inputBlock = 0; inputBlock < coded.Length; inputBlock++)
        {
            var inputs = inOrder[(inputBlock * Width)..((inputBlock + 1) * Width)];
            Assert.Equal(Enumerable.Range(0, given.Count).Count(r => inputs.Any(i => given.Codes[block[r], i] != 0)), coded[inputBlock]);
        }
    }

    [Property(MaxTest = 30)]
    public void A_transposed_square_has_rows_for_columns(Grid<ulong> square)
    {
        var transposed = square.ToArray();
        BlockKernels.Transpose(transposed);
        for (var i = 0; i < 64; i++)
        {
            for (var j = 0; j < 64; j++)
            {
                Assert.Equal(square[i] >> j & 1, transposed[j] >> i & 1);
            }
        }
    }

    [Property]
    public void A_scale_gives_each_quotient_of_its_table(PositiveInt numerator, PositiveInt denominator)
    {
        var divisor = (float)numerator.Get / denominator.Get;
        foreach (var by in (float[])[255, 16, 1, 100, divisor])
        {
            float[] table = [.. Enumerable.Range(0, 256).Select(code => code / by)];
            if (ByteScale.Of(table) is not { } scale)
            {
                Assert.Equal(divisor, by);
                continue;
            }

            Same.Bits(table, [.. Enumerable.Range(0, 256).Select(code => MathF.FusedMultiplyAdd(code, scale.Unit, code * scale.Correction))]);
        }

        float[] other = [.. Enumerable.Range(0, 256).Select(code => MathF.Sqrt(code))];
        Assert.Null(ByteScale.Of(other));
    }
}
