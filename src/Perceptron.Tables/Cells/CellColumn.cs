namespace Perceptron.Tables;

/// <summary>The cells of one column, as they were written. They never change.</summary>
internal abstract class CellColumn
{
    /// <summary>How many cells.</summary>
    public abstract int Count { get; }

    /// <summary>How many cells are empty.</summary>
    public abstract int GapCount { get; }

    /// <summary>Whether a cell is empty.</summary>
    public abstract bool IsGap(int row);

    /// <summary>A cell that is no gap as a number.</summary>
    public abstract bool TryNumber(int row, out double value);

    /// <summary>The cells from one on as numbers: NaN for a gap, ∞ for a text that is none.</summary>
    public abstract void ReadNumbers(int row, Span<double> values);

    /// <summary>A cell as it was written; "" for a gap.</summary>
    public abstract string Text(int row);

    /// <summary>Some of the cells, in the order of the indices.</summary>
    public abstract CellColumn Select(ReadOnlySpan<int> rows);
}
