using System.Globalization;

namespace Perceptron;

/// <summary>One of several independent answers.</summary>
/// <param name="Name">The label.</param>
/// <param name="Probability">That it is so, from 0 to 1.</param>
/// <param name="IsPredicted">Whether the probability reaches the threshold of the label.</param>
public readonly record struct LabelPrediction(string Name, double Probability, bool IsPredicted)
{
    /// <summary>The label, the answer and its probability, as "late: yes, probability 0.8312".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Name}: {(IsPredicted ? "yes" : "no")}, probability {Probability:0.0000}");
}
