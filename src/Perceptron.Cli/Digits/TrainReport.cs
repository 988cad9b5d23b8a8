using System.Globalization;

namespace Perceptron.Cli.Digits;

/// <summary>The result of a training, as text and as JSON.</summary>
internal sealed class TrainReport(FitResult<float> fit, DigitsData digits, Optimizer optimizer, LossOptions? weights)
{
    private readonly Evaluation _evaluation = fit.Best.Model.Evaluate(digits.Test);
    private readonly RocAuc _areas = RocAuc.Compute(fit.Best.Model, digits.Test);

    public void Print(Terminal terminal)
    {
        terminal.Line();
        terminal.Result(string.Create(
            CultureInfo.InvariantCulture,
            $"Test accuracy: {_evaluation.Accuracy:0.0000} on {_evaluation.Count} images (mean loss {_evaluation.LogLoss:0.0000})"));
        terminal.Line();
        var classes = Math.Max("actual".Length, _evaluation.ClassNames.Max(name => DisplayText.Width(DisplayText.Safe(name))));
        terminal.Line($"{new string(' ', classes)}  predicted →");
        terminal.Table(_evaluation.ConfusionMatrix().ToTable());
        terminal.Line();
        terminal.Line("          precision  recall      F1");
        foreach (var (name, mean) in new[] { ("macro", _evaluation.Macro), ("weighted", _evaluation.Weighted) })
        {
            terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{name,8}{mean.Precision,11:0.0000}{mean.Recall,8:0.0000}{mean.F1,8:0.0000}"));
        }

        var top = Math.Min(3, _evaluation.ClassCount);
        terminal.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"top-{top} accuracy {_evaluation.TopKAccuracy(top):0.0000}, macro ROC AUC {_areas.Macro:0.0000}, Brier score {_evaluation.BrierScore:0.0000}"));
        terminal.Line();
    }

    /// <summary>Writes the document.</summary>
    public void Write(TextWriter output, string modelPath) => output.WriteLine(JsonText.Of(
        new
        {
            isEmbedded = digits.IsEmbedded,
            model = fit.Best.Model.Architecture.ToString(),
            optimizer = optimizer.ToString(),
            classWeights = weights?.ClassWeights,
            stopReason = fit.StopReason.ToString(),
            bestEpoch = fit.Best.Number,
            epochs = fit.Losses.Select((loss, number) => new
            {
                number,

                // Two quantities: the loss of the epoch's own model, and the mean over the batches while the model still changed.
                loss = IsMeanBatchLoss(number) ? null : JsonText.Number(loss),
                meanBatchLoss = IsMeanBatchLoss(number) ? JsonText.Number(loss) : null,
                heldOutLoss = JsonText.Number(-fit.Scores[number]),
            }),
            test = new
            {
                count = _evaluation.Count,
                accuracy = _evaluation.Accuracy,
                logLoss = JsonText.Number(_evaluation.LogLoss),
                brierScore = _evaluation.BrierScore,
                topAccuracies = Enumerable.Range(1, _evaluation.ClassCount).Select(_evaluation.TopKAccuracy),
                macro = Mean(_evaluation.Macro),
                weighted = Mean(_evaluation.Weighted),
                macroRocAuc = JsonText.Number(_areas.Macro),
                classes = _evaluation.ClassNames.Select((name, c) => new
                {
                    name,
                    precision = _evaluation.ForClass(c).Precision,
                    recall = _evaluation.ForClass(c).Recall,
                    f1 = _evaluation.ForClass(c).F1,
                    support = _evaluation.ForClass(c).Support,
                    rocAuc = JsonText.Number(_areas[c]),
                }),
                confusion = Enumerable.Range(0, _evaluation.ClassCount).Select(
                    i => Enumerable.Range(0, _evaluation.ClassCount).Select(j => _evaluation.ConfusionMatrix()[i, j])),
            },
            modelFile = modelPath,
        }));

    /// <summary>The start has been in no batch.</summary>
    private bool IsMeanBatchLoss(int number) => number > 0 && fit.Last.IsMeanBatchLoss;

    private static object Mean(PrecisionRecall mean) => new { precision = mean.Precision, recall = mean.Recall, f1 = mean.F1 };
}
