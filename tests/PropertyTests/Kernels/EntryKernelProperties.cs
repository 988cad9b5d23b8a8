using FsCheck.Xunit;
using Perceptron.Kernels;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>Kernels that treat every entry alike, against the formula of one entry.</summary>
[Properties(Arbitrary = [typeof(KernelGenerators)], QuietOnSuccess = true)]
public class EntryKernelProperties
{
    private static readonly ActivationKind[] Kinds = [ActivationKind.Sigmoid, ActivationKind.Tanh, ActivationKind.ReLU];

    [Property]
    public void Rows_are_added_in_their_order(VectorCase given)
    {
        var (expected, actual) = (given.Row.ToArray(), given.Row.ToArray());
        for (var r = 0; r < given.Rows.Rows; r++)
        {
            for (var i = 0; i < expected.Length; i++)
            {
                expected[i] += given.Rows[r, i];
            }
        }

        DenseKernels.AddRows<double>(given.Rows.ToArray(), actual);
        Same.Bits(expected, actual);
    }

    [Property]
    public void Transposing_exchanges_inputs_and_outputs(Grid<double> given)
    {
        var (inputs, outputs, lanes) = (given.Rows, given.Columns, Lanes.Count<double>());
        var w = new double[inputs * Lanes.Pad<double>(outputs)];
        Array.Fill(w, 7);
        for (var i = 0; i < inputs; i++)
        {
            for (var j = 0; j < outputs; j++)
            {
                w[At(i, j, inputs)] = given[i, j];
            }
        }

        var transposed = new double[outputs * Lanes.Pad<double>(inputs)];
        DenseKernels.Transpose<double>(w, inputs, outputs, transposed);
        for (var i = 0; i < Lanes.Pad<double>(inputs); i++)
        {
            for (var j = 0; j < outputs; j++)
            {
                Same.Bits(i < inputs ? given[i, j] : 0, transposed[At(j, i, outputs)]);
            }
        }

        int At(int row, int column, int rows) => (((column / lanes * rows) + row) * lanes) + (column % lanes);
    }

    [Property]
    public void Activations_and_slopes_are_those_of_the_formulas(VectorCase given)
    {
        var (z, delta) = (given.Padded(), given.Padded().Reverse().ToArray());
        foreach (var kind in Kinds)
        {
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

    [Fact]
    public void A_rectifier_keeps_NaN_and_slopes_are_0_at_0()
    {
        double[] z = [double.NaN, 0, -0.0, -1, 1, double.NegativeInfinity, 2, 3];
        ActivationKernels.Apply<double>(ActivationKind.ReLU, z);
        Same.Bits([double.NaN, 0, 0, 0, 1, 0, 2, 3], z);
        z[0] = 0;
        double[] delta = [1, 1, 1, 1, 1, 1, 1, 1];
        ActivationKernels.MultiplySlope<double>(ActivationKind.ReLU, z, delta);
        Assert.Equal([0, 0, 0, 0, 1, 0, 1, 1], delta);
    }

    [Property]
    public void Updates_treat_every_entry_by_the_same_formula(UpdateCase given)
    {
        double[] p = given.Values.Row(0), g = given.Values.Row(1), v = given.Values.Row(2);
        double[] stepped = [.. p];
        UpdateKernels.Descend<double>(stepped, g, given.Divisor, given.Rate);
        Same.Bits([.. p.Select((value, i) => value - (given.Rate * (g[i] / given.Divisor)))], stepped);

        double[] finished = [.. g];
        UpdateKernels.Finish<double>(finished, p, given.Divisor, given.L2);
        Same.Bits([.. g.Select((value, i) => given.L2 == 0 ? value / given.Divisor : (value / given.Divisor) + (given.L2 * p[i]))], finished);

        foreach (var nesterov in new[] { false, true })
        {
            double[] moved = [.. p];
            double[] velocity = [.. v];
            UpdateKernels.DescendWithMomentum<double>(moved, g, velocity, given.Rate, given.Momentum, nesterov);
            double[] expected = [.. v.Select((value, i) => (given.Momentum * value) + g[i])];
            Same.Bits(expected, velocity);
            Same.Bits([.. p.Select((value, i) => value - (given.Rate * (nesterov ? g[i] + (given.Momentum * expected[i]) : expected[i])))], moved);
        }
    }

    [Property]
    public void One_entry_that_is_not_finite_is_found_at_any_place(UpdateCase given)
    {
        var entries = given.Values.Row(0);
        Assert.True(UpdateKernels.AreFinite<double>(entries));
        entries[given.Place] = given.NotFinite;
        Assert.False(UpdateKernels.AreFinite<double>(entries));
    }

    [Property]
    public void Squares_are_summed_over_the_lanes_that_count(VectorCase given)
    {
        var lanes = Lanes.Count<float>();
        float[] single = [.. given.Padded().Select(value => (float)value)];
        var expected = single.Where((_, i) => i % lanes < given.Counted).Sum(value => (double)value * value);
        Same.Within(expected, UpdateKernels.SumOfSquares<float>(single, given.Counted), 1e-13 * expected);
    }
}
