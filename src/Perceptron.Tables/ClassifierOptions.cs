using System.Collections.ObjectModel;
using Perceptron.Support;

namespace Perceptron;

/// <summary>How a classifier is trained. Nothing set: without hidden layers, by L-BFGS to the optimum, with the penalty that scikit-learn has by default.</summary>
public sealed class ClassifierOptions
{
    private readonly double? _l2;
    private readonly ReadOnlyCollection<int> _hidden = ReadOnlyCollection<int>.Empty;
    private readonly int _epochs = 100;
    private readonly int? _batchSize;
    private readonly int? _patience;
    private readonly double _validationFraction = 0.1;

    /// <summary>The options that nothing was set of.</summary>
    public ClassifierOptions()
    {
    }

    /// <summary>The same options, to set others of them.</summary>
    internal ClassifierOptions(ClassifierOptions other)
    {
        (_l2, _hidden, _epochs, _batchSize, _patience, _validationFraction) = (other._l2, other._hidden, other._epochs, other._batchSize, other._patience, other._validationFraction);
        (Activation, Optimizer, Lbfgs, From, Seed) = (other.Activation, other.Optimizer, other.Lbfgs, other.From, other.Seed);
        (BalancedClasses, WeightColumn, Positive, Compute, Progress) = (other.BalancedClasses, other.WeightColumn, other.Positive, other.Compute, other.Progress);
    }

    /// <summary>
    /// λ of the penalty on the weights, $\frac{\lambda}{2} \sum w^2$; null, which is the default, is 1/n of n training rows (the sum of their weights with a
    /// softmax; over the number of labels, where there are several), as scikit-learn's <c>LogisticRegression(C=1)</c> has it. 0 is no penalty.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0 or not finite.</exception>
    public double? L2
    {
        get => _l2;
        init => _l2 = value is { } given ? Guard.NotNegative(given, nameof(L2)) : null;
    }

    /// <summary>The neurons of each hidden layer, the first one's first; none by default.</summary>
    /// <exception cref="ArgumentException">A layer has fewer than 1.</exception>
    public IReadOnlyList<int> Hidden
    {
        get => _hidden;
        init
        {
            Guard.NotNull(value, nameof(Hidden));
            int[] copy = [.. value];
            _hidden = copy.Any(neurons => neurons < 1)
                ? throw new ArgumentException("A hidden layer needs at least 1 neuron.", nameof(Hidden))
                : new ReadOnlyCollection<int>(copy);
        }
    }

    /// <summary>The activation of the hidden layers; null, which is the default, for ReLU.</summary>
    public Activation? Activation { get; init; }

    /// <summary>The rule of the updates; null, which is the default, for L-BFGS.</summary>
    public Optimizer? Optimizer { get; init; }

    /// <summary>When L-BFGS stops; null for where no entry of the gradient is above 1e-9, or, with hidden layers, above 1e-6 or after 1,000 steps.</summary>
    public Lbfgs? Lbfgs { get; init; }

    /// <summary>How many passes over the rows an <see cref="Optimizer"/> takes; 100 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int Epochs
    {
        get => _epochs;
        init => _epochs = Guard.AtLeast(1, value, nameof(Epochs));
    }

    /// <summary>How many rows a step of an <see cref="Optimizer"/> takes; null, which is the default, for all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int? BatchSize
    {
        get => _batchSize;
        init => _batchSize = value is { } given ? Guard.AtLeast(1, given, nameof(BatchSize)) : null;
    }

    /// <summary>After how many epochs without a better loss on <see cref="ValidationFraction"/> an <see cref="Optimizer"/> stops, and takes the best; null for never.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int? Patience
    {
        get => _patience;
        init => _patience = value is { } given ? Guard.AtLeast(1, given, nameof(Patience)) : null;
    }

    /// <summary>The part of the training rows that <see cref="Patience"/> holds out to choose by; 0.1 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not between 0 and 1.</exception>
    public double ValidationFraction
    {
        get => _validationFraction;
        init => _validationFraction = value is > 0 and < 1 ? value : throw OutOfRange.Of(nameof(ValidationFraction), value, "A part above 0 and below 1 is needed.");
    }

    /// <summary>Whether each class has the same weight in sum, however many rows it has.</summary>
    public bool BalancedClasses { get; init; }

    /// <summary>A column with a weight for each row, at least 0; it is no input. Null for none.</summary>
    public string? WeightColumn { get; init; }

    /// <summary>Which of two answers is the positive one; null, which is the default, for the later by ordinal order.</summary>
    public string? Positive { get; init; }

    /// <summary>A classifier to start from, of the same columns and classes; null for a start by <see cref="Seed"/>.</summary>
    public Classifier? From { get; init; }

    /// <summary>Gives the start of hidden layers, the order of the rows, and what is held out to choose by.</summary>
    public long Seed { get; init; }

    /// <summary>How many threads may work; null for one. It changes no bit.</summary>
    public ComputeOptions? Compute { get; init; }

    /// <summary>Receives each step of L-BFGS, or each epoch of an optimizer, with its loss.</summary>
    public IProgress<Iterate>? Progress { get; init; }

    internal static ClassifierOptions Default { get; } = new();

    /// <summary>The main settings, as "hidden 32, L2 0.01, L-BFGS".</summary>
    /// <returns>One line.</returns>
    public override string ToString() =>
        $"{(Hidden.Count == 0 ? "" : $"hidden {string.Join(", ", Hidden.Take(5).Select(Guard.Text))}{(Hidden.Count > 5 ? ", …" : "")}, ")}L2 {(L2 is { } l2 ? Guard.Short(l2) : "1/n")}, "
        + (Optimizer is null ? "L-BFGS" : $"{Optimizer.GetType().Name}, {Guard.Count(Epochs, "epoch")}");
}
