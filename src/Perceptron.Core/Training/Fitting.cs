using System.Numerics;

namespace Perceptron.Training;

/// <summary>Follows a training to a stop.</summary>
internal static class Fitting
{
    private const int FewRows = 64;

    /// <summary>
    /// Takes epochs until there is a reason to stop. Only the end of this training is caught here; what a score, a report, an optimizer or a
    /// schedule throws reaches the caller, whatever it is.
    /// </summary>
    public static FitResult<T> Run<T>(
        Epoch<T> start,
        Dataset<T> data,
        IEnumerable<Epoch<T>> epochs,
        TrainingOptions options,
        StoppingOptions<T> stopping,
        IProgress<FitProgress<T>>? progress,
        CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var last = start;
        var reason = last.Fit!.ReasonToStop(last, stopping);
        DivergedException? divergence = null;
        using var enumerator = epochs.GetEnumerator();
        while (reason is null)
        {
            try
            {
                reason = enumerator.MoveNext() ? null : StopReason.MaxEpochsReached;
            }
            catch (DivergedException exception) when (ReferenceEquals(exception.Start, start))
            {
                (divergence, reason) = (exception, StopReason.Diverged);
            }
            catch (OperationCanceledException exception) when (exception.CancellationToken == cancellation && cancellation.IsCancellationRequested)
            {
                reason = StopReason.Cancelled;
            }

            if (reason is not null)
            {
                break;
            }

            var epoch = enumerator.Current;
            var score = Score(epoch.Model, options, stopping);
            last = epoch.With(last.Fit!.Next(last, epoch, score, stopping.MinDelta ?? 0));
            progress?.Report(new(last, score));
            reason = last.Fit!.ReasonToStop(last, stopping);
        }

        var state = last.Fit!;
        return new FitResult<T>(
            state.Losses.IsEmpty ? [double.NaN] : [.. state.Losses],
            [.. state.Scores],
            last,
            stopping.Validation is null ? last : state.Best ?? last,
            reason.Value,
            divergence,
            [.. Notes(start, data, options, reason != StopReason.Cancelled)]);
    }

    private static double? Score<T>(Model<T> model, TrainingOptions options, StoppingOptions<T> stopping)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        stopping.Validation is not { } validation ? null
        : stopping.Score is { } score ? score(model, validation)
        : -model.Loss(validation, options.Loss?.WeightsOfClasses, options.Compute);

    private static IEnumerable<string> Notes<T>(Epoch<T> start, Dataset<T> data, TrainingOptions options, bool lookAtGradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var note in InputNotes.Of(data.Rows, "gradient descent"))
        {
            yield return note;
        }

        var model = start.Model;
        if (model.Layers.Count == 1 || start.Number > 0 || !lookAtGradient)
        {
            yield break;
        }

        // A few rows show that there is a gradient; that there is none takes all of them.
        var (weighted, loss) = options.Loss?.RowWeights is { } weights
            ? (data.WithRowWeights([.. weights]), options.Loss.WithoutRowWeights)
            : (data, options.Loss);
        var few = model.Gradient(data.Count <= FewRows ? weighted : weighted.Select([.. Enumerable.Range(0, FewRows)]), loss, options.Compute);
        var all = new Lazy<Gradient<T>>(() => model.Gradient(weighted, loss, options.Compute));
        for (var l = 0; l < model.Layers.Count - 1; l++)
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
