namespace Perceptron.Data;

/// <summary>Some rows of a dataset: a run of them, or a run of an order that says where each stands.</summary>
internal readonly struct RowBlock(int[]? order, int start, int count)
{
    public int Start => start;

    public int Count => count;

    public int this[int i] => order is null ? start + i : order[start + i];

    public RowBlock Part(int first, int length) => new(order, start + first, length);
}
