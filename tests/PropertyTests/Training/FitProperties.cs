using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>Training to a stop: why it stops, what it keeps, what it notes.</summary>
[Properties(Arbitrary = [typeof(Generators)], QuietOnSuccess = true, MaxTest = 30)]
public class FitProperties
{
    private static readonly GradientDescent Descent = new(0.5);

    [Property]
    public void The_history_is_that_of_the_training_sequence(ModelWithData given)
    {
        foreach (var batchSize in new int?[] { null, 3 })
        {
            var epochs = given.Model.Train(
                given.Data, Descent, 4, new TrainingOptions { BatchSize = batchSize, Seed = given.Seed, Loss = given.Loss }).ToArray();
            var told = new List<(int Number, double? Score)>();
            var result = given.Model.Fit(
                given.Data,
                Descent,
                4,
                new TrainingOptions { BatchSize = batchSize, Seed = given.Seed, Loss = given.Loss },
                progress: new SynchronousProgress<FitProgress<double>>(report => told.Add((report.Epoch.Number, report.Score))));

            Same.Bits([.. epochs.Select(epoch => epoch.Loss)], [.. result.Losses]);
            Same.Bits(epochs[^1], result.Last);
            Assert.Same(result.Last, result.Best);
            Assert.Empty(result.Scores);
            Assert.Equal(StopReason.MaxEpochsReached, result.StopReason);
            Assert.Null(result.Divergence);
            Assert.Equal([(0, null), (1, null), (2, null), (3, null), (4, null)], told);
        }
    }

    [Property]
    public void Models_are_scored_on_the_held_out_data_by_their_loss(ModelWithData given)
    {
        var held = given.WithRows(7).Data;
        var result = given.Model.Fit(given.Data, Descent, 5, new TrainingOptions { Loss = given.Loss }, new StoppingOptions<double> { Validation = held });
        var scores = given.Model.Train(given.Data, Descent, 5, new TrainingOptions { Loss = given.Loss }).Select(epoch => -epoch.Model.Loss(held)).ToArray();

        Same.Bits(scores, [.. result.Scores]);
        Assert.Equal(Array.IndexOf(scores, scores.Max()), result.Best.Number);
        Assert.Equal(5, result.Last.Number);
    }

    [Theory]
    [InlineData(new double[] { 1, 2, 3, 3, 3, 3, 3, 3, 3 }, 2, 2, 4)]
    [InlineData(new double[] { 5, 1, 2, 3, 4, 4, 4, 4, 4 }, 3, 0, 3)]
    [InlineData(new double[] { 1, 0, 2, 0, 3, 0, 4, 0, 5 }, 2, 8, 8)]
    [InlineData(new double[] { 1, 2, 1, 2, 1, 1, 1, 1, 1 }, 3, 1, 4)]
    [InlineData(new double[] { 1, 2, 1, 1, 1, 1, 1, 1, 9 }, null, 8, 8)]
    public void Patience_counts_the_epochs_since_the_first_best_score(double[] scores, int? patience, int best, int last)
    {
        var (model, data) = SmallNetwork.WithData();
        var next = 0;
        var result = model.Fit(data, Descent, 8, stopping: new StoppingOptions<double>
        {
            Validation = data,
            Patience = patience,
            Score = (scored, held) =>
            {
                Assert.Same(data, held);
                return scores[next++];
            },
        });

        Assert.Equal(best, result.Best.Number);
        Assert.Equal(last, result.Last.Number);
        Assert.Equal(scores[..(last + 1)], result.Scores);
        Assert.Equal(last + 1, result.Losses.Count);
        Assert.Equal(last < 8 ? StopReason.PatienceExhausted : StopReason.MaxEpochsReached, result.StopReason);
    }

