using System.Numerics;
using Perceptron.Support;

namespace Perceptron.Metrics;

/// <summary>Predictions as people hand them over, checked.</summary>
internal static class Predictions
{
    /// <summary>A copy, row after row, of what fits the targets and is finite or, where it must be, a probability.</summary>
    public static T[] Require<T>(T[,] predictions, string name, Targets<T> targets, string targetsName, bool probabilities)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (rows, classes) = (predictions.GetLength(0), predictions.GetLength(1));
        if (rows == 0)
        {
            throw new ArgumentException("There is no prediction to evaluate.", name);
        }

        if (targets.Count != rows || targets.OutputCount != classes)
        {
            throw new ArgumentException(
                $"The targets are {targets.Count} × {targets.OutputCount}; the predictions are {rows} × {classes}.", targetsName);
        }

        var flat = Arrays.Flat(predictions, name);
        Guard.Finite<T>(flat, name, classes);
        if (!probabilities)
        {
            return flat;
        }

        // Half of the digits, as for targets by probabilities.
        var tolerance = Math.Sqrt(double.CreateTruncating(T.BitIncrement(T.One) - T.One));
        for (var row = 0; row < rows; row++)
        {
            var sum = 0.0;
            for (var j = 0; j < classes; j++)
            {
                var value = flat[(row * classes) + j];
                sum += double.CreateTruncating(value);
                if (value < T.Zero || value > T.One)
                {
                    throw new ArgumentException(
                        $"The prediction at row {row}, column {j} is {Guard.Text(value)}; f(x) is from 0 to 1.", name);
                }
            }

            if (targets.AreExclusive && Math.Abs(sum - 1) > tolerance)
            {
                throw new ArgumentException(
                    $"Row {row} of the predictions sums to {Guard.Text(sum)}; those of exclusive classes sum to 1.", name);
            }
        }

        return flat;
    }
}
