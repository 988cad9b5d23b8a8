using System.Collections.ObjectModel;
using Perceptron.Metrics;
using Perceptron.Support;

namespace Perceptron;

/// <summary>
/// How well predictions fit their targets: loss, accuracy, precision, recall and more, all of which come from sums, so that
/// the evaluations of parts of a dataset add up to that of the whole.
/// </summary>
/// <remarks>
/// <para>Made by <see cref="ModelEvaluation.Evaluate{T}(Model{T}, Dataset{T}, ComputeOptions, CancellationToken)"/>, from chunks too, or by
/// <c>Compute</c> from predictions that were made by whatever means. The sums are rounded once, when they are read: any order of the
/// observations, any split into parts and any number of threads give the same bits.</para>
/// <para>With exclusive classes the predicted class is the one with the largest f(x), the lowest index on a tie, and the actual
/// one the likeliest. A model's classes are ordered by its logits, which still differ where f(x) is rounded to 0 or to 1. With independent ones f(x) counts as a yes from the model's threshold on (0.5 where only predictions are given), and
/// y from 0.5 on.</para>
/// <para>A single sigmoid output has two classes, negative (0) and positive (1), of which <see cref="ForClass"/> gives either. The means,
/// <see cref="Macro"/>, <see cref="Micro"/> and <see cref="Weighted"/>, are over outputs, and so those of the positive class.</para>
/// <para>What takes more than sums is in <see cref="RocAuc"/>; how far probabilities can be believed is in <see cref="CalibrationCurve"/>.</para>
/// </remarks>
public sealed partial class Evaluation
{
    private readonly ConfusionMatrix[] _confusions;
    private readonly long[] _ranks;
    private readonly ExactSum _loss;
    private readonly ExactSum _squares;
    private readonly PrecisionRecall[] _classes;

    internal Evaluation(
        bool areExclusive,
        long count,
        ConfusionMatrix[] confusions,
        IReadOnlyList<string> classNames,
        long[] ranks,
        ExactSum loss,
        ExactSum squares)
    {
        AreExclusive = areExclusive;
        Count = count;
        ClassNames = new ReadOnlyCollection<string>([.. classNames]);
        _confusions = confusions;
        _ranks = ranks;
        _loss = loss;
        _squares = squares;
        var entries = areExclusive ? count : (double)count * confusions.Length;
        LogLoss = loss.Round() / entries;
        BrierScore = squares.Round() / entries;
        if (areExclusive)
        {
            _classes = [.. Enumerable.Range(0, ClassCount).Select(confusions[0].ForClass)];
            (Accuracy, Macro, Weighted) = (confusions[0].Accuracy, confusions[0].Macro, confusions[0].Weighted);
            Micro = new(Accuracy, Accuracy, Accuracy, count);
            return;
        }

        PrecisionRecall[] outputs = [.. confusions.Select(confusion => confusion.ForClass(1))];
        _classes = IsBinary ? [confusions[0].ForClass(0), .. outputs] : outputs;
        (Macro, Weighted) = (PrecisionRecall.Macro(outputs), PrecisionRecall.Weighted(outputs));
        long Sum(int actual, int predicted) => confusions.Sum(confusion => confusion[actual, predicted]);
        Accuracy = (Sum(0, 0) + Sum(1, 1)) / entries;
        Micro = PrecisionRecall.Of(Sum(1, 1), Sum(0, 1) + Sum(1, 1), Sum(1, 0) + Sum(1, 1));
    }

    /// <summary>How many observations there were.</summary>
    public long Count { get; }

    /// <summary>How many classes there are; 2 where there is a single sigmoid output.</summary>
    public int ClassCount => ClassNames.Count;

    /// <summary>The names of the classes; of a single sigmoid output the negative one's and the positive one's.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Whether the classes exclude each other.</summary>
    public bool AreExclusive { get; }

    /// <summary>
    /// The part that was predicted correctly: of the observations for exclusive classes, of observations × outputs for
    /// independent ones.
    /// </summary>
    public double Accuracy { get; }

    /// <summary>
    /// The mean loss in nats: cross entropy over the observations for exclusive classes, binary cross entropy over observations ×
    /// classes for independent ones.
    /// </summary>
    /// <remarks>
    /// $$
    /// \frac{1}{n} \sum_{ij} -y_{ij} \log f_{ij} \quad \text{or} \quad
    /// \frac{1}{nk} \sum_{ij} -y_{ij} \log f_{ij} - (1 - y_{ij}) \log(1 - f_{ij})
    /// $$
    ///
    /// A model's is computed from its logits: it is its loss, within rounding. Where only f(x) is given,
    /// it is first brought into [2^−52, 1 − 2^−52], as scikit-learn's <c>log_loss</c> does in double, so that a confident
    /// mistake costs 36.04 and not infinitely much.
    /// </remarks>
    public double LogLoss { get; }

    /// <summary>The mean squared distance of f(x) from the targets; 0 is perfect (G. W. Brier, 1950).</summary>
    /// <remarks>
    /// $\frac{1}{n} \sum_{ij} (f_{ij} - y_{ij})^2$ for exclusive classes, from 0 to 2, and $\frac{1}{nk} \sum_{ij} (f_{ij} - y_{ij})^2$
    /// for independent ones, from 0 to 1, which for one class is scikit-learn's <c>brier_score_loss</c>.
    /// </remarks>
    public double BrierScore { get; }

    /// <summary>
    /// The mean of precision, recall and F1 over the classes: over all independent ones, and over those exclusive ones that occur or
    /// are predicted, which is what scikit-learn does for <c>average="macro"</c>.
    /// </summary>
    public PrecisionRecall Macro { get; }

