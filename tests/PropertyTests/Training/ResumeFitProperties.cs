using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>Trainings to a stop that go on from an epoch, in the process and from a file.</summary>
[Properties(Arbitrary = [typeof(Generators)], QuietOnSuccess = true, MaxTest = 25)]
public class ResumeFitProperties
{
    private const int Epochs = 9;

    [Property]
    public void Interrupted_after_any_epoch_it_gives_the_result_of_an_uninterrupted_one(ModelWithData given, int some)
    {
        var random = new Random(some);
        Optimizer optimizer = random.Next(3) switch
        {
            0 => new GradientDescent(0.5),
            1 => new GradientDescent(0.3) { Momentum = 0.9 },
            _ => new Adam(0.1) { Schedule = Schedule.Cosine(20) },
        };
        var options = new TrainingOptions
        {
            BatchSize = random.Next(2) == 0 ? null : random.Next(1, 5),
            Seed = some,
            Shuffle = random.Next(4) > 0,
            Loss = random.Next(2) == 0 ? null : given.Loss,
        };
        var hasValidation = random.Next(4) > 0;
        var stopping = new StoppingOptions<double>
        {
            Validation = hasValidation ? given.WithRows(5).Data : null,
            Score = hasValidation && random.Next(3) == 0 ? (model, data) => Math.Round(model.Accuracy(data) * 3) : null,
            Patience = hasValidation && random.Next(3) > 0 ? random.Next(1, 5) : null,
            MinDelta = random.Next(2) == 0 ? null : 0.02,
            LossTolerance = random.Next(3) == 0 ? 1e-3 : null,
            TargetLoss = random.Next(3) == 0 ? 0.1 : null,
            GradientTolerance = options.BatchSize is null && random.Next(3) == 0 ? 0.01 : null,
        };
        var epochs = new List<Epoch<double>>();
        var whole = given.Model.Fit(
            given.Data, optimizer, Epochs, options, stopping, new SynchronousProgress<FitProgress<double>>(progress => epochs.Add(progress.Epoch)));
        foreach (var epoch in epochs)
        {
            foreach (var start in new[] { epoch, EpochFiles.Copy(epoch) })
            {
                Equal(whole, start.ResumeFit(given.Data, optimizer, Epochs - epoch.Number, options, stopping));
            }

            // Interrupted twice, each time through a file.
            var further = Math.Min(2, Epochs - epoch.Number);
            var second = EpochFiles.Copy(epoch).ResumeFit(given.Data, optimizer, further, options, stopping);
            Equal(whole, EpochFiles.Copy(second.Last).ResumeFit(given.Data, optimizer, Epochs - second.Last.Number, options, stopping));
        }
    }

    [Fact]
    public void A_training_that_was_cancelled_before_it_began_begins()
    {
        var (model, data) = SmallNetwork.WithData();
        var stopped = model.Fit(data, new Adam(0.1), 3, cancellationToken: new CancellationToken(true)).Last;

        Assert.True(double.IsNaN(stopped.Loss));
        Equal(model.Fit(data, new Adam(0.1), 3), EpochFiles.Copy(stopped).ResumeFit(data, new Adam(0.1), 3));
    }

    /// <summary>nb-NO has another minus.</summary>
    [Fact]
    public void A_training_goes_on_where_numbers_are_written_in_another_way()
    {
        var (model, data) = SmallNetwork.WithData();
        var options = new TrainingOptions { BatchSize = 2, Seed = -7 };
        var epoch = model.Train(data, new GradientDescent(0.5), 1, options).Last();
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("nb-NO");
        try
        {
            Assert.Equal(epoch.Settings, epoch.Resume(data, new GradientDescent(0.5), 1, options).Single().Settings);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Other_settings_are_refused_naming_both_unless_changes_are_accepted()
    {
        var (model, data) = SmallNetwork.WithData();
        var options = new TrainingOptions { BatchSize = 2, Seed = 1, Loss = new LossOptions { L2 = 0.01 } };
        var stopping = new StoppingOptions<double> { Validation = data, Patience = 3 };
        var epoch = model.Fit(data, new GradientDescent(0.5), 2, options, stopping).Last;
        Assert.Equal("batches of 2, seed 1, shuffled; L2 0.01; gradient descent, rate 0.5", epoch.Settings);

        void Refuses(string name, string now, Action resume)
        {
            var exception = Assert.Throws<ArgumentException>(resume);
            Assert.Equal(name, exception.ParamName);
            Assert.Contains(now, exception.Message, StringComparison.Ordinal);
        }

        Refuses("options", $"\"{epoch.Settings}\"; these are \"full batches; plain loss; gradient descent, rate 0.5\"", () => epoch.Resume(data, new GradientDescent(0.5), 1));
        Refuses("options", "gradient descent, rate 0.25", () => epoch.ResumeFit(data, new GradientDescent(0.25), 1, options, stopping));
        Refuses("options", "batches of 2, not shuffled", () => epoch.Resume(data, new GradientDescent(0.5), 1, new TrainingOptions { BatchSize = 2, Shuffle = false, Loss = options.Loss }));
        Refuses("options", "row weights 1, 2, 3", () => epoch.Resume(data, new GradientDescent(0.5), 1, new TrainingOptions { BatchSize = 2, Seed = 1, Loss = options.Loss!.WithRowWeights([.. Enumerable.Range(1, data.Count).Select(i => (double)i)]) }));
        Refuses("options", "SHA-256", () => epoch.Resume(data, new GradientDescent(0.5), 1, new TrainingOptions { Loss = new LossOptions { ClassWeights = [.. Enumerable.Repeat(1.0, 20)] } }));
        Refuses(
            "stopping",
            "\"validation on " + data.Count + " rows, patience 3\"; these are \"validation on " + data.Count + " rows, patience 4, min delta 0.5\"",
            () => epoch.ResumeFit(data, new GradientDescent(0.5), 1, options, new StoppingOptions<double> { Validation = data, Patience = 4, MinDelta = 0.5 }));
        Refuses("stopping", "set Validation", () => epoch.ResumeFit(data, new GradientDescent(0.5), 1, options, acceptChanges: true));
        Refuses("epoch", "no Fit handed it out", () => model.Train(data, new GradientDescent(0.5), 1, options).Last().ResumeFit(data, new GradientDescent(0.5), 1, options));

        Assert.Equal("full batches; plain loss; gradient descent, rate 0.25", epoch.Resume(data, new GradientDescent(0.25), 1, acceptChanges: true).Single().Settings);
        Assert.Equal(4, epoch.ResumeFit(data, new GradientDescent(0.25), 2, null, stopping, acceptChanges: true).Last.Number);

        // Threads change no bit.
        Assert.Single(epoch.Resume(data, new GradientDescent(0.5), 1, new TrainingOptions { BatchSize = 2, Seed = 1, Loss = options.Loss, Compute = new ComputeOptions { Threads = 2 } }));
    }

    private static void Equal(FitResult<double> expected, FitResult<double> actual)
    {
        Same.Bits([.. expected.Losses], [.. actual.Losses]);
        Same.Bits([.. expected.Scores], [.. actual.Scores]);
        Same.Bits(expected.Last, actual.Last);
        Same.Bits(expected.Best, actual.Best);
        Same.Bits(expected.Last.GradientMaxNorm, actual.Last.GradientMaxNorm);
        Assert.Equal(expected.StopReason, actual.StopReason);
        Assert.Equal(expected.Last.Settings, actual.Last.Settings);
    }
}
