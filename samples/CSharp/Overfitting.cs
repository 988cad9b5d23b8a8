using Perceptron;

namespace Samples.CSharp;

/// <summary>A model that learns its data by heart, and what helps: a penalty, an early stop, more data, fewer weights.</summary>
internal static class Overfitting
{
    public static void Run()
    {
        // <by-heart>
        var digits = Digits.Embedded().Data;
        var parts = digits.SplitByFraction(0.9, seed: 1, stratified: true);
        var (few, heldOut) = (parts.Training, parts.HeldOut);
        var network = Architecture.Of(64).Hidden(64, Activation.ReLU).Softmax(10);
        var start = Model.He<float>(network, seed: 1);
        var descent = new GradientDescent(0.1);
        var options = new TrainingOptions { BatchSize = 16, Seed = 1 };
        foreach (var epoch in start.Train(few, descent, epochs: 300, options))
        {
            if (epoch.Number is 1 or 10 or 30 or 100 or 300)
            {
                var model = epoch.Model;
                Console.WriteLine(
                    $"epoch {epoch.Number,3}  loss {model.Loss(few):F4}, "
                    + $"held out {model.Loss(heldOut):F4}");
            }
        }
        // </by-heart>

        // <penalty>
        foreach (var l2 in (double[])[0, 0.001, 0.01, 0.03, 0.1])
        {
            var penalised = new TrainingOptions
            {
                BatchSize = 16,
                Seed = 1,
                Loss = new LossOptions { L2 = l2 },
            };
            var model = start.Train(few, descent, epochs: 300, penalised)
                .Last().Model;
            var w = model.Layers[0].W.ToArray().Cast<float>();
            Console.WriteLine(
                $"l2 {l2,5}  loss {model.Loss(few):F3}, "
                + $"held out {model.Loss(heldOut):F3}, "
                + $"accuracy {model.Accuracy(heldOut):F3}, "
                + $"largest w {w.Max(Math.Abs):F2}");
        }
        // </penalty>

        // <stop>
        var stop = new StoppingOptions<float> { Validation = heldOut, Patience = 20 };
        var fit = start.Fit(few, descent, epochs: 300, options, stop);
        Console.WriteLine(
            $"best epoch {fit.Best.Number}: "
            + $"held out {fit.Best.Model.Loss(heldOut):F3}");
        // </stop>

        // <more>
        foreach (var fraction in (double[])[0.9, 0.75, 0.5])
        {
            var more = digits.SplitByFraction(fraction, seed: 1, stratified: true);
            var model = start.Train(more.Training, descent, epochs: 100, options)
                .Last().Model;
            Console.WriteLine(
                $"{more.Training.Count} images  loss {model.Loss(more.Training):F3}, "
                + $"held out {model.Loss(more.HeldOut):F3}");
        }
        // </more>

        // <inverse>
        // scikit-learn's C = 1, as an L2 of this library.
        var c = 1.0;
        Console.WriteLine($"L2 = {1 / (c * few.Count):F5}");
        // </inverse>
    }
}
