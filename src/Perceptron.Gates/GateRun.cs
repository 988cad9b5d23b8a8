namespace Perceptron;

/// <summary>A gate as it was learned, by full-batch gradient descent: from where, by which losses, and what came of it.</summary>
public sealed class GateRun
{
    /// <summary>A gate counts as learned when all its rows are right and the loss is below this.</summary>
    public const double LearnedLoss = 0.05;

    private GateRun(LogicGate gate, long? seed, double learningRate, FitResult<double> fit, IReadOnlyList<Epoch<double>> moments)
    {
        Gate = gate;
        Seed = seed;
        LearningRate = learningRate;
        Fit = fit;
        Snapshots = moments;
        Table = TruthTable.Compute(Model, gate.Dataset);
        IsLearned = Table.IsCorrect && Loss < LearnedLoss;
    }

    /// <summary>What was to be learned.</summary>
    public LogicGate Gate { get; }

    /// <summary>What its start was drawn by; null where that was zeros, or given.</summary>
    public long? Seed { get; }

    /// <summary>The rate of its gradient descent.</summary>
    public double LearningRate { get; }

    /// <summary>The training: the loss of every epoch, the last one, and why it stopped.</summary>
    public FitResult<double> Fit { get; }

    /// <summary>
    /// Epochs to look back at: the start, each of the first ten, then ever fewer (each a tenth later than the one before),
    /// and the last.
    /// </summary>
    public IReadOnlyList<Epoch<double>> Snapshots { get; }

    /// <summary>The model of the last epoch.</summary>
    public Model<double> Model => Fit.Last.Model;

    /// <summary>The loss of the last epoch.</summary>
    public double Loss => Table.Loss;

    /// <summary>The truth table as the last epoch's model has it.</summary>
    public TruthTable Table { get; }

    /// <summary>Whether all rows are right and the loss is below <see cref="LearnedLoss"/>.</summary>
    public bool IsLearned { get; }

    /// <summary>Learns a gate.</summary>
    /// <param name="gate">What to learn.</param>
    /// <param name="options">Start, rate and epochs; 5,000 epochs if it is left out.</param>
    /// <param name="cancellationToken">Looked at before every step; a cancelled run is what there is.</param>
    /// <returns>The run.</returns>
    /// <exception cref="ArgumentException">The start has other inputs or outputs than the gate, or a softmax.</exception>
    public static GateRun Run(LogicGate gate, GateOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(gate);
        options ??= GateOptions.Default;
        var (start, seed) = options.StartOf(gate);
        var rate = options.RateOf(start);
        var moments = new SnapshotSampler();
        var fit = start.Fit(
            gate.Dataset,
            new GradientDescent(rate),
            options.Epochs,
            new FitOptions<double> { TargetLoss = options.TargetLoss, Progress = (epoch, _) => moments.Add(epoch) },
            cancellationToken);
        return new(gate, seed, rate, fit, moments.With(fit.Last));
    }

    /// <summary>What came of it, as "XOR learned: epoch 5000, loss 0.00227" or "XOR not learned: …".</summary>
    /// <returns>One line.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{Gate} {(IsLearned ? "learned" : "not learned")}: epoch {Fit.Last.Number}, loss {Loss:G4}");
}
