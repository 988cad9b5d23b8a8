using System.Numerics;
using Perceptron.Kernels;

namespace Perceptron.Engine;

/// <summary>
/// A run of the packed parameters that one thread updates: the biases of a layer, or the weights of a run of its units
/// (<see cref="LayerLayout.Units"/>: those of the first panel, then of the next).
/// </summary>
internal sealed class ParameterShard
{
    /// <summary>Numbers that are updated at once: few enough to stay in the L1 cache.</summary>
    private const int Chunk = 1024;

    /// <summary>Rows of the sample that shows which inputs are non-zero, and how often.</summary>
    private const int Sample = 512;

    /// <summary>What the update of a vector costs, in multiply-adds.</summary>
    private const double UpdateCost = 4;

    private ParameterShard(int layer, int from, int to, bool isBias, int start, int length)
    {
        (Layer, From, To, IsBias) = (layer, from, to, isBias);
        Chunks = [.. Enumerable.Range(0, (length + Chunk - 1) / Chunk)
            .Select(i => (start + (i * Chunk))..(start + Math.Min((i + 1) * Chunk, length)))];
    }

    public int Layer { get; }

    /// <summary>The first unit.</summary>
    public int From { get; }

    /// <summary>The unit behind the last.</summary>
    public int To { get; }

    public bool IsBias { get; }

    /// <summary>
    /// Where it stands in the packed form, in chunks that are updated one by one. An optimizer's state of a chunk stands
    /// together.
    /// </summary>
    public Range[] Chunks { get; }

    /// <summary>Shares a model among threads, each layer separately, by the cost of its gradient.</summary>
    public static ParameterShard[][] Share<T>(PackedLayout layout, Rows<T> rows, int members)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shares = Enumerable.Range(0, members).Select(_ => new List<ParameterShard>()).ToArray();
        for (var l = 0; l < layout.Layers.Length; l++)
        {
            var layer = layout.Layers[l];
            var counts = new int[layer.Units];
            if (l == 0 && members > 1)
            {
                var sample = new RowBlock(null, 0, Math.Min(Sample, rows.Count));
                if (layer.IsBlocked)
                {
                    rows.Blocks!.Count(sample, counts);
                }
                else
                {
                    var inputs = new int[layer.InputCount];
                    rows.CountInputs(sample, inputs);
                    for (var i = 0; i < inputs.Length; i++)
                    {
                        counts[i / layer.UnitInputs] += inputs[i];
                    }
                }
            }

            double[] costs = [.. counts.Select(count => UpdateCost + count)];
            var (all, spent, at) = (costs.Sum() * layer.Panels, 0.0, 0);

            // Pairs of panels stay together where there are enough of them: one alone costs almost as much as two.
            var whole = (layer.Panels + 1) / 2 >= members && layer.Panels > 1 ? 2 * layer.Units : 1;
            for (var member = 0; member < members; member++)
            {
                var from = at;
                for (; at < layer.Units * layer.Panels && (spent < all / members * (member + 1) || member == members - 1 || at % whole != 0); at++)
                {
                    spent += costs[at % layer.Units];
                }

                if (at > from)
                {
                    shares[member].Add(new(l, from, at, false, layer.Start + (from * layer.UnitLength), (at - from) * layer.UnitLength));
                }
            }

            shares[^1].Add(new(l, 0, 0, true, layer.BiasStart, layer.Stride));
        }

        return [.. shares.Select(share => share.ToArray())];
    }
}
