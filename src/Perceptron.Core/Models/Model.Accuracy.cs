using Perceptron.Engine;

namespace Perceptron;

public sealed partial class Model<T>
{
    /// <summary>
    /// The part of a dataset that is classified right: of its observations for exclusive classes, of all observations ×
    /// classes for independent ones, where a target of at least 0.5 counts as 1.
    /// </summary>
    /// <remarks>Weights don't count here: each observation is one.</remarks>
    /// <param name="data">Observations and targets of the model's shape.</param>
    /// <param name="options">How many threads may work; one if it is left out.</param>
    /// <returns>From 0 to 1.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or the targets of a softmax are independent.</exception>
    public double Accuracy(Dataset<T> data, ComputeOptions? options = null)
    {
        Require(data, nameof(data));
        var right = 0L;
        ForEachBlock(data.Rows, predict: true, options, (pass, block) =>
        {
            var blockRight = 0L;
            for (var r = 0; r < block.Count; r++)
            {
                var prediction = pass.Output(r);
                if (Architecture.Output.IsSoftmax)
                {
                    blockRight += ClassOf(prediction) == data.Targets.ClassOf(block[r]) ? 1 : 0;
                    continue;
                }

                for (var j = 0; j < prediction.Length; j++)
                {
                    blockRight += IsOne(prediction[j]) == IsOne(data.Targets[block[r], j]) ? 1 : 0;
                }
            }

            Interlocked.Add(ref right, blockRight);
        });
        return right / Objective.Divisor(Architecture, data.Count);
    }
}
