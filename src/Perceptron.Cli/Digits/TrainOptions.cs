using System.CommandLine;
using static Perceptron.Cli.OptionChecks;

namespace Perceptron.Cli.Digits;

/// <summary>The command line options of <c>digits train</c>, except those for the data.</summary>
internal sealed class TrainOptions
{
    public Option<DirectoryInfo> Out { get; } = OutputFolder.Option("Folder for the pictures and the model; created if needed.", "digits-out");

    public Option<int?> Epochs { get; } = AtLeast(new Option<int?>("--epochs")
    {
        Description = "Passes over the training images. [default: 5; 30 with the built-in digits]",
        HelpName = "N",
    }, 1);

    public Option<int?> BatchSize { get; } = AtLeast(new Option<int?>("--batch-size")
    {
        Description = "Images per step; 0 for all images in one step. [default: 128; 32 with the built-in digits]",
        HelpName = "N",
    }, 0);

    public Option<double?> LearningRate { get; } = Number(new Option<double?>("--learning-rate", "--rate")
    {
        Description = "Learning rate. [default: sgd 0.5, or 0.1 with hidden layers; momentum 0.05, or 0.02; adam and adamw 0.001]",
        HelpName = "RATE",
    }, zero: false);

    public Option<long?> Seed { get; } = AnyWhole(new Option<long?>("--seed")
    {
        Description = "Seed of the order of the images and, with hidden layers, of the start. The same seed gives the same numbers.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    });

    public Option<double?> L2 { get; } = Number(new Option<double?>("--l2")
    {
        Description = "Strength λ of the penalty λ/2 · Σw² on the weights. [default: 0]",
        HelpName = "λ",
    }, zero: true);

    public Option<int?> Threads { get; } = AtLeast(new Option<int?>("--threads")
    {
        Description = "Maximum number of threads; the numbers don't depend on it. [default: 1]",
        HelpName = "N",
    }, 1, 1024);

    public Option<int[]> Hidden { get; } = Several(new Option<int[]>("--hidden")
    {
        Description = "Neurons in a hidden layer (ReLU); several numbers for several layers. [default: none]",
        HelpName = "N",
        AllowMultipleArgumentsPerToken = true,
    }, 1, 100_000);

    public Option<bool> UseMkl { get; } = new("--mkl")
    {
        Description = $"Uses Intel's MKL, if available, for products of at least {BlasProvider.MinRows} images (see --batch-size) and layers of "
            + $"at least {BlasProvider.MinWidth} inputs and neurons. The last bits depend on it.",
    };

    public Option<DirectoryInfo?> MklFolder { get; } = Existing(new Option<DirectoryInfo?>("--mkl-folder")
    {
        Description = "Folder with MathNet.Numerics.Providers.MKL.dll and its native library; implies --mkl. "
            + $"[default: the folder in {Digits.MklFolder.Variable}, else the program's own]",
        HelpName = "DIR",
    });

    public IEnumerable<Option> All => [Out, Epochs, BatchSize, LearningRate, Seed, L2, Threads, Hidden, UseMkl, MklFolder];

    private static Option<DirectoryInfo?> Existing(Option<DirectoryInfo?> option)
    {
        option.Validators.Add(result => Check(result, option, folder =>
            folder?.Exists == false ? $"{option.Name} takes a folder that exists; there is none at {folder}." : null));
        return option;
    }
}
