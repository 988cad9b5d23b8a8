using System.Numerics;
using FsCheck.Xunit;
using Perceptron;
using Perceptron.Support;
using Perceptron.Training;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>Steps that go through the inputs of a batch against steps of all weights: the same bits, on any number of threads.</summary>
public class SparseStepProperties
{
    [Property(MaxTest = 20)]
    public void A_step_of_the_inputs_of_a_batch_is_a_step_of_all_weights(int seed, bool isNeuron, byte outputs)
    {
        Check<float>(seed, isNeuron ? 1 : 2 + (outputs % 38));
        Check<double>(seed, isNeuron ? 1 : 2 + (outputs % 38));
    }

    [Theory]
    [InlineData(0, 0, 20, true)]
    [InlineData(0.1, 0, 20, false)]
    [InlineData(0, 0.9, 20, false)]
    [InlineData(0, 0, 400, false)]
    public void Steps_are_sparse_where_most_weights_stay_as_they_are(double l2, double momentum, int batchSize, bool areSparse)
    {
        var data = Data<float>(new Random(1), 1);
        var layout = Model.Neuron<float>(data.InputCount).PackedFor(data.Rows).Layout;
        Assert.Equal(areSparse, Trainer<float>.AreStepsSparse(layout, data.Rows, batchSize, new GradientDescent(1) { Momentum = momentum }, l2));
        Assert.False(Trainer<float>.AreStepsSparse(layout, data.Rows.ToDense(), batchSize, new GradientDescent(1), 0));
        Assert.False(Trainer<float>.AreStepsSparse(layout, data.Rows, batchSize, new Plain(1), 0));
    }

    private static void Check<T>(int seed, int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(seed);
        var data = Data<T>(random, outputs);
        var model = outputs == 1 ? Model.Neuron<T>(data.InputCount) : Model.Softmax<T>(data.InputCount, outputs);
        var batchSize = random.Next(1, 40);
        Assert.True(Trainer<T>.AreStepsSparse(model.PackedFor(data.Rows).Layout, data.Rows, batchSize, new GradientDescent(1), 0));
        var expected = Trained(new Plain(0.3), 1);
        Same.Bits(expected, Trained(new GradientDescent(0.3), 1));
        Same.Bits(expected, Trained(new GradientDescent(0.3), 3));

        T[] Trained(Optimizer optimizer, int threads) => model.Train(data, optimizer, 3, new TrainingOptions
        {
            BatchSize = batchSize,
            Seed = 1,
            Compute = new ComputeOptions { Threads = threads, SharesEveryBatch = true },
        }).Last().Model.GetParameters();
    }

    /// <summary>Five values or fewer of 2,000 in each row, the first inputs more often, as words are.</summary>
    private static Dataset<T> Data<T>(Random random, int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int Rows = 130, Inputs = 2000;
        var builder = new RowsBuilder<T>(Inputs, sparse: true);
        for (var row = 0; row < Rows; row++)
        {
            int[] indices = [.. Enumerable.Range(0, random.Next(6)).Select(_ => (int)(Inputs * Math.Pow(random.NextDouble(), 4))).Distinct().Order()];
            builder.Add(indices, [.. indices.Select(_ => T.CreateTruncating(random.NextDouble() - 0.5))]);
        }

        int[] classes = [.. Enumerable.Range(0, Rows).Select(_ => random.Next(Math.Max(2, outputs)))];
        return outputs == 1
            ? Dataset.Binary(builder.Build(), Array.ConvertAll(classes, number => number == 1))
            : Dataset.Exclusive(builder.Build(), classes, outputs);
    }

    /// <summary>The rule of plain gradient descent, of which the library doesn't know that it is that.</summary>
    private sealed class Plain(double rate) : Optimizer
    {
        public override int SlotCount => 0;

        public override void Step<T>(OptimizerStep step, Span<T> parameters, ReadOnlySpan<T> gradient, Span<T> slots)
        {
            for (var i = 0; i < parameters.Length; i++)
            {
                parameters[i] -= T.CreateTruncating(rate) * gradient[i];
            }
        }
    }
}
