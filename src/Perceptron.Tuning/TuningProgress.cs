using System.Globalization;

namespace Perceptron;

/// <summary>A candidate was trained and measured on a fold.</summary>
/// <param name="Done">How many were until now.</param>
/// <param name="Total">How many there are: candidates × folds × repeats.</param>
/// <param name="Name">The name of the candidate.</param>
/// <param name="Repeat">Which repeat, from 1.</param>
/// <param name="Fold">Which fold of it, from 1.</param>
/// <param name="Score">The metric that chooses, on this fold.</param>
public readonly record struct TuningProgress(int Done, int Total, string Name, int Repeat, int Fold, double Score)
{
    /// <summary>What it says, as "3/35: l2=0.01, fold 3 of repeat 1: 0.4321".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Done}/{Total}: {DisplayText.Safe(Name ?? "")}, fold {Fold} of repeat {Repeat}: {Score:0.0000}");
}
