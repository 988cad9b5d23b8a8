namespace Perceptron;

/// <summary>The rows of one fold of cross-validation: some to train on, some held out.</summary>
public sealed class RowFold
{
    private readonly int[] _blocks;
    private readonly bool _isByTime;

    /// <summary>A fold of rows that are divided into blocks.</summary>
    /// <param name="blocks">The block of each row: that of the fold is held out.</param>
    /// <param name="repeat">Which repeat, from 1.</param>
    /// <param name="number">Which fold, from 1.</param>
    /// <param name="isByTime">Whether only earlier blocks are trained on, from block 0.</param>
    internal RowFold(int[] blocks, int repeat, int number, bool isByTime)
    {
        (_blocks, Repeat, Number, _isByTime) = (blocks, repeat, number, isByTime);
        HeldOutCount = blocks.Count(block => block == number);
        TrainingCount = blocks.Count(IsTraining);
    }

    /// <summary>Which of the repeats it is of, from 1.</summary>
    public int Repeat { get; }

    /// <summary>Which fold of its repeat, from 1.</summary>
    public int Number { get; }

    /// <summary>How many rows are trained on.</summary>
    public int TrainingCount { get; }

    /// <summary>How many rows are held out.</summary>
    public int HeldOutCount { get; }

    /// <summary>The rows to train on, for <see cref="Table.Select"/>.</summary>
    /// <returns>Their numbers, from 0, in the order of the table.</returns>
    public int[] TrainingRows() => [.. Enumerable.Range(0, _blocks.Length).Where(row => IsTraining(_blocks[row]))];

    /// <summary>The rows that are held out, for <see cref="Table.Select"/>.</summary>
    /// <returns>Their numbers, from 0, in the order of the table.</returns>
    public int[] HeldOutRows() => [.. Enumerable.Range(0, _blocks.Length).Where(row => _blocks[row] == Number)];

    /// <summary>Where it is and its size, as "fold 2 of repeat 1: 720 to train on, 180 held out".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => FormattableString.Invariant($"{Place}: {TrainingCount} to train on, {HeldOutCount} held out");

    internal string Place => FormattableString.Invariant($"fold {Number} of repeat {Repeat}");

    private bool IsTraining(int block) => _isByTime ? block < Number : block != Number;
}
