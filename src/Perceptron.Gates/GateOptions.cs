namespace Perceptron;

/// <summary>How a gate is learned: from where, by which steps, and for how long.</summary>
public sealed class GateOptions
{
    private readonly double? _learningRate;
    private readonly int _epochs = 5000;
    private readonly int? _hiddenNeurons;
    private readonly double _targetLoss;
    private readonly Activation _hiddenActivation = Activation.Sigmoid;

    internal static GateOptions Default { get; } = new();

    /// <summary>
    /// Where to start; by default zeros for a layer by itself without a <see cref="Seed"/>, else numbers drawn evenly from
    /// [−1, 1]. A start that is given comes before seed, hidden neurons and activation.
    /// </summary>
    public Model<double>? Start { get; init; }

    /// <summary>What the random start is drawn by; 7 where there is a hidden layer and nothing else is said.</summary>
    public long? Seed { get; init; }

    /// <summary>Neurons of the hidden layer, 0 for none; by default 2 for XOR, and none for the others.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0.</exception>
    public int? HiddenNeurons
    {
        get => _hiddenNeurons;
        init
        {
            if (value < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(HiddenNeurons), value, "A hidden layer has neurons; 0 means that there is none.");
            }

            _hiddenNeurons = value;
        }
    }

    /// <summary>The activation of the hidden layer; sigmoid by default.</summary>
    /// <exception cref="ArgumentNullException">The activation is null.</exception>
    public Activation HiddenActivation
    {
        get => _hiddenActivation;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(HiddenActivation));
            _hiddenActivation = value;
        }
    }

    /// <summary>
    /// The rate of the gradient descent, above 0; by default 5, since the loss of so few rows is gentle, but 0.5 with a hidden
    /// layer of ReLU, which a larger one kills.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not a finite number above 0.</exception>
    public double? LearningRate
    {
        get => _learningRate;
        init
        {
            if (value is { } rate && (!double.IsFinite(rate) || rate <= 0))
            {
                throw new ArgumentOutOfRangeException(nameof(LearningRate), value, "A finite rate above 0 is needed.");
            }

            _learningRate = value;
        }
    }

    /// <summary>After how many updates to stop; 5,000 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0.</exception>
    public int Epochs
    {
        get => _epochs;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(Epochs));
            _epochs = value;
        }
    }

    /// <summary>At which loss to stop earlier; by default 0, where nothing is left to learn.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0 or not finite.</exception>
    public double TargetLoss
    {
        get => _targetLoss;
        init
        {
            if (!double.IsFinite(value) || value < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(TargetLoss), value, "A finite loss of at least 0 is needed.");
            }

            _targetLoss = value;
        }
    }

    /// <summary>The same from another random start.</summary>
    /// <param name="seed">What the start is drawn by.</param>
    /// <returns>Options without a <see cref="Start"/>.</returns>
    public GateOptions From(long seed) => From(null, seed);

    /// <summary>The same from another start.</summary>
    /// <param name="start">Where to start.</param>
    /// <returns>Options without a <see cref="Seed"/>.</returns>
    public GateOptions From(Model<double> start)
    {
        ArgumentNullException.ThrowIfNull(start);
        return From(start, null);
    }

    /// <summary>Rate and epochs, as "rate 5, 5000 epochs".</summary>
    /// <returns>One line.</returns>
    public override string ToString() =>
        (LearningRate is { } rate ? FormattableString.Invariant($"rate {rate:R}, ") : "") + Pluralize.Count(Epochs, "epoch");

    /// <summary>The rate from a start, with the default filled in.</summary>
    internal double RateOf(Model<double> start) =>
        LearningRate ?? (start.Architecture.HiddenActivations.Contains(Activation.ReLU) ? 0.5 : 5);

    /// <summary>The start of a gate, and the seed where it is a random one.</summary>
    internal (Model<double> Start, long? Seed) StartOf(LogicGate gate)
    {
        if (Start is not null)
        {
            return (Start, null);
        }

        var hidden = HiddenNeurons ?? (gate == LogicGate.Xor ? 2 : 0);
        var builder = Architecture.Of(gate.InputCount);
        if (hidden > 0)
        {
            builder = builder.Hidden(hidden, HiddenActivation);
        }

        var architecture = builder.Sigmoid(gate.OutputNames.Count);
        if (gate.OutputNames.Count > 1)
        {
            architecture = architecture.WithClassNames(gate.OutputNames);
        }

        if (hidden == 0 && Seed is null)
        {
            return (Model.Zeros<double>(architecture), null);
        }

        var seed = Seed ?? 7;
        return (Model.Uniform<double>(architecture, -1, 1, seed), seed);
    }

    private GateOptions From(Model<double>? start, long? seed) => new()
    {
        Start = start,
        Seed = seed,
        HiddenNeurons = HiddenNeurons,
        HiddenActivation = HiddenActivation,
        LearningRate = LearningRate,
        Epochs = Epochs,
        TargetLoss = TargetLoss,
    };
}
