using System.Globalization;
using System.Numerics;
using Perceptron.Metrics;
using Perceptron.Support;

namespace Perceptron;

/// <summary>How well several labels a row are predicted, each of which is there or not.</summary>
/// <remarks>
/// Y is the set of labels that a row r has, Ŷ the set of those that were predicted, w the weight of the row (1 where none is given), W the sum of all weights, and k the number of
/// labels. Where a row or a label has neither actual nor predicted ones, its Jaccard index is 0, as scikit-learn has it by default. A row that weighs 0 counts as absent. The
/// evaluations of parts of a dataset add up to that of the whole, to the last bit and in any order, since all sums are exact. Precision, recall and F1 of labels are in
/// <see cref="Evaluation"/>.
/// </remarks>
public sealed class MultiLabelEvaluation
{
    private readonly Sums _sums;
    private readonly double[] _jaccard;

    private MultiLabelEvaluation(Sums sums, string name)
    {
        var weight = RowWeights.CheckedSum(sums.Weight.Round(), name);
        _sums = sums;
        SubsetAccuracy = sums.Exact.Round() / weight;
        HammingLoss = sums.Wrong.Round() / weight / LabelCount;
        SampleJaccard = sums.RowJaccard.Round() / weight;
        var (both, either) = (new ExactSum(), new ExactSum());
        _jaccard = new double[LabelCount];
        for (var j = 0; j < LabelCount; j++)
        {
            both.Add(sums.Both[j]);
            either.Add(sums.Either[j]);
            _jaccard[j] = Ratio(sums.Both[j].Round(), sums.Either[j].Round());
        }

        MicroJaccard = Ratio(both.Round(), either.Round());
        MacroJaccard = _jaccard.Average();
    }

    /// <summary>How many rows there were.</summary>
    public long Count => _sums.Count;

    /// <summary>How many labels there are.</summary>
    public int LabelCount => _sums.Both.Length;

    /// <summary>
    /// The part of the rows all of whose labels are right, $\frac{1}{W} \sum_r w_r [Y_r = \hat Y_r]$; from 0 to 1. It is scikit-learn's
    /// <c>accuracy_score</c> of several labels.
    /// </summary>
    public double SubsetAccuracy { get; }

    /// <summary>
    /// The part of all answers, rows × labels, that is wrong, $\frac{1}{W k} \sum_r w_r |Y_r \triangle \hat Y_r|$; from 0, which is best, to 1
    /// (R. E. Schapire and Y. Singer, "Improved boosting algorithms using confidence-rated predictions", 1999).
    /// </summary>
    public double HammingLoss { get; }

    /// <summary>The mean Jaccard index of the rows; from 0 to 1 (P. Jaccard, 1901).</summary>
    /// <remarks>
    /// $$
    /// \frac{1}{W} \sum_r w_r \frac{|Y_r \cap \hat Y_r|}{|Y_r \cup \hat Y_r|}
    /// $$
    ///
    /// It is scikit-learn's <c>jaccard_score</c> with <c>average="samples"</c>.
    /// </remarks>
    public double SampleJaccard { get; }

    /// <summary>The Jaccard index of all answers together; from 0 to 1.</summary>
    /// <remarks>
    /// $$
    /// \frac{\sum_r w_r |Y_r \cap \hat Y_r|}{\sum_r w_r |Y_r \cup \hat Y_r|}
    /// $$
    ///
    /// It is scikit-learn's <c>jaccard_score</c> with <c>average="micro"</c>.
    /// </remarks>
    public double MicroJaccard { get; }

    /// <summary>The mean of <see cref="Jaccard"/> over all labels; from 0 to 1. It is scikit-learn's <c>jaccard_score</c> with <c>average="macro"</c>.</summary>
    public double MacroJaccard { get; }

    /// <summary>The evaluation of a model with independent classes over a dataset. f(x) counts as a yes from the output's threshold on, a target from 0.5 on.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="model">What predicts; its output is sigmoid.</param>
    /// <param name="data">Observations and targets of the model's shape. Its own row weights are not used, as in all metrics.</param>
    /// <param name="rowWeights">What each observation weighs: finite, at least 0, and not all 0; 1 each if omitted.</param>
    /// <param name="compute">How many threads may work; one if omitted.</param>
    /// <param name="cancellationToken">Checked before every block of rows.</param>
    /// <returns>The evaluation.</returns>
    /// <exception cref="ArgumentException">The shapes differ, there is no observation, or a weight is impossible.</exception>
    /// <exception cref="NotFiniteNumberException">A prediction is not a number, since a sum of the model overflows.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="InvalidOperationException">The classes exclude each other; see <see cref="WeightedConfusionMatrix"/>.</exception>
    public static MultiLabelEvaluation Compute<T>(
        Model<T> model,
        Dataset<T> data,
        IReadOnlyList<double>? rowWeights = null,
        ComputeOptions? compute = null,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(model, nameof(model));
        model.Require(data, nameof(data));
        model.RequireIndependent();
        var weights = RowWeights.Checked(rowWeights, data.Count, nameof(rowWeights));
        Guard.Size(data.Count, model.OutputCount, nameof(data));
        var (actual, predicted) = (new bool[data.Count, model.OutputCount], new bool[data.Count, model.OutputCount]);
        model.ForEachBlock(data.Rows, predict: true, compute, (pass, block) =>
        {
            for (var r = 0; r < block.Count; r++)
            {
                for (var j = 0; j < model.OutputCount; j++)
                {
                    actual[block[r], j] = Model<T>.IsOne(data.Targets[block[r], j]);
                    predicted[block[r], j] = model.IsYes(pass.Output(r)[j], j, block[r]);
                }
            }
        }, cancellationToken);
        return Of(actual, predicted, weights, nameof(data));
    }

