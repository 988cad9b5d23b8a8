using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Perceptron.Kernels;

namespace Perceptron.Tables;

/// <summary>The smallest and the largest number for each value of the label: where they don't overlap, a column alone tells the label.</summary>
internal sealed class LabelRanges
{
    private readonly List<(double Min, double Max)> _ranges = [];

    /// <summary>Adds numbers, each with the code of its label.</summary>
    [MethodImpl(Kernel.Loop)]
    public void Add(ReadOnlySpan<double> values, ReadOnlySpan<int> labels)
    {
        var ranges = CollectionsMarshal.AsSpan(_ranges);
        for (var i = 0; i < values.Length; i++)
        {
            if (labels[i] >= ranges.Length)
            {
                _ranges.AddRange(Enumerable.Repeat((double.PositiveInfinity, double.NegativeInfinity), labels[i] + 1 - ranges.Length));
                ranges = CollectionsMarshal.AsSpan(_ranges);
            }

            ref var range = ref ranges[labels[i]];
            range.Min = values[i] < range.Min ? values[i] : range.Min;
            range.Max = values[i] > range.Max ? values[i] : range.Max;
        }
    }

    public void Merge(LabelRanges other, int[] labels)
    {
        foreach (var (label, (min, max)) in other._ranges.Index())
        {
            if (min <= max)
            {
                Add([min, max], [labels[label], labels[label]]);
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
