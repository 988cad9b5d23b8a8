using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceptron;
using Perceptron.Metrics;
using Tests;
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
        var data = Dataset.Exclusive(all.Rows, [.. given.Indices.Select(index => index % Math.Min(3, all.ClassCount))], all.ClassCount);
        var (matrix, k) = (ConfusionMatrix.Compute(model, data), data.ClassCount);
        int[] actual = [.. Enumerable.Range(0, data.Count).Select(data.Targets.ClassOf)];
        var pairs = actual.Zip(model.Classify(data.Rows)).ToArray();

        Assert.Equal((k, (long)data.Count), (matrix.ClassCount, matrix.Count));
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
                    var matrix = ConfusionMatrix.ComputeFor(given.Model, given.Data, c);
                    for (var cell = 0; cell < 4; cell++)
                    {
                        Assert.Equal(pairs.Count(pair => pair == (cell / 2, cell % 2)), matrix[cell / 2, cell % 2]);
                    }

                    Check(matrix, pairs);
                    Assert.Equal(given.Outputs == 1 ? ["0", "1"] : [$"not {c}", $"{c}"], matrix.ClassNames);
                }

                if (given.Outputs == 1)
                {
                    Assert.Equal(ConfusionMatrix.ComputeFor(given.Model, given.Data, 0).ToArray(), ConfusionMatrix.Compute(given.Model, given.Data).ToArray());
                }
            },
            !given.IsSoftmax);
    }

    [Property]
    public void An_evaluation_is_counted_and_measured_from_the_predictions(ModelWithData given)
    {
        var evaluation = given.Model.Evaluate(given.Data);
        var f = given.Model.Predict(given.X);
        var (n, k) = (given.Rows, given.Outputs);

        Assert.Equal((n, Math.Max(2, k), given.IsSoftmax), (evaluation.Count, evaluation.ClassCount, evaluation.AreExclusive));
        Same.Bits(given.Model.Accuracy(given.Data), evaluation.Accuracy);
        var loss = given.Model.Loss(given.Data);
        Same.Within(loss, evaluation.LogLoss, 1e-14 * loss);
        var squares = 0.0;
        for (var i = 0; i < n * k; i++)
        {
            squares += Math.Pow(f[i / k, i % k] - given.Y[i / k, i % k], 2);
        }

        Same.Within(squares / (given.IsSoftmax ? n : n * k), evaluation.BrierScore, 1e-14);
        for (var c = 0; c < k; c++)
        {
            bool IsActual(int r) => given.IsSoftmax ? Array.IndexOf(Reference.Row(given.Y, r), Reference.Row(given.Y, r).Max()) == c : given.Y[r, c] >= 0.5;
            bool IsPredicted(int r) => given.IsSoftmax ? Array.IndexOf(Reference.Row(f, r), Reference.Row(f, r).Max()) == c : f[r, c] >= 0.5;
            var pairs = Enumerable.Range(0, n).Select(r => (IsActual(r) ? 1 : 0, IsPredicted(r) ? 1 : 0)).ToArray();
            var (classIndex, matrix) = (k == 1 ? 1 : c, evaluation.ConfusionMatrixFor(k == 1 ? 1 : c));
            Check(matrix, pairs);
            Assert.Equal(matrix.ForClass(1), evaluation.ForClass(classIndex));
        }

        // A single sigmoid output has two classes: what is true of one is not true of the other.
        if (k == 1)
        {
            var (negative, positive) = (evaluation.ConfusionMatrixFor(0), evaluation.ConfusionMatrixFor(1));
            Assert.Equal((positive[0, 0], positive[0, 1], positive[1, 0], positive[1, 1]), (negative[1, 1], negative[1, 0], negative[0, 1], negative[0, 0]));
            Assert.Equal(["1", "0"], negative.ClassNames);
            Assert.Equal(positive.ForClass(0), evaluation.ForClass(0));
            Assert.Equal((negative.ForClass(1), positive.ForClass(1)), (evaluation.ForClass(0), evaluation.Macro));
            Assert.Equal(evaluation.ConfusionMatrix().ToArray(), positive.ToArray());
        }

        if (!given.IsSoftmax)
        {
            var errors = Assert.Throws<InvalidOperationException>(() => evaluation.TopKAccuracy(1));
            Assert.Contains("independent class", errors.Message, StringComparison.Ordinal);
            return;
        }

        // The class is among the first k of a stable sort.
        for (var top = 1; top <= k; top++)
        {
            var hits = Enumerable.Range(0, n).Count(r =>
            {
                var y = Reference.Row(given.Y, r);
                return Enumerable.Range(0, k).OrderByDescending(j => f[r, j]).Take(top).Contains(Array.IndexOf(y, y.Max()));
            });
            Same.Bits((double)hits / n, evaluation.TopKAccuracy(top));
        }

        Assert.Equal(ConfusionMatrix.Compute(given.Model, given.Data).ToArray(), evaluation.ConfusionMatrix().ToArray());
    }

    [Property]
    public void Averages_are_means_over_the_classes(ModelWithData given)
    {
        var evaluation = given.Model.Evaluate(given.Data);
        // Of a single sigmoid output the means are those of the positive class.
        var first = given.Outputs == 1 ? 1 : 0;
        PrecisionRecall[] classes = [.. Enumerable.Range(first, given.Outputs).Select(evaluation.ForClass)];
        long[] predicted = [.. Enumerable.Range(first, given.Outputs).Select(c => evaluation.ConfusionMatrixFor(c)).Select(matrix => matrix[0, 1] + matrix[1, 1])];
        PrecisionRecall[] met = [.. classes.Where((one, c) => !given.IsSoftmax || one.Support + predicted[c] > 0)];
        double hits = Enumerable.Range(first, given.Outputs).Sum(c => evaluation.ConfusionMatrixFor(c)[1, 1]);
        var support = classes.Sum(one => one.Support);
        static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;

        Check(met.Average(one => one.Precision), met.Average(one => one.Recall), met.Average(one => one.F1), evaluation.Macro);
        Check(
            Ratio(classes.Sum(one => one.Precision * one.Support), support),
            Ratio(classes.Sum(one => one.Recall * one.Support), support),
            Ratio(classes.Sum(one => one.F1 * one.Support), support),
            evaluation.Weighted);
        Check(Ratio(hits, predicted.Sum()), Ratio(hits, support), Ratio(2 * hits, predicted.Sum() + support), evaluation.Micro);

        void Check(double precision, double recall, double f1, PrecisionRecall actual)
        {
            Same.Within([precision, recall, f1], [actual.Precision, actual.Recall, actual.F1], 1e-14);
            Assert.Equal(support, actual.Support);
        }
    }

    [Property]
    public void Parts_add_up_to_the_whole_to_the_last_bit(ModelWithData given)
    {
        var random = new Random(given.Seed);
        var order = Enumerable.Range(0, given.Rows).ToArray();
        random.Shuffle(order);
        Dataset<double>[] parts = [.. order.Chunk(random.Next(1, given.Rows + 1)).Select(rows => given.Data.Select(rows))];
        var whole = given.Model.Evaluate(given.Data);

        Check(given.Model.Evaluate(parts));
        Check(given.Model.EvaluateAsync(parts.ToAsyncEnumerable()).GetAwaiter().GetResult());
        Check(parts.Select(part => given.Model.Evaluate(part)).Aggregate((left, right) => left + right));

        var curve = parts.Select(part => CalibrationCurve.Compute(given.Model, part, bins: 7)).Aggregate((left, right) => left + right);
        var wholeCurve = CalibrationCurve.Compute(given.Model, given.Data, bins: 7);
        Assert.Equal(wholeCurve.Bins, curve.Bins);
        Same.Bits(wholeCurve.ExpectedError, curve.ExpectedError);

        void Check(Evaluation other)
        {
            Assert.Equal(whole.ToTable(), other.ToTable());
            Same.Bits([whole.LogLoss, whole.Accuracy, whole.BrierScore], [other.LogLoss, other.Accuracy, other.BrierScore]);
            Assert.Equal((whole.Macro, whole.Micro, whole.Weighted), (other.Macro, other.Micro, other.Weighted));
            for (var c = 0; c < given.Outputs; c++)
            {
                Assert.Equal(whole.ConfusionMatrixFor(c).ToArray(), other.ConfusionMatrixFor(c).ToArray());
                Assert.True(!given.IsSoftmax || whole.TopKAccuracy(c + 1) == other.TopKAccuracy(c + 1));
            }
        }
    }

    [Fact]
    public void Threads_change_no_bit_of_an_evaluation()
    {
        var (model, data) = SmallNetwork.WithData();
        data = data.Select([.. Enumerable.Range(0, 3000).Select(i => i * i % 5)]);
        var (one, four) = (model.Evaluate(data), model.Evaluate(data, new ComputeOptions { Threads = 4 }));

        Same.Bits([one.LogLoss, one.BrierScore], [four.LogLoss, four.BrierScore]);
        Assert.Equal(one.ConfusionMatrix().ToArray(), four.ConfusionMatrix().ToArray());
    }

    [Property]
    public void Evaluating_predictions_is_evaluating_the_model(ModelWithData given)
    {
        var whole = given.Model.Evaluate(given.Data);
        var other = Evaluation.Compute(given.Model.Predict(given.Data.Rows), given.IsSoftmax ? given.Data.Targets : SigmoidTargets.Of(given.Y));

        Same.Within(whole.LogLoss, other.LogLoss, 1e-9 * (1 + whole.LogLoss));
        Same.Bits([whole.Accuracy, whole.BrierScore], [other.Accuracy, other.BrierScore]);
        Assert.Equal(whole.ToTable(), other.ToTable());
    }

    [Fact]
    public void The_metrics_by_hand()
    {
        // Predicted by the place of the 1: actual 0 → 0, 0, 1; actual 1 → 1; actual 2 → 0; class 3 neither occurs nor is predicted.
        var model = Model.Softmax(new double[,] { { 9, 0, 0, 0 }, { 0, 9, 0, 0 }, { 0, 0, 9, 0 }, { 0, 0, 0, 9 } }, new double[4]);
        var matrix = ConfusionMatrix.Compute(
            model, Dataset.Exclusive(new double[,] { { 1, 0, 0, 0 }, { 1, 0, 0, 0 }, { 0, 1, 0, 0 }, { 0, 1, 0, 0 }, { 1, 0, 0, 0 } }, [0, 0, 0, 1, 2], 4));

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
        for (var c = 0; c < matrix.ClassCount; c++)
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
