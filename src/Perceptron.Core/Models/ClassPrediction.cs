using System.Collections.ObjectModel;
using System.Globalization;

namespace Perceptron;

/// <summary>What a model predicts for one observation: a class, its name and its probability, and all classes from the most probable on.</summary>
/// <remarks>Made by <see cref="Model{T}.PredictClass"/>.</remarks>
public sealed class ClassPrediction
{
    private ClassPrediction(int index, IReadOnlyList<string> names, double[] probabilities)
    {
        (Index, Name, Probability) = (index, names[index], probabilities[index]);

        // A stable sort: of equal probabilities the lowest index comes first.
        Ranking = new ReadOnlyCollection<RankedClass>(
            [.. probabilities.Select((probability, i) => new RankedClass(i, names[i], probability)).OrderByDescending(one => one.Probability)]);
    }

    /// <summary>The class that is predicted, from 0.</summary>
    public int Index { get; }

    /// <summary>The name of the class.</summary>
    public string Name { get; }

    /// <summary>The probability of the class, f(x); of class 0 of a single sigmoid output, 1 − f(x).</summary>
    public double Probability { get; }

    /// <summary>All classes, the most probable first; of equal ones the lowest index first.</summary>
    public IReadOnlyList<RankedClass> Ranking { get; }

    /// <summary>The class and its probability, as "dog (class 1), probability 0.9312".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Name} (class {Index}), probability {Probability:0.0000}");

    internal static ClassPrediction Of(int index, IReadOnlyList<string> names, double[] probabilities) => new(index, names, probabilities);
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
