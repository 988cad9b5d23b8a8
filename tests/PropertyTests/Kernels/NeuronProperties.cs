using System.Numerics;
using FsCheck.Xunit;
using Perceptron;
using Perceptron.Data;
using Perceptron.Engine;
using Perceptron.Kernels;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>
/// The products with the weights of a single neuron against plain loops that add in the documented order: the same bits, in both precisions, for dense
/// and compressed rows.
/// </summary>
[Properties(Arbitrary = [typeof(KernelGenerators)], QuietOnSuccess = true)]
public class NeuronProperties
{
    [Property]
    public void Forward_adds_in_the_documented_order(NeuronCase given)
    {
        Check<float>(given);
        Check<double>(given);

        static void Check<T>(NeuronCase neuron)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var (given, numbers) = (neuron.Panels, new Numbers<T>(neuron));
            T[] dense = numbers.Sevens(), sparse = numbers.Sevens();
            for (var r = given.Rows.From; r < given.Rows.To; r++)
            {
                dense[r] = Dense(numbers.Row(r), numbers.Weights) + numbers.Bias;
                sparse[r] = Sparse(numbers.Row(r), numbers.Weights) + numbers.Bias;
            }

            foreach (var rows in numbers.Forms())
            {
                var z = numbers.Sevens();
                rows.Forward(given.Block, given.Rows.From, given.Rows.To, numbers.Weights, numbers.Bias, z);
                Same.Bits(rows.IsSparse ? sparse : dense, z);
            }
        }
    }

    [Property]
    public void Gradient_adds_the_rows_in_their_order_to_what_was_there(NeuronCase given)
    {
        Check<float>(given);
        Check<double>(given);

        static void Check<T>(NeuronCase neuron)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var (given, numbers, lanes) = (neuron.Panels, new Numbers<T>(neuron), Lanes.Count<T>());
            int from = given.Inputs.From / lanes * lanes, to = Lanes.Pad<T>(given.Inputs.To);
            var expected = numbers.Weights;
            for (var r = 0; r < given.Count; r++)
            {
                for (var i = from; i < Math.Min(to, given.InputCount); i++)
                {
                    expected[i] = T.FusedMultiplyAdd(numbers.Row(r)[i], numbers.Delta[r], expected[i]);
                }
            }

            foreach (var rows in numbers.Forms())
            {
                var gradient = numbers.Weights;
                rows.AddGradient(given.Block, numbers.Delta, gradient, from, to);
                Same.Bits(expected, gradient);
            }
        }
    }

    /// <summary>From z to the gradient, against the formulas and finite differences, on one thread and on four.</summary>
    [Property(MaxTest = 40)]
    public void A_model_of_one_neuron_agrees_with_the_formulas(NeuronCase neuron)
    {
        var (given, numbers) = (neuron.Panels, new Numbers<double>(neuron));
        var inputs = given.InputCount;
        var model = Model.Neuron([.. numbers.Weights.Take(inputs)], numbers.Bias);
        Assert.True(model.PackedFor().Layout.IsNeuron);
        double[] y = [.. Enumerable.Range(0, given.Codes.Rows).Select(r => (r % 5) / 4.0)];
        foreach (var rows in numbers.Forms())
        {
            var (data, options) = (Dataset.Of(rows, Targets.Binary(y)), new LossOptions { L2 = 0.125 });
            var reference = Reference.Of(model);
            for (var r = 0; r < rows.Count; r++)
            {
                var z = reference.LogitsOfLayers(rows.Row(r))[0][0];
                var size = 1e-12 * (1 + numbers.Size(rows.Row(r)));
                Assert.Equal(z, model.Logits(rows)[r, 0], size);
                Assert.Equal(z, model.Logits(rows.Row(r))[0], size);
                Assert.Equal(Reference.Sigmoid(z), model.Predict(rows.Row(r))[0], size);
            }

            Assert.InRange(GradientCheck.Compare(model, data, options).RelativeError, 0, 1e-6);
            var (one, four) = (model.Gradient(data, options), model.Gradient(data, options, new ComputeOptions { Threads = 4 }));
            Same.Bits(one.ToArray(), four.ToArray());
            Same.Bits(model.GetParameters(), model.WithParameters(model.GetParameters()).GetParameters());
        }
    }

    /// <summary>Lane l of four vectors adds the products of every fourth vector; what is left is added to the first one.</summary>
    private static T Dense<T>(T[] row, T[] weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (lanes, tile) = (Lanes.Count<T>(), 4 * Lanes.Count<T>());
        var sums = new T[tile];
        for (var i = 0; i < row.Length; i++)
        {
            ref var sum = ref sums[i < weights.Length / tile * tile ? i % tile : i % lanes];
            sum = T.FusedMultiplyAdd(row[i], weights[i], sum);
        }

        var all = Enumerable.Range(0, lanes).Select(lane => sums[lane] + sums[lanes + lane] + (sums[(2 * lanes) + lane] + sums[(3 * lanes) + lane])).ToArray();
        while (all.Length > 1)
        {
            all = [.. Enumerable.Range(0, all.Length / 2).Select(lane => all[lane] + all[lane + (all.Length / 2)])];
        }

        return all[0];
    }

    private static T Sparse<T>(T[] row, T[] weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] stored = [.. Enumerable.Range(0, row.Length).Where(i => row[i] != T.Zero)];
        var sums = new T[4];
        for (var k = 0; k < stored.Length; k++)
        {
            ref var sum = ref sums[k < stored.Length / 4 * 4 ? k % 4 : 0];
            sum = T.FusedMultiplyAdd(row[stored[k]], weights[stored[k]], sum);
        }

        return sums[0] + sums[1] + (sums[2] + sums[3]);
    }

    /// <summary>A case in some precision.</summary>
    private sealed class Numbers<T>(NeuronCase neuron)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly PanelCase _given = neuron.Panels;

        /// <summary>A new array, padded with zeros to whole vectors.</summary>
        public T[] Weights
        {
            get
            {
                var weights = new T[Lanes.Pad<T>(_given.InputCount)];
                for (var i = 0; i < _given.InputCount; i++)
                {
                    weights[i] = T.CreateTruncating(_given.W[i, 0]);
                }

                return weights;
            }
        }

        public T Bias => T.CreateTruncating(_given.B[0]);

        public T[] Delta => [.. Enumerable.Range(0, _given.Count).Select(r => T.CreateTruncating(_given.Delta[r, 0]))];

        public T[] Sevens() => [.. Enumerable.Repeat(T.CreateTruncating(7), _given.Count)];

        public T[] Row(int r) => Stored(_given.Block[r]);

        /// <summary>The sum of the magnitudes of all products of a row.</summary>
        public double Size(double[] row) => row.Select((value, i) => Math.Abs(value * _given.W[i, 0])).Sum();

        /// <summary>The rows dense, compressed and as bytes.</summary>
        public Rows<T>[] Forms()
        {
            T[] all = [.. Enumerable.Range(0, _given.Codes.Rows).SelectMany(Stored)];
            var (dense, bytes) = (Rows.Of(all, _given.InputCount), new RowsBuilder<T>(_given.InputCount, sparse: true));
            for (var row = 0; row < _given.Codes.Rows; row++)
            {
                bytes.AddBytes(_given.Codes.Row(row), 1);
            }

            return [dense, dense.ToSparse(), bytes.Build()];
        }

        private T[] Stored(int row) => Array.ConvertAll(_given.Codes.Row(row), code => T.CreateTruncating(code));
    }
}
