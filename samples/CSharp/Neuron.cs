using Perceptron;

namespace Samples.CSharp;

/// <summary>A neuron by hand: OR.</summary>
internal static class Neuron
{
    public static void Run()
    {
        // <neuron>
        var or = Model.Neuron([0.4, 0.4], -0.4);
        Console.WriteLine(or.Predict(0, 1)[0]);     // 0.5, which counts as 1
        Console.WriteLine(or.Classify(0, 1));       // 1
        // </neuron>

        // <truth-table>
        Console.WriteLine(TruthTable.Compute(or, LogicGate.Or.Dataset));
        // </truth-table>
    }
}
