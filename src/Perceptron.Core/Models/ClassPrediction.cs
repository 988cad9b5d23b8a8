using System.Collections.ObjectModel;
using System.Globalization;

namespace Perceptron;

/// <summary>What a model predicts for one observation: a class, its name and its probability, and all classes from the most probable on.</summary>
/// <remarks>Made by <see cref="Model{T}.PredictClass"/>.</remarks>
public sealed class ClassPrediction
{
    internal ClassPrediction(int index, IReadOnlyList<string> names, double[] probabilities, double[] logits)
    {
        (Index, Name, Probability) = (index, names[index], probabilities[index]);

        // A stable sort: of equal logits the lowest index comes first.
        Ranking = new ReadOnlyCollection<RankedClass>(
            [.. probabilities.Select((probability, i) => new RankedClass(i, names[i], probability)).OrderByDescending(one => logits[one.Index])]);
    }

    /// <summary>The class that is predicted, from 0.</summary>
    public int Index { get; }

    /// <summary>The name of the class.</summary>
    public string Name { get; }

    /// <summary>The probability of the class, f(x); of class 0 of a single sigmoid output, 1 − f(x).</summary>
    public double Probability { get; }

    /// <summary>All classes, the most probable first, by their logits, which differ where probabilities round to one number; of equal ones the lowest index first.</summary>
    public IReadOnlyList<RankedClass> Ranking { get; }

    /// <summary>The class and its probability, as "dog (class 1), probability 0.9312".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Name} (class {Index}), probability {Probability:0.0000}");
}

/// <summary>A class of a <see cref="ClassPrediction.Ranking"/>.</summary>
/// <param name="Index">The class, from 0.</param>
/// <param name="Name">Its name.</param>
/// <param name="Probability">Its probability, from 0 to 1.</param>
public readonly record struct RankedClass(int Index, string Name, double Probability)
{
    /// <summary>The class and its probability, as "dog (class 1), probability 0.9312".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Name} (class {Index}), probability {Probability:0.0000}");
}
