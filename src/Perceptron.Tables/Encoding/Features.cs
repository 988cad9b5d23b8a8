namespace Perceptron.Tables;

/// <summary>Where the inputs of a row go: those that are not 0, in rising order, or a place in an array of dense rows.</summary>
internal sealed class Features
{
    private readonly int[] _indices = [];
    private readonly double[] _values;
    private readonly int _width;
    private readonly int _first;
    private int _count;

    private Features(int[] indices, double[] values, int width, int first) => (_indices, _values, _width, _first) = (indices, values, width, first);

    public bool AreDense => _width > 0;

    public ReadOnlySpan<int> Indices => _indices.AsSpan(0, _count);

    public ReadOnlySpan<double> Values => _values.AsSpan(0, _count);

    /// <summary>A row of this many inputs that are not 0, at most.</summary>
    public static Features Sparse(int most) => new(new int[most], new double[most], 0, 0);

    /// <summary>Rows of an array, which is 0, from a first one on.</summary>
    public static Features Dense(double[] rows, int width, int first) => new([], rows, width, first);

    /// <summary>Begins a row.</summary>
    public void Begin(int row) => _count = (row - _first) * _width;

    /// <summary>An input of dense rows, from a row on; those of the rows below are each a width further.</summary>
    public Span<double> From(int row, int index, out int width)
    {
        width = _width;
        return _values.AsSpan(((row - _first) * _width) + index);
    }

    public void Add(int index, double value)
    {
        if (value == 0)
        {
            return;
        }

        if (AreDense)
        {
            _values[_count + index] = value;
            return;
        }

        _indices[_count] = index;
        _values[_count++] = value;
    }
}
