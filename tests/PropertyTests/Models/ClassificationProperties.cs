using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra;
using Perceptron;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>From predictions to classes: the largest, those past their threshold, their names and their ranking.</summary>
[Properties(Arbitrary = [typeof(Generators)], QuietOnSuccess = true)]
public class ClassificationProperties
{
    [Property]
    public void A_class_is_the_largest_prediction_and_a_half_counts_as_one(ModelWithData given)
    {
        var (model, rows) = (given.Model, given.Data.Rows);
        var predictions = model.Predict(given.X);
        if (!given.IsSoftmax)
        {
            Assert.Equal(Same.Flat(predictions).Select(f => f >= 0.5), Same.Flat(model.ClassifyMultiLabel(rows)));
            Assert.Equal(Reference.Row(predictions, 0).Select(f => f >= 0.5), model.ClassifyMultiLabel(Reference.Row(given.X, 0)));
        }

        if (given.IsSoftmax || given.Outputs == 1)
        {
            int[] classes = [.. Enumerable.Range(0, given.Rows).Select(r => Reference.Row(predictions, r))
                .Select(f => given.IsSoftmax ? Array.IndexOf(f, f.Max()) : f[0] >= 0.5 ? 1 : 0)];
            Assert.Equal(classes, model.Classify(rows));
            Assert.Equal(classes, model.Classify(given.X));
            Assert.Equal(classes, model.Classify(Matrix<double>.Build.DenseOfArray(given.X)));
            Assert.Equal(classes, Enumerable.Range(0, given.Rows).Select(r => model.Classify(Reference.Row(given.X, r))));
            Assert.Equal(classes[0], model.Classify(Vector<double>.Build.DenseOfArray(Reference.Row(given.X, 0))));
        }
    }

    [Theory]
    [InlineData(new double[] { 0, 0, 0 }, 0)]
    [InlineData(new double[] { 0, 2, 2 }, 1)]
    [InlineData(new double[] { 3, 0, 3 }, 0)]
    [InlineData(new double[] { 1e300, 1e300, 1e300 }, 0)]
    [InlineData(new double[] { -1, -1, 0 }, 2)]
    public void Of_classes_that_tie_the_lowest_is_taken(double[] logits, int expected)
    {
        var model = Model.Softmax(new double[1, 3], logits);

        Assert.Equal(expected, model.Classify(1));
        Assert.Equal([expected, expected], model.Classify(new double[2, 1]));
        Assert.Equal(expected, Targets.Exclusive(model.Predict(new double[1, 1])).ClassOf(0));
    }

    [Fact]
    public void A_prediction_of_one_half_is_a_one()
    {
        Assert.Equal(1, Model.Neuron<double>(3).Classify(1, 2, 3));
        Assert.Equal(1, Model.Neuron<float>(3).Classify(1, 2, 3));
        Assert.Equal([true, true], Model.Sigmoid<double>(1, 2).ClassifyMultiLabel(7));
        Assert.Equal(0, Model.Neuron([0.0], -1e-15).Classify(0));
    }

