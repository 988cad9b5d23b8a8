using System.CommandLine;
using System.CommandLine.Parsing;
using static Perceptron.Cli.OptionChecks;

namespace Perceptron.Cli.Gates;

/// <summary>The command line options for learning a gate.</summary>
internal sealed class LearnOptions
{
    public const string DefaultFolder = "gates-out";

    public Option<DirectoryInfo> Out { get; } = OutputFolder.Option("Folder for the reports and pictures; created if needed.", DefaultFolder);

    public Option<double?> LearningRate { get; } = Number(new Option<double?>("--learning-rate", "--rate")
    {
        Description = "Learning rate of gradient descent. [default: 5; 0.5 with ReLU; 1 with --start]",
        HelpName = "RATE",
    }, zero: false);

    public Option<int?> Epochs { get; } = AtLeast(new Option<int?>("--epochs")
    {
        Description = "Number of updates, each by the whole truth table. [default: 5000]",
        HelpName = "N",
    }, 0, 10_000_000);

    public Option<double?> TargetLoss { get; } = Number(new Option<double?>("--target-loss")
    {
        Description = "Loss at which to stop early. [default: never]",
        HelpName = "LOSS",
    }, zero: true);

    public Option<long?> Seed { get; } = AnyWhole(new Option<long?>("--seed")
    {
        Description = "Seed of the start, which is drawn from [-1, 1]. [default: 7 with a hidden layer; without one, the start is zeros]",
        HelpName = "N",
    });

    public Option<int?> Hidden { get; } = AtLeast(new Option<int?>("--hidden")
    {
        Description = "Neurons in the hidden layer; 0 for none. [default: 2 for XOR, 0 for the others]",
        HelpName = "N",
    }, 0, 1000);

    public Option<string?> Activation { get; } = Among(new Option<string?>("--activation")
    {
        Description = "Activation of the hidden layer. [default: sigmoid]",
    }, "sigmoid", "tanh", "relu");

    public Option<string?> Start { get; } = Among(new Option<string?>("--start")
    {
        Description = "A start by hand: one that learns XOR, or one that gets stuck.",
    }, "learns", "stuck");

    public Option<SeedRange?> Seeds { get; } = new("--seeds")
    {
        Description = "Learns from many seeds in parallel, and shows which of them succeed and where the others end.",
        HelpName = "A..B",
        CustomParser = SeedRange.Parse,
    };

    public Option<int?> Threads { get; } = AtLeast(new Option<int?>("--threads")
    {
        Description = "Maximum number of runs at the same time; the numbers don't depend on it. [default: the number of processors]",
        HelpName = "N",
    }, 1, 1024);

    /// <summary>The options of every command that learns.</summary>
    public IEnumerable<Option> Learning => [LearningRate, Epochs, TargetLoss, Seed, Hidden, Activation];

    public GateOptions For(LogicGate gate, ParseResult parsed, bool isAlone)
    {
        var start = isAlone && gate == LogicGate.Xor ? parsed.GetValue(Start) : null;

        // With several gates, seed and hidden layer apply to XOR only.
        var isShaped = isAlone || gate == LogicGate.Xor;
        return new GateOptions
        {
            Start = start switch { "learns" => XorStart.Learns, "stuck" => XorStart.GetsStuck, _ => null },
            Seed = isShaped ? parsed.GetValue(Seed) : null,
            HiddenNeurons = isShaped ? parsed.GetValue(Hidden) : null,
            HiddenActivation = parsed.GetValue(Activation) switch
            {
                "tanh" => Perceptron.Activation.Tanh,
                "relu" => Perceptron.Activation.ReLU,
                _ => Perceptron.Activation.Sigmoid,
            },
            LearningRate = parsed.GetValue(LearningRate) ?? (start is null ? null : 1),
            Epochs = parsed.GetValue(Epochs) ?? 5000,
            TargetLoss = parsed.GetValue(TargetLoss),
        };
    }

    /// <summary>Refuses an activation without a hidden layer, which would be ignored.</summary>
    public void RefuseActivationOf(LogicGate gate, CommandResult result)
    {
        var hasNone = result.GetResult(Hidden) is { Tokens: [var token] } ? StrictNumber.ReadWhole(token.Value, out var hidden) is null && hidden == 0 : gate != LogicGate.Xor;
        if (hasNone && result.GetResult(Activation) is { Implicit: false })
        {
            result.AddError($"{Activation.Name} needs a hidden layer; give its number of neurons by {Hidden.Name}.");
        }
    }

    /// <summary>Refuses options that exclude each other.</summary>
    public void RefuseContradictions(CommandResult result)
    {
        Refuse(Seeds, Seed);
        Refuse(Seeds, Start);
        Refuse(Start, Seed);
        Refuse(Start, Hidden);
        Refuse(Start, Activation);
        if (result.GetResult(Threads) is { Implicit: false } && result.GetResult(Seeds) is null)
        {
            result.AddError($"{Threads.Name} is for {Seeds.Name} only.");
        }

        void Refuse(Option one, Option other)
        {
            if (result.GetResult(one) is { Implicit: false } && result.GetResult(other) is { Implicit: false })
            {
                result.AddError($"{one.Name} and {other.Name} can't be used together.");
            }
        }
    }
}

/// <summary>Seeds from one to another.</summary>
internal sealed record SeedRange(long First, int Count)
{
    public static SeedRange? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (text.Split("..") is [var from, var to]
            && StrictNumber.ReadWhole(from, out var first) is null
            && StrictNumber.ReadWhole(to, out var last) is null
            && last >= first && (Int128)last - first < 1_000_000)
        {
            return new(first, (int)(last - first + 1));
        }

        result.AddError($"--seeds takes A..B, such as 1..100, with A at most B and at most a million seeds; \"{text}\" given.");
        return null;
    }
}
