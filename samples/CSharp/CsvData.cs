using System.Globalization;
using CsvHelper;
using Perceptron;

namespace Samples.CSharp;

/// <summary>A dataset from a CSV file: by CsvHelper, and by plain lines.</summary>
internal static class CsvData
{
    public static void Run()
    {
        // Invented for this example.
        var path = Path.Combine(
            Path.GetTempPath(), Path.GetRandomFileName() + ".csv");
        File.WriteAllText(
            path,
            """
            kind,length,width,weight,note
            letter,22.0,11.0,0.02,
            parcel,40.5,30.0,2.10,"fragile, glass"
            letter,32.4,22.9,0.15,
            pallet,120.0,80.0,310.0,
            parcel,25.0,20.0,0.80,
            pallet,110.0,75.5,150.0,"two, strapped"
            """);

        // <csv>
        var kinds = new List<string>();
        var builder = new RowsBuilder<double>(inputCount: 3);
        using (var text = new StreamReader(path))
        using (var csv = new CsvReader(text, CultureInfo.InvariantCulture))
        {
            csv.Read();
            csv.ReadHeader();
            while (csv.Read())
            {
                builder.Add([
                    csv.GetField<double>("length"),
                    csv.GetField<double>("width"),
                    csv.GetField<double>("weight"),
                ]);
                kinds.Add(csv.GetField("kind")!);
            }
        }

        var data = Dataset.Exclusive(builder.Build(), [.. kinds]);
        Console.WriteLine($"{data}: {string.Join(", ", data.ClassNames)}");
        // </csv>

        // <train>
        var standardization = StandardScaler.Fit(data);
        var fit = Model.Softmax<double>(data.InputCount, data.ClassCount)
            .WithClassNames([.. data.ClassNames])
            .Fit(
                standardization.Transform(data),
                new GradientDescent(0.5),
                epochs: 200);
        var parcel = standardization.Transform(
            Rows.Of([30.0, 25.0, 1.2], inputCount: 3));
        Console.WriteLine(data.ClassNames[fit.Last.Model.Classify(parcel)[0]]);
        // </train>

        File.WriteAllText(path, "0,0,0\n0,1,1\n1,0,1\n1,1,0\n");

        // <lines>
        // Only numbers: the last one of each line is the target.
        double[][] lines =
        [
            .. File.ReadLines(path)
                .Select(line =>
                    line.Split(',')
                        .Select(text =>
                            double.Parse(text, CultureInfo.InvariantCulture))
                        .ToArray()),
        ];
        var xor = Dataset.Binary(
            Rows.Of(lines.Select(line => line[..^1])),
            [.. lines.Select(line => line[^1])]);
        Console.WriteLine(xor);
        // </lines>

        File.Delete(path);
    }
}
