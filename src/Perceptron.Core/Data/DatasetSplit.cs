using System.Numerics;

namespace Perceptron;

/// <summary>A dataset in two parts: one to train on, one held out of training.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class DatasetSplit<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal DatasetSplit(Dataset<T> training, Dataset<T> heldOut)
    {
        Training = training;
        HeldOut = heldOut;
    }

    /// <summary>What to train on.</summary>
    public Dataset<T> Training { get; }

    /// <summary>What to choose or test a model on.</summary>
    public Dataset<T> HeldOut { get; }

    /// <summary>The sizes, as "1438 to train on, 359 held out".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Training.Count} to train on, {HeldOut.Count} held out";
}
