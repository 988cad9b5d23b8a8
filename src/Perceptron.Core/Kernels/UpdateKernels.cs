using System.Numerics;

namespace Perceptron.Kernels;

/// <summary>From summed gradients to new parameters, entry by entry.</summary>
internal static class UpdateKernels
{
    /// <summary>gradient = gradient / divisor + l2 · weight: the mean, and the slope of the penalty.</summary>
    public static void Finish<T>(Span<T> gradient, ReadOnlySpan<T> weights, double divisor, double l2)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var d = new Vector<T>(T.CreateTruncating(divisor));
        var scalarDivisor = T.CreateTruncating(divisor);
        var scalarL2 = T.CreateTruncating(l2);
        var penalty = new Vector<T>(scalarL2);
        var i = 0;
        for (; i <= gradient.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            var mean = new Vector<T>(gradient[i..]) / d;
            (l2 == 0 ? mean : mean + (penalty * new Vector<T>(weights[i..]))).CopyTo(gradient[i..]);
        }

        for (; i < gradient.Length; i++)
        {
            var mean = gradient[i] / scalarDivisor;
            gradient[i] = l2 == 0 ? mean : mean + (scalarL2 * weights[i]);
        }
    }

    /// <summary>p −= rate · g.</summary>
    public static void Descend<T>(Span<T> parameters, ReadOnlySpan<T> gradient, T rate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var r = new Vector<T>(rate);
        var i = 0;
        for (; i <= parameters.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            (new Vector<T>(parameters[i..]) - (r * new Vector<T>(gradient[i..]))).CopyTo(parameters[i..]);
        }

        for (; i < parameters.Length; i++)
        {
            parameters[i] -= rate * gradient[i];
        }
    }

    /// <summary>v = μ v + g, then p −= rate · v, or with a look ahead p −= rate · (g + μ v).</summary>
    public static void DescendWithMomentum<T>(
        Span<T> parameters, ReadOnlySpan<T> gradient, Span<T> velocity, T rate, T momentum, bool nesterov)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            velocity[i] = (momentum * velocity[i]) + gradient[i];
            parameters[i] -= rate * (nesterov ? gradient[i] + (momentum * velocity[i]) : velocity[i]);
        }
    }
}
