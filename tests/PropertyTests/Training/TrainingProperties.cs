using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>Training as a sequence, against the rules of the optimizers written out.</summary>
[Properties(Arbitrary = [typeof(Generators)], QuietOnSuccess = true, MaxTest = 50)]
public class TrainingProperties
{
    private const double Rate = 0.3;

    [Fact]
    public void More_epochs_than_can_be_counted_are_refused()
    {
        var (model, data) = SmallNetwork.WithData();
        var epoch = model.Train(data, new GradientDescent(0.1), 1).Last();

        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => epoch.Resume(data, new GradientDescent(0.1), int.MaxValue));

        Assert.Equal("epochs", exception.ParamName);
    }

    [Theory]
    [InlineData(1e-50)]
    [InlineData(1e50)]
    public void A_rate_that_the_scalar_cannot_hold_is_refused(double rate)
    {
        var data = Dataset.Binary(new float[,] { { 1 } }, [1]);

        var exception = Assert.Throws<ArgumentException>("optimizer", () => Model.Neuron<float>(1).Train(data, new GradientDescent(rate), 1));

        Assert.Contains("in Single", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_optimizer_with_an_impossible_number_of_slots_is_refused()
    {
        var (model, data) = SmallNetwork.WithData();

        Assert.Equal("optimizer", Assert.Throws<ArgumentException>(() => model.Train(data, new Slots(-1), 1)).ParamName);
        Assert.Equal("optimizer", Assert.Throws<ArgumentException>(() => model.Train(data, new Slots(int.MaxValue), 1)).ParamName);
    }

    [Property]
    public void A_step_of_gradient_descent_subtracts_the_gradient_times_the_rate(ModelWithData given)
    {
        var (p, g) = (given.Model.GetParameters(), given.Model.Gradient(given.Data, given.Loss).ToArray());
        var step = given.Model.Train(given.Data, new GradientDescent(Rate), 1, new TrainingOptions { Loss = given.Loss }).Last();

        Same.Bits([.. p.Zip(g, (value, slope) => value - (Rate * slope))], step.Model.GetParameters());
    }

    [Property]
    public void Training_follows_the_rule_batch_after_batch(ModelWithData given)
    {
        foreach (var (momentum, nesterov) in new[] { (0.0, false), (0.9, false), (0.9, true) })
        {
            foreach (var options in Options(given))
            {
                var optimizer = new GradientDescent(Rate) { Momentum = momentum, Nesterov = nesterov };
                var epochs = given.Model.Train(given.Data, optimizer, 3, options).ToArray();
                var (p, v) = (given.Model.GetParameters(), new double[given.Model.ParameterCount]);
                var steps = 0L;
                Assert.Equal(4, epochs.Length);
                for (var number = 1; number <= 3; number++)
                {
                    var losses = 0.0;
                    foreach (var batch in Batches(given.Rows, options, number))
                    {
                        var gradient = given.Model.WithParameters(p).Gradient(given.Data.Select(batch), options.Loss);
                        var g = gradient.ToArray();
                        losses += gradient.Loss * batch.Length;
                        v = [.. v.Select((value, i) => (momentum * value) + g[i])];
                        p = [.. p.Select((value, i) => value - (Rate * (nesterov ? g[i] + (momentum * v[i]) : v[i])))];
                        steps++;
                    }

                    Same.Bits(p, epochs[number].Model.GetParameters());
                    Assert.Equal(steps, epochs[number].Steps);
                    if (epochs[number].IsMeanBatchLoss)
                    {
                        Same.Within(losses / given.Rows, epochs[number].Loss, 1e-14 * losses);
                    }
                }
            }
        }
    }

    [Property(MaxTest = 15)]
    public void Adam_divides_the_mean_gradient_by_the_root_of_the_mean_square(ModelWithData given)
    {
        foreach (var (decay, bias, optimizer) in new (double, bool, Optimizer)[]
        {
            (0, false, new Adam(0.05)),
            (0.25, true, new AdamW(0.05) { WeightDecay = 0.25 }),
            (0.25, false, new AdamW(0.05) { WeightDecay = 0.25, DecaysBias = false }),
        })
        {
            foreach (var options in Options(given))
            {
                var epochs = given.Model.Train(given.Data, optimizer, 3, options).ToArray();
                var (p, isBias) = (given.Model.GetParameters(), IsBias(given.Model));

                // The means are written out as weighted sums over all gradients so far, each weight of their own.
                var gradients = new List<double[]>();
                for (var number = 1; number <= 3; number++)
                {
                    foreach (var batch in Batches(given.Rows, options, number))
                    {
                        gradients.Add(given.Model.WithParameters(p).Gradient(given.Data.Select(batch), options.Loss).ToArray());
                        var t = gradients.Count;
                        double Mean(int i, double beta, int power)
                        {
                            var sum = 0.0;
                            var weights = 0.0;
                            for (var k = 0; k < t; k++)
                            {
                                sum += Math.Pow(beta, t - 1 - k) * Math.Pow(gradients[k][i], power);
                                weights += Math.Pow(beta, t - 1 - k);
                            }

                            return sum / weights;
                        }

                        p = [.. p.Select((value, i) =>
                            (value * (1 - (0.05 * (isBias[i] && !bias ? 0 : decay)))) - (0.05 * Mean(i, 0.9, 1) / (Math.Sqrt(Mean(i, 0.999, 2)) + 1e-8)))];
                    }

                    // A gradient of 0 but for rounding, 1e-16, is divided by little more than ε.
                    Same.Within(p, epochs[number].Model.GetParameters(), 1e-8);
                    p = epochs[number].Model.GetParameters();
                }
            }
        }
    }

    [Property]
    public void An_optimizer_of_ones_own_is_handed_its_slots_and_the_biases(ModelWithData given)
    {
        foreach (var options in Options(given))
        {
            var epochs = given.Model.Train(given.Data, new TwoSlots(), 3, options).ToArray();
            var (p, isBias) = (given.Model.GetParameters(), IsBias(given.Model));
            var (first, second) = (new double[p.Length], new double[p.Length]);
            var step = 0L;
            for (var number = 1; number <= 3; number++)
            {
                foreach (var batch in Batches(given.Rows, options, number))
                {
                    var g = given.Model.WithParameters(p).Gradient(given.Data.Select(batch), options.Loss).ToArray();
                    step++;
                    for (var i = 0; i < p.Length; i++)
                    {
                        TwoSlots.Update(step, isBias[i], ref p[i], g[i], ref first[i], ref second[i]);
                    }
                }

                Same.Bits(p, epochs[number].Model.GetParameters());
            }
        }
    }

    [Property]
    public void Resumed_training_equals_uninterrupted_training_to_the_last_bit(ModelWithData given)
    {
        Optimizer[] optimizers =
        [
            new GradientDescent(Rate),
            new GradientDescent(Rate) { Momentum = 0.9 },
            new GradientDescent(Rate) { Momentum = 0.9, Nesterov = true, Schedule = Schedule.WarmUp(4) },
            new Adam(0.05),
            new AdamW(0.05) { DecaysBias = false, Schedule = Schedule.Cosine(6) },
            new TwoSlots(),
        ];
        foreach (var optimizer in optimizers)
        {
            foreach (var options in Options(given))
            {
                var whole = given.Model.Train(given.Data, optimizer, 5, options).ToArray();
                for (var at = 0; at <= 5; at++)
                {
                    var stopped = given.Model.Train(given.Data, optimizer, at, options).Last();

                    // As it is, and from its file.
                    stopped = at % 2 == 0 ? stopped : EpochFiles.Copy(stopped);
                    var resumed = stopped.Resume(given.Data, optimizer, 5 - at, options).ToArray();
                    Assert.Equal(5 - at, resumed.Length);
                    for (var i = 0; i < resumed.Length; i++)
                    {
                        Same.Bits(whole[at + 1 + i], resumed[i]);
                    }
                }

                // Twice interrupted, and from an epoch in the middle of a longer run.
                var twice = whole[2].Resume(given.Data, optimizer, 1, options).Last().Resume(given.Data, optimizer, 2, options).Last();
                Same.Bits(whole[5], twice);
            }
        }
    }

    [Property]
    public void Every_enumeration_is_an_identical_run_of_its_own(ModelWithData given)
    {
        foreach (var options in Options(given))
        {
            var training = given.Model.Train(given.Data, new GradientDescent(Rate) { Momentum = 0.5 }, 4, options);
            var first = training.ToArray();

            // Two more that run through each other.
            foreach (var (left, right) in training.Zip(training))
            {
                Same.Bits(first[left.Number], left);
                Same.Bits(first[left.Number], right);
            }

            Assert.Equal([0, 1, 2, 3, 4], first.Select(epoch => epoch.Number));
            Assert.Same(given.Model, first[0].Model);
        }
    }

    [Property]
    public void The_loss_of_an_epoch_is_its_models_with_full_batches_and_else_the_mean_of_its_batches(ModelWithData given)
    {
        foreach (var options in Options(given))
        {
            var isFull = options.BatchSize is null || options.BatchSize >= given.Rows;
            var epochs = given.Model.Train(given.Data, new GradientDescent(Rate), 3, options).ToArray();
            Same.Bits(given.Model.Loss(given.Data, options.Loss), epochs[0].Loss);
            Assert.False(epochs[0].IsMeanBatchLoss);
            foreach (var epoch in epochs.Skip(1))
            {
                Assert.Equal(!isFull, epoch.IsMeanBatchLoss);
                if (isFull)
                {
                    Same.Bits(epoch.Model.Loss(given.Data, options.Loss), epoch.Loss);
                    continue;
                }

                // Each batch's loss before its own update: without updates, of the model before.
                var (sum, model) = (0.0, epochs[epoch.Number - 1].Model);
                foreach (var batch in Batches(given.Rows, options, epoch.Number))
                {
                    var gradient = model.Gradient(given.Data.Select(batch), options.Loss);
                    sum += gradient.Loss * batch.Length;
                    model = model.WithParameters([.. model.GetParameters().Zip(gradient.ToArray(), (p, g) => p - (Rate * g))]);
                }

                Same.Within(sum / given.Rows, epoch.Loss, 1e-13 * (1 + (sum / given.Rows)));
            }
        }
    }

    [Property]
    public Property A_small_enough_step_lowers_the_loss(ModelWithData given)
    {
        var slope = given.Model.Gradient(given.Data, given.Loss).Norm();
        return Prop.When(
            () =>
            {
                var epochs = given.Model.Train(given.Data, new GradientDescent(1e-6), 1, new TrainingOptions { Loss = given.Loss }).ToArray();
                Assert.True(epochs[1].Loss < epochs[0].Loss);

                // By the rate times the square of the slope, as a tangent has it.
                Assert.InRange((epochs[0].Loss - epochs[1].Loss) / (1e-6 * slope * slope), 0.98, 1.02);
            },
            slope > 0.02 && Enumerable.Range(0, given.Rows).All(r => Reference.Of(given.Model).IsAwayFromKinks(Reference.Row(given.X, r), 1e-5)));
    }

    [Property]
    public void A_batch_that_takes_in_everything_is_a_full_batch(ModelWithData given)
    {
        var full = given.Model.Train(given.Data, new GradientDescent(Rate), 2).ToArray();
        foreach (var size in new[] { given.Rows, given.Rows + 1, int.MaxValue })
        {
            var other = given.Model.Train(given.Data, new GradientDescent(Rate), 2, new TrainingOptions { BatchSize = size, Seed = size }).ToArray();
            for (var i = 0; i < full.Length; i++)
            {
                Same.Bits(full[i], other[i]);
            }
        }
    }

    [Property]
    public Property The_seed_of_the_shuffle_matters_where_there_is_one(ModelWithData given, long seed)
    {
        return Prop.When(
            () =>
            {
                Model<double> Trained(long by, bool shuffle) => given.Model.Train(
                    given.Data, new GradientDescent(Rate), 2, new TrainingOptions { BatchSize = 1, Seed = by, Shuffle = shuffle }).Last().Model;
                Assert.Equal(Trained(seed, true), Trained(seed, true));
                Assert.NotEqual(Trained(seed, true), Trained(seed + 1, true));
                Assert.Equal(Trained(seed, false), Trained(seed + 1, false));
            },
            given.Rows > 8 && given.Zeros < 0.5);
    }

    [Fact]
    public void Float_trains_as_double_does_while_rounding_is_small()
    {
        var data = Dataset.Exclusive(new double[,] { { 1, 0.5 }, { -0.25, 1 }, { 0.75, -1 } }, [0, 1, 2], 3);
        var model = Model.Glorot<double>(Architecture.Of(2).Hidden(9, Activation.Tanh).Softmax(3), 3);
        var (wide, narrow) = (
            model.Train(data, new GradientDescent(0.5), 20).Last(),
            model.ConvertTo<float>().Train(data.ConvertTo<float>(), new GradientDescent(0.5), 20).Last());

        Same.Within(wide.Loss, narrow.Loss, 1e-5);
        Same.Within(wide.Model.GetParameters(), Same.Doubles(narrow.Model.GetParameters()), 1e-5);
    }

    [Fact]
    public void Nothing_runs_before_it_is_asked_for()
    {
        var (model, data) = SmallNetwork.WithData();
        using var cancelled = new CancellationTokenSource();
        var training = model.Train(data, new GradientDescent(1), int.MaxValue, cancellationToken: cancelled.Token);

        Assert.Equal(2, training.Skip(2).First().Number);
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => training.First());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(2)]
    public void Cancellation_stops_before_the_next_step(int? batchSize)
    {
        var (model, data) = SmallNetwork.WithData();
        using var source = new CancellationTokenSource();
        var seen = new List<int>();
        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (var epoch in model.Train(data, new GradientDescent(1), 10, new TrainingOptions { BatchSize = batchSize }, source.Token))
            {
                seen.Add(epoch.Number);
                if (epoch.Number == 3)
                {
                    source.Cancel();
                }
            }
        });

        Assert.Equal([0, 1, 2, 3], seen);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(2)]
    public void Divergence_says_in_which_epoch(int? batchSize)
    {
        var (model, data) = SmallNetwork.WithData();
        var seen = new List<Epoch<double>>();
        var exception = Assert.Throws<DivergedException>(() => seen.AddRange(
            model.Train(data, new Doubling(), 100_000, new TrainingOptions { BatchSize = batchSize }).Select(epoch =>
            {
                seen.Add(epoch);
                return epoch;
            })));

        Assert.Equal(seen[^1].Number + 1, exception.Epoch);
        Assert.Contains("Lower the learning rate", exception.Message, StringComparison.Ordinal);
        Assert.All(seen[^1].Model.GetParameters(), p => Assert.True(double.IsFinite(p)));
    }

    /// <summary>Full batches, and batches of which the last one is short.</summary>
    private static TrainingOptions[] Options(ModelWithData given) =>
    [
        new() { Loss = given.Loss },
        new() { Loss = given.Loss, BatchSize = Math.Max(1, given.Rows / 3), Seed = given.Seed },
        new() { BatchSize = Math.Max(1, given.Rows / 2), Shuffle = false },
    ];

    private static IEnumerable<int[]> Batches(int rows, TrainingOptions options, int epoch)
    {
        var isFull = options.BatchSize is null || options.BatchSize >= rows;
        var order = options.Shuffle && !isFull
            ? RandomNumberProperties.Order(options.Seed, epoch, rows)
            : [.. Enumerable.Range(0, rows)];
        return order.Chunk(isFull ? rows : options.BatchSize!.Value);
    }

    private static bool[] IsBias(Model<double> model) =>
        [.. model.Layers.SelectMany(layer => Enumerable.Repeat(false, layer.InputCount * layer.OutputCount).Concat(Enumerable.Repeat(true, layer.OutputCount)))];

    /// <summary>A rule that remembers two numbers, counts its steps, and treats biases otherwise.</summary>
    private sealed class TwoSlots : Optimizer
    {
        public override int SlotCount => 2;

        public static void Update<T>(long step, bool isBias, ref T p, T g, ref T first, ref T second)
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            var (slow, fast) = (T.CreateTruncating(0.9), T.CreateTruncating(0.5));
            first = (slow * first) + g;
            second = (fast * second) + (first * first);
            p -= T.CreateTruncating(0.1 / Math.Sqrt(step)) * first / (T.One + second);
            if (isBias)
            {
                p -= T.CreateTruncating(0.01);
            }
        }

        public override void Step<T>(OptimizerStep step, Span<T> parameters, ReadOnlySpan<T> gradient, Span<T> slots)
        {
            Assert.Equal(parameters.Length, gradient.Length);
            Assert.Equal(2 * parameters.Length, slots.Length);
            var firsts = slots[..parameters.Length];
            var seconds = slots[parameters.Length..];
            for (var i = 0; i < parameters.Length; i++)
            {
                Update(step.Number, step.IsBias, ref parameters[i], gradient[i], ref firsts[i], ref seconds[i]);
            }
        }
    }

    /// <summary>A rule that leaves the finite numbers sooner or later.</summary>
    private sealed class Doubling : Optimizer
    {
        public override int SlotCount => 0;

        public override void Step<T>(OptimizerStep step, Span<T> parameters, ReadOnlySpan<T> gradient, Span<T> slots)
        {
            foreach (ref var parameter in parameters)
            {
                parameter *= T.CreateTruncating(1e20);
            }
        }
    }

    private sealed class Slots(int count) : Optimizer
    {
        public override int SlotCount => count;

        public override void Step<T>(OptimizerStep step, Span<T> parameters, ReadOnlySpan<T> gradient, Span<T> slots)
        {
        }
    }
}
