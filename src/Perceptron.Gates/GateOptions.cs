namespace Perceptron;

/// <summary>How a gate is learned: start, learning rate and number of epochs.</summary>
public sealed class GateOptions
{
    private readonly double? _learningRate;
    private readonly int _epochs = 5000;
    private readonly int? _hiddenNeurons;
    private readonly double? _targetLoss;
    private readonly Activation _hiddenActivation = Activation.Sigmoid;

    internal static GateOptions Default { get; } = new();

    /// <summary>
    /// The model to start from. By default it is zeros for a single layer without a <see cref="Seed"/>, else numbers drawn uniformly from
    /// [−1, 1]. A start that is given overrides seed, hidden neurons and activation.
    /// </summary>
    public Model<double>? Start { get; init; }

    /// <summary>The seed of the random start; 7 by default if there is a hidden layer.</summary>
    public long? Seed { get; init; }

    /// <summary>Neurons in the hidden layer, 0 for no hidden layer; by default 2 for XOR and 0 for the other gates.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0 or above 1,000,000.</exception>
    public int? HiddenNeurons
    {
        get => _hiddenNeurons;
        init
        {
            if (value is { } neurons and (< 0 or > 1_000_000))
            {
                throw OutOfRange.Of(nameof(HiddenNeurons), neurons, "The number of hidden neurons must be from 0 to 1000000; 0 means no hidden layer.");
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
    /// The learning rate of gradient descent, above 0. By default it is 5, which suits these small tables, and 0.5 with a hidden
    /// layer of ReLU: a larger rate makes its neurons die.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is not a finite number above 0.</exception>
    public double? LearningRate
    {
        get => _learningRate;
        init
        {
            if (value is { } rate && (!double.IsFinite(rate) || rate <= 0))
            {
                throw OutOfRange.Of(nameof(LearningRate), rate, "The learning rate must be a finite number above 0.");
            }

            _learningRate = value;
        }
    }

    /// <summary>The number of updates; 5,000 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0.</exception>
    public int Epochs
    {
        get => _epochs;
        init
        {
            _epochs = OutOfRange.AtLeast(0, value, nameof(Epochs));
        }
    }

    /// <summary>The loss at which training stops early; null, the default, for never.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0 or not finite.</exception>
    public double? TargetLoss
    {
        get => _targetLoss;
        init
        {
            if (value is { } loss && (!double.IsFinite(loss) || loss < 0))
            {
                throw OutOfRange.Of(nameof(TargetLoss), loss, "The target loss must be a finite number of at least 0.");
            }

            _targetLoss = value;
        }
    }

    /// <summary>The same options with another random start.</summary>
    /// <param name="seed">The seed of the start.</param>
    /// <returns>Options without a <see cref="Start"/>.</returns>
    public GateOptions From(long seed) => From(null, seed);

    /// <summary>The same options with another start.</summary>
    /// <param name="start">The model to start from.</param>
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

    /// <summary>The learning rate, by default the one for a start.</summary>
    internal double RateOf(Model<double> start) =>
        LearningRate ?? (start.Architecture.HiddenActivations.Contains(Activation.ReLU) ? 0.5 : 5);

    /// <summary>The start for a gate, and its seed if it is random.</summary>
    internal (Model<double> Start, long? Seed) StartOf(LogicGate gate, string startName = nameof(Start))
    {
        if (Start is not null)
        {
            return Start.InputCount == gate.InputCount && Start.OutputCount == gate.Dataset.OutputCount && Start.Architecture.Output == Output.Sigmoid
                ? (Start, null)
                : throw new ArgumentException(
                    $"The model to start from is {Start.Architecture}; {gate} needs {Pluralize.Count(gate.InputCount, "input")}, and a sigmoid with {Pluralize.Count(gate.Dataset.OutputCount, "output")}.", startName);
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
