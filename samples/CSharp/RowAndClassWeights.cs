using Perceptron;

namespace Samples.CSharp;

/// <summary>Rows, classes and positive targets that weigh more than others.</summary>
internal static class RowAndClassWeights
{
    public static void Run()
    {
        // <rare>
        // Only the digits 3 and 8, and only every tenth 8: a rare class.
        var all = Digits.Embedded().Data;
        int[] threes =
        [
            .. Enumerable
                .Range(0, all.Count)
                .Where(row => all.Targets.ClassOf(row) == 3),
        ];
        int[] eights =
        [
            .. Enumerable
                .Range(0, all.Count)
                .Where(row => all.Targets.ClassOf(row) == 8),
        ];
        int[] chosen = [.. threes, .. eights.Where((_, i) => i % 10 == 0)];
        var data = Dataset.Exclusive(
            all.Rows.Select(chosen),
            [.. chosen.Select(row => all.Targets.ClassOf(row) == 8 ? 1 : 0)],
            classCount: 2);
        var parts = data.SplitByFraction(0.5, seed: 1, stratified: true);
        // </rare>

        // <classes>
        var start = Model.Softmax<float>(64, 2);
        var plain = start.Train(parts.Training, new GradientDescent(0.5), epochs: 5)
            .Last().Model;
        var balanced = LossOptions.Balanced(parts.Training);
        var weighed = start.Train(
                parts.Training,
                new GradientDescent(0.5),
                epochs: 5,
                new TrainingOptions { Loss = balanced })
            .Last().Model;
        Console.WriteLine(balanced);
        var before = plain.Evaluate(parts.HeldOut).ForClass(1).Recall;
        var after = weighed.Evaluate(parts.HeldOut).ForClass(1).Recall;
        Console.WriteLine(
            $"recall of the rare class: {before:0.00}, balanced {after:0.00}");
        // </classes>

        // <auc>
        var ofPlain = RocAuc.Compute(plain, parts.HeldOut);
        var ofWeighed = RocAuc.Compute(weighed, parts.HeldOut);
        Console.WriteLine(
            $"ROC AUC of the rare class: {ofPlain[1]:0.000}, "
            + $"balanced {ofWeighed[1]:0.000}");
        // </auc>

        // <rows>
        // A row of weight 2 counts twice.
        var xor = LogicGate.Xor.Dataset;
        var model = LogicGate.Or.Textbook;
        Console.WriteLine(
            $"{model.Loss(xor.WithRowWeights(1, 1, 1, 1)):0.0000} "
            + $"{model.Loss(xor.WithRowWeights(0, 1, 1, 0)):0.0000}");
        // </rows>

        // <positives>
        // More recall of independent classes: y = 1 weighs three times as much as y =
        // 0.
        var recall = new LossOptions { PositiveWeights = [3] };
        Console.WriteLine($"{model.Loss(xor, recall):0.0000}");
        // </positives>
    }
}
