using System.Collections.ObjectModel;
using Perceptron.Support;

namespace Perceptron;

/// <summary>How classifiers are compared. Nothing set: by the log loss of five folds, stratified where there is one label.</summary>
public sealed class TuningOptions
{
    private readonly ReadOnlyCollection<TuningMetric> _metrics = new([TuningMetric.LogLoss, TuningMetric.Accuracy]);

    /// <summary>How the rows are divided; null, which is the default, for five folds, stratified where there is one label.</summary>
    public FoldPlan? Folds { get; init; }

    /// <summary>What is measured on each fold. The first one chooses; the others are only told. Log loss and accuracy by default.</summary>
    /// <exception cref="ArgumentException">There is none, one is null, or two have the same name.</exception>
    public IReadOnlyList<TuningMetric> Metrics
    {
        get => _metrics;
        init
        {
            Guard.NotNull(value, nameof(Metrics));
            TuningMetric[] copy = [.. value];
            _metrics = copy.Length == 0 || copy.Contains(null)
                ? throw new ArgumentException("At least one metric is needed, and none can be null.", nameof(Metrics))
                : copy.Select(metric => metric.Name).Distinct(StringComparer.Ordinal).Count() < copy.Length
                ? throw new ArgumentException("Two metrics have the same name.", nameof(Metrics))
                : new(copy);
        }
    }

    /// <summary>How many folds and candidates may be computed at the same time, each by one thread; null for one. It changes no bit.</summary>
    public ComputeOptions? Compute { get; init; }

    /// <summary>Receives each candidate's result on each fold, one at a time, as they are done; with several threads in any order.</summary>
    public IProgress<TuningProgress>? Progress { get; init; }

    /// <summary>The options in one line.</summary>
    /// <returns>As "5 stratified folds, 2 repeats, by log loss".</returns>
    public override string ToString() => $"{Folds?.ToString() ?? "5 folds"}, by {Metrics[0]}";
}
