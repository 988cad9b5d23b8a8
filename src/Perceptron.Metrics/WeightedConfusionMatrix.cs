using System.Collections.ObjectModel;
using System.Globalization;
using System.Numerics;
using Perceptron.Metrics;
using Perceptron.Support;

namespace Perceptron;

/// <summary>
/// What the observations of each class that were predicted as each weigh: a <see cref="ConfusionMatrix"/> whose rows have weights, and its metrics.
/// </summary>
/// <remarks>
/// With w the weights of the observations, y their classes and ŷ those that were predicted:
///
/// $$
/// C_{ij} = \sum_r w_r [y_r = i] [\hat y_r = j]
/// $$
///
/// The metrics are those of the counts with these sums in their place, so that a weight of 2 is an observation twice, and one of 0 counts as absent.
/// The matrices of parts of a dataset add up to that of the whole, to the last bit and in any order, since each entry is rounded once.
/// </remarks>
public sealed class WeightedConfusionMatrix
{
    private readonly ExactSum?[,] _sums;
    private readonly double[,] _entries;
    private readonly Agreement _agreement;

    private WeightedConfusionMatrix(ExactSum?[,] sums, IReadOnlyList<string> classNames, string name)
    {
        _sums = sums;
        _entries = new double[sums.GetLength(0), sums.GetLength(0)];
        ClassNames = new ReadOnlyCollection<string>([.. classNames]);
        var all = new ExactSum();
        for (var i = 0; i < ClassCount; i++)
        {
            for (var j = 0; j < ClassCount; j++)
            {
                if (sums[i, j] is { } sum)
                {
                    _entries[i, j] = sum.Round();
                    all.Add(sum);
                }
            }
        }

        TotalWeight = RowWeights.CheckedSum(all.Round(), name);
        _agreement = new(_entries);
        Accuracy = _agreement.Accuracy();
    }

    /// <summary>How many classes there are.</summary>
    public int ClassCount => ClassNames.Count;

    /// <summary>The names of the classes.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>What all observations weigh.</summary>
    public double TotalWeight { get; }

    /// <summary>The part of the weight that was predicted correctly; 0 where there is no observation.</summary>
    public double Accuracy { get; }

    /// <summary>What the observations of one class that were predicted as another weigh.</summary>
    /// <param name="actual">The class they have, from 0.</param>
    /// <param name="predicted">The class they were given, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double this[int actual, int predicted]
    {
        get
        {
            Guard.Index(actual, ClassCount, "class", nameof(actual));
            Guard.Index(predicted, ClassCount, "class", nameof(predicted));
            return _entries[actual, predicted];
        }
    }

    /// <summary>
    /// The matrix of a model over a dataset: of its exclusive classes, or of the negative (0) and the positive class (1) of a model with one sigmoid output,
    /// by its threshold.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="model">What predicts.</param>
    /// <param name="data">Observations and targets of the model's shape. Its own row weights are not used, as in all metrics.</param>
    /// <param name="rowWeights">What each observation weighs: finite, at least 0, and not all 0; 1 each if omitted.</param>
    /// <param name="compute">How many threads may work; one if omitted.</param>
    /// <param name="cancellationToken">Checked before every block of rows.</param>
    /// <returns>The sums.</returns>
    /// <exception cref="ArgumentException">The shapes differ, a weight is impossible, or there are more than 16,384 classes.</exception>
    /// <exception cref="NotFiniteNumberException">A prediction is not a number, since a sum of the model overflows.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="InvalidOperationException">There are several independent classes; see <see cref="MultiLabelEvaluation"/>.</exception>
    public static WeightedConfusionMatrix Compute<T>(
        Model<T> model,
        Dataset<T> data,
        IReadOnlyList<double>? rowWeights = null,
        ComputeOptions? compute = null,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(model, nameof(model));
        model.Require(data, nameof(data));
        if (!model.Architecture.Output.IsSoftmax && model.OutputCount > 1)
        {
            throw new InvalidOperationException($"Each of {model.OutputCount} independent classes is right or wrong on its own; use MultiLabelEvaluation.");
        }

        Guard.Pairs(model.OutputCount, nameof(model));
        var weights = RowWeights.Checked(rowWeights, data.Count, nameof(rowWeights));
        var (actual, predicted) = (new int[data.Count], new int[data.Count]);
        model.ForEachDecision(data.Rows, compute, (pass, block) =>
        {
            for (var r = 0; r < block.Count; r++)
            {
                actual[block[r]] = data.Targets.ClassOf(block[r]);
                predicted[block[r]] = model.ClassOf(pass.Output(r), block[r]);
            }
        }, cancellationToken);
        return Sum(actual, predicted, model.ClassNames, weights);
    }

