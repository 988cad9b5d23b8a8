namespace Perceptron.Verification;

/// <summary>
/// A derivative by central differences of fourth order, with a step that is found for each coordinate. Too long a step sees other slopes, too
/// short a one only the rounding of the losses; which steps are good depends on the size of the inputs.
/// </summary>
internal static class FiniteDifference
{
    /// <summary>A step is four times the one before.</summary>
    private const int Widening = 4;

    /// <summary>The shortest step, as a part of the coordinate: of shorter ones the losses may see nothing but rounding.</summary>
    private const double Shortest = 1e-11;

    /// <summary>The steps reach from 4⁻¹⁷ to 4¹⁷ times the first one, from 6e-11 to 2e10 of it.</summary>
    private const int Reach = 17;

    /// <summary>Where the error has grown by as much, no longer step is tried.</summary>
    private const double Worse = 10;

    /// <summary>The relative error of a slope that is no kink's.</summary>
    private const double Steady = 1e-6;

    /// <summary>2⁻⁵², the distance from 1 to the next double.</summary>
    private const double Epsilon = 2.220446049250313e-16;

    /// <summary>The slope of <paramref name="loss"/> at a coordinate.</summary>
    /// <param name="loss">The loss along the coordinate.</param>
    /// <param name="center">The coordinate.</param>
    /// <param name="step">The step to try first.</param>
    /// <param name="tolerance">The error that will do.</param>
    public static double Derivative(Func<double, double> loss, double center, double step, double tolerance)
    {
        var first = Estimate(loss, center, step);
        var isConfirmed = IsConfirmed(loss, center, 1e-3 * step, first, tolerance) && IsConfirmed(loss, center, 1e-6 * step, first, tolerance);
        if (isConfirmed && first.Error <= tolerance)
        {
            return first.Slope;
        }

        // From short steps to long ones, or from the first one where nothing but rounding is wrong with it. Errors of rounding shrink until those of
        // the formula show. What comes after that is not to be trusted: a loss that is straight far from here on both sides gives one slope
        // by all long steps, and not the one at the coordinate.
        var best = new SlopeEstimate(double.NaN, double.PositiveInfinity, 0, isFlat: false);
        var before = best;
        var isRounded = isConfirmed && first.Error <= 100 * Epsilon * first.LargestLoss / step;
        for (var k = isRounded ? 0 : -Reach; k <= Reach && !(best.Error <= tolerance); k++)
        {
            var estimate = Estimate(loss, center, step * Math.Pow(Widening, k));
            if (k < 0 && estimate.IsFlat && first.Error <= Steady * Math.Abs(first.Slope))
            {
                // The loss has a slope, and is rounded more than its size tells, as log(1 + x²) is near 0.
                continue;
            }

            if (double.IsFinite(before.Error))
            {
                // Rounding errors shrink as steps grow and no faster, and slopes agree within their errors: else the estimate was lucky.
                var distance = Math.Abs(estimate.Slope - before.Slope) - before.Error;
                estimate = estimate with { Error = Math.Max(estimate.Error, Math.Max(before.Error / Widening, distance)) };
            }

            if (estimate.Error > Worse * best.Error)
            {
                break;
            }

            best = estimate.Error < best.Error || double.IsNaN(best.Slope) ? estimate : best;
            before = estimate;
        }

        return best.Slope;
    }

    /// <summary>Whether a much shorter step gives the same slope, as well as rounding lets it.</summary>
    private static bool IsConfirmed(Func<double, double> loss, double center, double step, SlopeEstimate estimate, double tolerance)
    {
        var h = center + step - center;
        if (!(h > 0) || !double.IsFinite(estimate.Error))
        {
            return false;
        }

        return Math.Abs(((loss(center + h) - loss(center - h)) / (2 * h)) - estimate.Slope)
            <= tolerance + (16 * Epsilon * estimate.LargestLoss / h);
    }

    /// <summary>
    /// (8 (L(p + h) − L(p − h)) − (L(p + 2h) − L(p − 2h))) / 12h, with half of the step as h. The error is judged by the same with all of it,
    /// and by the rounding of the losses.
    /// </summary>
    private static SlopeEstimate Estimate(Func<double, double> loss, double center, double step)
    {
        // A distance that the rounded coordinates really have.
        var h = center + (step / 2) - center;
        if (!(h > Shortest * Math.Abs(center)))
        {
            return new(double.NaN, double.PositiveInfinity, 0, isFlat: false);
        }

        var largest = 0.0;
        var (d1, d2, d4) = (Difference(h), Difference(2 * h), Difference(4 * h));
        var slope = ((8 * d1) - d2) / (12 * h);
        var error = Math.Abs(slope - (((8 * d2) - d4) / (24 * h))) + (Epsilon * largest / h);
        return new(slope, double.IsNaN(error) ? double.PositiveInfinity : error, largest, isFlat: d1 == 0 && d2 == 0 && d4 == 0);

        double Difference(double distance)
        {
            var (after, before) = (loss(center + distance), loss(center - distance));
            largest = Math.Max(largest, Math.Max(Math.Abs(after), Math.Abs(before)));
            return after - before;
        }
    }

    private readonly struct SlopeEstimate(double slope, double error, double largestLoss, bool isFlat)
    {
        public double Slope { get; } = slope;

        public double Error { get; init; } = error;

        public double LargestLoss { get; } = largestLoss;

        public bool IsFlat { get; } = isFlat;
    }
}
