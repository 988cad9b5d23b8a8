using System.Diagnostics;
using System.Globalization;

namespace Perceptron.Bench.Compare.Points;

/// <summary>Whole processes that read a table of a million rows from its CSV file and train logistic regression to the optimum.</summary>
internal static class TableFile
{
    private const int Number = 11;
    private const int Rows = 1_000_000;
    private const int Columns = 30;

    public static void Run(Context context)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".csv");
        try
        {
            Write(file);
            var weights = new SortedDictionary<string, double>(StringComparer.Ordinal);
            var ours = Peers.ThreadCounts.Select(threads => new WholeProcess(
                () => Start(file, threads), result => weights["ours"] = (double)result["weight"]!)).ToArray();
            var pandas = new WholeProcess(
                () => Peers.StartScript(context.Peers.ScikitInterpreter ?? "", "pandas_table.py", file), result => weights["scikit-learn"] = (double)result["weight"]!);
            var mlNet = new WholeProcess(
                () => Child.Start(Child.MlNetTable, file, Columns.ToString(CultureInfo.InvariantCulture)), result => weights["ML.NET"] = (double)result["weight"]!);

            var ourTime = new Side("ours", [.. ours.Zip(Peers.ThreadCounts, (process, threads) => new Way(threads == 1 ? "1 thread" : $"{threads} threads", process.Run))]);
            var pandasTime = context.Peers.Scikit.Side("pandas and scikit-learn", new Way("", pandas.Run));
            var mlNetTime = new Side("ML.NET", new Way("", mlNet.Run));
            Measure.InTurn(context.LongRepeats, ourTime, pandasTime, mlNetTime);

            var report = context.Report;
            var what = $"{Rows} × {Columns} from CSV to the optimum";
            report.Compare(Number, $"{what}, our better threads", ourTime, pandasTime, target: 3);
            report.Compare(Number, $"{what}, our better threads", ourTime, mlNetTime, target: 3);
            report.Compare(Number, "peak memory", Memory(ourTime, ours), Memory(pandasTime, pandas), target: 2, Report.Megabytes);
            report.Compare(Number, "peak memory", Memory(ourTime, ours), Memory(mlNetTime, mlNet), target: 2, Report.Megabytes);
            report.Values(Number, "the first weight", $"{weights.GetValueOrDefault("ours"):G7}", "scikit-learn", $"{weights.GetValueOrDefault("scikit-learn"):G7}");
            report.Values(Number, "the first weight", $"{weights.GetValueOrDefault("ours"):G7}", "ML.NET", $"{weights.GetValueOrDefault("ML.NET"):G7}");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static ProcessStartInfo Start(string file, int threads)
    {
        // As the program that trains on tables sets it in its project: no profile, and no second compilation of hot methods based on it.
        var start = Child.Start(Child.Table, file, threads.ToString(CultureInfo.InvariantCulture));
        start.Environment["DOTNET_TieredPGO"] = "0";
        return start;
    }

    private static Side Memory(Side time, params WholeProcess[] processes) =>
        new("", [.. processes.Where(process => process.Memory.Count > 0).Select(process => new Way("", () => double.NaN, process.Memory))]) { Absence = time.Absence };

    /// <summary>Normal numbers as tables have them: whole ones, amounts with two decimals, measurements with six; and an answer that depends on all.</summary>
    private static void Write(string file)
    {
        var random = new Random(1);
        var slopes = Enumerable.Range(0, Columns).Select(_ => Normal(random) / Math.Sqrt(Columns)).ToArray();
        using var writer = new StreamWriter(file);
        writer.Write(string.Concat(Enumerable.Range(0, Columns).Select(column => $"x{column},")) + "answer\n");
        var values = new double[Columns];
        for (var row = 0; row < Rows; row++)
        {
            var sum = 0.0;
            for (var i = 0; i < Columns; i++)
            {
                values[i] = Normal(random);
                sum += slopes[i] * values[i];
                writer.Write((i % 3) switch
                {
                    0 => Text(Math.Round(40 + (10 * values[i])), "0"),
                    1 => Text(500 + (100 * values[i]), "0.00"),
                    _ => Text(values[i], "0.000000"),
                });
                writer.Write(',');
            }

            writer.Write(random.NextDouble() < 1 / (1 + Math.Exp(-2 * sum)) ? "yes\n" : "no\n");
        }
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>G. E. P. Box, M. E. Muller, "A note on the generation of random normal deviates", 1958.</summary>
    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
