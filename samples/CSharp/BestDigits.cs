using Perceptron;

namespace Samples.CSharp;

/// <summary>Digits: the best epoch on held-out images, another optimizer, rare classes that weigh more, and the minimum itself.</summary>
internal static class BestDigits
{
    public static void Run()
    {
        // <fit>
        var digits = Digits.Embedded();
        var parts = digits.Data.SplitByFraction(0.2, seed: 1, stratified: true);
        var fit = Model.Softmax<float>(digits.Height * digits.Width, 10).Fit(
            parts.Training, new GradientDescent(0.5), epochs: 200,
            new TrainingOptions { BatchSize = 32, Seed = 1 },
            new() { Validation = parts.HeldOut, Patience = 10 });
        Console.WriteLine($"{fit.Best.Model.Accuracy(parts.HeldOut):F3}"); // 0.978
        // </fit>

        // <evaluation>
        Console.WriteLine(fit.Best.Model.Evaluate(parts.HeldOut).ToTable());
        // </evaluation>

        // <why>
        var why = fit.StopReason switch
        {
            StopReason.PatienceExhausted =>
                "The held-out images were no longer read better.",
            StopReason.MaxEpochsReached => "All epochs are done.",
            // Target loss reached, diverged, cancelled, or a later reason.
            var other => $"It stopped: {other}.",
        };
        Console.WriteLine(why);
        // </why>

        // <adam>
        var adam = new Adam(0.1)
        {
            Schedule = Schedule.WarmUp(50).Then(50, Schedule.Cosine(850)),
        };
        var last = Model.Softmax<float>(64, 10)
            .Train(
                parts.Training,
                adam,
                epochs: 20,
                new TrainingOptions { BatchSize = 32, Seed = 1 })
            .Last();
        Console.WriteLine($"{last.Model.Accuracy(parts.HeldOut):F3}"); // 0.986
        // </adam>

        // <balanced>
        var balanced = new TrainingOptions
        {
            Loss = LossOptions.Balanced(parts.Training),
        };
        Console.WriteLine(
            Model.Softmax<float>(64, 10)
                .Train(parts.Training, new GradientDescent(0.5), epochs: 20, balanced)
                .Last());
        // </balanced>

        // <minimum>
        var minimum = Model.Softmax<float>(64, 10)
            .Minimize(parts.Training, new Lbfgs(), new LossOptions { L2 = 0.01 });
        Console.WriteLine(minimum);
        // </minimum>
    }
}
