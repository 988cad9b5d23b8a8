using System.Numerics;
using Perceptron.Metrics;
using Perceptron.Support;

namespace Perceptron;

public sealed partial class Evaluation
{
    /// <summary>The evaluation of predictions of exclusive classes, by the indices of the correct ones.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="predictions">Observations × classes: f(x), each from 0 to 1, each row with the sum 1.</param>
    /// <param name="classIndices">The class of each observation, from 0.</param>
    /// <returns>The evaluation.</returns>
    /// <exception cref="ArgumentException">The shapes differ or are empty, or a row is no distribution.</exception>
    public static Evaluation Compute<T>(T[,] predictions, int[] classIndices)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(predictions, nameof(predictions));
        return Compute(predictions, Targets<T>.FromIndices(classIndices, predictions.GetLength(1), nameof(classIndices), nameof(predictions)), nameof(classIndices));
    }

    /// <summary>The evaluation of predictions of independent classes; f(x) counts as a yes from 0.5 on.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="predictions">Observations × classes: f(x), each from 0 to 1.</param>
    /// <param name="targets">Observations × classes, each from 0 to 1.</param>
    /// <returns>The evaluation.</returns>
    /// <exception cref="ArgumentException">The shapes differ or are empty, or a value lies outside.</exception>
    public static Evaluation Compute<T>(T[,] predictions, T[,] targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(predictions, nameof(predictions));
        Guard.NotNull(targets, nameof(targets));
        return Compute(predictions, Targets<T>.FromEntries(Arrays.Flat(targets, nameof(targets)), targets.GetLength(0), targets.GetLength(1), nameof(targets)), nameof(targets));
    }

    /// <summary>The evaluation of predictions of a single sigmoid output; f(x) counts as a yes from 0.5 on.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="predictions">f(x) of each observation, from 0 to 1.</param>
    /// <param name="targets">A target for each, from 0 to 1.</param>
    /// <returns>The evaluation.</returns>
    /// <exception cref="ArgumentException">The lengths differ or are 0, or a value lies outside.</exception>
    public static Evaluation Compute<T>(T[] predictions, T[] targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(predictions, nameof(predictions));
        Guard.NotNull(targets, nameof(targets));
        return Compute(
            Arrays.Reshape<T>(predictions, predictions.Length, 1), Targets<T>.FromEntries([.. targets], targets.Length, 1, nameof(targets)), nameof(targets));
    }

    /// <summary>The evaluation of predictions against targets of any kind: exclusive, soft or independent.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="predictions">Observations × classes: f(x), each from 0 to 1; of exclusive classes each row has the sum 1.</param>
    /// <param name="targets">A target for each row.</param>
    /// <returns>The evaluation.</returns>
    /// <exception cref="ArgumentException">The shapes differ or are empty, or a value lies outside.</exception>
    public static Evaluation Compute<T>(T[,] predictions, Targets<T> targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(predictions, nameof(predictions));
        Guard.NotNull(targets, nameof(targets));
        return Compute(predictions, targets, nameof(targets));
    }

    internal static Evaluation Compute<T>(T[,] predictions, Targets<T> targets, string targetsName)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var flat = Predictions.Require(predictions, nameof(predictions), targets, targetsName, probabilities: true);
        if (targets.AreExclusive)
        {
            Guard.Pairs(targets.OutputCount, nameof(predictions));
        }

        var accumulator = new EvaluationAccumulator<T>(targets.AreExclusive, targets.OutputCount, Architecture.DefaultNames(targets.OutputCount));
        accumulator.Add(flat, targets);
        return accumulator.Build();
    }
}
