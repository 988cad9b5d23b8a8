using System.Collections.ObjectModel;
using System.Globalization;
using System.Numerics;
using Perceptron.Metrics;
using Perceptron.Support;

namespace Perceptron;

/// <summary>
/// Whether probabilities mean what they say: of the observations that were given some 0.8 for a class, how many are of it.
/// </summary>
/// <remarks>
/// The predictions are put into m bins of equal width, the first from 0 to 1/m and each other without its lower end. The ends are i/m. scikit-learn's
/// <c>calibration_curve</c> rounds some of its ends up (0.30000000000000004 for 0.3), and leaves empty bins out. Of predictions that are calibrated each
/// bin's frequency is its mean prediction. The curves of parts of a dataset add up to that of the whole, to the last bit.
/// </remarks>
public sealed class CalibrationCurve
{
    private const int MaximalBins = 1_000_000;

    private readonly long[] _counts;
    private readonly long[] _positives;
    private readonly ExactSum[] _predictions;

    private CalibrationCurve(long[] counts, long[] positives, ExactSum[] predictions)
    {
        _counts = counts;
        _positives = positives;
        _predictions = predictions;
        Count = counts.Sum();
        Bins = new ReadOnlyCollection<CalibrationBin>(
            [.. counts.Select((count, i) => new CalibrationBin(
                (double)i / counts.Length, (i + 1.0) / counts.Length, count, predictions[i].Round() / count, (double)positives[i] / count))]);
        ExpectedError = Bins.Where(bin => bin.Count > 0).Sum(bin => bin.Count * Math.Abs(bin.Frequency - bin.MeanPrediction)) / Count;
    }

    /// <summary>The bins from 0 to 1, empty ones too.</summary>
    public IReadOnlyList<CalibrationBin> Bins { get; }

    /// <summary>How many observations there were.</summary>
    public long Count { get; }

    /// <summary>
    /// The expected calibration error, $\sum_b \frac{n_b}{n} |\text{frequency}_b - \text{mean prediction}_b|$ (M. P. Naeini, G. F. Cooper,
    /// M. Hauskrecht, 2015); from 0, which is best, to 1.
    /// </summary>
    public double ExpectedError { get; }

