using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>Training on data that come part by part.</summary>
[Properties(Arbitrary = [typeof(Generators)], QuietOnSuccess = true, MaxTest = 50)]
public class PartsProperties
{
    private static readonly Optimizer[] Optimizers =
        [new GradientDescent(0.3), new GradientDescent(0.3) { Momentum = 0.9 }, new Adam(0.05) { Schedule = Schedule.WarmUp(3) }];

    [Property]
    public void The_same_dataset_time_after_time_is_training_on_it(ModelWithData given)
    {
        foreach (var optimizer in Optimizers)
        {
            foreach (var options in Options(given))
            {
                var expected = given.Model.Train(given.Data, optimizer, 4, options).Skip(1).ToArray();
                var epochs = given.Model.Train(Enumerable.Repeat(given.Data, 4), optimizer, options).ToArray();

                Assert.Equal(4, epochs.Length);
                for (var i = 0; i < 4; i++)
                {
                    Assert.Equal((i + 1, expected[i].Steps), (epochs[i].Number, epochs[i].Steps));
                    Same.Bits(expected[i].Model.GetParameters(), epochs[i].Model.GetParameters());
                    Same.Bits(expected[i].GetOptimizerState(), epochs[i].GetOptimizerState());
                    Assert.True(epochs[i].IsMeanBatchLoss);
                    if (expected[i].IsMeanBatchLoss)
                    {
                        Same.Bits(expected[i].Loss, epochs[i].Loss);
                    }
                }
            }
        }
    }

    [Property]
    public void Each_part_is_a_step_down_its_own_gradient(ModelWithData given)
    {
        var parts = Parts(given);
        var p = given.Model.GetParameters();
        foreach (var (epoch, part) in given.Model.Train(parts, new GradientDescent(0.3), new TrainingOptions { Loss = given.Loss }).Zip(parts))
        {
            var gradient = given.Model.WithParameters(p).Gradient(part, given.Loss);
            p = [.. p.Zip(gradient.ToArray(), (value, slope) => value - (0.3 * slope))];
            Same.Bits(p, epoch.Model.GetParameters());
            Same.Bits(gradient.Loss, epoch.Loss);
        }
    }

    [Property]
    public void Resumed_it_equals_what_was_never_interrupted(ModelWithData given)
    {
        var parts = Parts(given);
        foreach (var optimizer in Optimizers)
        {
            foreach (var options in Options(given))
            {
                var whole = given.Model.Train(parts, optimizer, options).ToArray();
                for (var at = 1; at < parts.Length; at++)
                {
                    var stopped = given.Model.Train(parts.Take(at), optimizer, options).Last();
                    stopped = at % 2 == 0 ? stopped : EpochFiles.Copy(stopped);
                    foreach (var (expected, epoch) in whole[at..].Zip(stopped.Resume(parts.Skip(at), optimizer, options)))
                    {
                        Same.Bits(expected, epoch);
                    }
                }

                var waited = given.Model.TrainAsync(parts.ToAsyncEnumerable(), optimizer, options).ToBlockingEnumerable().ToArray();
                Assert.Equal(whole.Length, waited.Length);
                foreach (var (expected, epoch) in whole.Zip(waited))
                {
                    Same.Bits(expected, epoch);
                }

                Same.Bits(whole[^1], whole[0].ResumeAsync(parts.Skip(1).ToAsyncEnumerable(), optimizer, options).ToBlockingEnumerable().Prepend(whole[0]).Last());
            }
        }
    }

    [Fact]
    public void A_part_is_asked_for_when_its_epoch_is()
    {
        var (model, data) = SmallNetwork.WithData();
        var asked = 0;
        using var source = new CancellationTokenSource();
        var epochs = model.Train(Endless(), new GradientDescent(0.1), cancellationToken: source.Token);

        Assert.Equal(0, asked);
        Assert.Equal(3, epochs.ElementAt(2).Number);
        Assert.Equal(3, asked);
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => epochs.First());
        Assert.Empty(model.Train([], new GradientDescent(0.1)));

        IEnumerable<Dataset<double>> Endless()
        {
            while (true)
            {
                asked++;
                yield return data;
            }
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(2)]
    public void Divergence_says_after_which_part(int? batchSize)
    {
        // Where f(x) is the target nothing moves, whatever the rate.
        var calm = Dataset.Binary(new double[,] { { 0 }, { 0 }, { 0 } }, [0.5, 0.5, 0.5]);
        var huge = Dataset.Binary(new[,] { { 0 }, { 0 }, { 1e200 } }, [0.5, 0.5, 1]);
        var seen = new List<int>();
        var training = Model.Neuron([0.0], 0).Train([calm, calm, huge, calm], new GradientDescent(1e200), new TrainingOptions { BatchSize = batchSize });
        var exception = Assert.Throws<DivergedException>(() =>
        {
            foreach (var epoch in training)
            {
                seen.Add(epoch.Number);
            }
        });

        Assert.Equal(3, exception.Epoch);
        Assert.Contains("in epoch 3", exception.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2], seen);
    }

    private static TrainingOptions[] Options(ModelWithData given) =>
    [
        new() { Loss = given.Loss },
        new() { BatchSize = Math.Max(1, given.Rows / 3), Seed = given.Seed },
    ];

    /// <summary>Parts of several sizes, that need not be disjoint.</summary>
    private static Dataset<double>[] Parts(ModelWithData given)
    {
        var random = new Random(given.Seed);
        return [.. Enumerable.Range(0, 4).Select(_ => given.Data.Select([.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => random.Next(given.Rows))]))];
    }
}
