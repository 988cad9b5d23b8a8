using Perceptron;

namespace Samples.CSharp;

/// <summary>softmax(xW + b) on the small digits: training, f(x) of one image, and pictures of W.</summary>
internal static class SoftmaxDigits
{
    public static void Run()
    {
        // <data>
        var digits = Digits.Embedded();
        Console.WriteLine(digits);
        var parts = digits.SplitByFraction(0.2, seed: 1, stratified: true);
        Console.WriteLine(parts);
        // </data>

        // <train>
        var start = Model.Softmax<float>(
            inputCount: digits.Height * digits.Width, outputCount: 10);
        Console.WriteLine(start);
        var options = new TrainingOptions { BatchSize = 32, Seed = 1 };
        var model = start;
        var descent = new GradientDescent(0.5);
        var (training, heldOut) = (parts.Training.Data, parts.HeldOut.Data);
        foreach (var epoch in start.Train(training, descent, epochs: 20, options))
        {
            model = epoch.Model;
            if (epoch.Number is 0 or 1 or 5 or 20)
                Console.WriteLine(
                    $"epoch {epoch.Number,2}  held-out loss {model.Loss(heldOut):F4} "
                    + $" accuracy {model.Accuracy(heldOut):F4}");
        }
        // </train>

        // <predict>
        var x = parts.HeldOut.Pixels(0);
        Console.WriteLine(
            $"label {parts.HeldOut.Label(0)}, read as {model.Classify(x)}");
        var f = model.Predict(x);
        var ranking = Enumerable.Range(0, 10).OrderByDescending(digit => f[digit]);
        foreach (var digit in ranking.Take(3))
            Console.WriteLine($"  {digit}: {f[digit]:F3}");
        // </predict>

        // <pictures>
        var pictures = WeightImages.Of(model, digits.Height, digits.Width);
        Console.WriteLine(pictures);
        using var png = new MemoryStream();
        pictures.ContactSheet().WritePng(png); // or SavePng("W.png")
        Console.WriteLine($"all ten on a sheet: {pictures.ContactSheet()}");
        // </pictures>

        // <column>
        // The logit of class 3: its bias, and each pixel times its weight in column
        // 3.
        var column = model.Layers[0].W.Column(3);
        var z = model.Layers[0].B[3];
        for (var pixel = 0; pixel < x.Length; pixel++)
            z += x[pixel] * column[pixel];
        Console.WriteLine($"by hand {z:F3}, by the model {model.Logits(x)[3]:F3}");
        // </column>
    }
}
