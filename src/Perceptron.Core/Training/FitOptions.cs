using System.Numerics;
using Perceptron.Support;

namespace Perceptron;

/// <summary>When to stop and what to keep, beside how to train.</summary>
/// <typeparam name="T">The model's scalar, <see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class FitOptions<T> : TrainingOptions
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _patience;
    private readonly double _minimalImprovement;
    private readonly double _targetLoss;
    private readonly double _lossTolerance;
    private readonly double _gradientTolerance;

    /// <summary>Data held out of training, on which each epoch's model is scored; never the test set.</summary>
    public Dataset<T>? Validation { get; init; }

    /// <summary>What a model scores on the held-out data, larger being better; by default its loss with <see cref="TrainingOptions.LossWeights"/> and without penalty, negated.</summary>
    public Func<Model<T>, Dataset<T>, double>? Score { get; init; }

    /// <summary>After how many epochs without a better score to stop; 0, which is the default, for never.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0.</exception>
    public int Patience
    {
        get => _patience;
        init => _patience = Guard.AtLeast(0, value, nameof(Patience));
    }

    /// <summary>
    /// By how much more than this a score must be better for <see cref="Patience"/> to start anew; 0, which is the default, for any.
    /// The best epoch is the one with the best score all the same.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0 or not finite.</exception>
    public double MinDelta
    {
        get => _minimalImprovement;
        init => _minimalImprovement = Guard.NotNegative(value, nameof(MinDelta));
    }

    /// <summary>
    /// The training stops when from one epoch to the next the loss, as <see cref="FitResult{T}.Losses"/> has it, changes by less than this
    /// times the loss (or times 1, where that is more); 0, which is the default, for never. With mini-batches the first change is
    /// that from epoch 1 to 2, whose losses are of one kind.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0 or not finite.</exception>
    public double LossTolerance
    {
        get => _lossTolerance;
        init => _lossTolerance = Guard.NotNegative(value, nameof(LossTolerance));
    }

    /// <summary>
    /// The training stops when <see cref="Epoch{T}.GradientMaxNorm"/>, which full batches know, is at most this; 0, which is the default, for
    /// never.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0 or not finite.</exception>
    public double GradientTolerance
    {
        get => _gradientTolerance;
        init => _gradientTolerance = Guard.NotNegative(value, nameof(GradientTolerance));
    }

    /// <summary>
    /// The training has converged when its loss, as <see cref="FitResult{T}.Losses"/> has it, is at most this; 0, which is the
    /// default, for never before it is 0.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0 or not finite.</exception>
    public double TargetLoss
    {
        get => _targetLoss;
        init => _targetLoss = Guard.NotNegative(value, nameof(TargetLoss));
    }

    /// <summary>
    /// Is told of each epoch and its score on the held-out data (NaN where there is none), on the thread that trains, as
    /// soon as it is finished.
    /// </summary>
    public Action<Epoch<T>, double>? Progress { get; init; }
}
