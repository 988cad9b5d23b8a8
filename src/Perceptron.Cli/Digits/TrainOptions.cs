using System.CommandLine;
using System.CommandLine.Parsing;

namespace Perceptron.Cli.Digits;

/// <summary>What can be said on the command line of <c>digits train</c>, beside where the data are.</summary>
internal sealed class TrainOptions
{
    public Option<DirectoryInfo> Out { get; } = OutOption("Folder for the pictures and the model; made if need be.");

    public Option<int?> Epochs { get; } = AtLeast(new Option<int?>("--epochs")
    {
        Description = "Passes over the training images. [default: 5, with the embedded digits 30]",
        HelpName = "N",
    }, 1);

    public Option<int?> BatchSize { get; } = AtLeast(new Option<int?>("--batch-size")
    {
        Description = "Images a step; 0 takes all in one. [default: 128, with the embedded digits 32]",
        HelpName = "N",
    }, 0);

    public Option<double?> LearningRate { get; } = Number(new Option<double?>("--learning-rate")
    {
        Description = "Length of the steps. [default: 0.5, with hidden layers 0.1]",
        HelpName = "RATE",
    }, zero: false);

    public Option<long> Seed { get; } = new("--seed")
    {
        Description = "Gives the order of the images, and with hidden layers the start; the same seed gives the same numbers.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    public Option<double?> L2 { get; } = Number(new Option<double?>("--l2")
    {
        Description = "Strength λ of the penalty λ/2 · Σw² on the weights. [default: 0]",
        HelpName = "λ",
    }, zero: true);

    public Option<int?> Threads { get; } = AtLeast(new Option<int?>("--threads")
    {
        Description = "Threads that may work at the same time on steps of more than 512 images; the numbers don't depend on it. [default: 1]",
        HelpName = "N",
    }, 1, 1024);

    public Option<int[]> Hidden { get; } = Widths(new Option<int[]>("--hidden")
    {
        Description = "Neurons of a hidden layer (ReLU); several numbers make several layers. [default: none]",
        HelpName = "N",
        AllowMultipleArgumentsPerToken = true,
    });

    public IEnumerable<Option> All => [Out, Epochs, BatchSize, LearningRate, Seed, L2, Threads, Hidden];

    public static Option<DirectoryInfo> OutOption(string description) => new("--out")
    {
        Description = description,
        HelpName = "DIR",
        DefaultValueFactory = _ => new DirectoryInfo("digits-out"),
    };

    private static Option<int?> AtLeast(Option<int?> option, int least, int most = int.MaxValue)
    {
        option.Validators.Add(result => Check(result, option, value =>
            value < least || value > most
                ? $"{option.Name} must be at least {least}{(most < int.MaxValue ? $" and at most {most}" : "")}; it is {value}."
                : null));
        return option;
    }

    private static Option<double?> Number(Option<double?> option, bool zero)
    {
        option.Validators.Add(result => Check(result, option, value =>
            value is null || (double.IsFinite(value.Value) && (value > 0 || (zero && value == 0)))
                ? null
                : $"{option.Name} must be a number {(zero ? "of at least 0" : "above 0")}; it is {value}."));
        return option;
    }

    private static Option<int[]> Widths(Option<int[]> option)
    {
        option.Validators.Add(result => Check(result, option, widths =>
            widths?.Any(width => width is < 1 or > 100_000) == true
                ? $"{option.Name} takes widths from 1 to 100000; {string.Join(", ", widths)} given."
                : null));
        return option;
    }

    private static void Check<T>(OptionResult result, Option<T> option, Func<T?, string?> problem)
    {
        if (result.Errors.Any() || result.Tokens.Count == 0)
        {
            return;
        }

        try
        {
            if (problem(result.GetValue(option)) is { } message)
            {
                result.AddError(message);
            }
        }
        catch (InvalidOperationException)
        {
            // The text is no number, which the parser itself reports.
        }
    }
}
