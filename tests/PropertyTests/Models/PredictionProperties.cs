using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra;
using Perceptron;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>Logits, predictions, activations and classes, in all their forms.</summary>
[Properties(Arbitrary = [typeof(Generators)], QuietOnSuccess = true)]
public class PredictionProperties
{
    [Property]
    public void Every_layer_agrees_with_the_plain_network(ModelWithData given)
    {
        var reference = Reference.Of(given.Model);
        var bounds = reference.Bounds(given.X, given.Y, 0, Unit.Double);
        for (var r = 0; r < given.Rows; r++)
        {
            var x = Reference.Row(given.X, r);
            Same.Within(reference.Logits(x), given.Model.Logits(x), j => 2 * bounds.Logits[r, j]);
            Same.Within(reference.Predict(x), given.Model.Predict(x), 1e-13);
            var (expected, actual) = (reference.Activations(x), given.Model.Activations(x));
            Assert.Equal(expected.Length, actual.Length);
            for (var l = 0; l < expected.Length; l++)
            {
                Same.Within(expected[l], actual[l], 1e-13);
            }
        }
    }

    [Property]
    public void Predictions_are_in_the_unit_interval_and_those_of_a_softmax_sum_to_one(ModelWithData given)
    {
        var (prediction, single) = (given.Model.Predict(given.X), given.Model.ConvertTo<float>().Predict(given.Data.Rows.ConvertTo<float>()));
        for (var r = 0; r < given.Rows; r++)
        {
            Assert.All(Reference.Row(prediction, r), f => Assert.InRange(f, 0, 1));
            if (given.IsSoftmax)
            {
                Same.Within(1, Reference.Row(prediction, r).Sum(), 2 * given.Outputs * Unit.Double);
                Same.Within(1, Enumerable.Range(0, given.Outputs).Sum(j => (double)single[r, j]), given.Outputs * Unit.Single);
            }
        }
    }

    [Property]
    public void The_sigmoid_of_the_negated_logit_is_the_complement(ModelWithData given, double any)
    {
        var z = double.IsFinite(any) ? any : 0;
        Same.Within(1, Activation.Sigmoid.Apply(z) + Activation.Sigmoid.Apply(-z), 2 * Unit.Double);

        // The exponential is our own, so that its bits are the same everywhere: not always those of this system's.
        // Each side rounds a sum and a quotient: four units. Of what the exponentials are off, two units each, the share 1 − σ comes on top.
        var (expected, large) = (Reference.Sigmoid(z), Reference.Sigmoid(Math.Abs(z)));
        Same.Within(expected, Activation.Sigmoid.Apply(z), (6 * Unit.Double * expected) + double.Epsilon);
        Same.Within(large, Activation.Sigmoid.Apply(Math.Abs(z)), (4 + (4 * (1 - large))) * Unit.Double * large);

        // Negating the last layer negates the logits.
        var last = given.Model.Layers[^1];
        var negated = given.Model.WithParameters(
            [.. given.Model.GetParameters().Select((p, i) => i < given.Model.ParameterCount - ((last.InputCount + 1) * last.OutputCount) ? p : -p)]);
        var logits = given.Model.Logits(given.X);
        Same.Bits([.. Same.Flat(logits).Select(value => -value)], Same.Flat(negated.Logits(given.X)));
        if (!given.IsSoftmax)
        {
            Same.Within(
                [.. Same.Flat(given.Model.Predict(given.X)).Select(f => 1 - f)], Same.Flat(negated.Predict(given.X)), 2 * Unit.Double);
        }
    }

    [Theory]
    [InlineData("sigmoid", 0, 0.5)]
    [InlineData("sigmoid", -1000, 0)]
    [InlineData("sigmoid", 1000, 1)]
    [InlineData("sigmoid", 1, 0.7310585786300049)]
    [InlineData("tanh", 0, 0)]
    [InlineData("tanh", 0.5, 0.46211715726000979)]
    [InlineData("ReLU", -2, 0)]
    [InlineData("ReLU", 0, 0)]
    [InlineData("ReLU", 3.5, 3.5)]
    public void An_activation_of_one_number(string name, double z, double h)
    {
        var activation = new[] { Activation.Sigmoid, Activation.Tanh, Activation.ReLU }.Single(activation => activation.Name == name);
        Same.Within(h, activation.Apply(z), 1e-15);

        // A hidden neuron that passes z on.
        var model = Model.Of(
            Architecture.Of(1).Hidden(1, activation).Sigmoid(1), Layer.Neuron([1.0], 0), Layer.Neuron([1.0], 0));
        Same.Within(h, model.Activations(z)[0][0], 1e-15);
        Same.Within(h, model.Logits(z)[0], 1e-15);
    }

    [Fact]
    public void The_slope_of_relu_at_zero_is_zero()
    {
        var model = Model.Of(
            Architecture.Of(1).Hidden(1, Activation.ReLU).Sigmoid(1), Layer.Neuron([1.0], 0), Layer.Neuron([1.0], 0));
        var gradient = model.Gradient([0.0], [1]);

        Assert.Equal([0.0, 0, 0, -0.5], gradient.ToArray());
    }

