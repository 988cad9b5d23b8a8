using System.Numerics;
using Perceptron.Support;

namespace Perceptron;

/// <summary>When a training stops before its last epoch, and which epoch is its best. What is null stops nothing.</summary>
/// <typeparam name="T">The model's scalar, <see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class StoppingOptions<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int? _patience;
    private readonly double? _minDelta;
    private readonly double? _targetLoss;
    private readonly double? _lossTolerance;
    private readonly double? _gradientTolerance;

    /// <summary>Data held out of training, on which each epoch's model is scored; never the test set.</summary>
    public Dataset<T>? Validation { get; init; }

    /// <summary>
    /// What a model scores on the held-out data; larger is better, and NaN is worse than any number. By default it is its loss, negated: with the class and positive weights
    /// of <see cref="TrainingOptions.Loss"/>, and without penalty, smoothing and row weights.
    /// </summary>
    public Func<Model<T>, Dataset<T>, double>? Score { get; init; }

    /// <summary>After how many epochs without a better score to stop. A score of NaN is not a better one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int? Patience
    {
        get => _patience;
        init => _patience = value is { } given ? Guard.AtLeast(1, given, nameof(Patience)) : null;
    }

    /// <summary>
    /// By how much more than this a score must be better to reset <see cref="Patience"/>; null for any. The best epoch is the one
    /// with the best score all the same.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0 or not finite.</exception>
    public double? MinDelta
    {
        get => _minDelta;
        init => _minDelta = NotNegative(value, nameof(MinDelta));
    }

    /// <summary>The training stops when <see cref="Epoch{T}.Loss"/> is at most this.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0 or not finite.</exception>
    public double? TargetLoss
    {
        get => _targetLoss;
        init => _targetLoss = NotNegative(value, nameof(TargetLoss));
    }

    /// <summary>
    /// The training stops when from one epoch to the next <see cref="Epoch{T}.Loss"/> changes by less than this times the loss (or times 1,
    /// where that is more). With mini-batches the first change is that from epoch 1 to 2, whose losses are of one kind.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0 or not finite.</exception>
    public double? LossTolerance
    {
        get => _lossTolerance;
        init => _lossTolerance = NotNegative(value, nameof(LossTolerance));
    }

    /// <summary>The training stops when <see cref="Epoch{T}.GradientMaxNorm"/>, which full batches know, is at most this.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0 or not finite.</exception>
    public double? GradientTolerance
    {
        get => _gradientTolerance;
        init => _gradientTolerance = NotNegative(value, nameof(GradientTolerance));
    }

    /// <summary>What is set, as "validation on 360 rows, patience 5", or "no stopping rule".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Text(Guard.Short);

    /// <summary>What is set, in one line, with numbers as the caller writes them.</summary>
    internal string Text(Func<double, string> number)
    {
        var parts = new List<string>();
        if (Validation is not null)
        {
            parts.Add($"validation on {Guard.Count(Validation.Count, "row")}{(Score is null ? "" : ", scored by a function")}");
        }

        if (Patience is { } patience)
        {
            parts.Add(FormattableString.Invariant($"patience {patience}"));
        }

        foreach (var (name, value) in new[]
        {
            ("min delta", MinDelta), ("target loss", TargetLoss), ("loss tolerance", LossTolerance), ("gradient tolerance", GradientTolerance),
        })
        {
            if (value is { } given)
            {
                parts.Add($"{name} {number(given)}");
            }
        }

        return parts.Count == 0 ? "no stopping rule" : string.Join(", ", parts);
    }

    /// <summary>Refuses what doesn't fit a model, its data and how it is trained.</summary>
    internal void Require(Model<T> model, Dataset<T> data, TrainingOptions options, string name)
    {
        if (Validation is not null)
        {
            model.Require(Validation, name);
        }
        else if (Patience is not null || Score is not null)
        {
            throw new ArgumentException($"{(Patience is not null ? "Patience" : "A score")} needs held-out data to look at: set Validation.", name);
        }

        if (GradientTolerance is not null && options.BatchSize < data.Count)
        {
            throw new ArgumentException("A tolerance of the gradient needs full batches; mini-batches don't know the gradient of the loss.", name);
        }
    }

    private static double? NotNegative(double? value, string name) => value is { } given ? Guard.NotNegative(given, name) : null;
}
