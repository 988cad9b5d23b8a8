namespace Perceptron;

/// <summary>Rows that need not fit in memory, in two parts: one to train on, one held out of training.</summary>
public sealed class TableSourceSplit
{
    internal TableSourceSplit(TableSource training, TableSource heldOut)
    {
        Training = training;
        HeldOut = heldOut;
    }

    /// <summary>What to train on.</summary>
    public TableSource Training { get; }

    /// <summary>What to choose or test a classifier on.</summary>
    public TableSource HeldOut { get; }

    /// <summary>What it is, as "rows of passengers.csv, to train on and held out".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Training}, to train on and held out";
}
