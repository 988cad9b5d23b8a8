namespace Perceptron.Tables;

/// <summary>The inputs of one row that are not 0, in rising order.</summary>
internal sealed class Features(int width)
{
    private readonly int[] _indices = new int[width];
    private readonly double[] _values = new double[width];
    private int _count;

    public ReadOnlySpan<int> Indices => _indices.AsSpan(0, _count);

    public ReadOnlySpan<double> Values => _values.AsSpan(0, _count);

    public void Clear() => _count = 0;

    public void Add(int index, double value)
    {
        if (value != 0)
        {
            _indices[_count] = index;
            _values[_count++] = value;
        }
    }

    public void CopyTo(Span<double> row)
    {
        row.Clear();
        for (var i = 0; i < _count; i++)
        {
            row[_indices[i]] = _values[i];
        }
    }
}
