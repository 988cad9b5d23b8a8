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
    public static Weighting? Of<T>(Targets<T> targets, double[]? rows, LossOptions? loss, Output output, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (loss?.RowWeights is { } given)
        {
            Guard.Length(given.Count, targets.Count, "row weight", name);
            rows = [.. given];
        }

        var changesEntries = loss is not null && loss.ChangesEntries;
        if (rows is null && !changesEntries)
        {
            return null;
        }

        var classes = loss?.ClassWeights;
        if (!output.IsSoftmax || !targets.AreIndices)
        {
            return new(rows, output.IsSoftmax ? rows : null, changesEntries ? new ElementWeights(targets.OutputCount, loss!) : null);
        }

        // Smoothed, every class has a part of every row's loss: weights of classes are then weights of entries.
        var entries = loss?.Smoothing > 0 ? new ElementWeights(targets.OutputCount, loss) : null;
        if (classes is null)
        {
            return new(rows, rows, entries);
        }

        var (weights, sum) = (new double[targets.Count], 0.0);
        for (var row = 0; row < weights.Length; row++)
        {
            weights[row] = (rows is null ? 1 : rows[row]) * classes[targets.ClassOf(row)];
            sum += weights[row];
        }

        return double.IsFinite(sum)
            ? new(entries is null ? weights : rows, weights, entries)
            : throw new ArgumentException($"The weights are too large: their sum over all rows is {Guard.Text(sum)}.", name);
    }

    /// <summary>How often each class occurs; null where several classes are independent.</summary>
    public static double[]? Frequencies<T>(Targets<T> targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (targets.Kind == TargetKind.MultiLabel)
        {
            return null;
        }

        var counts = new double[targets.ClassCount];
        for (var row = 0; row < targets.Count; row++)
        {
            if (targets.AreIndices)
            {
                counts[targets.ClassOf(row)]++;
                continue;
            }

            if (targets.Kind == TargetKind.Binary)
            {
                var y = double.CreateTruncating(targets[row, 0]);
                counts[0] += 1 - y;
                counts[1] += y;
                continue;
            }

            for (var j = 0; j < counts.Length; j++)
            {
                counts[j] += double.CreateTruncating(targets[row, j]);
            }
        }

        return counts;
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

/// <summary>What y and 1 − y of each output weigh, and how far y is smoothed before.</summary>
internal sealed class ElementWeights
{
    private readonly double[] _positive;
    private readonly double[] _negative;
    private readonly double _smoothing;

    public ElementWeights(int outputCount, LossOptions loss)
    {
        var all = loss.ClassWeights ?? [.. Enumerable.Repeat(1.0, outputCount)];

        // Two for one output are those of its negative and its positive class.
        var isOfBoth = outputCount == 1 && all.Count == 2;
        double[] positive = isOfBoth ? [all[1]] : [.. all];
        _negative = isOfBoth ? [all[0]] : [.. all];
        _positive = [.. loss.PositiveWeights is null ? positive : positive.Zip(loss.PositiveWeights, (c, p) => c * p)];
        _smoothing = loss.Smoothing;
    }

    /// <summary>From a row's targets y to y and 1 − y times what each weighs.</summary>
    public void Multiply(Span<double> y, Span<double> negative)
    {
        if (_smoothing > 0)
        {
            var spread = _smoothing / y.Length;
            foreach (ref var target in y)
            {
                target = ((1 - _smoothing) * target) + spread;
            }
        }

        for (var j = 0; j < y.Length; j++)
        {
            negative[j] = _negative[j] * (1 - y[j]);
            y[j] *= _positive[j];
        }
    }
}
