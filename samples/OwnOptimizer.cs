#:property GenerateDocumentationFile=true
#:project ../src/Perceptron.Gates/Perceptron.Gates.csproj

// An optimizer of one's own, here AdaGrad (J. Duchi, E. Hazan and Y. Singer, 2011), learns XOR:
//     dotnet run samples/OwnOptimizer.cs
using Perceptron;

var start = Model.Uniform<double>(Architecture.Of(2).Hidden(2, Activation.Sigmoid).Sigmoid(1), -1, 1, seed: 7);
var learnt = start.Train(LogicGate.Xor.Dataset, new AdaGrad(0.5), epochs: 5000).First(epoch => epoch.Loss < 0.01);
Console.WriteLine(learnt);
Console.WriteLine(TruthTable.Of(learnt.Model, LogicGate.Xor.Dataset));

/// <summary>s += g², p −= rate · g / (√s + ε): one number to remember for each parameter.</summary>
internal sealed class AdaGrad(double rate) : Optimizer
{
    public override int SlotCount => 1;

    public override void Step<T>(OptimizerStep step, Span<T> parameters, ReadOnlySpan<T> gradient, Span<T> slots)
    {
        var (r, epsilon) = (T.CreateChecked(rate), T.CreateChecked(1e-10));
        for (var i = 0; i < parameters.Length; i++)
        {
            slots[i] += gradient[i] * gradient[i];
            parameters[i] -= r * gradient[i] / (T.Sqrt(slots[i]) + epsilon);
        }
    }
}
