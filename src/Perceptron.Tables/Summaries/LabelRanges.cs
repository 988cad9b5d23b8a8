namespace Perceptron.Tables;

/// <summary>The smallest and the largest number for each value of the label: where they don't overlap, a column alone tells the label.</summary>
internal sealed class LabelRanges
{
    private readonly List<(double Min, double Max)> _ranges = [];

    public void Add(double value, int label)
    {
        while (_ranges.Count <= label)
        {
            _ranges.Add((double.PositiveInfinity, double.NegativeInfinity));
        }

        var (min, max) = _ranges[label];
        _ranges[label] = (Math.Min(min, value), Math.Max(max, value));
    }

    public void Merge(LabelRanges other, int[] labels)
    {
        foreach (var (label, (min, max)) in other._ranges.Index())
        {
            if (min <= max)
            {
                Add(min, labels[label]);
                Add(max, labels[label]);
            }
        }
    }

    /// <summary>Whether the ranges of all values of the label are apart.</summary>
    public bool AreApart
    {
        get
        {
            var ordered = _ranges.Where(range => range.Min <= range.Max).Order().ToArray();
            return ordered.Length > 1 && ordered.Zip(ordered.Skip(1)).All(pair => pair.First.Max < pair.Second.Min);
        }
    }
}
