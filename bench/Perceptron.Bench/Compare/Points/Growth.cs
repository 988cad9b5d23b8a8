using System.Globalization;

namespace Perceptron.Bench.Compare.Points;

/// <summary>
/// How the time grows with the number of rows, and of non-zeros: a fit over 1, 2, 4, 8 and 16 times the data. And how it grows with the
/// number of inputs where the non-zeros stay as many.
/// </summary>
internal static class Growth
{
    private const int Number = 7;

    // Every row and every mini-batch has a fixed cost, however many non-zeros it has.
    private const int SparseRows = 20_000;
    private const int Inputs = 784;
    private const int MinNonZeros = 24;

    private const int WideRows = 50_000;
    private const int WideNonZeros = 75;
    private const int Batch = 128;
    private const double MostWidened = 4;

    private static readonly int[] s_widthBits = [14, 18, 22];
    private static readonly int[] s_factors = [1, 2, 4, 8, 16];

    public static void Run(Context context)
    {
        var data = context.Training;
        var most = s_factors[^1];
        Fit(context, "rows", [.. s_factors.Select(factor => data.Select([.. Enumerable.Range(0, data.Count / most * factor)]))], set => set.Count);
        Fit(
            context,
            "non-zeros",
            [.. s_factors.Select(factor => BenchData.Sparse(SparseRows, Inputs, MinNonZeros * factor, 10))],
            set => set.Rows.StoredValueCount);
        Widen(context);
    }

    private static void Widen(Context context)
    {
        TrainingRun[] runs = [.. s_widthBits.Select(bits => Sigmoid(1 << bits))];
        Side[] sides = [.. runs.Select(run => Side.Ours("1 thread", run.Next))];
        Measure.InTurn(context.Repeats, sides);
        var (min, median) = (sides[^1].Min / sides[0].Min, sides[^1].Median / sides[0].Median);
        context.Report.Values(
            Number,
            string.Create(
                CultureInfo.InvariantCulture,
                $"an epoch of one sigmoid, {WideRows:N0} rows × {WideNonZeros} non-zeros: {string.Join(", ", s_widthBits.Select(bits => $"2^{bits}"))} inputs"),
            $"{string.Join(", ", sides.Select(side => Report.Digits(side.Min * 1e3)))} ms",
            "the last over the first by min / median",
            $"{Report.Digits(min)} / {Report.Digits(median)}",
            $"≤ {MostWidened}",
            min <= MostWidened && median <= MostWidened);
        foreach (var run in runs)
        {
            run.Dispose();
        }
    }

    private static TrainingRun Sigmoid(int inputs)
    {
        var (rowStarts, columns, values) = BenchData.Skewed(WideRows, inputs, WideNonZeros);
        var data = Dataset.Binary(Rows.OfCsr(rowStarts, columns, values, inputs), BenchData.Cyclic(WideRows, 2));
        return new TrainingRun(
            Model.Sigmoid<float>(inputs, 1), data, 0.1, new TrainingOptions { BatchSize = Batch, Seed = 1, Compute = new ComputeOptions { Threads = 1 } });
    }

    private static void Fit(Context context, string what, Dataset<float>[] sets, Func<Dataset<float>, double> size)
    {
        foreach (var (batch, name) in new[] { (Batch, "an epoch of mini-batches"), (0, "a full-batch step") })
        {
            TrainingRun[] runs = [.. sets.Select(set => TrainingRun.Softmax(set, 0.1, batch, threads: 1))];
            Side[] sides = [.. runs.Select(run => Side.Ours("1 thread", run.Next))];
            Measure.InTurn(context.Repeats, sides);
            double[] sizes = [.. sets.Select(size)];
            double[] times = [.. sides.Select(side => side.Min)];
            double[] medians = [.. sides.Select(side => side.Median)];
            var (start, slope) = LeastSquares(sizes, times);
            context.Report.Values(
                Number,
                string.Create(CultureInfo.InvariantCulture, $"{name}: {sizes[0]:0} × 1, 2, 4, 8, 16 {what}"),
                $"{string.Join(", ", times.Select(time => Report.Digits(time * 1e3)))} ms",
                "log–log slope by min / median; straight line",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{LogLogSlope(sizes, times):0.00} / {LogLogSlope(sizes, medians):0.00}; {start * 1e3:0.00} ms + {slope * 1e9:0.0} ns each"));
            foreach (var run in runs)
            {
                run.Dispose();
            }
        }
    }

    private static double LogLogSlope(double[] sizes, double[] times) =>
        LeastSquares([.. sizes.Select(size => Math.Log(size))], [.. times.Select(time => Math.Log(time))]).Slope;

    private static (double Start, double Slope) LeastSquares(double[] x, double[] y)
    {
        var (meanX, meanY) = (x.Average(), y.Average());
        var slope = x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / x.Sum(a => (a - meanX) * (a - meanX));
        return (meanY - (slope * meanX), slope);
    }
}
