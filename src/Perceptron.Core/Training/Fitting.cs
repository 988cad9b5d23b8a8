using System.Numerics;
using Perceptron.Support;

namespace Perceptron.Training;

/// <summary>Follows a training to a stop.</summary>
internal static class Fitting
{
    private const int FewRows = 64;

    public static FitResult<T> Run<T>(
        Epoch<T> start, Dataset<T> data, Optimizer optimizer, int epochs, FitOptions<T> options, CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var losses = new List<double>();
        var scores = new List<double>();
        var (last, best) = (start, start);
        var (improved, improvedScore) = (0, double.NaN);
        var reason = StopReason.MaxEpochsReached;
        DivergedException? divergence = null;
        try
        {
            foreach (var epoch in start.Model.Train(data, optimizer, epochs, options, cancellation))
            {
                last = epoch;
                losses.Add(double.IsNaN(epoch.Loss) ? epoch.MeanBatchLoss : epoch.Loss);
                if (options.Validation is { } validation)
                {
                    scores.Add(options.Score is { } score
                        ? score(epoch.Model, validation)
                        : -epoch.Model.Loss(validation, options: options, lossWeights: options.LossWeights));
                    best = scores.Count == 1 || scores[^1] > scores[best.Number] || double.IsNaN(scores[best.Number]) ? epoch : best;
                    if (double.IsNaN(improvedScore) || scores[^1] > improvedScore + options.MinDelta)
                    {
                        (improved, improvedScore) = (epoch.Number, scores[^1]);
                    }
                }

                options.Progress?.Invoke(epoch, options.Validation is null ? double.NaN : scores[^1]);
                if (losses[^1] <= options.TargetLoss)
                {
                    reason = StopReason.TargetLossReached;
                    break;
                }

                if (options.GradientTolerance > 0 && epoch.GradientMaxNorm <= options.GradientTolerance)
                {
                    reason = StopReason.GradientToleranceReached;
                    break;
                }

                var comparable = double.IsNaN(epoch.Loss) ? 2 : 1;
                if (losses.Count > comparable && Math.Abs(losses[^1] - losses[^2]) < options.LossTolerance * Math.Max(1, Math.Abs(losses[^2])))
                {
                    reason = StopReason.LossToleranceReached;
                    break;
                }

                if (options.Patience > 0 && epoch.Number - improved >= options.Patience)
                {
                    reason = StopReason.PatienceExhausted;
                    break;
                }
            }
        }
        catch (DivergedException exception)
        {
            divergence = exception;
            reason = StopReason.Diverged;
        }
        catch (OperationCanceledException exception) when (exception.CancellationToken == cancellation)
        {
            reason = StopReason.Cancelled;
        }

        if (losses.Count == 0)
        {
            losses.Add(double.NaN);
        }

        return new FitResult<T>(
            [.. losses], [.. scores], last, options.Validation is null ? last : best, reason, divergence, [.. Notes(start.Model, data, options, reason != StopReason.Cancelled)]);
    }

    private static IEnumerable<string> Notes<T>(Model<T> start, Dataset<T> data, TrainingOptions options, bool lookAtGradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (data.Rows.MaxAbs > 16)
        {
            yield return $"Inputs reach {Guard.Text(data.Rows.MaxAbs)}: gradient descent does better on inputs of about 1. "
                + $"Scale them, as by data.Scale(1 / {Guard.Text(data.Rows.MaxAbs)}), or standardise them.";
        }

        if (start.Layers.Count == 1 || !lookAtGradient)
        {
            yield break;
        }

        // A few rows show that there is a gradient; that there is none takes all of them.
        var few = start.Gradient(data.Count <= FewRows ? data : data.Select([.. Enumerable.Range(0, FewRows)]), options.L2, options, options.LossWeights);
        var all = new Lazy<Gradient<T>>(() => start.Gradient(data, options.L2, options, options.LossWeights));
        for (var l = 0; l < start.Layers.Count - 1; l++)
        {
            if (IsZero(few.ForLayer(l)) && IsZero(all.Value.ForLayer(l)))
            {
                yield return $"The gradient of hidden layer {l + 1} is 0 in every entry at the start, so it begins by learning nothing. "
                    + "Start from random numbers: Model.Uniform, Model.Glorot or Model.He.";
            }
        }
    }

    private static bool IsZero<T>(Layer<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        gradient.W.Span.IndexOfAnyExcept(T.Zero) < 0 && gradient.B.Span.IndexOfAnyExcept(T.Zero) < 0;
}
