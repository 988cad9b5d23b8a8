using Perceptron.Support;

namespace Perceptron.Metrics;

/// <summary>
/// The metrics of a confusion matrix, whether its entries are counts or sums of weights. What a metric subtracts is subtracted exactly, so that classes that are rare
/// keep their digits.
/// </summary>
internal sealed class Agreement
{
    private readonly double[,] _entries;
    private readonly ExactSum[] _actual;
    private readonly ExactSum[] _predicted;
    private readonly ExactSum _all = new();

    /// <summary>Takes the entries, of a sum, times a power of two.</summary>
    public Agreement(double[,] entries)
    {
        var sum = 0.0;
        foreach (var entry in entries)
        {
            sum += entry;
        }

        var (classes, scale) = (entries.GetLength(0), RowWeights.Scale(sum));
        _entries = new double[classes, classes];
        _actual = [.. Enumerable.Range(0, classes).Select(_ => new ExactSum())];
        _predicted = [.. Enumerable.Range(0, classes).Select(_ => new ExactSum())];
        for (var i = 0; i < classes; i++)
        {
            for (var j = 0; j < classes; j++)
            {
                if (entries[i, j] is not 0 and var entry)
                {
                    _entries[i, j] = entry * scale;
                    _actual[i].Add(_entries[i, j]);
                    _predicted[j].Add(_entries[i, j]);
                    _all.Add(_entries[i, j]);
                }
            }
        }
    }

    public int ClassCount => _actual.Length;

    public static Agreement Of(ConfusionMatrix matrix)
    {
        Guard.NotNull(matrix, nameof(matrix));
        var entries = new double[matrix.ClassCount, matrix.ClassCount];
        for (var i = 0; i < matrix.ClassCount; i++)
        {
            for (var j = 0; j < matrix.ClassCount; j++)
            {
                entries[i, j] = matrix[i, j];
            }
        }

        return new(entries);
    }

    public double Accuracy()
    {
        var hits = new ExactSum();
        for (var i = 0; i < ClassCount; i++)
        {
            hits.Add(_entries[i, i]);
        }

        return Ratio(hits.Round(), _all.Round());
    }

    public double Precision(int classIndex) => Ratio(_entries[Checked(classIndex), classIndex], _predicted[classIndex].Round());

    public double Recall(int classIndex) => Ratio(_entries[Checked(classIndex), classIndex], _actual[classIndex].Round());

    public double FBeta(int classIndex, double beta)
    {
        Guard.Index(classIndex, ClassCount, "class", nameof(classIndex));
        Guard.NotNegative(beta, nameof(beta));
        var (hits, actual, predicted) = (_entries[classIndex, classIndex], _actual[classIndex].Round(), _predicted[classIndex].Round());

        // Divided by β² where that is large, so that it may overflow.
        var square = beta <= 1 ? beta * beta : 1 / (beta * beta);
        return Ratio((1 + square) * hits, beta <= 1 ? (square * actual) + predicted : actual + (square * predicted));
    }

    public double MacroFBeta(double beta)
    {
        Guard.NotNegative(beta, nameof(beta));
        double[] values = [.. Enumerable.Range(0, ClassCount).Where(i => _actual[i].Round() + _predicted[i].Round() > 0).Select(i => FBeta(i, beta))];
        return values.Length == 0 ? 0 : values.Average();
    }

    public double BalancedAccuracy()
    {
        double[] values = [.. Enumerable.Range(0, ClassCount).Where(i => _actual[i].Round() > 0).Select(Recall)];
        return values.Length == 0 ? double.NaN : values.Average();
    }

    /// <summary>
    /// By classes: $s \sum_k C_{kk} - \sum_k t_k p_k$ is the sum over the classes of TP · TN − FP · FN, and $s^2 - \sum_k p_k^2$ that of
    /// p (s − p). So no square is subtracted from a square.
    /// </summary>
    public double MatthewsCorrelation()
    {
        var (both, actual, predicted) = (new ExactSum(), new ExactSum(), new ExactSum());
        for (var k = 0; k < ClassCount; k++)
        {
            var hits = Of(_entries[k, k]);
            var (misses, falseAlarms) = (Difference(_actual[k], hits), Difference(_predicted[k], hits));
            var (notActual, notPredicted) = (Difference(_all, _actual[k]), Difference(_all, _predicted[k]));
            both.AddProduct(_entries[k, k], Difference(notActual, falseAlarms).Round());
            both.AddProduct(-misses.Round(), falseAlarms.Round());
            actual.AddProduct(_actual[k].Round(), notActual.Round());
            predicted.AddProduct(_predicted[k].Round(), notPredicted.Round());
        }

        var norm = Math.Sqrt(actual.Round()) * Math.Sqrt(predicted.Round());
        return norm == 0 ? 0 : Math.Clamp(both.Round() / norm, -1, 1);
    }

    public double CohenKappa(KappaWeighting weighting)
    {
        if (weighting is not (KappaWeighting.None or KappaWeighting.Linear or KappaWeighting.Quadratic))
        {
            throw OutOfRange.Of(nameof(weighting), weighting, "None, Linear and Quadratic are known.");
        }

        var (observed, expected) = (new ExactSum(), new ExactSum());
        double[] predicted = [.. _predicted.Select(sum => sum.Round())];
        for (var i = 0; i < ClassCount; i++)
        {
            var actual = _actual[i].Round();
            for (var j = 0; j < ClassCount; j++)
            {
                double distance = Math.Abs(i - j);
                var weight = weighting == KappaWeighting.None ? Math.Sign(distance) : weighting == KappaWeighting.Linear ? distance : distance * distance;
                observed.AddProduct(weight, _entries[i, j]);
                expected.AddProduct(weight * actual, predicted[j]);
            }
        }

        return expected.Round() == 0 ? double.NaN : 1 - (observed.Round() * _all.Round() / expected.Round());
    }

    private static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;

    private static ExactSum Of(double term)
    {
        var sum = new ExactSum();
        sum.Add(term);
        return sum;
    }

    private static ExactSum Difference(ExactSum whole, ExactSum part)
    {
        var difference = new ExactSum();
        difference.Add(whole);
        difference.AddScaled(part, -1);
        return difference;
    }

    private int Checked(int classIndex)
    {
        Guard.Index(classIndex, ClassCount, "class", nameof(classIndex));
        return classIndex;
    }
}