    /// <summary>The matrix of predictions that were made by whatever means.</summary>
    /// <param name="actual">The class of each observation, from 0.</param>
    /// <param name="predicted">The class that each was given, from 0.</param>
    /// <param name="classCount">How many classes there are; at least 2.</param>
    /// <param name="rowWeights">What each observation weighs: finite, at least 0, and not all 0; 1 each if omitted.</param>
    /// <returns>The sums; a class is named by its number.</returns>
    /// <exception cref="ArgumentException">The numbers of observations differ, there is no such class, there are more than 16,384, or a weight is impossible.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 classes.</exception>
    public static WeightedConfusionMatrix Compute(int[] actual, int[] predicted, int classCount, IReadOnlyList<double>? rowWeights = null)
    {
        Guard.NotNull(actual, nameof(actual));
        Guard.NotNull(predicted, nameof(predicted));
        Guard.AtLeast(2, classCount, nameof(classCount));
        Guard.Pairs(classCount, nameof(classCount));
        Guard.Length(predicted.Length, actual.Length, "prediction", nameof(predicted));
        Guard.Classes(actual, classCount, nameof(actual));
        Guard.Classes(predicted, classCount, nameof(predicted));
        return Sum(actual, predicted, Architecture.DefaultNames(classCount), RowWeights.Checked(rowWeights, actual.Length, nameof(rowWeights)));
    }

    /// <summary>The matrices of two parts to that of both together.</summary>
    /// <param name="left">One part's.</param>
    /// <param name="right">Another part's, of the same classes.</param>
    /// <returns>The sums over both parts.</returns>
    /// <exception cref="ArgumentException">The classes differ, or the weights are too large.</exception>
    public static WeightedConfusionMatrix operator +(WeightedConfusionMatrix left, WeightedConfusionMatrix right)
    {
        Guard.NotNull(left, nameof(left));
        Guard.NotNull(right, nameof(right));
        return left.Add(right, nameof(right));
    }

    /// <summary>This matrix and another part's to that of both together.</summary>
    /// <param name="other">The other part's, of the same classes.</param>
    /// <returns>The sums over both parts.</returns>
    /// <exception cref="ArgumentException">The classes differ, or the weights are too large.</exception>
    public WeightedConfusionMatrix Add(WeightedConfusionMatrix other)
    {
        Guard.NotNull(other, nameof(other));
        return Add(other, nameof(other));
    }

    /// <summary>Of what was predicted as a class, the part that is of it, $C_{kk} / \sum_i C_{ik}$.</summary>
    /// <param name="classIndex">Which class, from 0.</param>
    /// <returns>From 0 to 1; 0 where the class was never predicted.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double Precision(int classIndex) => _agreement.Precision(classIndex);

    /// <summary>Of what is of a class, the part that was predicted as it, $C_{kk} / \sum_j C_{kj}$.</summary>
    /// <param name="classIndex">Which class, from 0.</param>
    /// <returns>From 0 to 1; 0 where the class never occurs.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double Recall(int classIndex) => _agreement.Recall(classIndex);

    /// <inheritdoc cref="ConfusionMatrixMetrics.FBeta(ConfusionMatrix, int, double)"/>
    public double FBeta(int classIndex, double beta) => _agreement.FBeta(classIndex, beta);

    /// <inheritdoc cref="ConfusionMatrixMetrics.MacroFBeta(ConfusionMatrix, double)"/>
    public double MacroFBeta(double beta) => _agreement.MacroFBeta(beta);

    /// <inheritdoc cref="ConfusionMatrixMetrics.MatthewsCorrelation(ConfusionMatrix)"/>
    public double MatthewsCorrelation() => _agreement.MatthewsCorrelation();

    /// <inheritdoc cref="ConfusionMatrixMetrics.BalancedAccuracy(ConfusionMatrix)"/>
    public double BalancedAccuracy() => _agreement.BalancedAccuracy();

    /// <inheritdoc cref="ConfusionMatrixMetrics.CohenKappa(ConfusionMatrix, KappaWeighting)"/>
    public double CohenKappa(KappaWeighting weighting = KappaWeighting.None) => _agreement.CohenKappa(weighting);

    /// <summary>A copy of the sums.</summary>
    /// <returns>Actual × predicted classes.</returns>
    public double[,] ToArray() => (double[,])_entries.Clone();

    /// <summary>Size and accuracy, as "confusion matrix of 10 classes, accuracy 0.9212 of weight 10000".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"confusion matrix of {ClassCount} classes, accuracy {Accuracy:0.0000} of weight {TotalWeight:G6}");

    private static WeightedConfusionMatrix Sum(int[] actual, int[] predicted, IReadOnlyList<string> classNames, double[]? weights)
    {
        var sums = new ExactSum?[classNames.Count, classNames.Count];
        for (var row = 0; row < actual.Length; row++)
        {
            (sums[actual[row], predicted[row]] ??= new ExactSum()).Add(weights is null ? 1 : weights[row]);
        }

        return new(sums, classNames, nameof(weights));
    }

    private WeightedConfusionMatrix Add(WeightedConfusionMatrix other, string name)
    {
        Guard.SameClasses(ClassNames, other.ClassNames, name);
        var sums = new ExactSum?[ClassCount, ClassCount];
        for (var i = 0; i < ClassCount; i++)
        {
            for (var j = 0; j < ClassCount; j++)
            {
                if (_sums[i, j] is { } ours && other._sums[i, j] is { } others)
                {
                    var sum = sums[i, j] = new ExactSum();
                    sum.Add(ours);
                    sum.Add(others);
                }
                else
                {
                    sums[i, j] = _sums[i, j] ?? other._sums[i, j];
                }
            }
        }

        return new(sums, ClassNames, name);
    }
}
