using System.Globalization;
using Perceptron.Engine;
using Perceptron.Support;

namespace Perceptron;

/// <summary>How sure a metric is, by drawing the rows that it was measured on again and again.</summary>
public static class Bootstrap
{
    private const int MaximalRows = 100_000_000;

    private const int MaximalReplicates = 1_000_000;

    /// <summary>Streams of random numbers from here down, one for each replicate: those of other purposes are above.</summary>
    private const long FirstStream = -(1L << 32);

    /// <summary>
    /// A percentile interval of a metric by the bootstrap (B. Efron and R. J. Tibshirani, "An introduction to the bootstrap", 1993, chapter 13).
    /// </summary>
    /// <remarks>
    /// With n rows, each replicate draws n of them with replacement. How often a row was drawn is its weight $w_r$, a whole number, so that $\sum_r w_r = n$. With $m_1, \dots, m_B$ the metric of B
    /// replicates and q the quantile of them, by linear interpolation between neighbours in order (as <c>numpy.percentile</c> does):
    ///
    /// $$
    /// [\, q(\tfrac{1 - \text{level}}{2}), \; q(\tfrac{1 + \text{level}}{2}) \,]
    /// $$
    ///
    /// Replicates in which the metric is NaN, as a curve's area where a class was not drawn, are left out and counted. Rows must be independent of each other: of
    /// several rows a person, draw persons. The same seed gives the same bits on any number of threads, as each replicate has a stream of random numbers of its own.
    /// </remarks>
    /// <param name="rowCount">How many rows were measured; from 1 to 100,000,000.</param>
    /// <param name="metric">
    /// The metric of the rows with these weights, one for each row; those of the first call are all 1. Multiply them by weights of your own, if there are some. The array is used again after the call. Several threads call it at the
    /// same time, if several may work.
    /// </param>
    /// <param name="level">How often such an interval should hold the true value; above 0 and below 1.</param>
    /// <param name="replicates">How many times to draw; from 1 to 1,000,000.</param>
    /// <param name="seed">The same seed gives the same interval.</param>
    /// <param name="compute">How many threads may work; one if omitted.</param>
    /// <param name="cancellationToken">Checked before every replicate.</param>
    /// <returns>The metric and its interval.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number of rows or of replicates, or the level, is out of its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static BootstrapInterval Interval(
        int rowCount,
        Func<double[], double> metric,
        double level = 0.95,
        int replicates = 1000,
        long seed = 0,
        ComputeOptions? compute = null,
        CancellationToken cancellationToken = default)
    {
        OutOfRange.Between(1, MaximalRows, rowCount, nameof(rowCount));
        Guard.NotNull(metric, nameof(metric));
        if (!(level > 0 && level < 1))
        {
            throw OutOfRange.Of(nameof(level), level, "A level above 0 and below 1 is needed, such as 0.95.");
        }

        OutOfRange.Between(1, MaximalReplicates, replicates, nameof(replicates));
        cancellationToken.ThrowIfCancellationRequested();
        var ones = new double[rowCount];
        Array.Fill(ones, 1);
        var estimate = metric(ones);
        var threads = Math.Min((compute ?? ComputeOptions.Default).Workers, replicates);
        var (buffers, values) = (new double[threads][], new double[replicates]);
        buffers[0] = ones;
        WorkerPool.ForEach(threads, replicates, (member, replicate) =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            var weights = buffers[member] ??= new double[rowCount];
            Draw(weights, new RandomNumbers(seed, FirstStream - replicate));
            values[replicate] = metric(weights);
        });
        double[] defined = [.. values.Where(value => !double.IsNaN(value)).Order()];
        return new(estimate, Quantile(defined, (1 - level) / 2), Quantile(defined, (1 + level) / 2), level, replicates, replicates - defined.Length);
    }

    private static void Draw(double[] weights, RandomNumbers random)
    {
        Array.Clear(weights);
        for (var i = 0; i < weights.Length; i++)
        {
            weights[random.NextInt(weights.Length)]++;
        }
    }

    private static double Quantile(double[] sorted, double part)
    {
        if (sorted.Length == 0)
        {
            return double.NaN;
        }

        var place = part * (sorted.Length - 1);
        var (below, rest) = ((int)place, place - Math.Floor(place));
        return rest == 0 ? sorted[below] : sorted[below] + (rest * (sorted[below + 1] - sorted[below]));
    }
}

/// <summary>A metric and its interval by the bootstrap.</summary>
/// <param name="Estimate">The metric of the rows as they are.</param>
/// <param name="Lower">Where the interval begins; NaN if the metric was NaN in every replicate.</param>
/// <param name="Upper">Where it ends; NaN if the metric was NaN in every replicate.</param>
/// <param name="Level">How often such an interval should hold the true value.</param>
/// <param name="Replicates">How many times rows were drawn.</param>
/// <param name="Undefined">In how many of the replicates the metric was NaN: they are left out.</param>
public readonly record struct BootstrapInterval(double Estimate, double Lower, double Upper, double Level, int Replicates, int Undefined)
{
    /// <summary>What it says, as "0.9212, from 0.9153 to 0.9268 at level 0.95".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Estimate:0.0000}, from {Lower:0.0000} to {Upper:0.0000} at level {Level:G4}");
}