    [Property]
    public void All_forms_of_a_prediction_give_the_same_bits(ModelWithData given)
    {
        var (model, rows) = (given.Model, given.Data.Rows);
        var (predictions, logits) = (model.Predict(rows), model.Logits(rows));
        var matrix = Matrix<double>.Build.DenseOfArray(given.X);
        Same.Bits(predictions, model.Predict(given.X));
        Same.Bits(logits, model.Logits(given.X));
        Same.Bits(predictions, model.Predict(matrix).ToArray());
        Same.Bits(logits, model.Logits(matrix).ToArray());

        var (allPredictions, allLogits) = (new double[predictions.Length], new double[predictions.Length]);
        model.Predict(rows, allPredictions);
        model.Logits(rows, allLogits);
        Same.Bits(Same.Flat(predictions), allPredictions);
        Same.Bits(Same.Flat(logits), allLogits);

        var activations = model.Activations(rows);
        Same.Bits(predictions, activations[^1]);
        for (var r = 0; r < given.Rows; r++)
        {
            var (x, f, z) = (Reference.Row(given.X, r), Reference.Row(predictions, r), Reference.Row(logits, r));
            var vector = Vector<double>.Build.DenseOfArray(x);
            var (prediction, logit) = (new double[model.OutputCount], new double[model.OutputCount]);
            model.Predict(x, prediction);
            model.Logits(x, logit);
            Same.Bits(f, prediction);
            Same.Bits(z, logit);
            model.Predict(rows, r, prediction);
            model.Logits(rows, r, logit);
            Same.Bits(f, prediction);
            Same.Bits(z, logit);
            Same.Bits(f, model.Predict(x));
            Same.Bits(z, model.Logits(x));
            Same.Bits(f, model.Predict(vector).ToArray());
            Same.Bits(z, model.Logits(vector).ToArray());
            var one = model.Activations(x);
            var flat = new double[one.Sum(layer => layer.Length)];
            model.Activations(x, flat);
            Same.Bits([.. one.SelectMany(layer => layer)], flat);
            for (var l = 0; l < one.Length; l++)
            {
                Same.Bits(Reference.Row(activations[l], r), one[l]);
            }
        }
    }

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

    [Fact]
    public void A_token_that_was_cancelled_stops_what_runs_a_model()
    {
        var (model, data) = SmallNetwork.WithData();
        var (one, labels) = (Model.Neuron<double>(2), Dataset.Binary(new double[,] { { 1, 2 } }, [1.0]));
        var token = new CancellationToken(canceled: true);
        Action[] calls =
        [
            () => model.Accuracy(data, cancellationToken: token),
            () => model.Evaluate(data, cancellationToken: token),
            () => model.Evaluate([data], cancellationToken: token),
            () => ConfusionMatrix.Compute(model, data, cancellationToken: token),
            () => ConfusionMatrix.ComputeFor(one, labels, 0, cancellationToken: token),
            () => RocAuc.Compute(model, data, cancellationToken: token),
            () => CalibrationCurve.Compute(model, data, cancellationToken: token),
        ];

        Assert.All(calls, call => Assert.Throws<OperationCanceledException>(call));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_token_is_looked_at_between_blocks_of_rows(int threads)
    {
        using var source = new CancellationTokenSource();
        var blocks = 0;
        var rows = Rows.Of(new double[20_000, 2]);

        Assert.Throws<OperationCanceledException>(() => Model.Neuron<double>(2).ForEachBlock(
            rows,
            predict: true,
            new ComputeOptions { Threads = threads },
            (_, _) =>
            {
                Interlocked.Increment(ref blocks);
                source.Cancel();
            },
            source.Token));
        Assert.InRange(blocks, 1, threads);
    }

    [Fact]
    public void No_row_gives_no_prediction()
    {
        var none = Rows.Of(new double[0, 2]);

        Assert.Empty(Model.Neuron<double>(2).Predict(none));
        Assert.Empty(Model.Neuron<double>(2).Classify(none));
    }

    [Fact]
    public void Predicting_one_row_and_the_gradient_of_a_batch_allocate_nothing_once_warm()
    {
        var architecture = Architecture.Of(5).Hidden(9, Activation.Sigmoid).Hidden(3, Activation.ReLU).Softmax(4);
        NothingIsAllocated(Model.Glorot<double>(architecture, 1));
        NothingIsAllocated(Model.Glorot<float>(architecture, 1));

        static void NothingIsAllocated<T>(Model<T> model)
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            T[] x = [T.One, T.Zero, -T.One, T.One, T.One];
            var (result, activations, gradient) = (new T[4], new T[9 + 3 + 4], new T[model.ParameterCount]);
            var dense = Dataset.Exclusive(Rows.Of(Enumerable.Repeat(x, 128)), [.. Enumerable.Range(0, 128).Select(r => r % 4)], 4);
            var sparse = Dataset.Of(dense.Rows.ToSparse(), dense.Targets);
            var penalty = new LossOptions { L2 = 0.1 };
            void Work()
            {
                model.Predict(x, result);
                model.Logits(x, result);
                model.Predict(dense.Rows, 1, result);
                model.Logits(sparse.Rows, 2, result);
                model.Activations(x, activations);
                model.Classify(x);
                model.Gradient(dense, gradient.AsSpan(), penalty);
                model.Gradient(sparse, gradient.AsSpan());
            }

            for (var warm = 0; warm < 3; warm++)
            {
                Work();
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var turn = 0; turn < 20; turn++)
            {
                Work();
            }

            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Property(MaxTest = 20)]
    public void A_model_answers_many_threads_as_it_answers_one(ModelWithData given)
    {
        var expected = Enumerable.Range(0, given.Rows).Select(r => given.Model.Predict(Reference.Row(given.X, r))).ToArray();
        Parallel.For(0, 4 * given.Rows, i =>
        {
            var r = i % given.Rows;
            Same.Bits(expected[r], given.Model.Predict(Reference.Row(given.X, r)));
        });
    }
}