    [Theory]
    [InlineData(0.5, 2, 4, 5)]
    [InlineData(0.4, 2, 6, 8)]
    [InlineData(0.5, 4, 6, 8)]
    [InlineData(5, 3, 3, 3)]
    public void Patience_starts_anew_with_an_improvement_that_is_large_enough(double minimal, int patience, int best, int last)
    {
        // By 1, 0.5, 0.25 and so on: the best epoch is the best of all, however little it is better.
        double[] scores = [1, 2, 2.5, 2.75, 3.25, 3.25, 3.7, 3.6, 3.6];
        var (model, data) = SmallNetwork.WithData();
        var next = 0;
        var result = model.Fit(
            data, Descent, 8, stopping: new StoppingOptions<double> { Validation = data, Score = (_, _) => scores[next++], Patience = patience, MinDelta = minimal });

        Assert.Equal((best, last), (result.Best.Number, result.Last.Number));
    }

    [Property]
    public void Full_batches_know_the_gradient_of_their_epochs(ModelWithData given)
    {
        var epochs = given.Model.Train(given.Data, Descent, 3, new TrainingOptions { Loss = given.Loss }).ToArray();
        Assert.All(epochs, epoch => Same.Bits(epoch.Model.Gradient(given.Data, given.Loss).ToArray().Max(Math.Abs), epoch.GradientMaxNorm));
        Same.Bits(epochs[2].GradientMaxNorm, epochs[1].Resume(given.Data, Descent, 1, new TrainingOptions { Loss = given.Loss }).Single().GradientMaxNorm);

        var tolerance = epochs[2].GradientMaxNorm;
        var fit = given.Model.Fit(given.Data, Descent, 3, new TrainingOptions { Loss = given.Loss }, new StoppingOptions<double> { GradientTolerance = tolerance });
        Assert.Equal(Array.FindIndex(epochs, epoch => epoch.GradientMaxNorm <= tolerance && tolerance > 0), tolerance > 0 ? fit.Last.Number : -1);
        Assert.Equal(tolerance > 0 ? StopReason.GradientToleranceReached : StopReason.MaxEpochsReached, fit.StopReason);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(2, 2)]
    public void It_stops_where_the_loss_has_settled(int? batchSize, int first)
    {
        var (model, data) = SmallNetwork.WithData();
        var options = new TrainingOptions { BatchSize = batchSize };
        var losses = model.Train(data, Descent, 200, options).Select(epoch => epoch.Loss).ToArray();
        Assert.All(losses, loss => Assert.InRange(loss, 0, 1));
        foreach (var tolerance in new[] { 1e-2, 1e-3, 10 })
        {
            var result = model.Fit(data, Descent, 200, new TrainingOptions { BatchSize = batchSize }, new StoppingOptions<double> { LossTolerance = tolerance });
            Assert.Equal(StopReason.LossToleranceReached, result.StopReason);
            Assert.Equal(Enumerable.Range(first, 200).First(i => Math.Abs(losses[i] - losses[i - 1]) < tolerance), result.Last.Number);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(2)]
    public void Divergence_is_noticed_in_the_epoch_in_which_it_happens(int? batchSize)
    {
        // In the seventh epoch, of three steps or of one, and at each of its steps.
        var (model, data) = SmallNetwork.WithData();
        var steps = batchSize is null ? 1 : 3;
        for (var step = (6 * steps) + 1; step <= 7 * steps; step++)
        {
            var result = model.Fit(data, new InfiniteAt(step), 20, new TrainingOptions { BatchSize = batchSize });
            Assert.Equal((StopReason.Diverged, 7, 6), (result.StopReason, result.Divergence!.Epoch, result.Last.Number));
        }
    }

    [Fact]
    public void It_converges_where_the_loss_reaches_the_target()
    {
        var (model, data) = SmallNetwork.WithData();
        var losses = model.Train(data, Descent, 50).Select(epoch => epoch.Loss).ToArray();
        var result = model.Fit(data, Descent, 50, stopping: new StoppingOptions<double> { TargetLoss = losses[20] });

        Assert.Equal(StopReason.TargetLossReached, result.StopReason);
        Assert.Equal(Array.FindIndex(losses, loss => loss <= losses[20]), result.Last.Number);
        Assert.Equal(losses[..(result.Last.Number + 1)], result.Losses);
    }

    [Fact]
    public void A_score_without_held_out_data_is_refused()
    {
        var (model, data) = SmallNetwork.WithData();

        var exception = Assert.Throws<ArgumentException>(
            () => model.Fit(data, new GradientDescent(0.1), 4, stopping: new StoppingOptions<double> { Score = (_, _) => 1 }));

        Assert.Equal("stopping", exception.ParamName);
        Assert.Contains("set Validation", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_score_that_is_no_number_is_never_the_best()
    {
        var (model, data) = SmallNetwork.WithData();
        double[] scores = [double.NaN, 1, double.NaN, 2, double.NaN];
        var asked = 0;

        var fit = model.Fit(data, new GradientDescent(0.1), 4, stopping: new StoppingOptions<double> { Validation = data, Score = (_, _) => scores[asked++] });

        Assert.Equal(3, fit.Best.Number);
        Assert.Equal(scores, fit.Scores);
    }

    [Fact]
    public void It_keeps_what_there_was_before_it_diverged()
    {
        var model = Model.Neuron([0.0], 0);
        var data = Dataset.Binary(new[,] { { 1e200 } }, [1.0]);
        var result = model.Fit(data, new GradientDescent(1e200), 10);

        Assert.Equal(StopReason.Diverged, result.StopReason);
        Assert.Equal(1, result.Divergence!.Epoch);
        Assert.Equal(0, result.Last.Number);
        Assert.Same(model, result.Last.Model);
        Assert.Equal([Math.Log(2)], result.Losses);
    }

    [Fact]
    public void It_keeps_what_there_was_before_it_was_cancelled()
    {
        var (model, data) = SmallNetwork.WithData();
        using var source = new CancellationTokenSource();
        var result = model.Fit(
            data,
            Descent,
            100,
            progress: new SynchronousProgress<FitProgress<double>>(report =>
                {
                    if (report.Epoch.Number == 2)
                    {
                        source.Cancel();
                    }
                }),
            cancellationToken: source.Token);

        Assert.Equal(StopReason.Cancelled, result.StopReason);
        Assert.Equal(2, result.Last.Number);
        Assert.Equal(3, result.Losses.Count);

        var none = model.Fit(data, Descent, 100, cancellationToken: source.Token);
        Assert.Equal(StopReason.Cancelled, none.StopReason);
        Assert.Same(model, none.Last.Model);
        Assert.Single(none.Losses);
    }

    [Fact]
    public void What_a_score_or_a_report_throws_reaches_the_caller()
    {
        var (model, data) = SmallNetwork.WithData();
        var diverged = Record.Exception(() => Model.Neuron([0.0], 0).Train(Dataset.Binary(new[,] { { 1e200 } }, [1.0]), new GradientDescent(1e200), 9).Last());
        using var cancelled = new CancellationTokenSource();
        var own = new OperationCanceledException(cancelled.Token);
        Assert.Same(own, Record.Exception(() => model.Fit(
            data,
            Descent,
            3,
            progress: new SynchronousProgress<FitProgress<double>>(_ =>
            {
                cancelled.Cancel();
                throw own;
            }),
            cancellationToken: cancelled.Token)));
        foreach (var exception in new[] { new TaskCanceledException(), new OperationCanceledException(), diverged!, new InvalidOperationException() })
        {
            double Throwing(Model<double> scored, Dataset<double> held) => throw exception;
            Assert.Same(exception, Record.Exception(() => model.Fit(data, Descent, 3, stopping: new StoppingOptions<double> { Validation = data, Score = Throwing })));
            Assert.Same(exception, Record.Exception(() => model.Fit(data, Descent, 3, progress: new SynchronousProgress<FitProgress<double>>(_ => throw exception))));
            var schedule = Schedule.Of(_ => throw exception);
            Assert.Same(exception, Record.Exception(() => model.Fit(data, new GradientDescent(0.1) { Schedule = schedule }, 3)));
        }
    }

    [Fact]
    public void A_score_of_NaN_is_no_better_one_and_ends_patience()
    {
        var (model, data) = SmallNetwork.WithData();
        FitResult<double> Fit(int patience, params double[] scores)
        {
            var next = 0;
            return model.Fit(data, Descent, 20, stopping: new StoppingOptions<double>
            {
                Validation = data,
                Patience = patience,
                Score = (_, _) => scores[Math.Min(next++, scores.Length - 1)],
            });
        }

        var none = Fit(3, double.NaN);
        Assert.Equal((StopReason.PatienceExhausted, 3, 0), (none.StopReason, none.Last.Number, none.Best.Number));
        var late = Fit(3, double.NaN, double.NaN, 1, double.NaN);
        Assert.Equal((StopReason.PatienceExhausted, 5, 2), (late.StopReason, late.Last.Number, late.Best.Number));
        var infinite = Fit(2, double.NegativeInfinity, double.NaN, double.NegativeInfinity, 0, double.NaN);
        Assert.Equal((StopReason.PatienceExhausted, 2, 0), (infinite.StopReason, infinite.Last.Number, infinite.Best.Number));
    }

    [Fact]
    public void A_hidden_layer_that_cannot_begin_to_learn_is_noted()
    {
        var (_, data) = SmallNetwork.WithData();
        string[] Notes(Model<double> model) => [.. model.Fit(data, Descent, 1).Notes];

        var note = Assert.Single(Notes(Model.Zeros<double>(Architecture.Of(2).Hidden(3, Activation.Tanh).Sigmoid(1))));
        Assert.Contains("hidden layer 1", note, StringComparison.Ordinal);
        Assert.Contains("Model.Glorot", note, StringComparison.Ordinal);
        Assert.Equal(2, Notes(Model.Zeros<double>(Architecture.Of(2).Hidden(3, Activation.Tanh).Hidden(2, Activation.Sigmoid).Sigmoid(1))).Length);
        Assert.Empty(Notes(Model.Zeros<double>(Architecture.Of(2).Sigmoid(1))));
        Assert.Empty(Notes(Model.Glorot<double>(Architecture.Of(2).Hidden(3, Activation.Tanh).Sigmoid(1), 1)));
    }

    [Fact]
    public void Inputs_up_to_255_get_a_note_to_scale()
    {
        var data = Dataset.Binary(new double[,] { { 255 }, { 0 } }, [1, 0]);
        var note = Assert.Single(Model.Neuron<double>(1).Fit(data, Descent, 1).Notes);

        Assert.Contains("Inputs reach 255", note, StringComparison.Ordinal);
        Assert.Contains("Scale", note, StringComparison.Ordinal);
        Assert.Empty(Model.Neuron<double>(1).Fit(data.Scale(1.0 / 255), Descent, 1).Notes);
        Assert.Contains("Inputs reach 255: L-BFGS", Assert.Single(Model.Neuron<double>(1).Minimize(data, new Lbfgs()).Notes), StringComparison.Ordinal);
        Assert.Empty(Model.Neuron<double>(1).Minimize(data.Scale(1.0 / 255), new Lbfgs()).Notes);
    }

    /// <summary>A rule that stays where it is, and leaves the finite numbers at one step.</summary>
    private sealed class InfiniteAt(long number) : Optimizer
    {
        public override int SlotCount => 0;

        public override void Step<T>(OptimizerStep step, Span<T> parameters, ReadOnlySpan<T> gradient, Span<T> slots)
        {
            if (step.Number == number && step.IsBias)
            {
                parameters[0] = T.PositiveInfinity;
            }
        }
    }
}