    /// <summary>
    /// Precision, recall and F1 of all decisions together, $P = \sum_c TP_c / \sum_c (TP_c + FP_c)$ and so on; with exclusive
    /// classes all three are the accuracy.
    /// </summary>
    public PrecisionRecall Micro { get; }

    /// <summary>The mean of precision, recall and F1 over the classes, each weighted by how often it occurs; 0 if none does.</summary>
    public PrecisionRecall Weighted { get; }

    /// <summary>The evaluations of two parts to that of both together.</summary>
    /// <param name="left">One part's.</param>
    /// <param name="right">Another part's, of the same classes.</param>
    /// <returns>The evaluation over both parts.</returns>
    /// <exception cref="ArgumentException">The classes differ.</exception>
    public static Evaluation operator +(Evaluation left, Evaluation right)
    {
        Guard.NotNull(left, nameof(left));
        Guard.NotNull(right, nameof(right));
        return left.Add(right, nameof(right));
    }

    /// <summary>This evaluation and another part's to that of both together.</summary>
    /// <param name="other">The other part's, of the same classes.</param>
    /// <returns>The evaluation over both parts.</returns>
    /// <exception cref="ArgumentException">The classes differ.</exception>
    public Evaluation Add(Evaluation other)
    {
        Guard.NotNull(other, nameof(other));
        return Add(other, nameof(other));
    }

    /// <summary>Precision, recall and F1 of a class; of each of several independent ones, those of its yes.</summary>
    /// <param name="classIndex">Which class, from 0.</param>
    /// <returns>The values, and how often the class occurs.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public PrecisionRecall ForClass(int classIndex)
    {
        Guard.Index(classIndex, ClassCount, "class", nameof(classIndex));
        return _classes[classIndex];
    }

    /// <summary>The part of the observations whose class is among the k with the largest f(x), a model's by its logits.</summary>
    /// <remarks>Of equal f(x) the one with the lower index comes first, so that k = 1 gives the accuracy.</remarks>
    /// <param name="k">How many classes to look at; from 1 to all of them.</param>
    /// <returns>From 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are not as many classes.</exception>
    /// <exception cref="InvalidOperationException">The classes are independent.</exception>
    public double TopKAccuracy(int k)
    {
        RequireExclusive("have no order to take the first of");
        return k >= 1 && k <= ClassCount
            ? (double)_ranks.AsSpan(0, k).ToArray().Sum() / Count
            : throw OutOfRange.Of(nameof(k), k, $"From 1 to {ClassCount} classes can be looked at.");
    }

    /// <summary>The confusion matrix of exclusive classes, or of the negative (0) and the positive one (1) of a single sigmoid output.</summary>
    /// <returns>The counts.</returns>
    /// <exception cref="InvalidOperationException">There are several independent classes; see <see cref="ConfusionMatrixFor"/>.</exception>
    public ConfusionMatrix ConfusionMatrix()
    {
        if (_confusions.Length > 1)
        {
            RequireExclusive("have a confusion matrix each; use ConfusionMatrixFor");
        }

        return _confusions[0];
    }

    /// <summary>The confusion matrix of no (0) and yes (1) for one of the classes.</summary>
    /// <param name="classIndex">Which class, from 0.</param>
    /// <returns>The counts, 2 × 2: the class against all others, where classes exclude each other.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public ConfusionMatrix ConfusionMatrixFor(int classIndex)
    {
        Guard.Index(classIndex, ClassCount, "class", nameof(classIndex));
        if (!AreExclusive)
        {
            return !IsBinary ? _confusions[classIndex]
                : classIndex == 1 ? _confusions[0]
                : new(
                    new[,] { { _confusions[0][1, 1], _confusions[0][1, 0] }, { _confusions[0][0, 1], _confusions[0][0, 0] } },
                    [ClassNames[1], ClassNames[0]]);
        }

        var both = _confusions[0][classIndex, classIndex];
        var actual = Enumerable.Range(0, ClassCount).Sum(j => _confusions[0][classIndex, j]);
        var predicted = Enumerable.Range(0, ClassCount).Sum(i => _confusions[0][i, classIndex]);
        return new(
            new[,] { { Count - actual - predicted + both, predicted - both }, { actual - both, both } },
            Perceptron.ConfusionMatrix.NoAndYes(ClassNames[classIndex]));
    }

    private Evaluation Add(Evaluation other, string name)
    {
        Guard.SameClasses(ClassNames, other.ClassNames, name);
        if (AreExclusive != other.AreExclusive)
        {
            throw new ArgumentException("Exclusive classes and independent ones can't be added up.", name);
        }

        var (loss, squares) = (new ExactSum(), new ExactSum());
        foreach (var part in new[] { this, other })
        {
            loss.Add(part._loss);
            squares.Add(part._squares);
        }

        return new(
            AreExclusive,
            Count + other.Count,
            [.. _confusions.Zip(other._confusions, (ours, others) => ours + others)],
            ClassNames,
            [.. _ranks.Zip(other._ranks, (ours, others) => ours + others)],
            loss,
            squares);
    }

    /// <summary>Whether there is a single sigmoid output, and so two classes.</summary>
    private bool IsBinary => !AreExclusive && _confusions.Length == 1;

    private void RequireExclusive(string problem)
    {
        if (!AreExclusive)
        {
            throw new InvalidOperationException($"{Guard.Count(_confusions.Length, "independent class")} {problem}.");
        }
    }
}
