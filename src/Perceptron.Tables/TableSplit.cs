namespace Perceptron;

/// <summary>A table in two parts: one to train on, one held out of training.</summary>
public sealed class TableSplit
{
    internal TableSplit(Table training, Table heldOut)
    {
        Training = training;
        HeldOut = heldOut;
    }

    /// <summary>What to train on.</summary>
    public Table Training { get; }

    /// <summary>What to choose or test a classifier on.</summary>
    public Table HeldOut { get; }

    /// <summary>The sizes, as "720 to train on, 180 held out".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => FormattableString.Invariant($"{Training.Count} to train on, {HeldOut.Count} held out");
}
