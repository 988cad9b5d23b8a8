using FsCheck.Xunit;
using Perceptron.Kernels;
using Xunit;

namespace PropertyTests;

/// <summary>
/// Each kernel against the loop that it stands for, one fused multiply-add after the other: the same to the last bit, so
/// that no width of a vector can change a result.
/// </summary>
public class KernelProperties
{
    private static readonly ActivationKind[] Kinds = [ActivationKind.Sigmoid, ActivationKind.Tanh, ActivationKind.ReLU];

    [Property]
    public void Forward_adds_fused_products_in_the_order_of_the_inputs(int seed)
    {
        var random = new Random(seed);
        var (x, w, b, stride) = Layer(random);
        var (z, single) = (new double[stride], new float[stride]);
        DenseKernels.Forward<double>(x, w, b, z);
        DenseKernels.Forward<float>(Single(x), Single(w), Single(b), single);

        for (var j = 0; j < stride; j++)
        {
            var (sum, singleSum) = (b[j], (float)b[j]);
            for (var i = 0; i < x.Length; i++)
            {
                sum = Math.FusedMultiplyAdd(x[i], w[(i * stride) + j], sum);
                singleSum = MathF.FusedMultiplyAdd((float)x[i], (float)w[(i * stride) + j], singleSum);
            }

            Same.Bits(sum, z[j]);
            Same.Bits([singleSum], [single[j]]);
        }
    }

    [Property]
    public void Gradient_adds_fused_products_to_what_was_there(int seed)
    {
        var random = new Random(seed);
        var (x, gradient, delta, stride) = Layer(random);
        double[] expected = [.. gradient];
        DenseKernels.AddGradient<double>(x, delta, gradient);

        for (var i = 0; i < x.Length; i++)
        {
            for (var j = 0; j < stride; j++)
            {
                expected[(i * stride) + j] = Math.FusedMultiplyAdd(x[i], delta[j], expected[(i * stride) + j]);
            }
        }

        Same.Bits(expected, gradient);
    }

    [Property]
    public void Sparse_kernels_do_the_same_on_what_is_not_zero(int seed)
    {
        var random = new Random(seed);
        var (x, w, b, stride) = Layer(random);
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = random.Next(3) == 0 ? x[i] : 0;
        }

        int[] indices = [.. Enumerable.Range(0, x.Length).Where(i => x[i] != 0)];
        double[] values = [.. indices.Select(i => x[i])];
        ushort[] narrow = [.. indices.Select(i => (ushort)i)];
        var (dense, sparse) = (new double[stride], new double[stride]);
        DenseKernels.Forward<double>(x, w, b, dense);
        SparseKernels.Forward<double, int>(values, indices, w, b, sparse);
        Same.Bits(dense, sparse);
        SparseKernels.Forward<double, ushort>(values, narrow, w, b, sparse);
        Same.Bits(dense, sparse);

        double[] gradient = [.. w];
        double[] other = [.. w];
        double[] third = [.. w];
        DenseKernels.AddGradient<double>(x, b, gradient);
        SparseKernels.AddGradient<double, int>(values, indices, b, other);
        SparseKernels.AddGradient<double, ushort>(values, narrow, b, third);
        Same.Bits(gradient, other);
        Same.Bits(gradient, third);
    }

    [Property]
    public void Backward_sums_lanes_by_halves_and_multiplies_with_the_slope(int seed)
    {
        var random = new Random(seed);
        var (h, w, delta, stride) = Layer(random);
        var kind = Kinds[random.Next(Kinds.Length)];
        h = [.. h.Select(value => kind == ActivationKind.Sigmoid ? Reference.Sigmoid(value) : kind == ActivationKind.Tanh ? Math.Tanh(value) : Math.Max(value, 0))];
        double[] hidden = [.. h, 7, 7, 7];
        DenseKernels.Backward<double>(kind, delta, w, hidden, h.Length);

        for (var i = 0; i < h.Length; i++)
        {
            // Eight sums, one a lane of 512 bits; then halves are added until one is left.
            var sums = new double[8];
            for (var j = 0; j < stride; j++)
            {
                sums[j % 8] = Math.FusedMultiplyAdd(delta[j], w[(i * stride) + j], sums[j % 8]);
            }

            for (var half = 4; half > 0; half /= 2)
            {
                for (var j = 0; j < half; j++)
                {
                    sums[j] += sums[j + half];
                }
            }

            var slope = kind switch
            {
                ActivationKind.Sigmoid => h[i] * (1 - h[i]),
                ActivationKind.Tanh => (1 - h[i]) * (1 + h[i]),
                _ => h[i] > 0 ? 1.0 : 0,
            };
            Same.Bits(sums[0] * slope, hidden[i]);
        }

        Assert.Equal([0.0, 0, 0], hidden[h.Length..]);
    }

    [Property]
    public void Backward_of_floats_agrees_within_their_rounding(int seed)
    {
        var random = new Random(seed);
        var (h, w, delta, stride) = Layer(random);
        var hidden = Single([.. h.Select(value => Math.Max(value, 0))]);
        float[] before = [.. hidden];
        var (singleW, singleDelta) = (Single(w), Single(delta));
        DenseKernels.Backward<float>(ActivationKind.ReLU, singleDelta, singleW, hidden, h.Length);

        for (var i = 0; i < h.Length; i++)
        {
            var terms = Enumerable.Range(0, stride).Select(j => (double)singleDelta[j] * singleW[(i * stride) + j]).ToArray();
            Same.Within(before[i] > 0 ? terms.Sum() : 0, hidden[i], (stride + 4) * Unit.Single * terms.Sum(Math.Abs));
        }
    }

    [Property]
    public void Updates_treat_every_entry_by_the_same_formula(int seed)
    {
        var random = new Random(seed);
        var n = random.Next(1, 40);
        var (p, g, v) = (Numbers(random, n), Numbers(random, n), Numbers(random, n));
        var (rate, momentum, divisor, l2) = (random.NextDouble(), random.NextDouble(), random.Next(1, 100), random.Next(2) * 0.1);

        double[] stepped = [.. p];
        UpdateKernels.Descend<double>(stepped, g, rate);
        Same.Bits([.. p.Select((value, i) => value - (rate * g[i]))], stepped);

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
    }

    [Property]
    public void The_logarithm_near_one_keeps_its_digits(double any)
    {
        var x = double.IsFinite(any) ? Math.Abs(any) % 100 : 0;
        foreach (var value in new[] { x, x * 1e-8, x * 1e-17, x * 1e-300 })
        {
            Same.Within(Reference.Log1P(value), Elementary.Log1P(value), (1e-14 * value) + double.Epsilon);
        }
    }

    /// <summary>Inputs, weights and a row, of a width that is padded to whole vectors.</summary>
    private static (double[] X, double[] W, double[] Row, int Stride) Layer(Random random)
    {
        var inputs = random.Next(1, 20);
        var stride = Lanes.Pad<float>(random.Next(1, 40));
        return (Numbers(random, inputs), Numbers(random, inputs * stride), Numbers(random, stride), stride);
    }

    private static double[] Numbers(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() - 0.5) * Math.Pow(2, random.Next(-8, 8)))];

    private static float[] Single(double[] values) => [.. values.Select(value => (float)value)];
}
