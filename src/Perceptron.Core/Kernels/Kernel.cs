using System.Runtime.CompilerServices;

namespace Perceptron.Kernels;

/// <summary>How the hot loops are compiled.</summary>
internal static class Kernel
{
    /// <summary>
    /// Optimised from the first call on, and never inlined: in a caller's code the sums would not all stay in registers,
    /// and the loop would take four times as long.
    /// </summary>
    public const MethodImplOptions Loop = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;
}
