using FsCheck.Xunit;
using Perceptron;
using Perceptron.Data;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>Floats that are read as doubles a block at a time give the bits of a copy in double.</summary>
[Properties(Arbitrary = [typeof(Generators)], QuietOnSuccess = true)]
public class WidenedRowsProperties
{
    [Property]
    public void Losses_gradients_and_training_are_those_of_a_copy(ModelWithData given, int seed)
    {
        var floats = given.Data.ConvertTo<float>();
        Require(given.Model, floats.Widen(), floats.ConvertTo<double>(), seed);
    }

    [Theory]
    [InlineData(1, new int[0])]
    [InlineData(12, new int[0])]
    [InlineData(3, new[] { 20, 9 })]
    public void So_are_those_of_several_blocks_on_several_threads(int outputs, int[] hidden)
    {
        var random = new Random(outputs);
        var x = new float[1_700, 37];
        foreach (ref var value in System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref x[0, 0], x.Length))
        {
            value = (float)(random.NextDouble() - 0.5);
        }

        int[] classes = [.. Enumerable.Range(0, 1_700).Select(_ => random.Next(Math.Max(2, outputs)))];
        var floats = outputs == 1 ? Dataset.Binary(Rows.Of(x), classes) : Dataset.Exclusive(x, classes, outputs);
        var architecture = hidden.Aggregate(Architecture.Of(37), (builder, neurons) => builder.Hidden(neurons, Activation.Tanh));
        var model = Model.Glorot<double>(outputs == 1 ? architecture.Sigmoid(1) : architecture.Softmax(outputs), seed: 3);
        var widened = floats.Widen();

        Assert.IsType<WidenedRows>(widened.Rows);
        Require(model, widened, floats.ConvertTo<double>(), seed: 4);
    }

    private static void Require(Model<double> model, Dataset<double> widened, Dataset<double> copy, int seed)
    {
        Assert.Equal(copy.Rows.ToArray(), widened.Rows.ToArray());
        Same.Bits(copy.Rows.MaxAbs, widened.Rows.MaxAbs);
        foreach (var compute in new ComputeOptions?[] { null, new() { Threads = 3 } })
        {
            var (expected, found) = (model.Gradient(copy, compute: compute), model.Gradient(widened, compute: compute));
            Same.Bits(expected.Loss, found.Loss);
            Assert.Equal(expected.ToArray(), found.ToArray());
            Assert.Equal(model.Predict(copy.Rows), model.Predict(widened.Rows));
            foreach (var size in (int[])[7, 512])
            {
                // A batch of 512 begins where the block of the gradient did, with other rows.
                var options = new TrainingOptions { BatchSize = size, Seed = seed, Compute = compute };
                _ = model.Gradient(widened, compute: compute);
                Assert.Equal(model.Train(copy, new Adam(0.1), 2, options).Last().Model, model.Train(widened, new Adam(0.1), 2, options).Last().Model);
            }
        }

        int[] some = [.. Enumerable.Range(0, copy.Count).Where(row => row % 3 != 1).Reverse()];
        Assert.Equal(copy.Rows.Select(some).ToArray(), widened.Rows.Select(some).ToArray());
        Assert.Equal(model.Predict(copy.Rows.Select(some)), model.Predict(widened.Rows.Select(some)));
    }
}
