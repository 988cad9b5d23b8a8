using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using Predictor = Microsoft.ML.Data.MulticlassPredictionTransformer<Microsoft.ML.Trainers.MaximumEntropyModelParameters>;

namespace Perceptron.Bench.Children;

/// <summary>ML.NET's part of the comparison: predicting by a maximum-entropy model, in a batch and row by row.</summary>
internal static class MlNetPeer
{
    public static int Run(string folder)
    {
        var data = BenchData.Mnist(folder);
        var context = new MLContext(seed: 1);
        var rows = data.Test.Data.Rows;
        Image[] dense = [.. Enumerable.Range(0, rows.Count).Select(row => Dense(rows.Row(row), data.Test.Label(row)))];
        Image[] sparse = [.. dense.Select(Sparse)];

        // A bad model predicts as fast as a good one.
        var options = new Microsoft.ML.Trainers.LbfgsMaximumEntropyMulticlassTrainer.Options { MaximumNumberOfIterations = 5 };
        var model = context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(options)
            .Fit(context.Data.LoadFromEnumerable(sparse));

        return Answers.Run(
            $"ML.NET {Version()}",
            question => (string?)question["task"] switch
            {
                "predict" => Batch(context, model, (bool)question["sparse"]! ? sparse : dense),
                "predict rows" => new(Engine(context, model, (bool)question["sparse"]! ? sparse : dense)),
                var task => throw new ArgumentException($"Unknown task \"{task}\"."),
            });
    }

    /// <summary>All predictions of images in memory, read through the cursor into one buffer, with as little other work as possible.</summary>
    private static Timed Batch(MLContext context, Predictor model, Image[] images)
    {
        var cached = context.Data.Cache(context.Data.LoadFromEnumerable(images));
        return new(() =>
        {
            var scored = model.Transform(cached);
            var column = scored.Schema["Score"];
            using var cursor = scored.GetRowCursor([column]);
            var get = cursor.GetGetter<VBuffer<float>>(column);
            var score = default(VBuffer<float>);
            var count = 0;
            while (cursor.MoveNext())
            {
                get(ref score);
                count++;
            }

            if (count != images.Length)
            {
                throw new InvalidOperationException($"{count} of {images.Length} images were predicted.");
            }
        });
    }

    private static Action Engine(MLContext context, Predictor model, Image[] images)
    {
        var engine = context.Model.CreatePredictionEngine<Image, Prediction>(model);
        var prediction = new Prediction();
        return () =>
        {
            foreach (var image in images)
            {
                engine.Predict(image, ref prediction);
            }
        };
    }

    /// <summary>The version of the package. The assembly's version is always 1.0.</summary>
    private static string Version() =>
        typeof(MLContext).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "?";

    private static Image Dense(float[] pixels, int label) =>
        new() { Features = new VBuffer<float>(pixels.Length, pixels), Label = (uint)label + 1 };

    private static Image Sparse(Image dense)
    {
        int[] indices = [.. dense.Features.Items().Where(item => item.Value != 0).Select(item => item.Key)];
        float[] values = [.. indices.Select(index => dense.Features.GetItemOrDefault(index))];
        return new() { Features = new VBuffer<float>(dense.Features.Length, values.Length, values, indices), Label = dense.Label };
    }

    private sealed class Image
    {
        [VectorType(784)]
        public VBuffer<float> Features { get; set; }

        [KeyType(10)]
        public uint Label { get; set; }
    }

    private sealed class Prediction
    {
        public float[] Score { get; set; } = [];
    }
}
