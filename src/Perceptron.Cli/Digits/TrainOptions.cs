using System.CommandLine;
using static Perceptron.Cli.OptionChecks;

namespace Perceptron.Cli.Digits;

/// <summary>What can be said on the command line of <c>digits train</c>, beside where the data are.</summary>
internal sealed class TrainOptions
{
    public Option<DirectoryInfo> Out { get; } = OutputFolder.Option("Folder for the pictures and the model; made if need be.", "digits-out");

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
        Description = "Length of the steps. [default: 0.5, with hidden layers 0.1; of momentum 0.05 and 0.02, of adam and adamw 0.001]",
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
        Description = "Threads that may work at the same time; the numbers don't depend on it. [default: 1]",
        HelpName = "N",
    }, 1, 1024);

    public Option<int[]> Hidden { get; } = Widths(new Option<int[]>("--hidden")
    {
        Description = "Neurons of a hidden layer (ReLU); several numbers make several layers. [default: none]",
        HelpName = "N",
        AllowMultipleArgumentsPerToken = true,
    });

    public Option<bool> UseMkl { get; } = new("--mkl")
    {
        Description = "Takes Intel's MKL, if it is there, for hidden layers of at least 256 inputs and neurons; the last bits depend on it.",
    };

    public IEnumerable<Option> All => [Out, Epochs, BatchSize, LearningRate, Seed, L2, Threads, Hidden, UseMkl];

    private static Option<int[]> Widths(Option<int[]> option)
    {
        option.Validators.Add(result => Check(result, option, widths =>
            widths?.Any(width => width is < 1 or > 100_000) == true
                ? $"{option.Name} takes widths from 1 to 100000; {string.Join(", ", widths)} given."
                : null));
        return option;
    }
}
