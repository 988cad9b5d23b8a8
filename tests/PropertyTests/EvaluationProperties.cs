using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceptron;
using Xunit;

namespace PropertyTests;

/// <summary>Accuracy and confusion matrix, counted again.</summary>
[Properties(Arbitrary = [typeof(Generators)], QuietOnSuccess = true)]
public class EvaluationProperties
{
    [Property]
    public void Accuracy_is_the_part_that_is_right(ModelWithData given)
    {
        var predictions = given.Model.Predict(given.X);
        var right = 0;
        for (var r = 0; r < given.Rows; r++)
        {
            var (f, y) = (Reference.Row(predictions, r), Reference.Row(given.Y, r));
            right += given.IsSoftmax
                ? Array.IndexOf(f, f.Max()) == Array.IndexOf(y, y.Max()) ? 1 : 0
                : f.Zip(y).Count(pair => (pair.First >= 0.5) == (pair.Second >= 0.5));
        }

        Same.Bits((double)right / (given.IsSoftmax ? given.Rows : given.Rows * given.Outputs), given.Model.Accuracy(given.Data));
    }

    // Three of the classes at most occur, so that others are absent.
    [Property]
    public void A_confusion_matrix_counts_every_pair_of_classes(ModelWithData given)
    {
        var model = GradientProperties.AsSoftmax(given, out var all);
        var data = Dataset.Of(all.Rows, [.. given.Indices.Select(index => index % Math.Min(3, all.Classes))], all.Classes);
        var (matrix, k) = (ConfusionMatrix.Of(model, data), data.Classes);
        int[] actual = [.. Enumerable.Range(0, data.Count).Select(data.Targets.ClassOf)];
        var pairs = actual.Zip(model.Classify(data.Rows)).ToArray();

        Assert.Equal((k, (long)data.Count), (matrix.Classes, matrix.Count));
        Same.Bits(model.Accuracy(data), matrix.Accuracy);
        var array = matrix.ToArray();
        for (var i = 0; i < k; i++)
        {
            for (var j = 0; j < k; j++)
            {
                Assert.Equal(pairs.Count(pair => pair == (i, j)), matrix[i, j]);
                Assert.Equal(matrix[i, j], array[i, j]);
            }
        }

        Check(matrix, pairs);
    }

    [Property]
    public Property Each_of_independent_classes_has_a_confusion_matrix_of_no_and_yes(ModelWithData given)
    {
        return Prop.When(
            () =>
            {
                var predictions = given.Model.Predict(given.X);
                for (var c = 0; c < given.Outputs; c++)
                {
                    var pairs = Enumerable.Range(0, given.Rows)
                        .Select(r => (given.Y[r, c] >= 0.5 ? 1 : 0, predictions[r, c] >= 0.5 ? 1 : 0)).ToArray();
                    var matrix = ConfusionMatrix.OfClass(given.Model, given.Data, c);
                    for (var cell = 0; cell < 4; cell++)
                    {
                        Assert.Equal(pairs.Count(pair => pair == (cell / 2, cell % 2)), matrix[cell / 2, cell % 2]);
                    }

                    Check(matrix, pairs);
                    Assert.Equal(given.Outputs == 1 ? ["0", "1"] : [$"not {c}", $"{c}"], matrix.ClassNames);
                }

                if (given.Outputs == 1)
                {
                    Assert.Equal(ConfusionMatrix.OfClass(given.Model, given.Data, 0).ToArray(), ConfusionMatrix.Of(given.Model, given.Data).ToArray());
                }
            },
            !given.IsSoftmax);
    }

    [Fact]
    public void The_metrics_by_hand()
    {
        // Predicted by the place of the 1: actual 0 → 0, 0, 1; actual 1 → 1; actual 2 → 0; class 3 neither occurs nor is predicted.
        var model = Model.Softmax(new double[,] { { 9, 0, 0, 0 }, { 0, 9, 0, 0 }, { 0, 0, 9, 0 }, { 0, 0, 0, 9 } }, new double[4]);
        var matrix = ConfusionMatrix.Of(
            model, Dataset.Of(new double[,] { { 1, 0, 0, 0 }, { 1, 0, 0, 0 }, { 0, 1, 0, 0 }, { 0, 1, 0, 0 }, { 1, 0, 0, 0 } }, [0, 0, 0, 1, 2], 4));

        Assert.Equal(new long[,] { { 2, 1, 0, 0 }, { 0, 1, 0, 0 }, { 1, 0, 0, 0 }, { 0, 0, 0, 0 } }, matrix.ToArray());
        Assert.Equal(0.6, matrix.Accuracy);
        Assert.Equal([2.0 / 3, 0.5, 0, 0], Enumerable.Range(0, 4).Select(matrix.Precision));
        Assert.Equal([2.0 / 3, 1, 0, 0], Enumerable.Range(0, 4).Select(matrix.Recall));
        Assert.Equal([2.0 / 3, 2.0 / 3, 0, 0], Enumerable.Range(0, 4).Select(matrix.F1));
        var lines = matrix.ToTable().Split('\n');
        Assert.Equal(5, lines.Length);
        Assert.All(lines, line => Assert.Equal(lines[0].Length, line.Length));
        Assert.EndsWith("0.667  0.667 0.667", lines[1], StringComparison.Ordinal);
        Assert.Equal(["0", "2", "1", "0", "0", "0.667", "0.667", "0.667"], lines[1].Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static void Check(ConfusionMatrix matrix, (int Actual, int Predicted)[] pairs)
    {
        static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;
        for (var c = 0; c < matrix.Classes; c++)
        {
            double hits = pairs.Count(pair => pair == (c, c));
            var precision = Ratio(hits, pairs.Count(pair => pair.Predicted == c));
            var recall = Ratio(hits, pairs.Count(pair => pair.Actual == c));
            Same.Bits(precision, matrix.Precision(c));
            Same.Bits(recall, matrix.Recall(c));
            Same.Within(Ratio(2 * precision * recall, precision + recall), matrix.F1(c), 1e-15);
        }

        Same.Bits(Ratio(pairs.Count(pair => pair.Actual == pair.Predicted), pairs.Length), matrix.Accuracy);
    }
}
