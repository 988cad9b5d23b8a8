using Perceptron;

namespace Samples.CSharp;

/// <summary>OR and AND by hand: the same weights, another bias.</summary>
internal static class OrAnd
{
    public static void Run()
    {
        // <tables>
        Show("OR", Model.Neuron([0.4, 0.4], -0.4));
        Show("AND", Model.Neuron([0.4, 0.4], -0.8));

        static void Show(string name, Model<double> model)
        {
            Console.WriteLine(name);
            double[][] rows = [[0, 0], [0, 1], [1, 0], [1, 1]];
            foreach (var x in rows)
                Console.WriteLine(
                    $"  {x[0]} {x[1]}  logit {model.Logits(x)[0],4:F1}  "
                    + $"f(x) {model.Predict(x)[0]:F3}  read as {model.Classify(x)}");
        }
        // </tables>

        // <line>
        Console.WriteLine(DecisionLine.Of(LogicGate.Or.Textbook.Layers[0]));
        Console.WriteLine(DecisionLine.Of(LogicGate.And.Textbook.Layers[0]));
        // </line>

        // <bias>
        foreach (var b in (double[])[-0.9, -0.6, -0.2, 0.1])
        {
            var read = Model.Neuron([0.4, 0.4], b)
                .Classify(LogicGate.Or.Dataset.Rows);
            Console.WriteLine($"b = {b,4:F1}: {string.Join(" ", read)}");
        }
        // </bias>

        // <steep>
        foreach (var factor in (double[])[1, 10, 100])
        {
            var steep = Model.Neuron([0.4 * factor, 0.4 * factor], -0.2 * factor);
            Console.WriteLine(
                $"times {factor,3}: f(0, 0) = {steep.Predict(0, 0)[0]:F6}, "
                + $"loss {steep.Loss(LogicGate.Or.Dataset):G3}");
        }
        // </steep>

        // <exercise>
        var (nand, not) = (LogicGate.Nand.Dataset, LogicGate.Not.Dataset);
        Console.WriteLine(TruthTable.Compute(Model.Neuron([-0.4, -0.4], 0.6), nand));
        Console.WriteLine(TruthTable.Compute(Model.Neuron([-0.4], 0.2), not));
        // </exercise>
    }
}
