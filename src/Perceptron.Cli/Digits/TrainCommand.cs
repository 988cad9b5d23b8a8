using System.CommandLine;
using System.Globalization;

namespace Perceptron.Cli.Digits;

/// <summary><c>perceptron digits train</c>: trains a model on handwritten digits, tests it, saves it, and pictures its weights.</summary>
internal static class TrainCommand
{
    public const string Description =
        "Trains softmax(xW + b) on handwritten digits, reports the accuracy on the test set, and writes the model and pictures of W.";

    public static Command Create(string name, string description = Description)
    {
        var (data, options) = (new DataOptions(), new TrainOptions());
        var command = new Command(name, description);
        foreach (var option in data.All.Concat(options.All))
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) => Run(data, options, parsed, cancellation));
        return command;
    }

    private static async Task<int> Run(DataOptions data, TrainOptions options, ParseResult parsed, CancellationToken cancellation)
    {
        var terminal = new Terminal();
        var folder = parsed.GetValue(options.Out)!;
        OutputFolder.Require(folder);
        var digits = await DigitsData.Find(data, parsed, terminal, cancellation);
        var hidden = parsed.GetValue(options.Hidden) ?? [];
        var model = Start(digits, hidden, parsed.GetValue(options.Seed));
        var epochs = parsed.GetValue(options.Epochs) ?? (digits.IsEmbedded ? 30 : 5);
        var optimizer = new GradientDescent(parsed.GetValue(options.LearningRate) ?? (hidden.Length == 0 ? 0.5 : 0.1));
        var split = digits.Training.SplitByFraction(0.1, parsed.GetValue(options.Seed), stratified: true);
        cancellation.ThrowIfCancellationRequested();

        terminal.Line($"Model: {model}.");
        terminal.Line($"Training on {split.Training.Count} images, {split.HeldOut.Count} are held out to choose the epoch by.");
        var fit = terminal.Progress(epochs, advance => model.Fit(
            split.Training,
            optimizer,
            epochs,
            new FitOptions<float>
            {
                BatchSize = parsed.GetValue(options.BatchSize) ?? (digits.IsEmbedded ? 32 : 128),
                Seed = parsed.GetValue(options.Seed),
                L2 = parsed.GetValue(options.L2) ?? 0,
                Threads = parsed.GetValue(options.Threads) ?? 1,
                Validation = split.HeldOut,
                Progress = (epoch, score) => advance(Describe(epoch, -score, epoch.Model.Accuracy(split.HeldOut))),
            },
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

        terminal.Line($"The best on the held-out images is epoch {fit.Best.Number}.");
        Test(fit.Best.Model, digits, terminal);
        DigitsPictures.Write(fit.Best.Model, digits, folder, terminal, cancellation);
        var path = Path.Combine(folder.FullName, DigitsModelFile.Name);
        DigitsModelFile.Save(fit.Best.Model, digits, path);
        terminal.Line($"Model: {path}");
        return ExitCode.Success;
    }

    private static Model<float> Start(DigitsData digits, int[] hidden, long seed)
    {
        var builder = Architecture.Of(digits.Training.Inputs);
        foreach (var width in hidden)
        {
            builder = builder.Hidden(width, Activation.ReLU);
        }

        var architecture = builder.Softmax(digits.Training.Classes).WithClassNames([.. digits.ClassNames]);
        return hidden.Length == 0 ? Model.Zeros<float>(architecture) : Model.He<float>(architecture, seed);
    }

    private static string Describe(Epoch<float> epoch, double heldOutLoss, double heldOutAccuracy)
    {
        var (name, loss) = double.IsNaN(epoch.Loss) ? ("mean batch loss", epoch.MeanBatchLoss) : ("loss", epoch.Loss);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {epoch.Number,3}   {name,-15} {loss:0.0000}   held-out loss {heldOutLoss:0.0000}, accuracy {heldOutAccuracy:0.0000}");
    }

    private static void Test(Model<float> model, DigitsData digits, Terminal terminal)
    {
        var confusion = ConfusionMatrix.Of(model, digits.Test);
        terminal.Line();
        terminal.Result(string.Create(
            CultureInfo.InvariantCulture,
            $"Test accuracy: {confusion.Accuracy:0.0000} on {digits.Test.Count} images (mean loss {model.Loss(digits.Test):0.0000})"));
        terminal.Line();
        terminal.Line(confusion.ToTable());
        terminal.Line();
    }
}
