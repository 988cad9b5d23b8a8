using System.Numerics;
using Perceptron.Engine;
using Perceptron.Kernels;

namespace Perceptron.Metrics;

/// <summary>What an evaluation adds up, observation by observation; in any order it gives the same bits.</summary>
internal sealed class EvaluationAccumulator<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly bool _exclusive;
    private readonly IReadOnlyList<string> _classNames;
    private readonly T[] _thresholds;
    private readonly long[][,] _counts;
    private readonly long[] _ranks;
    private readonly ExactSum _loss = new();
    private readonly ExactSum _squares = new();
    private readonly double[] _scratch;
    private readonly double[] _rowLoss = new double[Lanes.Count<double>()];
    private readonly T[] _logits;

    /// <summary>Of a model, or, without one's thresholds, of predictions.</summary>
    public EvaluationAccumulator(bool exclusive, int outputCount, IReadOnlyList<string> classNames, IReadOnlyList<double>? thresholds = null)
    {
        _exclusive = exclusive;
        _classNames = classNames;
        _thresholds = [.. Enumerable.Range(0, exclusive ? 0 : outputCount)
            .Select(output => T.CreateTruncating(thresholds?[output] ?? Architecture.DefaultThreshold))];
        _counts = exclusive ? [new long[outputCount, outputCount]] : [.. _thresholds.Select(_ => new long[2, 2])];
        _ranks = new long[exclusive ? outputCount : 0];
        _logits = new T[Lanes.Pad<T>(outputCount)];
        _scratch = new double[RowLosses.ScratchLength(_logits.Length)];
    }

    public long Count { get; private set; }

    /// <summary>Adds a dataset; threads may work on the forward pass, and take turns in adding up.</summary>
    public void Add(Model<T> model, Dataset<T> data, ComputeOptions? compute, CancellationToken cancellationToken) =>
        model.ForEachBlock(data.Rows, predict: false, compute, (pass, block) =>
        {
            lock (_loss)
            {
                for (var r = 0; r < block.Count; r++)
                {
                    pass.Output(r).CopyTo(_logits);
                    RowLosses.Compute(
                        data.Targets,
                        block.Part(r, 1), model.Architecture.Output, _logits, _logits.Length, _rowLoss, _scratch, differentiate: false);
                    Propagation<T>.Predict(model.Architecture, _logits, _scratch);
                    Add(_logits.AsSpan(0, model.OutputCount), pass.Output(r), data.Targets, block[r], _rowLoss[0]);
                }
            }
        }, cancellationToken);

    /// <summary>Adds predictions that were made elsewhere; the loss is computed from them.</summary>
    public void Add(T[] predictions, Targets<T> targets)
    {
        var outputs = targets.OutputCount;
        for (var row = 0; row < targets.Count; row++)
        {
            var f = predictions.AsSpan(row * outputs, outputs);
            var loss = 0.0;
            for (var j = 0; j < outputs; j++)
            {
                var (p, y) = (Clip(double.CreateTruncating(f[j])), double.CreateTruncating(targets[row, j]));
                loss -= (y == 0 ? 0 : y * Math.Log(p)) + (_exclusive || y == 1 ? 0 : (1 - y) * Math.Log(1 - p));
            }

            Add(f, f, targets, row, loss);
        }
    }

    public Evaluation Build() => new(
        _exclusive,
        Count,
        [.. _counts.Select((counts, c) => new ConfusionMatrix(
            counts, _exclusive || _counts.Length == 1 ? _classNames : ConfusionMatrix.NoAndYes(_classNames[c])))],
        _classNames,
        _ranks,
        _loss,
        _squares);

    private static double Clip(double probability) => Math.Clamp(probability, Math.ScaleB(1, -52), 1 - Math.ScaleB(1, -52));

    /// <param name="f">f(x) of a row.</param>
    /// <param name="scores">What orders exclusive classes: the logits, which differ where f(x) has been rounded to 0 or 1, or f(x) again.</param>
    /// <param name="targets">The targets of all rows.</param>
    /// <param name="row">Which row.</param>
    /// <param name="loss">The row's loss.</param>
    private void Add(ReadOnlySpan<T> f, ReadOnlySpan<T> scores, Targets<T> targets, int row, double loss)
    {
        foreach (var prediction in f)
        {
            if (T.IsNaN(prediction))
            {
                throw Model<T>.NotANumber(row);
            }
        }

        Count++;
        _loss.Add(loss);
        for (var j = 0; j < f.Length; j++)
        {
            var miss = double.CreateTruncating(f[j]) - double.CreateTruncating(targets[row, j]);
            _squares.Add(miss * miss);
        }

        if (!_exclusive)
        {
            for (var j = 0; j < f.Length; j++)
            {
                _counts[j][Model<T>.IsOne(targets[row, j]) ? 1 : 0, f[j] >= _thresholds[j] ? 1 : 0]++;
            }

            return;
        }

        var actual = targets.ClassOf(row);
        _counts[0][actual, Targets<T>.Largest(scores)]++;
        var rank = 0;
        for (var j = 0; j < scores.Length; j++)
        {
            rank += scores[j] > scores[actual] || (scores[j] == scores[actual] && j < actual) ? 1 : 0;
        }

        _ranks[rank]++;
    }
}
