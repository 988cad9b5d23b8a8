using System.Numerics;
using Perceptron.Support;

namespace Perceptron;

/// <summary>
/// Brings each input to mean 0 and standard deviation 1, $x' = (x - \mu) / s$, with the statistics of the observations it
/// was made from: those of the training part, for every part.
/// </summary>
/// <remarks>
/// s is the standard deviation of the population, $s^2 = \frac{1}{n} \sum_i (x_i - \mu)^2$; an input that is constant has
/// s = 1, so that it becomes 0. Sums are taken in double, in two passes. Standardised rows are dense, since a 0 hardly ever
/// stays 0; to keep sparse rows sparse, scale them instead.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class StandardScaler<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double[] _means;
    private readonly double[] _deviations;

    internal StandardScaler(Rows<T> rows)
    {
        var (n, inputs) = (rows.Count, rows.InputCount);
        _means = new double[inputs];
        _deviations = new double[inputs];
        var row = new T[inputs];
        for (var r = 0; r < n; r++)
        {
            rows.CopyRow(r, row);
            for (var i = 0; i < inputs; i++)
            {
                _means[i] += double.CreateTruncating(row[i]) / n;
            }
        }

        var first = rows.Row(0);
        var isConstant = new bool[inputs];
        Array.Fill(isConstant, true);
        var largest = new double[inputs];
        for (var r = 0; r < n; r++)
        {
            rows.CopyRow(r, row);
            for (var i = 0; i < inputs; i++)
            {
                isConstant[i] &= row[i] == first[i];
                largest[i] = Math.Max(largest[i], Math.Abs(double.CreateTruncating(row[i]) - _means[i]));
            }
        }

        // Squares are taken of differences over the largest of them, which neither overflow nor vanish.
        for (var r = 0; r < n; r++)
        {
            rows.CopyRow(r, row);
            for (var i = 0; i < inputs; i++)
            {
                if (!isConstant[i])
                {
                    var d = (double.CreateTruncating(row[i]) - _means[i]) / largest[i];
                    _deviations[i] += d * d / n;
                }
            }
        }

        for (var i = 0; i < inputs; i++)
        {
            _means[i] = isConstant[i] ? double.CreateTruncating(first[i]) : _means[i];
            _deviations[i] = isConstant[i] ? 1 : Math.Sqrt(_deviations[i]) * largest[i];
        }
    }

    /// <summary>How many inputs there are.</summary>
    public int InputCount => _means.Length;

    /// <summary>The mean of an input.</summary>
    /// <param name="input">Which one, from 0.</param>
    /// <returns>μ.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such input.</exception>
    public double Mean(int input)
    {
        Guard.Index(input, InputCount, "input", nameof(input));
        return _means[input];
    }

    /// <summary>What an input is divided by: its standard deviation, or 1 if it is constant.</summary>
    /// <param name="input">Which one, from 0.</param>
    /// <returns>s.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such input.</exception>
    public double StandardDeviation(int input)
    {
        Guard.Index(input, InputCount, "input", nameof(input));
        return _deviations[input];
    }

    /// <summary>Standardises observations.</summary>
    /// <param name="rows">Rows with as many inputs as those it was made from.</param>
    /// <returns>Dense rows.</returns>
    /// <exception cref="ArgumentException">The number of inputs differs, or a value becomes too large.</exception>
    /// <exception cref="InvalidOperationException">They are more values than an array can hold.</exception>
    public Rows<T> Transform(Rows<T> rows)
    {
        Guard.NotNull(rows, nameof(rows));
        return Transform(rows, nameof(rows));
    }

    private Rows<T> Transform(Rows<T> rows, string name)
    {
        if (rows.InputCount != InputCount)
        {
            throw new ArgumentException(
                $"{Guard.Count(rows.InputCount, "input")} given; the statistics are those of {Guard.Count(InputCount, "input")}.", name);
        }

        Guard.Size(rows.Count, InputCount);
        var builder = new RowsBuilder<T>(InputCount, sparse: false, rows.Count);
        var row = new T[InputCount];
        for (var r = 0; r < rows.Count; r++)
        {
            rows.CopyRow(r, row);
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = T.CreateTruncating((double.CreateTruncating(row[i]) - _means[i]) / _deviations[i]);
            }

            builder.AddNamed(row, name);
        }

        return builder.Build();
    }

    /// <summary>Standardises a dataset's observations.</summary>
    /// <param name="data">A dataset with as many inputs as the one it was made from.</param>
    /// <returns>A dataset with dense rows and the same targets and weights.</returns>
    /// <exception cref="ArgumentException">The number of inputs differs, or a value becomes too large.</exception>
    /// <exception cref="InvalidOperationException">They are more values than an array can hold.</exception>
    public Dataset<T> Transform(Dataset<T> data)
    {
        Guard.NotNull(data, nameof(data));
        return data.WithRows(Transform(data.Rows, nameof(data)));
    }

    /// <summary>What it is, as "standardization of 784 inputs".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"standardization of {Guard.Count(InputCount, "input")}";
}

/// <summary>Takes the statistics that standardise observations.</summary>
public static class StandardScaler
{
    /// <summary>The statistics of a training part.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="training">What to take mean and standard deviation of.</param>
    /// <returns>What standardises this and every other part by them.</returns>
    public static StandardScaler<T> Fit<T>(Dataset<T> training)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(training, nameof(training));
        return new(training.Rows);
    }
}
