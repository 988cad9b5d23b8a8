using Perceptron.Support;

namespace Perceptron.Training;

/// <summary>One minimisation: with its own points and memory.</summary>
internal sealed partial class LbfgsRun(
    Lbfgs settings, Func<double[], double[], double> evaluate, IProgress<Iterate>? progress, CancellationToken cancellation)
{
    private const double Decrease = 1e-4;
    private const double Flattening = 0.9;
    private const double Noise = 1e-14;
    private const double Narrow = 1e-10;
    private const int Trials = 60;

    private readonly List<Pair> _pairs = [];
    private readonly List<double> _losses = [];
    private int _evaluations;
    private bool _hasNoEnd;
    private bool _isCancelled;
    private Place _here = new([], [], double.NaN);

    public Minimum From(double[] start)
    {
        StopReason reason;
        try
        {
            _here = At(start);
            if (!_here.IsFinite)
            {
                throw new DivergedException(0, $"At the start the loss is {Guard.Text(_here.Loss)} or its gradient is not finite.");
            }

            reason = Descend();
        }
        catch (OperationCanceledException) when (_isCancelled)
        {
            _here = _here.Point.Length > 0 ? _here : new(start, [], double.NaN);
            reason = StopReason.Cancelled;
        }

        return new(_here.Point, _here.Loss, _here.LargestSlope, [.. _losses], _evaluations, reason);
    }

    private StopReason Descend()
    {
        StandOn(_here);
        for (var iteration = 0; ; iteration++)
        {
            if (_here.LargestSlope <= settings.GradientTolerance)
            {
                return StopReason.GradientToleranceReached;
            }

            if (iteration == settings.MaxIterations)
            {
                return StopReason.MaxIterationsReached;
            }

            var next = Search(Direction());
            if (next is null && _pairs.Count > 0)
            {
                // What is remembered may mislead, as behind a kink: once more straight down.
                _pairs.Clear();
                next = Search(Direction());
            }

            if (next is null)
            {
                return StopReason.NoProgress;
            }

            if (_hasNoEnd)
            {
                return StopReason.Diverged;
            }

            Remember(next);
            var change = _here.Loss - next.Loss;
            var scale = Math.Max(1, Math.Max(Math.Abs(_here.Loss), Math.Abs(next.Loss)));
            StandOn(next);
            if (settings.LossTolerance > 0 && change < settings.LossTolerance * scale && _here.LargestSlope > settings.GradientTolerance)
            {
                return StopReason.LossToleranceReached;
            }
        }
    }

    private void StandOn(Place place)
    {
        _here = place;
        _losses.Add(place.Loss);
        progress?.Report(new Iterate(_losses.Count - 1, place.Point, place.Loss));
    }

    /// <summary>The way down: minus the gradient through what the remembered steps say of the inverse Hessian.</summary>
    private double[] Direction()
    {
        double[] q = [.. _here.Gradient];
        var alphas = new double[_pairs.Count];
        for (var i = _pairs.Count - 1; i >= 0; i--)
        {
            alphas[i] = Dot(_pairs[i].Step, q) / _pairs[i].Product;
            AddScaled(q, -alphas[i], _pairs[i].Change);
        }

        // Without a memory, a first step of length 1 at the most.
        var scale = _pairs.Count > 0
            ? _pairs[^1].Product / Dot(_pairs[^1].Change, _pairs[^1].Change)
            : 1 / Math.Max(1, Math.Sqrt(Dot(q, q)));
        for (var k = 0; k < q.Length; k++)
        {
            q[k] *= scale;
        }

        for (var i = 0; i < _pairs.Count; i++)
        {
            AddScaled(q, alphas[i] - (Dot(_pairs[i].Change, q) / _pairs[i].Product), _pairs[i].Step);
        }

        for (var k = 0; k < q.Length; k++)
        {
            q[k] = -q[k];
        }

        return q;
    }

    /// <summary>
    /// A lower point along a direction, where the slope has flattened: between one that still goes down and one too far, by the
    /// minimum of the cubic through both (Nocedal and Wright, equation 3.59), kept away from the ends. Null if none is lower.
    /// </summary>
    private Place? Search(double[] direction)
    {
        var slope = Dot(direction, _here.Gradient);
        if (!(slope < 0) || !double.IsFinite(slope))
        {
            return null;
        }

        var (low, high) = (new Trial(0, _here.Loss, slope), default(Trial?));
        Place? best = null;
        var length = 1.0;
        for (var i = 0; i < Trials; i++)
        {
            var place = At(Along(direction, length));
            var trial = new Trial(length, place.Loss, place.IsFinite ? Dot(direction, place.Gradient) : double.NaN);
            if (!IsLower(trial, slope))
            {
                high = trial;
            }
            else
            {
                best = best is null || place.Loss <= best.Loss ? place : best;
                if (Math.Abs(trial.Slope) <= -Flattening * slope)
                {
                    return place;
                }

                (low, high) = trial.Slope < 0 ? (trial, high) : (low, trial);
            }

            if (high is not { } end)
            {
                length *= 4;
                continue;
            }

            // A kink, which no slope flattens at, or the end of the digits.
            if (end.Length - low.Length <= Narrow * end.Length)
            {
                break;
            }

            length = Between(low, end);
        }

        _hasNoEnd = high is null;
        return best?.Loss < _here.Loss ? best : null;
    }

    private bool IsLower(Trial trial, double slope) =>
        double.IsFinite(trial.Loss) && double.IsFinite(trial.Slope)
        && (trial.Loss <= _here.Loss + (Decrease * trial.Length * slope)
            || (trial.Loss <= _here.Loss + (Noise * Math.Abs(_here.Loss)) && trial.Slope <= ((2 * Decrease) - 1) * slope));

    private static double Between(Trial low, Trial high)
    {
        var width = high.Length - low.Length;
        var middle = low.Length + (width / 2);
        if (!double.IsFinite(high.Loss) || !double.IsFinite(high.Slope))
        {
            return low.Length + (width / 10);
        }

        var d1 = low.Slope + high.Slope - (3 * (high.Loss - low.Loss) / width);
        var d2 = Math.Sqrt((d1 * d1) - (low.Slope * high.Slope));
        var cubic = high.Length - (width * (high.Slope + d2 - d1) / (high.Slope - low.Slope + (2 * d2)));
        return double.IsNaN(cubic) ? middle : Math.Clamp(cubic, low.Length + (width / 10), high.Length - (width / 10));
    }

    private void Remember(Place next)
    {
        var (step, change) = (new double[next.Point.Length], new double[next.Point.Length]);
        for (var k = 0; k < step.Length; k++)
        {
            step[k] = next.Point[k] - _here.Point[k];
            change[k] = next.Gradient[k] - _here.Gradient[k];
        }

        // Only what curves upwards keeps the inverse Hessian positive.
        var product = Dot(step, change);
        if (product > 1e-16 * Dot(change, change) && double.IsFinite(1 / product))
        {
            if (_pairs.Count == settings.Memory)
            {
                _pairs.RemoveAt(0);
            }

            _pairs.Add(new(step, change, product));
        }
    }

    private double[] Along(double[] direction, double length)
    {
        double[] point = [.. _here.Point];
        AddScaled(point, length, direction);
        return point;
    }

    private Place At(double[] point)
    {
        if (cancellation.IsCancellationRequested)
        {
            _isCancelled = true;
            throw new OperationCanceledException(cancellation);
        }

        if (!Array.TrueForAll(point, double.IsFinite))
        {
            return new(point, [], double.NaN);
        }

        _evaluations++;
        var gradient = new double[point.Length];
        try
        {
            return new(point, gradient, evaluate(point, gradient));
        }
        catch (OperationCanceledException exception) when (exception.CancellationToken == cancellation && cancellation.IsCancellationRequested)
        {
            // Not so what the report of a point throws.
            _isCancelled = true;
            throw;
        }
    }

    private static double Dot(double[] left, double[] right)
    {
        var sum = 0.0;
        for (var k = 0; k < left.Length; k++)
        {
            sum += left[k] * right[k];
        }

        return sum;
    }

    private static void AddScaled(double[] target, double factor, double[] source)
    {
        for (var k = 0; k < target.Length; k++)
        {
            target[k] += factor * source[k];
        }
    }
}
