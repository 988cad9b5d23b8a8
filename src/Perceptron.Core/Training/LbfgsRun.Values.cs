namespace Perceptron.Training;

/// <content>What a run remembers.</content>
internal sealed partial class LbfgsRun
{
    /// <summary>A step, the change of the gradient over it, and the inner product of both.</summary>
    private sealed class Pair(double[] step, double[] change, double product)
    {
        public double[] Step { get; } = step;

        public double[] Change { get; } = change;

        public double Product { get; } = product;
    }

    /// <summary>A point of a line search: the length of the step, the loss there, and its slope along the direction.</summary>
    private readonly struct Trial(double length, double loss, double slope)
    {
        public double Length { get; } = length;

        public double Loss { get; } = loss;

        public double Slope { get; } = slope;
    }

    /// <summary>A point with its gradient and its loss.</summary>
    private sealed class Place(double[] point, double[] gradient, double loss)
    {
        public double[] Point { get; } = point;

        public double[] Gradient { get; } = gradient;

        public double Loss { get; } = loss;

        public bool IsFinite { get; } = double.IsFinite(loss) && gradient.Length > 0 && Array.TrueForAll(gradient, double.IsFinite);

        public double LargestSlope { get; } = gradient.Length == 0 ? double.NaN : gradient.Max(Math.Abs);
    }
}
