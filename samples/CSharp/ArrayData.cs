using MathNet.Numerics.LinearAlgebra;
using Perceptron;

namespace Samples.CSharp;

/// <summary>Datasets from arrays and from matrices of MathNet.Numerics, with targets of each kind.</summary>
internal static class ArrayData
{
    public static void Run()
    {
        // <arrays>
        // Four observations of two values, each of one of three classes.
        double[,] x = { { 0.1, 0.9 }, { 0.8, 0.2 }, { 0.4, 0.5 }, { 0.9, 0.9 } };
        int[] classes = [0, 1, 0, 2];
        var data = Dataset.Exclusive(x, classes, classCount: 3);
        Console.WriteLine(data);
        // </arrays>

        // <other-arrays>
        double[][] jagged = [[0.1, 0.9], [0.8, 0.2]];
        double[] flat = [0.1, 0.9, 0.8, 0.2];
        Console.WriteLine(Rows.Of(jagged));
        Console.WriteLine(Rows.Of(flat, inputCount: 2));
        // </other-arrays>

        // <mathnet>
        var matrix = Matrix<double>.Build.Dense(
            100, 5, (row, column) => (row + column) % 7 / 7.0);
        var sparse = Matrix<double>.Build.SparseOfIndexed(
            100, 20_000, [(0, 3, 1.5), (0, 17_000, 2.0), (99, 4, 1.0)]);
        Console.WriteLine(Rows.Of(matrix));
        Console.WriteLine(
            $"{Rows.Of(sparse)}, {Rows.Of(sparse).StoredValueCount} values stored");
        // </mathnet>

        // <targets>
        double[,] points = { { 0.1, 0.9 }, { 0.8, 0.2 }, { 0.9, 0.9 } };
        var yesNo = Dataset.Binary(points, [true, false, true]);
        var oneOfThree = Dataset.Exclusive(points, [0, 2, 1], classCount: 3);
        var probabilities = Dataset.Exclusive(
            points,
            new double[,] { { 0.7, 0.2, 0.1 }, { 0, 0, 1 }, { 0.1, 0.9, 0 } });
        var several = Dataset.MultiLabel(
            points,
            new[,] { { true, true }, { false, true }, { false, false } });
        foreach (var one in new[] { yesNo, oneOfThree, probabilities, several })
        {
            Console.WriteLine(
                $"{one}: {one.Targets.Kind}, {one.OutputCount} of {one.ClassCount}");
        }
        // </targets>

        // <labels>
        var posts = Dataset.Exclusive(x, ["letter", "parcel", "letter", "pallet"]);
        Console.WriteLine($"{posts}: {string.Join(", ", posts.ClassNames)}");
        var late = Dataset.Binary(
            x, ["late", "in time", "late", "in time"], positive: "late");
        Console.WriteLine($"{late}: {string.Join(", ", late.ClassNames)}");

        // Other datasets, such as a test set, take the same class names: a class can
        // be missing there.
        var test = Dataset.Exclusive(
            new double[,] { { 0.2, 0.8 } },
            ["letter"],
            posts.ClassNames);
        Console.WriteLine(
            $"{test}: class {test.Targets.ClassOf(0)}, "
            + $"{test.ClassNames[test.Targets.ClassOf(0)]}");
        // </labels>

        // <names>
        var model = Model.Softmax<double>(inputCount: 2, outputCount: 3)
            .WithClassNames(posts.ClassNames);
        var fit = model.Fit(posts, new GradientDescent(1), epochs: 500);
        Console.WriteLine(fit.Last.Model.ClassifyName(0.85, 0.15));
        Console.WriteLine(fit.Last.Model.PredictClass(0.85, 0.15).Ranking[1].Name);
        // </names>

        // <threshold>
        // The answer is "spam" only where the model is quite sure.
        var filter = Model.Neuron([2.0, -1.0], 0.5)
            .WithClassNames("ham", "spam")
            .WithThreshold(0.9);
        foreach (var mail in new double[][] { [0.5, 0.2], [1, 0] })
        {
            Console.WriteLine(
                $"{filter.Predict(mail)[0]:0.000}: {filter.ClassifyName(mail)}");
        }
        // </threshold>

        // <join>
        var more = Dataset.Exclusive(
            new double[,] { { 0.3, 0.7 }, { 0.7, 0.3 } },
            ["letter", "parcel"],
            posts.ClassNames);
        Console.WriteLine(posts.Concat(more));
        // </join>

        // <refused>
        try
        {
            Dataset.Exclusive(
                new double[,] { { 0.1, double.NaN } },
                [0],
                classCount: 2);
        }
        catch (ArgumentException exception)
        {
            Console.WriteLine(exception.Message);
        }
        // </refused>
    }
}
