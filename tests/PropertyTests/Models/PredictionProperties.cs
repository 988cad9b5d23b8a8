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
