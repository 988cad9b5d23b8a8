using System.Numerics;
using System.Runtime.CompilerServices;
using Perceptron.Kernels;

namespace Perceptron.Data;

/// <summary>Which sets have most in common.</summary>
internal static class Likeness
{
    /// <summary>Among so many, sets are looked for that go with each other.</summary>
    private const int Window = 64;

    /// <summary>What a set brings that the others lack counts so many times against what it brings.</summary>
    private const int Strangeness = 4;

    /// <summary>
    /// An order of some sets of bits in which eight at a time have few members together: of those of similar size the largest takes in, seven times,
    /// whoever brings least that is new.
    /// </summary>
    [MethodImpl(Kernel.Loop)]
    public static int[] Order(ulong[] bits, int words, int count)
    {
        var (order, sizes) = (new int[count], new int[count]);
        for (var i = 0; i < count; i++)
        {
            order[i] = i;
            foreach (var word in bits.AsSpan(i * words, words))
            {
                sizes[i] += BitOperations.PopCount(word);
            }
        }

        Array.Sort(order, (a, b) => sizes[a] != sizes[b] ? sizes[b].CompareTo(sizes[a]) : a.CompareTo(b));
        var union = new ulong[words];
        for (var start = 0; start < count; start += Window)
        {
            var left = order.AsSpan(start, Math.Min(Window, count - start));
            for (; left.Length > Tiles.Width; left = left[Tiles.Width..])
            {
                bits.AsSpan(left[0] * words, words).CopyTo(union);
                for (var taken = 1; taken < Tiles.Width; taken++)
                {
                    var (best, least) = (taken, int.MaxValue);
                    for (var i = taken; i < left.Length; i++)
                    {
                        var cost = -sizes[left[i]];
                        var set = bits.AsSpan(left[i] * words, words);
                        for (var word = 0; word < union.Length; word++)
                        {
                            cost += Strangeness * BitOperations.PopCount(set[word] & ~union[word]);
                        }

                        (best, least) = cost < least ? (i, cost) : (best, least);
                    }

                    // Those before it move up by one, so that the largest that is left comes first.
                    var chosen = left[best];
                    left[taken..best].CopyTo(left[(taken + 1)..]);
                    left[taken] = chosen;
                    for (var word = 0; word < union.Length; word++)
                    {
                        union[word] |= bits[(chosen * words) + word];
                    }
                }
            }
        }

        return order;
    }
}
