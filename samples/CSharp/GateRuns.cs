using Perceptron;

namespace Samples.CSharp;

/// <summary>Runs of a gate with their history, a survey of many starts, and a surface.</summary>
internal static class GateRuns
{
    public static void Run()
    {
        // <runs>
        var run = GateRun.Run(LogicGate.Xor, new GateOptions { Seed = 11 });
        Console.WriteLine(run); // XOR not learned: epoch 5000, loss 0.3468
        var survey = GateSurvey.Run(LogicGate.Xor, 1, 100);
        Console.WriteLine(survey); // XOR learned from 88 of 100 seeds
        var axis = Surface.Axis(-0.25, 1.25, 31);

        // A double[,] for any plotting library.
        var surface = Surface.Sample(run.Model, axis, axis);
        // </runs>

        Console.WriteLine($"{surface.GetLength(0)} by {surface.GetLength(1)}");
    }
}
