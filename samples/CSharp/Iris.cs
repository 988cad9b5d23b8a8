using Perceptron;

namespace Samples.CSharp;

/// <summary>From a CSV file of numbers to a classifier in a file.</summary>
internal static class Iris
{
    public static void Run()
    {
        var iris = Path.Combine(AppContext.BaseDirectory, "iris.csv");
        var file = Path.GetTempFileName();

        // <iris>
        var table = Table.ReadCsv(iris);
        var parts = table.SplitByFraction(0.2, seed: 1, label: "species");
        var classifier = Classifier.Fit(parts.Training, label: "species");
        Console.WriteLine(classifier.Evaluate(parts.HeldOut).ToTable());
        Console.WriteLine(classifier.PredictAll(parts.HeldOut)[0].Name);
        classifier.Save(file);
        // </iris>

        // <load>
        var loaded = Classifier.Load(file);
        var flower = new
        {
            SepalLength = 6.1,
            SepalWidth = 2.8,
            PetalLength = 4.7,
            PetalWidth = 1.2,
        };
        Console.WriteLine(loaded.Predict(flower).Name); // versicolor
        // </load>

        // <source>
        var source = TableSource.FromCsv(iris, new CsvOptions { BatchRows = 50 });
        var split = source.SplitByFraction(0.2, seed: 1);
        var large = Classifier.Fit(split.Training, label: "species");
        Console.WriteLine(large.Evaluate(split.HeldOut).Count);
        // </source>

        // <encoder>
        var schema = Schema.Infer(parts.Training, label: "species");
        var encoder = TableEncoder.Fit(parts.Training, schema);
        var start = Model.Softmax<double>(encoder.InputCount, 3)
            .WithClassNames(encoder.ClassNames);
        var data = encoder.ToDataset(parts.Training);
        var last = start.Train(data, new Adam(0.1), epochs: 50).Last();
        var own = Classifier.Of(encoder, last.Model);
        Console.WriteLine(own.Evaluate(parts.HeldOut).Accuracy > 0.9); // True
        // </encoder>

        File.Delete(file);
    }
}
