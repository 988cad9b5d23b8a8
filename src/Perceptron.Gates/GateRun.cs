namespace Perceptron;

/// <summary>A training of a gate by full-batch gradient descent: its start, its losses and its result.</summary>
public sealed class GateRun
{
    /// <summary>A gate counts as learned if all its rows are correct and the loss is below this value.</summary>
    public const double LearnedLoss = 0.05;

    private GateRun(LogicGate gate, long? seed, double learningRate, FitResult<double> fit, IReadOnlyList<Epoch<double>> snapshots)
    {
        Gate = gate;
        Seed = seed;
        LearningRate = learningRate;
        Fit = fit;
        Snapshots = snapshots;
        Table = TruthTable.Compute(Model, gate.Dataset);
        IsLearned = Table.IsCorrect && Loss < LearnedLoss;
    }

    /// <summary>The gate to learn.</summary>
    public LogicGate Gate { get; }

    /// <summary>The seed of the start; null if the start was zeros or was given.</summary>
    public long? Seed { get; }

    /// <summary>The learning rate of gradient descent.</summary>
    public double LearningRate { get; }

    /// <summary>The result of the training: the loss of every epoch, the last epoch, and why training stopped.</summary>
    public FitResult<double> Fit { get; }

    /// <summary>
    /// Selected epochs: the start, each of the first ten, then fewer and fewer (each a tenth later than the one before),
    /// and the last.
    /// </summary>
    public IReadOnlyList<Epoch<double>> Snapshots { get; }

    /// <summary>The model of the last epoch.</summary>
    public Model<double> Model => Fit.Last.Model;

    /// <summary>The loss of the last epoch.</summary>
    public double Loss => Table.Loss;

    /// <summary>The truth table of the last epoch's model.</summary>
    public TruthTable Table { get; }

    /// <summary>Whether all rows are correct and the loss is below <see cref="LearnedLoss"/>.</summary>
    public bool IsLearned { get; }

    /// <summary>Learns a gate.</summary>
    /// <param name="gate">The gate to learn.</param>
    /// <param name="options">Start, learning rate and epochs; the defaults if omitted.</param>
    /// <param name="progress">Receives each epoch, in order, on the thread that learns.</param>
    /// <param name="cancellationToken">Checked before every step. A cancelled run ends with the epochs that it has.</param>
    /// <returns>The run.</returns>
    /// <exception cref="ArgumentException">The start has a softmax, or its inputs or outputs are not those of the gate.</exception>
    public static GateRun Run(
        LogicGate gate, GateOptions? options = null, IProgress<FitProgress<double>>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(gate);
        options ??= GateOptions.Default;
        var (start, seed) = options.StartOf(gate);
        var rate = options.RateOf(start);
        var snapshots = new SnapshotSampler();
        var fit = start.Fit(
            gate.Dataset,
            new GradientDescent(rate),
            options.Epochs,
            stopping: new StoppingOptions<double> { TargetLoss = options.TargetLoss },
            progress: new SynchronousProgress<FitProgress<double>>(report =>
            {
                snapshots.Add(report.Epoch);
                progress?.Report(report);
            }),
            cancellationToken: cancellationToken);
        return new(gate, seed, rate, fit, snapshots.With(fit.Last));
    }

    /// <summary>The result, as "XOR learned: epoch 5000, loss 0.00227" or "XOR not learned: …".</summary>
    /// <returns>One line.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{Gate} {(IsLearned ? "learned" : "not learned")}: epoch {Fit.Last.Number}, loss {Loss:G4}");
}
