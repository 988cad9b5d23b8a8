using Perceptron;

namespace Samples.CSharp;

/// <summary>What gives the same bits, and what agrees only within rounding.</summary>
internal static class SameBits
{
    public static void Run()
    {
        var data = Digits.Embedded().Data;
        var start = Model.Softmax<float>(64, 10);

        // <same>
        Model<float> Train(int threads, bool sparse, long seed) =>
            start.Train(
                sparse ? data : Dataset.Of(data.Rows.ToDense(), data.Targets),
                new GradientDescent(0.5),
                epochs: 5,
                new TrainingOptions
                {
                    BatchSize = 32,
                    Seed = seed,
                    Compute = new ComputeOptions { Threads = threads },
                }).Last().Model;

        var one = Train(threads: 1, sparse: true, seed: 1);
        Console.WriteLine(
            $"again: {one.Equals(Train(threads: 1, sparse: true, seed: 1))}");
        Console.WriteLine(
            $"two threads: {one.Equals(Train(threads: 2, sparse: true, seed: 1))}");
        Console.WriteLine(
            $"dense rows: {one.Equals(Train(threads: 1, sparse: false, seed: 1))}");
        Console.WriteLine(
            $"another seed: {one.Equals(Train(threads: 1, sparse: true, seed: 2))}");
        // </same>

        // <parts>
        // The caller splits a batch: the gradient is the same, within rounding.
        var all = one.Gradient(data);
        var parts =
            one.Gradient(data.Select([.. Enumerable.Range(0, 700)]))
            + one.Gradient(data.Select([.. Enumerable.Range(700, data.Count - 700)]));
        var difference = all.ToArray()
            .Zip(parts.ToArray(), (a, b) => Math.Abs(a - b))
            .Max();
        Console.WriteLine(
            $"{parts.Count == all.Count}, {difference > 0}, "
            + $"{difference < 1e-6 * all.Norm()}");
        // </parts>
    }
}
