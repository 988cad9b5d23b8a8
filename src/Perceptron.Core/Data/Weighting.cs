using System.Numerics;
using Perceptron.Kernels;
using Perceptron.Support;

namespace Perceptron.Data;

/// <summary>
/// How the rows of a dataset weigh in a loss. What is a factor of a whole row is multiplied after the losses; what differs
/// between the entries of a row is in its targets.
/// </summary>
internal sealed class Weighting
{
    private readonly double[]? _factors;

    private Weighting(double[]? factors, double[]? divisors, ElementWeights? entries)
    {
        _factors = factors;
        Divisors = divisors;
        Entries = entries;
    }

    /// <summary>What each row adds to the number that the mean divides by; null where that is 1.</summary>
    public double[]? Divisors { get; }

    /// <summary>What the entries of a row weigh; null where all weigh 1.</summary>
    public ElementWeights? Entries { get; }

    /// <summary>The weights that rows and a loss have, for a loss of some kind of output; null where there is none.</summary>
    public static Weighting? Of<T>(Targets<T> targets, double[]? rows, LossWeights? weights, Output output, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (rows is null && (weights is null || weights.IsNone))
        {
            return null;
        }

        var classes = weights?.ClassWeights is { Count: > 0 } given ? given : null;
        if (!output.IsSoftmax || !targets.AreIndices)
        {
            var entries = weights is null || weights.IsNone
                ? null
                : new ElementWeights(targets.OutputCount, classes, weights.PositiveWeights is { Count: > 0 } positives ? positives : null);
            return new(rows, output.IsSoftmax ? rows : null, entries);
        }

        if (classes is null)
        {
            return new(rows, rows, null);
        }

        var (factors, sum) = (new double[targets.Count], 0.0);
        for (var row = 0; row < factors.Length; row++)
        {
            factors[row] = (rows is null ? 1 : rows[row]) * classes[targets.ClassOf(row)];
            sum += factors[row];
        }

        return double.IsFinite(sum)
            ? new(factors, factors, null)
            : throw new ArgumentException($"The weights are too large: their sum over all rows is {Guard.Text(sum)}.", name);
    }

    /// <summary>The sum over some rows, in their order.</summary>
    public static double Sum(double[] weights, RowBlock rows)
    {
        var sum = 0.0;
        for (var r = 0; r < rows.Count; r++)
        {
            sum += weights[rows[r]];
        }

        return sum;
    }

    /// <summary>Multiplies the losses of some rows, and where they were differentiated δ, by the factors of the rows.</summary>
    public void Multiply<T>(RowBlock rows, Span<T> delta, int stride, Span<double> losses, bool differentiate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (_factors is null)
        {
            return;
        }

        for (var r = 0; r < rows.Count; r++)
        {
            var factor = _factors[rows[r]];
            losses[r] *= factor;
            if (differentiate)
            {
                foreach (ref var entry in delta.Slice(r * stride, stride))
                {
                    entry = T.CreateTruncating(double.CreateTruncating(entry) * factor);
                }
            }
        }
    }
}

/// <summary>What y and 1 − y of each output weigh.</summary>
internal sealed class ElementWeights
{
    private readonly double[] _positive;
    private readonly double[] _negative;

    public ElementWeights(int outputs, IReadOnlyList<double>? classWeights, IReadOnlyList<double>? positiveWeights)
    {
        var all = classWeights ?? [.. Enumerable.Repeat(1.0, outputs)];

        // Two for one output are those of its negative and its positive class.
        var isOfBoth = outputs == 1 && all.Count == 2;
        double[] positive = isOfBoth ? [all[1]] : [.. all];
        _negative = isOfBoth ? [all[0]] : [.. all];
        _positive = [.. positiveWeights is null ? positive : positive.Zip(positiveWeights, (c, p) => c * p)];
    }

    /// <summary>From a row's targets y to y and 1 − y times what each weighs.</summary>
    public void Multiply(Span<double> y, Span<double> negative)
    {
        for (var j = 0; j < y.Length; j++)
        {
            negative[j] = _negative[j] * (1 - y[j]);
            y[j] *= _positive[j];
        }
    }
}
