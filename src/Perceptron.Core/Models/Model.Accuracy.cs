using Perceptron.Engine;

namespace Perceptron;

public sealed partial class Model<T>
{
    /// <summary>
    /// The part of a dataset that is classified correctly: of its observations for exclusive classes, of all observations ×
    /// outputs for sigmoid ones, where f(x) counts as 1 from the output's threshold on, and a target from 0.5 on.
    /// </summary>
    /// <remarks>Weights don't count here: each observation is one.</remarks>
    /// <param name="data">Observations and targets of the model's shape.</param>
    /// <param name="compute">How many threads may work; one if omitted.</param>
    /// <param name="cancellationToken">Checked before every block of rows.</param>
    /// <returns>From 0 to 1.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or the targets of a softmax are independent.</exception>
    /// <exception cref="NotFiniteNumberException">A prediction is not a number, since a sum of the model overflows.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public double Accuracy(Dataset<T> data, ComputeOptions? compute = null, CancellationToken cancellationToken = default)
    {
        Require(data, nameof(data));
        var correct = 0L;
        ForEachDecision(data.Rows, compute, (pass, block) =>
        {
            var blockCorrect = 0L;
            for (var r = 0; r < block.Count; r++)
            {
                var outputs = pass.Output(r);
                if (Architecture.Output.IsSoftmax)
                {
                    blockCorrect += ClassOf(outputs, block[r]) == data.Targets.ClassOf(block[r]) ? 1 : 0;
                    continue;
                }

                for (var j = 0; j < outputs.Length; j++)
                {
                    blockCorrect += IsYes(outputs[j], j, block[r]) == IsOne(data.Targets[block[r], j]) ? 1 : 0;
                }
            }

            Interlocked.Add(ref correct, blockCorrect);
        }, cancellationToken);
        return correct / Objective.Divisor(Architecture, data.Count);
    }
}
