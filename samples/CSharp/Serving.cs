using Perceptron;

namespace Samples.CSharp;

/// <summary>One model that many threads use at the same time, without a lock and without allocation.</summary>
internal static class Serving
{
    public static void Run()
    {
        // <threads>
        var digits = Digits.Embedded().Data;
        var model = Model.Softmax<float>(64, 10)
            .Train(
                digits,
                new GradientDescent(0.5),
                epochs: 20,
                new TrainingOptions { BatchSize = 32, Seed = 1 })
            .Last().Model;
        float[][] requests =
        [
            .. Enumerable.Range(0, digits.Count).Select(digits.Rows.Row),
        ];
        var answers = requests.AsParallel()
            .AsOrdered()
            .Select(model.Classify)
            .ToArray();
        Console.WriteLine(answers.SequenceEqual(model.Classify(digits.Rows)));
        // </threads>

        // <into>
        // Buffers that the caller keeps, here on the stack: nothing is allocated.
        Span<float> f = stackalloc float[10];
        model.Predict(requests[0], f);
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var request in requests)
        {
            model.Predict(request, f);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Console.WriteLine($"{allocated} bytes for {requests.Length} rows");
        // </into>

        // <exchange>
        // A better model replaces the old one. Calls that use the old one finish with
        // it.
        var service = new DigitService(model);
        Console.WriteLine(service.Classify(requests[3]));
        service.Replace(Model.Softmax<float>(64, 10));
        Console.WriteLine(service.Classify(requests[3]));
        // </exchange>
    }

    // <service>
    private sealed class DigitService(Model<float> model)
    {
        private volatile Model<float> _model = model;

        public int Classify(float[] pixels) => _model.Classify(pixels);

        public void Replace(Model<float> better) => _model = better;
    }
    // </service>
}
