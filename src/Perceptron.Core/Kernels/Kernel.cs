using System.Runtime.CompilerServices;

namespace Perceptron.Kernels;

/// <summary>How the hot loops are compiled.</summary>
internal static class Kernel
{
    /// <summary>
    /// Optimised from the first call on, and by itself: in the midst of a caller's code its sums would not all stay in
    /// registers, which costs a factor of four.
    /// </summary>
    public const MethodImplOptions Loop = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;
}