    [Property]
    public void From_its_threshold_on_a_prediction_is_a_yes(ModelWithData given)
    {
        if (given.IsSoftmax)
        {
            return;
        }

        // The ends, what other random numbers are near, and f(x) of a row, which counts.
        var random = new Random(given.Seed);
        var f = given.Model.Predict(given.X);
        double[] thresholds = [.. Enumerable.Range(0, given.Outputs).Select(j => random.Next(4) switch
        {
            0 => random.Next(2),
            1 => f[random.Next(given.Rows), j],
            _ => random.NextDouble(),
        })];
        Check(given.Model.WithThresholds(thresholds), given.Data, given.Y, thresholds);
        Check(
            given.Model.WithThresholds(thresholds).ConvertTo<float>(),
            given.Data.ConvertTo<float>(),
            given.Y,
            Array.ConvertAll(thresholds, threshold => (float)threshold));
        var same = given.Model.WithThreshold(thresholds[0]);
        Check(same, given.Data, given.Y, [.. Enumerable.Repeat(thresholds[0], given.Outputs)]);

        static void Check<T>(Model<T> model, Dataset<T> data, double[,] y, T[] thresholds)
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            var f = model.Predict(data.Rows);
            var (rows, k) = (f.GetLength(0), f.GetLength(1));
            var expected = new bool[rows, k];
            for (var i = 0; i < f.Length; i++)
            {
                expected[i / k, i % k] = f[i / k, i % k] >= thresholds[i % k];
            }

            Assert.Equal(expected, model.ClassifyMultiLabel(data.Rows));
            Assert.Equal(Enumerable.Range(0, k).Select(j => expected[0, j]), model.ClassifyMultiLabel(data.Rows.Row(0)));
            if (k == 1)
            {
                Assert.Equal(expected.Cast<bool>().Select(yes => yes ? 1 : 0), model.Classify(data.Rows));
                Assert.Equal(expected[0, 0] ? 1 : 0, model.Classify(data.Rows.Row(0)));
            }

            // A target is always read from 0.5 on.
            var (evaluation, correct) = (model.Evaluate(data), 0);
            for (var j = 0; j < k; j++)
            {
                var counts = new long[2, 2];
                for (var r = 0; r < rows; r++)
                {
                    counts[double.CreateTruncating(data.Targets[r, j]) >= 0.5 ? 1 : 0, expected[r, j] ? 1 : 0]++;
                }

                correct += (int)(counts[0, 0] + counts[1, 1]);
                Assert.Equal(counts, ConfusionMatrix.ComputeFor(model, data, j).ToArray());
                Assert.Equal(counts, evaluation.ConfusionMatrixFor(k == 1 ? 1 : j).ToArray());
            }

            Same.Bits((double)correct / (rows * k), model.Accuracy(data));
            Same.Bits(model.Accuracy(data), evaluation.Accuracy);
            Assert.Equal(y.Length, expected.Length);
        }
    }

    [Property]
    public void A_predicted_class_has_the_name_and_the_probability_of_its_index(ModelWithData given, bool moved)
    {
        if (!given.IsSoftmax && given.Outputs > 1)
        {
            return;
        }

        var k = given.Model.ClassCount;
        var model = given.Model.WithClassNames([.. Enumerable.Range(0, k).Select(i => $"class {i}")]);
        model = moved && !given.IsSoftmax ? model.WithThreshold(new Random(given.Seed).NextDouble()) : model;
        var (names, classes) = (model.ClassifyNames(given.Data.Rows), model.Classify(given.Data.Rows));
        Assert.Equal(names, model.ClassifyNames(given.X));
        for (var r = 0; r < given.Rows; r++)
        {
            var x = Reference.Row(given.X, r);
            var (f, answer) = (model.Predict(x), model.PredictClass(x));
            double[] probabilities = given.IsSoftmax ? f : [1 - f[0], f[0]];

            Assert.Equal((classes[r], model.ClassNames[classes[r]], probabilities[classes[r]]), (answer.Index, answer.Name, answer.Probability));
            Assert.Equal((answer.Name, answer.Name), (names[r], model.ClassifyName(x)));
            Assert.Equal(Enumerable.Range(0, k), answer.Ranking.Select(one => one.Index).Order());
            Assert.All(answer.Ranking, one => Assert.Equal((probabilities[one.Index], model.ClassNames[one.Index]), (one.Probability, one.Name)));
            Assert.All(
                answer.Ranking.Zip(answer.Ranking.Skip(1)),
                pair => Assert.True(
                    pair.First.Probability > pair.Second.Probability
                    || (pair.First.Probability == pair.Second.Probability && pair.First.Index < pair.Second.Index)));
            if (given.IsSoftmax)
            {
                Assert.Equal(answer.Ranking[0].Index, answer.Index);
            }
        }
    }

    [Fact]
    public void Of_two_classes_that_tie_one_is_predicted_and_the_lower_is_ranked_first()
    {
        var answer = Model.Neuron<float>(2).WithClassNames("no", "yes").PredictClass(1, 2);

        Assert.Equal((1, "yes", 0.5), (answer.Index, answer.Name, answer.Probability));
        Assert.Equal([new RankedClass(0, "no", 0.5), new RankedClass(1, "yes", 0.5)], answer.Ranking);
        Assert.Equal("yes (class 1), probability 0.5000", answer.ToString());
    }
}
