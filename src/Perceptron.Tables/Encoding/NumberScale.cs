using System.Runtime.CompilerServices;
using Perceptron.Kernels;

namespace Perceptron.Tables;

/// <summary>How a number becomes an input: what stands for a gap, what is subtracted and divided by, and the range of the training rows.</summary>
internal sealed class NumberScale(double fill, double center, double divisor, double min, double max)
{
    /// <summary>How many numbers a file has of it.</summary>
    public const int Length = 5;

    public double Fill => fill;

    public double Center => center;

    public double Divisor => divisor;

    /// <summary>Whether every number of 32 bits is finite when it is scaled.</summary>
    public bool FitsDigits { get; } = double.IsFinite((Math.Abs(center) + (1L << 31)) / divisor);

    public double Min => min;

    public double Max => max;

    public static NumberScale Of(NumberSummary numbers, Scaling scaling, double fill, long gaps)
    {
        var (mean, deviation) = numbers.With(fill, gaps);
        var (min, max) = (Math.Min(numbers.Min, gaps > 0 ? fill : numbers.Min), Math.Max(numbers.Max, gaps > 0 ? fill : numbers.Max));
        var (center, divisor) = scaling switch
        {
            Scaling.Standardized => (mean, deviation),
            Scaling.UnitInterval => (min, max - min),
            _ => (0.0, 1.0),
        };

        // A constant, up to rounding, becomes 0.
        return new(fill, center, divisor > 0 && double.IsFinite(divisor) ? divisor : 1, numbers.Min, numbers.Max);
    }

    public double Apply(double value) => (value - center) / divisor;

    [MethodImpl(Kernel.Loop)]
    public void Apply(Span<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (values[i] - center) / divisor;
        }
    }
}
