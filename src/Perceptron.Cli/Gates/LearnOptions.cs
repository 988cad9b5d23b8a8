using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using static Perceptron.Cli.OptionChecks;

namespace Perceptron.Cli.Gates;

/// <summary>What can be said on the command line of how a gate is learned.</summary>
internal sealed class LearnOptions
{
    public const string DefaultFolder = "gates-out";

    public Option<DirectoryInfo> Out { get; } = OutputFolder.Option("Folder for the reports and pictures; made if need be.", DefaultFolder);

    public Option<double?> LearningRate { get; } = Number(new Option<double?>("--learning-rate", "--rate")
    {
        Description = "Rate of the gradient descent. [default: 5, with ReLU 0.5, with --start 1]",
        HelpName = "RATE",
    }, zero: false);

    public Option<int?> Epochs { get; } = AtLeast(new Option<int?>("--epochs")
    {
        Description = "Updates, each by the whole truth table. [default: 5000]",
        HelpName = "N",
    }, 0, 10_000_000);

    public Option<double?> TargetLoss { get; } = Number(new Option<double?>("--target-loss")
    {
        Description = "Loss at which to stop earlier. [default: never]",
        HelpName = "LOSS",
    }, zero: true);

    public Option<long?> Seed { get; } = new("--seed")
    {
        Description = "What the start is drawn by, from [-1, 1]. [default: 7 with a hidden layer; without, the start is zeros]",
        HelpName = "N",
    };

    public Option<int?> Hidden { get; } = AtLeast(new Option<int?>("--hidden")
    {
        Description = "Neurons of the hidden layer; 0 for none. [default: 2 for XOR, 0 for the others]",
        HelpName = "N",
    }, 0, 1000);

    public Option<string?> Activation { get; } = new Option<string?>("--activation")
    {
        Description = "Activation of the hidden layer. [default: sigmoid]",
    }.AcceptOnlyFromAmong("sigmoid", "tanh", "relu");

    public Option<string?> Start { get; } = new Option<string?>("--start")
    {
        Description = "A start by hand, from which XOR is learned, or one from which it gets stuck.",
    }.AcceptOnlyFromAmong("learns", "stuck");

    public Option<SeedRange?> Seeds { get; } = new("--seeds")
    {
        Description = "Learns from many starts in parallel, and tells from which of them it succeeds and where the others end.",
        HelpName = "A..B",
        CustomParser = SeedRange.Parse,
    };

    public Option<int?> Threads { get; } = AtLeast(new Option<int?>("--threads")
    {
        Description = "Starts that may be tried at the same time; the numbers don't depend on it. [default: the processors]",
        HelpName = "N",
    }, 1, 1024);

    /// <summary>What every way of learning takes.</summary>
    public IEnumerable<Option> Learning => [LearningRate, Epochs, TargetLoss, Seed, Hidden, Activation];

    public GateOptions For(LogicGate gate, ParseResult parsed, bool isAlone)
    {
        var start = isAlone && gate == LogicGate.Xor ? parsed.GetValue(Start) : null;

        // Where several gates are learned, seed and hidden layer are XOR's.
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
            TargetLoss = parsed.GetValue(TargetLoss) ?? 0,
        };
    }

    /// <summary>An activation without a hidden layer would go unheard.</summary>
    public void RefuseActivationOf(LogicGate gate, CommandResult result)
    {
        var hasNone = result.GetResult(Hidden) is { Tokens: [var token] } ? token.Value == "0" : gate != LogicGate.Xor;
        if (hasNone && result.GetResult(Activation) is { Implicit: false })
        {
            result.AddError($"{Activation.Name} is that of a hidden layer; say how many neurons it has by {Hidden.Name}.");
        }
    }

    /// <summary>Options of which one makes the other meaningless.</summary>
    public void RefuseContradictions(CommandResult result)
    {
        Refuse(Seeds, Seed);
        Refuse(Seeds, Start);
        Refuse(Start, Seed);
        Refuse(Start, Hidden);
        Refuse(Start, Activation);
        if (result.GetResult(Threads) is { Implicit: false } && result.GetResult(Seeds) is null)
        {
            result.AddError($"{Threads.Name} is for {Seeds.Name}.");
        }

        void Refuse(Option one, Option other)
        {
            if (result.GetResult(one) is { Implicit: false } && result.GetResult(other) is { Implicit: false })
            {
                result.AddError($"{one.Name} and {other.Name} can't be said together.");
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
            && long.TryParse(from, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var first)
            && long.TryParse(to, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var last)
            && last >= first && (Int128)last - first < 1_000_000)
        {
            return new(first, (int)(last - first + 1));
        }

        result.AddError($"--seeds takes A..B, as 1..100, with A at most B and at most a million of them; it is \"{text}\".");
        return null;
    }
}
