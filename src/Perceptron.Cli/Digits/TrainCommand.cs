using System.CommandLine;
using System.Globalization;

namespace Perceptron.Cli.Digits;

/// <summary><c>perceptron digits train</c>: trains a model on handwritten digits, tests it, saves it, and draws its weights.</summary>
internal static class TrainCommand
{
    public const string Description =
        "Trains softmax(xW + b) on handwritten digits, reports the accuracy on the test set, and writes the model and pictures of W.";

    public static Command Create(string name, string description = Description)
    {
        var (data, options, rules) = (new DataOptions(), new TrainOptions(), new TrainRules());
        var command = new Command(name, description);
        foreach (var option in data.All.Concat(options.All).Concat(rules.All))
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) => Run(data, options, rules, parsed, cancellation));
        return command;
    }

    private static async Task<int> Run(DataOptions data, TrainOptions options, TrainRules rules, ParseResult parsed, CancellationToken cancellation)
    {
        var output = Console.Out;
        if (parsed.GetValue(rules.Json))
        {
            Console.SetOut(Console.Error);
        }

        var terminal = new Terminal();
        var folder = parsed.GetValue(options.Out)!;
        OutputFolder.Require(folder);
        var digits = await DigitsData.Find(data, parsed, terminal, cancellation);
        var hidden = parsed.GetValue(options.Hidden) ?? [];
        var seed = parsed.GetValue(options.Seed) ?? 1;
        var model = Start(digits, hidden, seed);
        var epochs = parsed.GetValue(options.Epochs) ?? (digits.IsEmbedded ? 30 : 5);
        var split = digits.Training.SplitByFraction(0.1, seed, stratified: true);
        var batchSize = parsed.GetValue(options.BatchSize) ?? (digits.IsEmbedded ? 32 : 128);
        var stepsPerEpoch = batchSize == 0 ? 1 : (split.Training.Count + (long)batchSize - 1) / batchSize;
        var optimizer = rules.Create(parsed, parsed.GetValue(options.LearningRate), hidden.Length > 0, epochs * stepsPerEpoch);
        var weights = parsed.GetValue(rules.ClassWeight) == "balanced" ? LossOptions.Balanced(split.Training) : null;
        cancellation.ThrowIfCancellationRequested();

        terminal.Text($"Model: {model}.");
        var useMkl = parsed.GetValue(options.UseMkl) || parsed.GetValue(options.MklFolder) is not null;
        if (useMkl)
        {
            MklFolder.Open(parsed.GetValue(options.MklFolder), terminal);
        }

        terminal.Text($"Training on {split.Training.Count} images; {split.HeldOut.Count} are held out to choose the best epoch.");
        if (weights is not null)
        {
            terminal.Text($"Balanced: {weights}.");
        }

        var patience = parsed.GetValue(rules.Patience);
        var fit = terminal.Progress(epochs, advance => model.Fit(
            split.Training,
            optimizer,
            epochs,
            new TrainingOptions
            {
                BatchSize = batchSize == 0 ? null : batchSize,
                Seed = seed,
                Loss = (weights ?? new LossOptions()).WithL2(parsed.GetValue(options.L2) ?? 0),
                Compute = new ComputeOptions { Threads = parsed.GetValue(options.Threads) ?? 1, UseMkl = useMkl },
            },
            new StoppingOptions<float> { Validation = split.HeldOut, Patience = patience == 0 ? null : patience },
            new SynchronousProgress<FitProgress<float>>(
                progress => advance(Describe(progress.Epoch, -progress.Score!.Value, progress.Epoch.Model.Accuracy(split.HeldOut)))),
            cancellation));
        foreach (var note in fit.Notes)
        {
            terminal.Warning(note);
        }

        cancellation.ThrowIfCancellationRequested();
        if (fit.Divergence is { } divergence)
        {
            throw divergence;
        }

        terminal.Line($"The best epoch on the held-out images is {fit.Best.Number}.");
        if (useMkl)
        {
            MklFolder.Report(terminal);
        }

        using var pictures = DigitsPictures.Begin(fit.Best.Model, digits, folder, cancellation);
        var report = new TrainReport(fit, digits, optimizer, weights);
        report.Print(terminal);
        pictures.Show(terminal);
        var path = Path.Combine(folder.FullName, DigitsModelFile.Name);
        DigitsModelFile.Of(fit.Best.Model, digits.Height, digits.Width, digits.ArePreparedDigits ? PicturePreparation.Digit : PicturePreparation.Whole).Save(path);
        terminal.Text($"Model: {LineBreaks.Whole(path)}");
        if (parsed.GetValue(rules.Json))
        {
            report.Write(output, path);
            return ExitCode.Success;
        }

        var given = NextSteps.Given(parsed, [.. data.Source, options.Out]);
        terminal.Next(
            $"perceptron digits show 0{given}",
            hidden.Length == 0
                ? $"perceptron digits train --hidden 128{given}"
                : $"perceptron export {NextSteps.Quoted(Path.Combine(folder.ToString(), DigitsModelFile.Name))} --onnx digits.onnx");
        return ExitCode.Success;
    }

    private static Model<float> Start(DigitsData digits, int[] hidden, long seed)
    {
        var builder = Architecture.Of(digits.Training.InputCount);
        foreach (var width in hidden)
        {
            builder = builder.Hidden(width, Activation.ReLU);
        }

        var architecture = builder.Softmax(digits.Training.ClassCount).WithClassNames(digits.ClassNames);
        return hidden.Length == 0 ? Model.Zeros<float>(architecture) : Model.He<float>(architecture, seed);
    }

    private static string Describe(Epoch<float> epoch, double heldOutLoss, double heldOutAccuracy)
    {
        var name = epoch.IsMeanBatchLoss ? "mean batch loss" : "loss";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {epoch.Number,3}   {name,-15} {epoch.Loss:0.0000}   held-out loss {heldOutLoss:0.0000}, accuracy {heldOutAccuracy:0.0000}");
    }
}
