namespace Perceptron.Kernels;

/// <summary>Some rows of a dataset: a run of them, or a run of an order that says where each stands.</summary>
internal readonly struct RowBlock(int[]? order, int start, int count)
{
    public int Start => start;

    public int Count => count;

    /// <summary>Whether the rows stand in an order of their own.</summary>
    public bool IsOrdered => order is not null;

    public int this[int i] => order is null ? start + i : order[start + i];

    public RowBlock Part(int first, int length) => new(order, start + first, length);

    /// <summary>The row at a place that may lie behind the block, where its successors are.</summary>
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
