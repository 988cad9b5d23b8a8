using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Perceptron.Bench.Children;

/// <summary>A whole process that reads a table from its CSV file and trains logistic regression to the optimum: ours, and ML.NET's.</summary>
internal static class TableFiles
{
    /// <summary>FILE THREADS</summary>
    public static int Ours(string[] args)
    {
        var compute = new ComputeOptions { Threads = int.Parse(args[1], CultureInfo.InvariantCulture) };
        var table = Table.ReadCsv(args[0], new CsvOptions { Compute = compute });
        var classifier = Classifier.Fit(table, "answer", new ClassifierOptions { Compute = compute });
        return Say(classifier.Model.GetParameters()[0]);
    }

    /// <summary>FILE COLUMNS: as its users write it, with all rows in memory.</summary>
    public static int MlNet(string[] args)
    {
        var (context, columns) = (new MLContext(seed: 1), int.Parse(args[1], CultureInfo.InvariantCulture));
        TextLoader.Column[] parts = [new("Features", DataKind.Single, 0, columns - 1), new("Answer", DataKind.String, columns)];
        var data = context.Data.LoadFromTextFile(args[0], parts, separatorChar: ',', hasHeader: true);
        var pipeline = context.Transforms.Conversion.MapValue("Label", [new("no", false), new KeyValuePair<string, bool>("yes", true)], "Answer")
            .Append(context.Transforms.NormalizeMeanVariance("Features", fixZero: false))
            .AppendCacheCheckpoint(context)
            .Append(context.BinaryClassification.Trainers.LbfgsLogisticRegression(l1Regularization: 0, l2Regularization: 1, optimizationTolerance: 1e-7f));
        var model = pipeline.Fit(data).LastTransformer.Model.SubModel;
        return Say(model.Weights[0]);
    }

    private static int Say(double weight)
    {
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{"weight": {{weight:R}}, "peakBytes": {{process.PeakWorkingSet64}}}"""));
        return 0;
    }
}
