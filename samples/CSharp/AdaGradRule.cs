using Perceptron;

namespace Samples.CSharp;

/// <summary>An optimizer of your own: AdaGrad (J. Duchi, E. Hazan and Y. Singer, 2011).</summary>
internal static class AdaGradRule
{
    public static void Run()
    {
        // <use>
        var start = Model.Uniform<double>(
            Architecture.Of(2).Hidden(2, Activation.Sigmoid).Sigmoid(1),
            -1,
            1,
            seed: 7);
        var learned = start
            .Train(LogicGate.Xor.Dataset, new AdaGrad(0.5), epochs: 5000)
            .First(epoch => epoch.Loss < 0.01);
        Console.WriteLine(learned);
        // </use>

        // <function>
        // It also minimises any function: (a − 3)² + 2 (b + 1)², from (0, 0).
        var last = new AdaGrad(0.5)
            .Minimize(
                p => Math.Pow(p[0] - 3, 2) + (2 * Math.Pow(p[1] + 1, 2)),
                p => [2 * (p[0] - 3), 4 * (p[1] + 1)],
                start: [0, 0],
                steps: 500)
            .Last();
        Console.WriteLine(
            $"{last.GetPoint()[0]:0.0000}, {last.GetPoint()[1]:0.0000}");
        // </function>
    }

    // <rule>
    // <summary>s += g², p −= rate · g / (√s + ε): one slot for each
    // parameter.</summary>
    private sealed class AdaGrad(double rate) : Optimizer
    {
        public override int SlotCount => 1;

        public override void Step<T>(
            OptimizerStep step,
            Span<T> parameters,
            ReadOnlySpan<T> gradient,
            Span<T> slots)
        {
            var (r, epsilon) = (T.CreateChecked(rate), T.CreateChecked(1e-10));
            for (var i = 0; i < parameters.Length; i++)
            {
                slots[i] += gradient[i] * gradient[i];
                parameters[i] -= r * gradient[i] / (T.Sqrt(slots[i]) + epsilon);
            }
        }
    }
    // </rule>
}
