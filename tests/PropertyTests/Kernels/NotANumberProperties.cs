using System.Numerics;
using System.Runtime.Intrinsics;
using FsCheck.Xunit;
using Perceptron.Engine;
using Perceptron.Kernels;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>What is not a number stays so through every kernel between the logits and the predictions, and touches nothing beside it.</summary>
[Properties(QuietOnSuccess = true, MaxTest = 50)]
public class NotANumberProperties
{
    [Fact]
    public void Functions_of_NaN_are_NaN_in_its_lane_alone()
    {
        for (var lane = 0; lane < 8; lane++)
        {
            var x = Vector512.Create(-1.0).WithElement(lane, double.NaN);
            Check(x, VectorMath.ExpOfNegative, Math.Exp(-1), 2e-16);
            Check(x, VectorMath.ExpM1OfNegative, Math.Exp(-1) - 1, 2e-16);
            Check(-x, VectorMath.Log1P, Math.Log(2), 2e-16);
            Check(x, ActivationKernels.Sigmoid, 1 / (1 + Math.E), 2e-16);
            Check(x, ActivationKernels.Tanh, Math.Tanh(-1), 2e-16);
            var single = VectorMath.ExpOfNegative(Vector256.Create(-1f).WithElement(lane, float.NaN));
            for (var i = 0; i < 8; i++)
            {
                Assert.Equal(i == lane, float.IsNaN(single[i]));
            }
        }

        static void Check(Vector512<double> x, Func<Vector512<double>, Vector512<double>> function, double expected, double tolerance)
        {
            var result = function(x);
            for (var i = 0; i < 8; i++)
            {
                if (double.IsNaN(x[i]))
                {
                    Assert.True(double.IsNaN(result[i]));
                }
                else
                {
                    Same.Within(expected, result[i], tolerance);
                }
            }
        }
    }

    [Property]
    public void Activations_and_their_slopes_keep_NaN(int seed)
    {
        OfScalar<float>(seed);
        OfScalar<double>(seed);

        static void OfScalar<T>(int seed)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var random = new Random(seed);
            foreach (var kind in Enum.GetValues<ActivationKind>())
            {
                T[] z = [.. Enumerable.Range(0, 4 * Lanes.Count<T>()).Select(_ => T.CreateTruncating((20 * random.NextDouble()) - 10))];
                var at = random.Next(z.Length);
                T[] expected = [.. z];
                ActivationKernels.Apply<T>(kind, expected);
                (z[at], expected[at]) = (T.NaN, T.NaN);
                ActivationKernels.Apply<T>(kind, z);
                Same.Bits(Array.ConvertAll(expected, double.CreateTruncating), Array.ConvertAll(z, double.CreateTruncating));

                T[] delta = [.. z.Select(_ => T.NaN)];
                ActivationKernels.MultiplySlope<T>(kind, z, delta);
                Assert.True(T.IsNaN(delta[at]));
            }
        }
    }

    [Property]
    public void One_NaN_makes_its_row_of_a_softmax_NaN_and_its_loss(int seed)
    {
        OfScalar<float>(seed);
        OfScalar<double>(seed);

        static void OfScalar<T>(int seed)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var random = new Random(seed);
            var (rows, classes) = (random.Next(1, 20), random.Next(1, 40));
            var stride = Lanes.Pad<T>(classes);
            var z = new T[rows * stride];
            for (var r = 0; r < rows; r++)
            {
                for (var c = 0; c < classes; c++)
                {
                    z[(r * stride) + c] = T.CreateTruncating((100 * random.NextDouble()) - 50);
                }
            }

            // NaN alone, or from the difference of two infinite logits.
            var (row, column) = (random.Next(rows), random.Next(classes));
            T[] spoilt = [.. z];
            spoilt[(row * stride) + column] = T.NaN;
            if (classes > 1 && random.Next(2) == 0)
            {
                spoilt[(row * stride) + column] = T.PositiveInfinity;
                spoilt[(row * stride) + ((column + 1) % classes)] = T.PositiveInfinity;
            }

            var scratch = new double[RowLosses.ScratchLength(stride)];
            T[] logits = [.. spoilt];
            OutputKernels.Softmax<T>(z, classes, stride, scratch);
            OutputKernels.Softmax<T>(spoilt, classes, stride, scratch);
            for (var r = 0; r < rows; r++)
            {
                for (var c = 0; c < classes; c++)
                {
                    var f = spoilt[(r * stride) + c];
                    Assert.True(r == row ? T.IsNaN(f) : f == z[(r * stride) + c], $"row {r} of {rows}, class {c} of {classes}: {f}");
                }
            }

            var losses = new double[rows + 7];
            int[] y = [.. Enumerable.Range(0, rows).Select(_ => random.Next(classes))];
            foreach (var differentiate in new[] { false, true })
            {
                OutputKernels.SoftmaxLosses<T>([.. logits], classes, stride, y, new RowBlock(null, 0, rows), losses, scratch, differentiate);
                for (var r = 0; r < rows; r++)
                {
                    Assert.Equal(r == row, !double.IsFinite(losses[r]));
                }
            }
        }
    }
}
