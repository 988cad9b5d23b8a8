using Perceptron;

namespace Samples.CSharp;

/// <summary>Data in chunks, which need not fit in memory together.</summary>
internal static class DataParts
{
    public static void Run()
    {
        // <parts>
        var digits = Digits.Embedded()
            .Data.SplitByFraction(0.2, seed: 1, stratified: true);

        // In place of files, or pages of a database: each chunk is made when it is
        // needed, and freed after its epoch.
        IEnumerable<Dataset<float>> Parts(int passes)
        {
            for (var pass = 0; pass < passes; pass++)
            {
                var all = Enumerable.Range(0, digits.Training.Count);
                foreach (var rows in all.Chunk(500))
                {
                    yield return digits.Training.Select(rows);
                }
            }
        }

        var start = Model.Softmax<float>(64, 10);
        var options = new TrainingOptions { BatchSize = 32, Seed = 1 };
        var last = start.Train(Parts(passes: 10), new GradientDescent(0.5), options)
            .Last();
        Console.WriteLine($"{last}, {last.Steps} steps");
        // </parts>

        // <evaluate>
        var inParts = last.Model.Evaluate(
            Enumerable.Range(0, digits.HeldOut.Count)
                .Chunk(100)
                .Select(digits.HeldOut.Select));
        Console.WriteLine(inParts);
        Console.WriteLine(
            inParts.LogLoss.Equals(last.Model.Evaluate(digits.HeldOut).LogLoss));
        // </evaluate>

        Waited(start, options).GetAwaiter().GetResult();

        // <waited>
        async Task Waited(Model<float> model, TrainingOptions options)
        {
            var descent = new GradientDescent(0.5);
            var epochs = model.TrainAsync(Arriving(), descent, options);
            await foreach (var epoch in epochs)
            {
                Console.WriteLine(epoch);
            }
        }

        // In place of data that arrive over a network.
        async IAsyncEnumerable<Dataset<float>> Arriving()
        {
            foreach (var part in Parts(passes: 1))
            {
                await Task.Delay(10);
                yield return part;
            }
        }
        // </waited>
    }
}
