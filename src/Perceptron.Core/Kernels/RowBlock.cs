namespace Perceptron.Kernels;

/// <summary>Some rows of a dataset: consecutive rows, or consecutive entries of an order that lists the rows.</summary>
internal readonly struct RowBlock(int[]? order, int start, int count)
{
    public int Start => start;

    public int Count => count;

    /// <summary>Whether the rows follow a given order, not that of the dataset.</summary>
    public bool IsOrdered => order is not null;

    public int this[int i] => order is null ? start + i : order[start + i];

    public RowBlock Part(int first, int length) => new(order, start + first, length);

    /// <summary>The row at a position that may lie behind the block, in the rows that follow it; false if there is none.</summary>
    public bool TryAhead(int i, int rows, out int row)
    {
        var at = start + i;
        if (at >= (order?.Length ?? rows))
        {
            row = 0;
            return false;
        }

        row = order is null ? at : order[at];
        return true;
    }
}
