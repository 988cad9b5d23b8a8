using Perceptron.Support;

namespace Perceptron.Metrics;

/// <summary>What rows weigh in a metric.</summary>
internal static class RowWeights
{
    /// <summary>Far enough below the largest double for sums over labels and over parts.</summary>
    private const double MaximalSum = 1e300;

    /// <summary>A copy of the weights, checked; null where every row weighs 1.</summary>
    public static double[]? Checked(IReadOnlyList<double>? rowWeights, int rows, string name)
    {
        if (rowWeights is null)
        {
            return null;
        }

        Guard.Length(rowWeights.Count, rows, "row weight", name);
        var weights = Guard.Weights(rowWeights, "row", name);
        CheckedSum(weights.Sum(), name);
        return weights;
    }

    /// <summary>Refuses a sum that leaves no space for what is computed from it.</summary>
    public static double CheckedSum(double sum, string name) => sum <= MaximalSum
        ? sum
        : throw new ArgumentException($"The weights are too large: their sum is {Guard.Text(sum)}, and {Guard.Text(MaximalSum)} is the maximum.", name);

    /// <summary>A power of two that brings weights of this sum near 1, so that no product of sums is infinite or 0. It changes no digit.</summary>
    public static double Scale(double sum) => sum > 0 ? Math.ScaleB(1, -Math.Max(Math.ILogB(sum), -1000)) : 1;
}
