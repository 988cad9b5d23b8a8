using System.Runtime.CompilerServices;
using Perceptron.Kernels;

namespace Perceptron.Metrics;

/// <summary>
/// A sum of doubles that is rounded once, when it is read: any order of the terms and any split of them into parts gives the
/// same bits. It is kept as partial sums whose digits don't overlap (J. R. Shewchuk, "Adaptive precision floating-point
/// arithmetic and fast robust geometric predicates", 1997), as in Python's <c>math.fsum</c>.
/// </summary>
internal sealed class ExactSum
{
    private double[] _partials = new double[4];
    private int _count;
    private double _beyond;

    [MethodImpl(Kernel.Loop)]
    public void Add(double term)
    {
        var kept = 0;
        for (var i = 0; i < _count; i++)
        {
            var (large, small) = Math.Abs(term) < Math.Abs(_partials[i]) ? (_partials[i], term) : (term, _partials[i]);
            term = large + small;
            var rest = small - (term - large);
            if (rest != 0)
            {
                _partials[kept++] = rest;
            }
        }

        if (!double.IsFinite(term))
        {
            _beyond += term;
            _count = 0;
            return;
        }

        if (kept == _partials.Length)
        {
            Array.Resize(ref _partials, 2 * kept);
        }

        _partials[kept] = term;
        _count = kept + 1;
    }

    public void Add(ExactSum other)
    {
        _beyond += other._beyond;
        foreach (var partial in other._partials.AsSpan(0, other._count))
        {
            Add(partial);
        }
    }

    /// <summary>Adds another sum times a factor. Nothing is rounded, unless a product has digits below the smallest doubles.</summary>
    public void AddScaled(ExactSum other, double factor)
    {
        _beyond += other._beyond == 0 ? 0 : other._beyond * factor;
        foreach (var partial in other._partials.AsSpan(0, other._count))
        {
            AddProduct(partial, factor);
        }
    }

    /// <summary>Adds a product by both of its halves: the nearest double, and what that lacks.</summary>
    public void AddProduct(double left, double right)
    {
        var product = left * right;
        Add(product);
        if (double.IsFinite(product) && Math.FusedMultiplyAdd(left, right, -product) is not 0 and var rest)
        {
            Add(rest);
        }
    }

    /// <summary>The double nearest to the sum; infinite where a term was, or where the doubles end.</summary>
    public double Round()
    {
        if (_beyond != 0)
        {
            return _beyond;
        }

        var (sum, rest, next) = (0.0, 0.0, _count);
        while (next > 0 && rest == 0)
        {
            var partial = _partials[--next];
            var rounded = sum + partial;
            rest = partial - (rounded - sum);
            sum = rounded;
        }

        // Halfway between two doubles, what is left below decides.
        if (next > 0 && Math.Sign(rest) == Math.Sign(_partials[next - 1]))
        {
            var further = sum + (2 * rest);
            sum = further - sum == 2 * rest ? further : sum;
        }

        return sum;
    }
}
