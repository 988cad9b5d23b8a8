using System.Numerics;
using FsCheck.Xunit;
using Perceptron.Engine;
using Perceptron.Kernels;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>Softmax and its losses. Rows of up to sixteen lanes are computed in groups, wider rows one by one.</summary>
[Properties(Arbitrary = [typeof(KernelGenerators)], QuietOnSuccess = true)]
public class OutputKernelProperties
{
    /// <summary>2^−126, below which a float has no full digits.</summary>
    private const double LeastNormal = 1.1754943508222875e-38;

    /// <summary>In double the bits are the same. In float they differ: only the wide softmax is computed in double.</summary>
    [Property]
    public void Few_classes_give_what_they_give_among_many_lanes(LogitsCase given)
    {
        FewAndMany<float>(given);
        FewAndMany<double>(given);
    }

    [Property]
    public void A_row_of_few_classes_gives_the_same_bits_whatever_rows_stand_beside_it(LogitsCase given)
    {
        OneRow<float>(given);
        OneRow<double>(given);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(17)]
    public void An_infinite_logit_takes_the_whole_softmax(int classes)
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

    private static void FewAndMany<T>(LogitsCase given)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (rows, classes, block, y) = (given.Count, given.ClassCount, given.Block, given.Y());
        var (few, many) = (Lanes.Pad<T>(classes), Lanes.Pad<T>(17));
        var logits = given.Logits.Map(T.CreateTruncating);
        var largest = Enumerable.Range(0, rows).Select(r => logits.Row(r).Max(double.CreateTruncating)).ToArray();
        var second = Enumerable.Range(0, rows).Select(r => Enumerable.Range(0, classes).Select(c => Margin(r, c)).Order().ElementAt(1)).ToArray();
        var scratch = RowLosses.ScratchLength(many);
        var (expected, actual) = (Strided(logits, many), Strided(logits, few));
        OutputKernels.Softmax<T>(expected, classes, many, new double[scratch]);
        OutputKernels.Softmax<T>(actual, classes, few, new double[scratch]);
        Agree((_, _) => 0);
        foreach (var differentiate in new[] { false, true })
        {
            (expected, actual) = (Strided(logits, many), Strided(logits, few));
            var (losses, same) = (new double[rows + 7], new double[rows + 7]);
            OutputKernels.SoftmaxLosses<T>(expected, classes, many, y, block, losses, new double[scratch], differentiate);
            OutputKernels.SoftmaxLosses<T>(actual, classes, few, y, block, same, new double[scratch], differentiate);
            Agree((r, c) => differentiate && c == y[block[r]] && Margin(r, c) > 0 ? 2 * Unit.Single : 0);
            for (var r = 0; r < rows; r++)
            {
                Close(losses[r], same[r], (second[r] + 8) * Unit.Single * losses[r]);
            }
        }

        double Margin(int r, int c) => largest[r] - double.CreateTruncating(logits[r, c]);

        // The difference to the largest logit is rounded once, and its exponential is as many units off as it is large; below e^−87 it is 0.
        // The entry of the largest logit may be computed from the sum of the other exponentials, which is about the second largest.
        void Agree(Func<int, int, double> cancelled)
        {
            for (var r = 0; r < rows; r++)
            {
                for (var c = 0; c < few; c++)
                {
                    if (c >= classes)
                    {
                        Assert.True(T.IsZero(actual[(r * few) + c]));
                        continue;
                    }

                    var value = double.CreateTruncating(expected[(r * many) + c]);
                    var bound = ((Math.Max(Margin(r, c), second[r]) + 8) * Unit.Single * Math.Abs(value)) + cancelled(r, c) + (2 * LeastNormal);
                    Close(value, double.CreateTruncating(actual[(r * few) + c]), bound);
                }
            }
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

    private static void OneRow<T>(LogitsCase given)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (rows, classes, y) = (given.Count, given.ClassCount, given.Classes.ToArray());
        var stride = Lanes.Pad<T>(classes);
        var all = Strided(given.Logits.Map(T.CreateTruncating), stride);
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

    private static T[] Strided<T>(Grid<T> logits, int stride)
        where T : unmanaged, INumberBase<T>
    {
        var z = new T[logits.Rows * stride];
        for (var r = 0; r < logits.Rows; r++)
        {
            logits.Row(r).CopyTo(z, r * stride);
        }

        return z;
    }
}
