using Perceptron.Cli.Gates.Reports;

namespace Perceptron.Cli;

/// <summary>
/// Lets the runtime compile and load what a command will need while the program still reads its command line and its data: another thread does the same work
/// on next to nothing. It changes no result; if it fails, what it would have got ready is got ready later.
/// </summary>
internal static class WarmUp
{
    /// <summary>Begins with what the arguments ask for, where a second processor is there to do it.</summary>
    public static void Begin(string[] args)
    {
        Action? work = args switch
        {
            ["digits"] or ["digits", "train", ..] => Digits,
            ["digits", var option, ..] when option.StartsWith('-') => Digits,
            ["gates", ..] => Gates,
            _ => null,
        };
        if (work is not null && Environment.ProcessorCount > 1)
        {
            // Nobody waits for it, and so nobody sees whether it fails.
            _ = Task.Run(work);
        }
    }

    private static void Digits()
    {
        const int side = 28, classes = 10, count = 40;
        var (builder, image) = (new RowsBuilder<float>(side * side, sparse: true, count), new byte[side * side]);
        for (var i = 0; i < count; i++)
        {
            image[37 * i % image.Length] = 255;
            builder.AddBytes(image);
        }

        var data = Dataset.Exclusive(builder.Build(), [.. Enumerable.Range(0, count).Select(i => i % classes)], classes);
        var split = data.SplitByFraction(0.5, stratified: true);
        var fit = Model.Zeros<float>(Architecture.Of(side * side).Softmax(classes)).Fit(
            split.Training,
            new GradientDescent(0.5),
            epochs: 1,
            new TrainingOptions { BatchSize = 8, Seed = 1 },
            new StoppingOptions<float> { Validation = split.HeldOut },
            new SynchronousProgress<FitProgress<float>>(progress => progress.Epoch.Model.Accuracy(split.HeldOut)));
        _ = fit.Best.Model.Evaluate(split.HeldOut).ConfusionMatrix().ToTable();
        _ = RocAuc.Compute(fit.Best.Model, split.HeldOut);
        WeightImages.Of(fit.Best.Model, side, side).Image(0, enlarge: 1, labelled: true).WritePng(Stream.Null);
        DigitsModelFile.Of(fit.Best.Model, side, side).Write(Stream.Null);
    }

    private static void Gates()
    {
        var gate = LogicGate.Nand;
        _ = new Panel("", gate, "", "", "", [(0, 0, gate.Textbook)]);
        _ = LossFigure.Of([("", [1, 0.5])]);
        HeatMap.Draw(gate.Textbook, gate.Dataset, size: 32, labelled: true).WritePng(Stream.Null);
    }
}
