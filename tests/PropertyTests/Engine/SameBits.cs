using System.Numerics;
using Perceptron;
using Perceptron.Support;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>Any number of threads gives the same bits, in blocks of rows that are many, and of which the last is short.</summary>
public class SameBits
{
    public static TheoryData<string, int> Cases()
    {
        var cases = new TheoryData<string, int>();
        foreach (var rows in new[] { 512, 513, 1300 })
        {
            foreach (var kind in new[] { "softmax", "sigmoid", "hidden", "softmax, weighted", "sigmoid, weighted" })
            {
                cases.Add(kind, rows);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Of_everything_that_takes_threads(string kind, int rows)
    {
        Check<double>(kind, rows, sparse: false);
        Check<float>(kind, rows, sparse: true);
    }

    [Fact]
    public void Of_small_batches_that_threads_share()
    {
        var (model, data) = Case<double>("hidden", 1300, sparse: true);
        var one = Trained(1);
        foreach (var threads in new[] { 2, 3, 7 })
        {
            var several = Trained(threads);
            Assert.Equal(one.Steps, several.Steps);
            Same.Bits(one.Model.GetParameters(), several.Model.GetParameters());
            Same.Bits(one.GetOptimizerState(), several.GetOptimizerState());
            Same.Bits(one.Loss, several.Loss);
        }

        Epoch<double> Trained(int threads) =>
            model.Train(data, new Adam(0.01), 3, new TrainingOptions { BatchSize = 16, Seed = 3, Compute = new ComputeOptions { Threads = threads, SharesEveryBatch = true } }).Last();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void And_blocks_add_up_to_the_plain_network(string kind, int rows)
    {
        var (model, all) = Case<double>(kind, rows, sparse: false);
        var data = Dataset.Of(all.Rows, all.Targets);
        var (reference, x, y) = (Reference.Of(model), data.Rows.ToArray(), data.Targets.ToArray());
        var (gradient, bounds) = (model.Gradient(data, new LossOptions { L2 = 0.01 }), reference.Bounds(x, y, 0.01, Unit.Double));

        Same.Within(reference.Loss(x, y, 0.01), gradient.Loss, 2 * bounds.Loss);
        Same.Within(reference.Gradient(x, y, 0.01), gradient.ToArray(), i => 2 * bounds.Gradient[i]);
        var predictions = model.Predict(data.Rows);
        for (var r = 0; r < rows; r++)
        {
            Same.Within(reference.Predict(Reference.Row(x, r)), Reference.Row(predictions, r), 1e-13);
        }
    }

    private static void Check<T>(string kind, int rows, bool sparse)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (model, data) = Case<T>(kind, rows, sparse);
        var one = Everything(model, data, 1);
        foreach (var threads in new[] { 2, 3, 7 })
        {
            var many = Everything(model, data, threads);
            Assert.Equal(one.Length, many.Length);
            for (var i = 0; i < one.Length; i++)
            {
                Same.Bits(one[i], many[i]);
            }
        }
    }

    private static (Model<T> Model, Dataset<T> Data) Case<T>(string kind, int rows, bool sparse)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var architecture = kind switch
        {
            "softmax" or "softmax, weighted" => Architecture.Of(4).Softmax(3),
            "sigmoid" or "sigmoid, weighted" => Architecture.Of(4).Sigmoid(1),
            _ => Architecture.Of(4).Hidden(9, Activation.Tanh).Hidden(3, Activation.Sigmoid).Softmax(3),
        };
        var random = new Random(rows);
        var x = new T[rows, 4];
        foreach (var (r, i) in Enumerable.Range(0, rows).SelectMany(r => Enumerable.Range(0, 4), (r, i) => (r, i)))
        {
            x[r, i] = random.Next(3) == 0 ? T.Zero : T.CreateTruncating((4 * random.NextDouble()) - 2);
        }

        var all = sparse ? Rows.Of(x).ToSparse() : Rows.Of(x);
        var data = kind.StartsWith("sigmoid", StringComparison.Ordinal)
            ? Dataset.Of(all, Targets.Binary([.. Enumerable.Range(0, rows).Select(_ => T.CreateTruncating(random.Next(2)))]))
            : Dataset.Exclusive(all, [.. Enumerable.Range(0, rows).Select(_ => random.Next(3))], 3);
        return (
            Model.Uniform<T>(architecture, -1, 1, rows),
            IsWeighted(kind) ? data.WithRowWeights([.. Enumerable.Range(0, rows).Select(_ => random.Next(4) == 0 ? 0 : 3 * random.NextDouble())]) : data);
    }

    private static bool IsWeighted(string kind) => kind.EndsWith("weighted", StringComparison.Ordinal);

    private static double[][] Everything<T>(Model<T> model, Dataset<T> data, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var options = new ComputeOptions { Threads = threads };
        static double[] Flat(IEnumerable<T> values) => [.. values.Select(double.CreateTruncating)];
        var momentum = new GradientDescent(0.2) { Momentum = 0.9, Nesterov = true };
        var weights = !data.HasRowWeights
            ? null
            : data.Targets.Kind == TargetKind.Exclusive
                ? new LossOptions { ClassWeights = [0.3, 1.1, 2.7] }
                : new LossOptions { ClassWeights = [0.3], PositiveWeights = [2.7] };
        var loss = (weights ?? new()).WithL2(0.1);
        var gradient = model.Gradient(data, loss, options);
        var into = new T[model.ParameterCount];
        var results = new List<double[]>
        {
            Flat(Same.Flat(model.Predict(data.Rows, options))),
            Flat(Same.Flat(model.Logits(data.Rows, options))),
            Flat(model.Activations(data.Rows, options).SelectMany(Same.Flat)),
            new[] { model.Loss(data, loss, options), model.Accuracy(data, options), gradient.Loss, model.Gradient(data, into.AsSpan(), loss, options) },
            Flat(gradient.ToArray()),
            Flat(into),
            new[] { ConfusionMatrix.Compute(model, data, options).Accuracy },
            Array.ConvertAll(model.Classify(data.Rows, options), c => (double)c),
        };
        foreach (var batchSize in new[] { 0, 100, 600, 1100 })
        {
            var training = new TrainingOptions { BatchSize = batchSize == 0 ? null : batchSize, Seed = 4, Loss = (weights ?? new()).WithL2(0.001), Compute = new ComputeOptions { Threads = threads, SharesEveryBatch = true } };
            foreach (var epoch in model.Train(data, momentum, 2, training))
            {
                results.Add([epoch.Loss, .. Flat(epoch.Model.GetParameters())]);
            }
        }

        return [.. results];
    }
}