    /// <summary>The curve of one output of a model over a dataset: of its class against all others.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="model">What predicts.</param>
    /// <param name="data">Observations and targets of the model's shape.</param>
    /// <param name="outputIndex">Which output, from 0; 0 for the positive class of a single sigmoid output.</param>
    /// <param name="bins">How many bins; from 1 to 1,000,000.</param>
    /// <param name="compute">How many threads may work; one if omitted.</param>
    /// <param name="cancellationToken">Checked before every block of rows.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or the targets of a softmax are independent.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output, no bin, or more than 1,000,000.</exception>
    /// <exception cref="NotFiniteNumberException">A prediction is not a number, since a sum of the model overflows.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static CalibrationCurve Compute<T>(
        Model<T> model,
        Dataset<T> data,
        int outputIndex = 0,
        int bins = 10,
        ComputeOptions? compute = null,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(model, nameof(model));
        model.Require(data, nameof(data));
        Guard.Index(outputIndex, model.OutputCount, "output", nameof(outputIndex));
        OutOfRange.Between(1, MaximalBins, bins, nameof(bins));
        var predictions = new T[data.Count];
        model.ForEachBlock(data.Rows, predict: true, compute, (pass, block) =>
        {
            for (var r = 0; r < block.Count; r++)
            {
                var prediction = pass.Output(r)[outputIndex];
                predictions[block[r]] = !T.IsNaN(prediction) ? prediction : throw Model<T>.NotANumber(block[r]);
            }
        }, cancellationToken);
        return Make(predictions, bins, row => data.Targets.AreExclusive
            ? data.Targets.ClassOf(row) == outputIndex
            : Model<T>.IsOne(data.Targets[row, outputIndex]));
    }

    /// <summary>The curve of predictions that were made by whatever means.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="predictions">The probability of the class for each observation, from 0 to 1; at least one.</param>
    /// <param name="isOfClass">Whether each is of the class.</param>
    /// <param name="bins">How many bins; from 1 to 1,000,000.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="ArgumentException">The lengths differ or are 0, or a prediction lies outside.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no bin, or more than 1,000,000.</exception>
    public static CalibrationCurve Compute<T>(T[] predictions, bool[] isOfClass, int bins = 10)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Scalar<T>();
        Guard.NotNull(predictions, nameof(predictions));
        Guard.NotNull(isOfClass, nameof(isOfClass));
        Guard.Length(isOfClass.Length, predictions.Length, "answer", nameof(isOfClass));
        OutOfRange.Between(1, MaximalBins, bins, nameof(bins));
        if (predictions.Length == 0)
        {
            throw new ArgumentException("There is no prediction to evaluate.", nameof(predictions));
        }

        var outside = Array.FindIndex(predictions, value => !(value >= T.Zero && value <= T.One));
        return outside < 0
            ? Make(predictions, bins, row => isOfClass[row])
            : throw new ArgumentException(
                $"The prediction at index {outside} is {Guard.Text(predictions[outside])}; f(x) is from 0 to 1.", nameof(predictions));
    }

    /// <summary>The curves of two parts to that of both together.</summary>
    /// <param name="left">One part's.</param>
    /// <param name="right">Another part's, of as many bins.</param>
    /// <returns>The curve over both parts.</returns>
    /// <exception cref="ArgumentException">The numbers of bins differ.</exception>
    public static CalibrationCurve operator +(CalibrationCurve left, CalibrationCurve right)
    {
        Guard.NotNull(left, nameof(left));
        Guard.NotNull(right, nameof(right));
        return left.Add(right, nameof(right));
    }

    /// <summary>This curve and another part's to that of both together.</summary>
    /// <param name="other">The other part's, of as many bins.</param>
    /// <returns>The curve over both parts.</returns>
    /// <exception cref="ArgumentException">The numbers of bins differ.</exception>
    public CalibrationCurve Add(CalibrationCurve other)
    {
        Guard.NotNull(other, nameof(other));
        return Add(other, nameof(other));
    }

    /// <summary>The size and the error, as "calibration of 10000 in 10 bins, expected error 0.0123".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"calibration of {Count} in {Guard.Count(Bins.Count, "bin")}, expected error {ExpectedError:0.0000}");

    private static CalibrationCurve Make<T>(T[] predictions, int bins, Func<int, bool> isOfClass)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (counts, positives) = (new long[bins], new long[bins]);
        ExactSum[] sums = [.. counts.Select(_ => new ExactSum())];
        for (var row = 0; row < predictions.Length; row++)
        {
            // The bin whose upper end is the first that is not below: near the quotient, which may have been rounded.
            var p = double.CreateTruncating(predictions[row]);
            var bin = Math.Clamp((int)(p * bins) - 1, 0, bins - 1);
            while (bin < bins - 1 && (bin + 1.0) / bins < p)
            {
                bin++;
            }

            counts[bin]++;
            positives[bin] += isOfClass(row) ? 1 : 0;
            sums[bin].Add(p);
        }

        return new(counts, positives, sums);
    }

    private CalibrationCurve Add(CalibrationCurve other, string name)
    {
        if (other._counts.Length != _counts.Length)
        {
            throw new ArgumentException($"The numbers of bins differ: {_counts.Length} and {other._counts.Length}.", name);
        }

        ExactSum[] sums = [.. _counts.Select(_ => new ExactSum())];
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i].Add(_predictions[i]);
            sums[i].Add(other._predictions[i]);
        }

        return new(
            [.. _counts.Zip(other._counts, (ours, others) => ours + others)],
            [.. _positives.Zip(other._positives, (ours, others) => ours + others)],
            sums);
    }
}

/// <summary>The predictions of a calibration curve that lie between two probabilities.</summary>
/// <param name="Lower">Where the bin begins; it is in it only where it is 0.</param>
/// <param name="Upper">Where the bin ends; it is in it.</param>
/// <param name="Count">How many predictions lie in it.</param>
/// <param name="MeanPrediction">Their mean; NaN where there is none.</param>
/// <param name="Frequency">The part of their observations that is of the class; NaN where there is none.</param>
public readonly record struct CalibrationBin(double Lower, double Upper, long Count, double MeanPrediction, double Frequency)
{
    /// <summary>What it says, as "0.8 to 0.9: 120 predictions of 0.853 on the mean, right in 0.842".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Lower:G4} to {Upper:G4}: {Count} predictions of {MeanPrediction:0.000} on the mean, right in {Frequency:0.000}");
}
