namespace Perceptron.Playground.Lab;

/// <summary>The complete state of the lab at one epoch, as in a link. It determines the model's numbers, since training is deterministic to the bit.</summary>
public sealed record LabState
{
    public const int MaxLayers = 3;

    public const int MaxNeurons = 8;

    /// <summary>The maximum number of epochs that are trained again for a link.</summary>
    public const int MaxEpoch = 1_000_000;

    public Problem Problem { get; init; } = Problem.Xor;

    public PlaneOptions Points { get; init; } = new();

    /// <summary>The sizes of the hidden layers.</summary>
    public IReadOnlyList<int> Hidden { get; init; } = Problem.Xor.DefaultHidden;

    public Activation Activation { get; init; } = Activation.Sigmoid;

    public Start Start { get; init; } = new(StartKind.Random);

    public TrainingSettings Training { get; init; } = new();

    /// <summary>How many epochs after the start.</summary>
    public int Epoch { get; init; }

    public ViewState View { get; init; } = new();

    /// <summary>A problem with what it begins with.</summary>
    public static LabState Of(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var activation = problem.IsGate ? Activation.Sigmoid : Activation.Tanh;
        var start = DefaultStart(problem, problem.DefaultHidden, activation, seed: 1);
        return new()
        {
            Problem = problem,
            Hidden = problem.DefaultHidden,
            Activation = activation,
            Start = new(start),
            Training = new() { Rate = DefaultRate(problem, start), Batch = problem.IsGate ? 0 : 10 },
        };
    }

    /// <summary>The start where none is named: XOR begins where it learns, if its layers are those of that start and no other seed is named.</summary>
    public static StartKind DefaultStart(Problem problem, IReadOnlyList<int> hidden, Activation activation, long seed)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        return problem == Problem.Xor && seed == 1 && activation == Activation.Sigmoid && hidden is [2] ? StartKind.Learns : StartKind.Random;
    }

    /// <summary>The learning rate where neither a start nor a rate is named. XOR then has a loss under 0.05 after some 400 epochs.</summary>
    public static double DefaultRate(Problem problem, StartKind start)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem == Problem.Xor && start == StartKind.Learns ? 2.5 : problem.DefaultRate;
    }

    public Architecture Architecture()
    {
        var builder = Perceptron.Architecture.Of(Problem.Inputs);
        foreach (var neurons in Hidden)
        {
            builder = builder.Hidden(neurons, Activation);
        }

        return builder.Sigmoid(Problem.Outputs);
    }
}

/// <summary>What of it is looked at, and how.</summary>
public sealed record ViewState
{
    /// <summary>Which surface: "y1" and so on for an output, "h1.2" for the second neuron of the first hidden layer, "hy" for the output over h, "all" for each.</summary>
    public string Surface { get; init; } = "y1";

    public bool IsHeatMap { get; init; }

    public double Azimuth { get; init; } = -60;

    public double Elevation { get; init; } = 30;

    public double Zoom { get; init; } = 1;

    public bool IsLogarithmic { get; init; }

    /// <summary>The two parameters whose loss surface is shown.</summary>
    public int LossFirst { get; init; }

    public int LossSecond { get; init; } = 1;

    public bool IsLossHeatMap { get; init; } = true;

    /// <summary>Epochs a second; 0 is as many as it can.</summary>
    public int Speed { get; init; } = 60;

    /// <summary>Whether the hints of a first visit are shown; null for where they make sense.</summary>
    public bool? Hints { get; init; }

    /// <summary>The parts that are left out, of <see cref="Parts"/>.</summary>
    public IReadOnlySet<string> Hide { get; init; } = new SortedSet<string>(StringComparer.Ordinal);

    /// <summary>What can be left out, by its name in a link.</summary>
    public static IReadOnlySet<string> Parts { get; } = new SortedSet<string>(
        ["formula", "hspace", "link", "loss", "losssurface", "model", "network", "numbers", "rule", "start", "surface", "table", "top", "train"], StringComparer.Ordinal);
}