    /// <summary>The evaluation of predictions that were made by whatever means.</summary>
    /// <param name="actual">Rows × labels: whether each is there.</param>
    /// <param name="predicted">Rows × labels: whether each was predicted.</param>
    /// <param name="rowWeights">What each row weighs: finite, at least 0, and not all 0; 1 each if omitted.</param>
    /// <returns>The evaluation.</returns>
    /// <exception cref="ArgumentException">The shapes differ or are empty, or a weight is impossible.</exception>
    public static MultiLabelEvaluation Compute(bool[,] actual, bool[,] predicted, IReadOnlyList<double>? rowWeights = null)
    {
        Guard.NotNull(actual, nameof(actual));
        Guard.NotNull(predicted, nameof(predicted));
        var (rows, labels) = (actual.GetLength(0), actual.GetLength(1));
        if (predicted.GetLength(0) != rows || predicted.GetLength(1) != labels)
        {
            throw new ArgumentException(
                $"The predictions are {predicted.GetLength(0)} × {predicted.GetLength(1)}; the actual labels are {rows} × {labels}.", nameof(predicted));
        }

        return Of(actual, predicted, RowWeights.Checked(rowWeights, rows, nameof(rowWeights)), nameof(actual));
    }

    /// <summary>The evaluations of two parts to that of both together.</summary>
    /// <param name="left">One part's.</param>
    /// <param name="right">Another part's, of as many labels.</param>
    /// <returns>The evaluation over both parts.</returns>
    /// <exception cref="ArgumentException">The numbers of labels differ, or the weights are too large.</exception>
    public static MultiLabelEvaluation operator +(MultiLabelEvaluation left, MultiLabelEvaluation right)
    {
        Guard.NotNull(left, nameof(left));
        Guard.NotNull(right, nameof(right));
        return left.Add(right, nameof(right));
    }

    /// <summary>This evaluation and another part's to that of both together.</summary>
    /// <param name="other">The other part's, of as many labels.</param>
    /// <returns>The evaluation over both parts.</returns>
    /// <exception cref="ArgumentException">The numbers of labels differ, or the weights are too large.</exception>
    public MultiLabelEvaluation Add(MultiLabelEvaluation other)
    {
        Guard.NotNull(other, nameof(other));
        return Add(other, nameof(other));
    }

    /// <summary>The Jaccard index of a label, $\frac{TP}{TP + FP + FN}$ in sums of weights: of the rows that have it or were given it, the part that has both.</summary>
    /// <param name="labelIndex">Which label, from 0.</param>
    /// <returns>From 0 to 1; 0 where the label neither occurs nor was predicted.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such label.</exception>
    public double Jaccard(int labelIndex)
    {
        Guard.Index(labelIndex, LabelCount, "label", nameof(labelIndex));
        return _jaccard[labelIndex];
    }

    /// <summary>The main numbers, as "subset accuracy 0.8100, Hamming loss 0.0412, sample Jaccard 0.9021 of 10000".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"subset accuracy {SubsetAccuracy:0.0000}, Hamming loss {HammingLoss:0.0000}, sample Jaccard {SampleJaccard:0.0000} of {Count}");

    private static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;

    private static MultiLabelEvaluation Of(bool[,] actual, bool[,] predicted, double[]? weights, string name)
    {
        if (actual.Length == 0)
        {
            throw new ArgumentException("There is no prediction to evaluate.", name);
        }

        var sums = new Sums(actual.GetLength(0), actual.GetLength(1));
        for (var row = 0; row < sums.Count; row++)
        {
            var (weight, both, either) = (weights is null ? 1 : weights[row], 0, 0);
            for (var j = 0; j < sums.Both.Length; j++)
            {
                if (actual[row, j] && predicted[row, j])
                {
                    both++;
                    sums.Both[j].Add(weight);
                }

                if (actual[row, j] || predicted[row, j])
                {
                    either++;
                    sums.Either[j].Add(weight);
                }
            }

            sums.Weight.Add(weight);
            sums.Exact.Add(both == either ? weight : 0);
            sums.Wrong.AddProduct(weight, either - both);
            sums.RowJaccard.AddProduct(weight, Ratio(both, either));
        }

        return new(sums, name);
    }

    private MultiLabelEvaluation Add(MultiLabelEvaluation other, string name)
    {
        if (other.LabelCount != LabelCount)
        {
            throw new ArgumentException($"The numbers of labels differ: {LabelCount} and {other.LabelCount}.", name);
        }

        var sums = new Sums(Count + other.Count, LabelCount);
        foreach (var part in new[] { _sums, other._sums })
        {
            sums.Add(part);
        }

        return new(sums, name);
    }

    /// <summary>What is added up over the rows.</summary>
    private sealed class Sums(long count, int labels)
    {
        public long Count { get; } = count;

        public ExactSum Weight { get; } = new();

        public ExactSum Exact { get; } = new();

        public ExactSum Wrong { get; } = new();

        public ExactSum RowJaccard { get; } = new();

        public ExactSum[] Both { get; } = [.. Enumerable.Range(0, labels).Select(_ => new ExactSum())];

        public ExactSum[] Either { get; } = [.. Enumerable.Range(0, labels).Select(_ => new ExactSum())];

        public void Add(Sums other)
        {
            Weight.Add(other.Weight);
            Exact.Add(other.Exact);
            Wrong.Add(other.Wrong);
            RowJaccard.Add(other.RowJaccard);
            for (var j = 0; j < Both.Length; j++)
            {
                Both[j].Add(other.Both[j]);
                Either[j].Add(other.Either[j]);
            }
        }
    }
}
