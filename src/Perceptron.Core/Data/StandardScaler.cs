using System.Numerics;
using Perceptron.Data;
using Perceptron.Support;

namespace Perceptron;

/// <summary>
/// Brings each input to mean 0 and standard deviation 1, $x' = (x - \mu) / s$, with the statistics of the observations it
/// was made from: those of the training part, for every part. Without centring it divides alone, $x' = x / s$, and zeros stay zeros.
/// </summary>
/// <remarks>
/// <para>s is the standard deviation of the population, $s^2 = \frac{1}{n} \sum_i (x_i - \mu)^2$. μ is kept with twice the digits of a
/// double, so that what is left of nearly constant inputs still has the mean 0 (T. J. Dekker, "A floating-point technique for extending
/// the available precision", 1971).</para>
/// <para>An input that is constant, or constant but for rounding, has s = 1. Constant but for rounding is what differs by no more than 8 ε
/// of its largest magnitude, ε = 2⁻⁵² in double and 2⁻²³ in float, and isn't made of whole numbers, which are exact. Of n observations in
/// double it is also what differs by no more than n ε, 1,024 ε at the most, and isn't made of multiples of 2⁻²⁰; scikit-learn takes n ε too. Otherwise
/// rounding errors would become inputs of size 1.</para>
/// <para>Subtracting a mean turns zeros into other numbers, and so sparse rows into dense ones, which may be far larger. That is refused; fit
/// with <c>center: false</c>, as in scikit-learn with <c>with_mean=False</c>, or ask for dense rows first.</para>
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class StandardScaler<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ColumnStatistics[] _columns;

    internal StandardScaler(Rows<T> rows, bool center)
    {
        IsCentered = center;
        _columns = ColumnStatistics.Of(rows);
    }

    /// <summary>How many inputs there are.</summary>
    public int InputCount => _columns.Length;

    /// <summary>Whether the mean is subtracted, or the inputs are divided alone.</summary>
    public bool IsCentered { get; }

    /// <summary>The mean of an input.</summary>
    /// <param name="input">Which one, from 0.</param>
    /// <returns>μ.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such input.</exception>
    public double Mean(int input)
    {
        Guard.Index(input, InputCount, "input", nameof(input));
        return _columns[input].Mean;
    }

    /// <summary>What an input is divided by: its standard deviation, or 1 if it is constant.</summary>
    /// <param name="input">Which one, from 0.</param>
    /// <returns>s.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such input.</exception>
    public double StandardDeviation(int input)
    {
        Guard.Index(input, InputCount, "input", nameof(input));
        return _columns[input].StandardDeviation;
    }

    /// <summary>Standardises observations.</summary>
    /// <param name="rows">Rows with as many inputs as those it was made from.</param>
    /// <returns>Rows stored as these are.</returns>
    /// <exception cref="ArgumentException">The number of inputs differs, sparse rows would have to become dense, or a value becomes too large.</exception>
    public Rows<T> Transform(Rows<T> rows)
    {
        Guard.NotNull(rows, nameof(rows));
        return Transform(rows, nameof(rows));
    }

    /// <summary>Standardises a dataset's observations.</summary>
    /// <param name="data">A dataset with as many inputs as the one it was made from.</param>
    /// <returns>A dataset with the same targets and weights, its rows stored as these are.</returns>
    /// <exception cref="ArgumentException">The number of inputs differs, sparse rows would have to become dense, or a value becomes too large.</exception>
    public Dataset<T> Transform(Dataset<T> data)
    {
        Guard.NotNull(data, nameof(data));
        return data.WithRows(Transform(data.Rows, nameof(data)));
    }

    /// <summary>What it is, as "standardization of 784 inputs", or "scaling of 784 inputs" without centring.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{(IsCentered ? "standardization" : "scaling")} of {Guard.Count(InputCount, "input")}";

    private Rows<T> Transform(Rows<T> rows, string name)
    {
        if (rows.InputCount != InputCount)
        {
            throw new ArgumentException(
                $"{Guard.Count(rows.InputCount, "input")} given; the statistics are those of {Guard.Count(InputCount, "input")}.", name);
        }

        if (IsCentered && rows.IsSparse)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The rows are sparse. Subtracting the means would store {(long)rows.Count * InputCount} values instead of {rows.StoredValueCount}. ")
                + "Fit with center: false, which divides alone and keeps zeros, or make the rows dense by ToDense.",
                name);
        }

        var builder = new RowsBuilder<T>(InputCount, rows.IsSparse, rows.Count);
        var row = new T[InputCount];
        for (var r = 0; r < rows.Count; r++)
        {
            rows.CopyRow(r, row);
            for (var i = 0; i < row.Length; i++)
            {
                var given = row[i];
                row[i] = T.CreateTruncating(_columns[i].Standardize(double.CreateTruncating(given), IsCentered));
                if (!T.IsFinite(row[i]))
                {
                    throw new ArgumentException(
                        FormattableString.Invariant($"The value at row {r}, column {i} is {given}. Divided by the standard deviation {_columns[i].StandardDeviation} ")
                        + $"it is too large for {typeof(T).Name}. Fit on observations like these, or leave it out.",
                        name);
                }
            }

            builder.AddNamed(row, name);
        }

        return builder.Build();
    }
}

/// <summary>Takes the statistics that standardise observations.</summary>
public static class StandardScaler
{
    /// <summary>The statistics of a training part.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="training">What to take mean and standard deviation of.</param>
    /// <param name="center">Whether to subtract the mean; without it, sparse rows stay sparse.</param>
    /// <returns>What standardises this and every other part by them.</returns>
    public static StandardScaler<T> Fit<T>(Dataset<T> training, bool center = true)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(training, nameof(training));
        return new(training.Rows, center);
    }
}
