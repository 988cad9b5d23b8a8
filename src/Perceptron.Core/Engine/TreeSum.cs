using System.Numerics;
using Perceptron.Kernels;
using Perceptron.Support;

namespace Perceptron.Engine;

/// <summary>
/// The sum of leaves as a binary tree of fixed shape: a node of level h and number i is the sum of the leaves from i · 2ʰ up to (i + 1) · 2ʰ, the left half
/// plus the right half. A half without leaves is left out. So the order in which leaves arrive changes no bit, and the leaves of a node can be summed elsewhere.
/// </summary>
/// <remarks>
/// Leaves may be added from several threads. The nodes that wait for their other half are at most one a level for each thread, if threads take the leaves in
/// their order. The buffer of a sum is that of its first leaf; the others are free again.
/// </remarks>
internal sealed class TreeSum<T>(int leaves, Aligned<T>? total, Stack<Aligned<T>> free)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dictionary<(int Level, int Number), Node> _waiting = [];

    /// <summary>The sum of the losses of all leaves, once they have been added.</summary>
    public double Root { get; private set; }

    /// <summary>A buffer for the gradient of a leaf: that of the first one is the total.</summary>
    public Aligned<T> Buffer(int leaf)
    {
        if (leaf == 0)
        {
            return total!;
        }

        lock (free)
        {
            return free.TryPop(out var buffer) ? buffer : new Aligned<T>(total!.Length);
        }
    }

    /// <summary>Adds a leaf, and whatever other sums that completes.</summary>
    /// <param name="leaf">Its number, from 0; each is added once.</param>
    /// <param name="loss">The sum of its losses.</param>
    /// <param name="gradient">Its gradient, where there is a total; from now on it belongs to this tree.</param>
    public void Add(int leaf, double loss, Aligned<T>? gradient)
    {
        var node = new Node(loss, gradient);
        for (var (level, number) = (0, leaf); ; (level, number) = (level + 1, number / 2))
        {
            if (number == 0 && 1L << level >= leaves)
            {
                Root = node.Loss;
                return;
            }

            // A right half without leaves.
            if (number % 2 == 0 && (long)(number + 1) << level >= leaves)
            {
                continue;
            }

            Node other;
            lock (_waiting)
            {
                if (!_waiting.Remove((level, number ^ 1), out other))
                {
                    _waiting.Add((level, number), node);
                    return;
                }
            }

            node = number % 2 == 0 ? Join(node, other) : Join(other, node);
        }
    }

    private Node Join(Node left, Node right)
    {
        if (right.Gradient is not null)
        {
            Lanes.Add<T>(right.Gradient, left.Gradient!);
            lock (free)
            {
                free.Push(right.Gradient);
            }
        }

        return new(left.Loss + right.Loss, left.Gradient);
    }

    private readonly struct Node(double loss, Aligned<T>? gradient)
    {
        public double Loss { get; } = loss;

        public Aligned<T>? Gradient { get; } = gradient;
    }
}
