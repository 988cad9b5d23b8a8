using System.Globalization;
using Perceptron.Bench.Micro;
using Perceptron.Kernels;
using Perceptron.Support;

namespace Perceptron.Bench.Compare.Points;

/// <summary>
/// The products of matrices alone, on one thread, as a share of the machine's peak of multiply-adds: forward XW + b, by weights Xᵀδ, and by
/// inputs δWᵀ. With DOTNET_EnableAVX512=0 the kernels take vectors of 256 bits, and the share is of that peak.
/// </summary>
internal static class Products
{
    private const int Number = 10;
    private const double Target = 0.92;

    private static readonly (int Rows, int Inputs, int Outputs)[] s_shapes =
        [(128, 768, 1000), (256, 768, 1000), (256, 512, 512), (256, 784, 512), (512, 1000, 1000), (256, 768, 100)];

    public static void Run(Context context)
    {
        var (wide, narrow) = (MultiplyAddPeak.Of(512), MultiplyAddPeak.Of(256));
        foreach (var (bits, peak) in new[] { (512, wide), (256, narrow) })
        {
            context.Report.Value(Number, $"the machine's multiply-adds, {bits} bits, 1 thread", peak is { } known ? Rate(known) : "no such vectors");
        }

        if ((wide ?? narrow) is not { } most)
        {
            return;
        }

        foreach (var (n, k, m) in s_shapes)
        {
            var (stride, inner) = (Lanes.Pad<float>(m), Lanes.Pad<float>(k));
            var (x, delta) = (KernelData.Uniform<float>(n * k, 1), KernelData.Uniform<float>(n * stride, 1));
            var (w, transposed) = (KernelData.Uniform<float>(k * stride, 0.1), KernelData.Uniform<float>(m * inner, 0.1));
            var (b, none) = (KernelData.Uniform<float>(stride, 0.1), new Aligned<float>(inner));
            var (z, gradient, before) = (new Aligned<float>(n * stride), new Aligned<float>(k * stride), new Aligned<float>(n * inner));
            var all = new RowBlock(null, 0, n);
            Measured("forward", () => DenseKernels.Forward(new DenseBlock<float>(x, all, k, k), 0, n, w, b, z, stride));
            Measured("by weights", () => DenseKernels.AddGradient(
                new DenseBlock<float>(x, all, k, k), delta, stride, gradient, stride / Lanes.Count<float>(), 0, k));
            Measured("by inputs", () => DenseKernels.Forward(new DenseBlock<float>(delta, all, m, stride), 0, n, transposed, none, before, inner));

            void Measured(string which, Action product)
            {
                // As often as takes some milliseconds, and the best of many such.
                var times = Math.Max(1, (int)(most * 0.004 / ((double)n * k * m)));
                var way = new Way("1 thread", Measure.Seconds(
                    () =>
                    {
                        for (var time = 0; time < times; time++)
                        {
                            product();
                        }
                    },
                    times));
                var side = new Side("ours", way);
                Measure.InTurn(context.ShortRepeats, side);
                var share = (double)n * k * m / side.Min / most;
                context.Report.Value(
                    Number,
                    string.Create(CultureInfo.InvariantCulture, $"{n} × {k} × {m}, {which}"),
                    string.Create(CultureInfo.InvariantCulture, $"{Report.Seconds(side.Min)}, {Rate((double)n * k * m / side.Min)}, {share:0.0%} of the peak"),
                    string.Create(CultureInfo.InvariantCulture, $"≥ {Target:0%}"),
                    share >= Target);
            }
        }
    }

    private static string Rate(double perSecond) => $"{Report.Digits(2 * perSecond / 1e9)} GFLOP/s";
}
