using System.Numerics;

namespace Perceptron.Kernels;

/// <summary>Hidden activations over rows of lanes, and their slopes, written in the activation's own output.</summary>
internal static class ActivationKernels
{
    /// <summary>h = act(z), in place; padding lanes are left as they are.</summary>
    public static void Apply<T>(ActivationKind kind, Span<T> z, int rows, int width, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var r = 0; r < rows; r++)
        {
            var row = z.Slice(r * stride, width);
            switch (kind)
            {
                case ActivationKind.Sigmoid:
                    for (var i = 0; i < row.Length; i++)
                    {
                        row[i] = T.CreateTruncating(Elementary.Sigmoid(double.CreateTruncating(row[i])));
                    }

                    break;
                case ActivationKind.Tanh:
                    for (var i = 0; i < row.Length; i++)
                    {
                        row[i] = T.CreateTruncating(Math.Tanh(double.CreateTruncating(row[i])));
                    }

                    break;
                default:
                    for (var i = 0; i < row.Length; i++)
                    {
                        row[i] = row[i] > T.Zero ? row[i] : T.Zero;
                    }

                    break;
            }
        }
    }

    /// <summary>The slope at h = act(z), from h.</summary>
    public static T Slope<T>(ActivationKind kind, T h)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        kind switch
        {
            ActivationKind.Sigmoid => h * (T.One - h),
            ActivationKind.Tanh => (T.One - h) * (T.One + h),
            _ => h > T.Zero ? T.One : T.Zero,
        };
}
