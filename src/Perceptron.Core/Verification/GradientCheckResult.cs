using Perceptron.Support;

namespace Perceptron;

/// <summary>How well an analytic gradient and finite differences agree, and where they agree least.</summary>
public sealed class GradientCheckResult
{
    internal GradientCheckResult(double[] analytic, double[] numeric, double loss, Func<int, string> name)
    {
        for (var i = 0; i < analytic.Length; i++)
        {
            // A value that is not a number disagrees with everything.
            var distance = Math.Abs(analytic[i] - numeric[i]);
            distance = double.IsNaN(distance) ? double.PositiveInfinity : distance;
            if (i == 0 || distance > LargestDifference)
            {
                (Index, LargestDifference) = (i, distance);
            }
        }

        (Analytic, Numeric, Where) = (analytic[Index], numeric[Index], name(Index));
        var scale = Math.Max(Scale(analytic, loss), Norm(numeric));
        var distanceNorm = Norm([.. analytic.Zip(numeric, (a, n) => a - n)]);
        RelativeError = LargestDifference == 0 ? 0 : double.IsFinite(distanceNorm) ? distanceNorm / scale : double.PositiveInfinity;
    }

    /// <summary>
    /// The length of the difference over that of the longer of both gradients, or over 10⁻⁶ of the loss where that is more
    /// (so near a minimum the rounding of the losses doesn't count as disagreement). A right gradient in double is usually
    /// below 1e-7, in float below 1e-4; infinite where a value is not finite.
    /// </summary>
    public double RelativeError { get; }

    /// <summary>The largest difference between two entries.</summary>
    public double LargestDifference { get; }

    /// <summary>Where the largest difference is, as a place in the vector of parameters.</summary>
    public int Index { get; }

    /// <summary>Where the largest difference is, as "layer 0, W[3, 1]".</summary>
    public string Where { get; }

    /// <summary>The analytic derivative there.</summary>
    public double Analytic { get; }

    /// <summary>The finite difference there.</summary>
    public double Numeric { get; }

    /// <summary>The error and where the largest difference is.</summary>
    /// <returns>One line.</returns>
    public override string ToString() =>
        $"relative error {Guard.Short(RelativeError)}; largest difference {Guard.Short(LargestDifference)} at {Where}: "
        + $"analytic {Guard.Short(Analytic)}, numeric {Guard.Short(Numeric)}";

    /// <summary>The length of a gradient, but no less than a millionth of the loss.</summary>
    internal static double Scale(double[] gradient, double loss) => Math.Max(Norm(gradient), 1e-6 * loss);

    private static double Norm(double[] values)
    {
        var largest = values.Max(Math.Abs);
        return largest is 0 or double.PositiveInfinity || double.IsNaN(largest)
            ? largest
            : largest * Math.Sqrt(values.Sum(value => value / largest * (value / largest)));
    }
}
