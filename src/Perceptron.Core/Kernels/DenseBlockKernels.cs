using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Perceptron.Kernels;

/// <summary>
/// The products of dense rows with blocks of eight inputs, in the order of <see cref="BlockKernels"/>. Vectors of 512 bits hold a block of two rows, or two blocks of
/// one row. Two of them at a time share each weight or each δ.
/// </summary>
internal static class DenseBlockKernels
{
    private const int Width = BlockKernels.Width;
    private const int Length = BlockKernels.Length;

    /// <summary>Rows whose products are added before the next input block's turn: few enough that all stay in the L2 cache.</summary>
    private const int Group = 16;

    /// <summary>Rows that <see cref="Forward"/> computes together.</summary>
    public const int ForwardRows = 4;

    /// <summary>Whether <see cref="Forward"/> can be used.</summary>
    public static bool HasForward => Vector512.IsHardwareAccelerated;

    /// <summary>z = xW + b for four rows.</summary>
    /// <param name="x0">The first row.</param>
    /// <param name="x1">The second row.</param>
    /// <param name="x2">The third row.</param>
    /// <param name="x3">The fourth row.</param>
    /// <param name="layout">Which inputs form an input block.</param>
    /// <param name="w">W by input blocks.</param>
    /// <param name="b">The bias, 16 lanes.</param>
    /// <param name="z0">The logits of the first row, 16 lanes.</param>
    /// <param name="z1">Those of the second row.</param>
    /// <param name="z2">Those of the third row.</param>
    /// <param name="z3">Those of the fourth row.</param>
    [MethodImpl(Kernel.Loop)]
    public static void Forward(
        ref float x0, ref float x1, ref float x2, ref float x3, BlockLayout layout, ref float w, ref float b, ref float z0, ref float z1, ref float z2, ref float z3)
    {
        var zero = Vector512<float>.Zero;
        var (s0, s1, s2, s3, s4, s5, s6, s7, s8, s9) = (zero, zero, zero, zero, zero, zero, zero, zero, zero, zero);
        var (t0, t1, t2, t3, t4, t5, t6, t7, t8, t9) = (zero, zero, zero, zero, zero, zero, zero, zero, zero, zero);
        nuint second = (nuint)layout.Second;
        foreach (var first in layout.Firsts)
        {
            var values = Vector512.Create(Block(ref x0, (nuint)first, second), Block(ref x1, (nuint)first, second));
            var others = Vector512.Create(Block(ref x2, (nuint)first, second), Block(ref x3, (nuint)first, second));
            var weight = Twice(ref w, 0);
            s0 = Vector512.FusedMultiplyAdd(values, weight, s0);
            t0 = Vector512.FusedMultiplyAdd(others, weight, t0);
            weight = Twice(ref w, Width);
            s1 = Vector512.FusedMultiplyAdd(values, weight, s1);
            t1 = Vector512.FusedMultiplyAdd(others, weight, t1);
            weight = Twice(ref w, 2 * Width);
            s2 = Vector512.FusedMultiplyAdd(values, weight, s2);
            t2 = Vector512.FusedMultiplyAdd(others, weight, t2);
            weight = Twice(ref w, 3 * Width);
            s3 = Vector512.FusedMultiplyAdd(values, weight, s3);
            t3 = Vector512.FusedMultiplyAdd(others, weight, t3);
            weight = Twice(ref w, 4 * Width);
            s4 = Vector512.FusedMultiplyAdd(values, weight, s4);
            t4 = Vector512.FusedMultiplyAdd(others, weight, t4);
            weight = Twice(ref w, 5 * Width);
            s5 = Vector512.FusedMultiplyAdd(values, weight, s5);
            t5 = Vector512.FusedMultiplyAdd(others, weight, t5);
            weight = Twice(ref w, 6 * Width);
            s6 = Vector512.FusedMultiplyAdd(values, weight, s6);
            t6 = Vector512.FusedMultiplyAdd(others, weight, t6);
            weight = Twice(ref w, 7 * Width);
            s7 = Vector512.FusedMultiplyAdd(values, weight, s7);
            t7 = Vector512.FusedMultiplyAdd(others, weight, t7);
            weight = Twice(ref w, 8 * Width);
            s8 = Vector512.FusedMultiplyAdd(values, weight, s8);
            t8 = Vector512.FusedMultiplyAdd(others, weight, t8);
            weight = Twice(ref w, 9 * Width);
            s9 = Vector512.FusedMultiplyAdd(values, weight, s9);
            t9 = Vector512.FusedMultiplyAdd(others, weight, t9);
            w = ref Unsafe.Add(ref w, Length);
        }

        Finish(ref b, ref z0, s0.GetLower(), s1.GetLower(), s2.GetLower(), s3.GetLower(), s4.GetLower(), s5.GetLower(), s6.GetLower(), s7.GetLower(), s8.GetLower(), s9.GetLower());
        Finish(ref b, ref z1, s0.GetUpper(), s1.GetUpper(), s2.GetUpper(), s3.GetUpper(), s4.GetUpper(), s5.GetUpper(), s6.GetUpper(), s7.GetUpper(), s8.GetUpper(), s9.GetUpper());
        Finish(ref b, ref z2, t0.GetLower(), t1.GetLower(), t2.GetLower(), t3.GetLower(), t4.GetLower(), t5.GetLower(), t6.GetLower(), t7.GetLower(), t8.GetLower(), t9.GetLower());
        Finish(ref b, ref z3, t0.GetUpper(), t1.GetUpper(), t2.GetUpper(), t3.GetUpper(), t4.GetUpper(), t5.GetUpper(), t6.GetUpper(), t7.GetUpper(), t8.GetUpper(), t9.GetUpper());
    }

    /// <summary>G = Xᵀδ for some input blocks and all rows of a dense block.</summary>
    public static void Gradient(
        DenseBlock<float> x, BlockLayout layout, ReadOnlySpan<float> delta, int stride, Span<float> gradient, int inputBlock, int end, bool by128)
    {
        gradient[(inputBlock * Length)..(end * Length)].Clear();
        Span<nint> rows = stackalloc nint[Group];
        for (var first = 0; first < x.Count; first += Group)
        {
            var count = Math.Min(Group, x.Count - first);
            for (var r = 0; r < count; r++)
            {
                rows[r] = x.Offset(first + r);
            }

            ref var d = ref Unsafe.AsRef(in delta[first * stride]);
            var next = inputBlock;
            if (Vector512.IsHardwareAccelerated && !by128)
            {
                next += (end - inputBlock) / 4 * 4;
                AddGradientOfFour(ref x.First, rows[..count], layout, ref d, stride, ref gradient[0], inputBlock, next);
            }

            if (Vector8By256.IsSupported && !by128)
            {
                AddGradient<Vector8By256>(ref x.First, rows[..count], layout, ref d, stride, ref gradient[0], next, end);
            }
            else
            {
                AddGradient<Vector8By128>(ref x.First, rows[..count], layout, ref d, stride, ref gradient[0], next, end);
            }
        }
    }

    /// <summary>G += Xᵀδ for some input blocks of a few dense rows. <paramref name="rows"/> holds the offset of each row.</summary>
    [MethodImpl(Kernel.Loop)]
    private static void AddGradient<TVector>(
        ref float values, ReadOnlySpan<nint> rows, BlockLayout layout, ref float delta, nint stride, ref float gradient, nint inputBlock, nint end)
        where TVector : struct, IVector8<TVector>
    {
        for (; inputBlock < end; inputBlock++)
        {
            ref var g = ref Unsafe.Add(ref gradient, inputBlock * Length);
            var (first, secondRun) = ((nint)layout.Firsts[inputBlock], (nint)layout.Second);
            var (s0, s1) = (TVector.Load(ref g, 0), TVector.Load(ref g, Width));
            var (s2, s3) = (TVector.Load(ref g, 2 * Width), TVector.Load(ref g, 3 * Width));
            var (s4, s5) = (TVector.Load(ref g, 4 * Width), TVector.Load(ref g, 5 * Width));
            var (s6, s7) = (TVector.Load(ref g, 6 * Width), TVector.Load(ref g, 7 * Width));
            var (s8, s9) = (TVector.Load(ref g, 8 * Width), TVector.Load(ref g, 9 * Width));
            for (var k = 0; k < rows.Length; k++)
            {
                var value = TVector.LoadTwice(ref Unsafe.Add(ref values, rows[k] + first), secondRun);
                ref var d = ref Unsafe.Add(ref delta, k * stride);
                s0 = TVector.MultiplyAdd(value, d, s0);
                s1 = TVector.MultiplyAdd(value, Unsafe.Add(ref d, 1), s1);
                s2 = TVector.MultiplyAdd(value, Unsafe.Add(ref d, 2), s2);
                s3 = TVector.MultiplyAdd(value, Unsafe.Add(ref d, 3), s3);
                s4 = TVector.MultiplyAdd(value, Unsafe.Add(ref d, 4), s4);
                s5 = TVector.MultiplyAdd(value, Unsafe.Add(ref d, 5), s5);
                s6 = TVector.MultiplyAdd(value, Unsafe.Add(ref d, 6), s6);
                s7 = TVector.MultiplyAdd(value, Unsafe.Add(ref d, 7), s7);
                s8 = TVector.MultiplyAdd(value, Unsafe.Add(ref d, 8), s8);
                s9 = TVector.MultiplyAdd(value, Unsafe.Add(ref d, 9), s9);
            }

            BlockKernels.Store(ref g, s0, s1, s2, s3, s4);
            BlockKernels.Store(ref Unsafe.Add(ref g, 5 * Width), s5, s6, s7, s8, s9);
        }
    }

    /// <summary>The same for input blocks whose number is a multiple of four, in vectors of 512 bits.</summary>
    [MethodImpl(Kernel.Loop)]
    private static void AddGradientOfFour(
        ref float values, ReadOnlySpan<nint> rows, BlockLayout layout, ref float delta, nint stride, ref float gradient, nint inputBlock, nint end)
    {
        nuint second = (nuint)layout.Second;
        for (; inputBlock < end; inputBlock += 4)
        {
            ref var g = ref Unsafe.Add(ref gradient, inputBlock * Length);
            ref var h = ref Unsafe.Add(ref g, 2 * Length);
            var (first, next) = ((nuint)layout.Firsts[inputBlock], (nuint)layout.Firsts[inputBlock + 1]);
            var (third, fourth) = ((nuint)layout.Firsts[inputBlock + 2], (nuint)layout.Firsts[inputBlock + 3]);
            var (s0, t0) = (Pair(ref g, 0), Pair(ref h, 0));
            var (s1, t1) = (Pair(ref g, Width), Pair(ref h, Width));
            var (s2, t2) = (Pair(ref g, 2 * Width), Pair(ref h, 2 * Width));
            var (s3, t3) = (Pair(ref g, 3 * Width), Pair(ref h, 3 * Width));
            var (s4, t4) = (Pair(ref g, 4 * Width), Pair(ref h, 4 * Width));
            var (s5, t5) = (Pair(ref g, 5 * Width), Pair(ref h, 5 * Width));
            var (s6, t6) = (Pair(ref g, 6 * Width), Pair(ref h, 6 * Width));
            var (s7, t7) = (Pair(ref g, 7 * Width), Pair(ref h, 7 * Width));
            var (s8, t8) = (Pair(ref g, 8 * Width), Pair(ref h, 8 * Width));
            var (s9, t9) = (Pair(ref g, 9 * Width), Pair(ref h, 9 * Width));
            for (var k = 0; k < rows.Length; k++)
            {
                ref var row = ref Unsafe.Add(ref values, rows[k]);
                var x = Vector512.Create(Block(ref row, first, second), Block(ref row, next, second));
                var y = Vector512.Create(Block(ref row, third, second), Block(ref row, fourth, second));
                ref var d = ref Unsafe.Add(ref delta, k * stride);
                var factor = Vector512.Create(d);
                s0 = Vector512.FusedMultiplyAdd(x, factor, s0);
                t0 = Vector512.FusedMultiplyAdd(y, factor, t0);
                factor = Vector512.Create(Unsafe.Add(ref d, 1));
                s1 = Vector512.FusedMultiplyAdd(x, factor, s1);
                t1 = Vector512.FusedMultiplyAdd(y, factor, t1);
                factor = Vector512.Create(Unsafe.Add(ref d, 2));
                s2 = Vector512.FusedMultiplyAdd(x, factor, s2);
                t2 = Vector512.FusedMultiplyAdd(y, factor, t2);
                factor = Vector512.Create(Unsafe.Add(ref d, 3));
                s3 = Vector512.FusedMultiplyAdd(x, factor, s3);
                t3 = Vector512.FusedMultiplyAdd(y, factor, t3);
                factor = Vector512.Create(Unsafe.Add(ref d, 4));
                s4 = Vector512.FusedMultiplyAdd(x, factor, s4);
                t4 = Vector512.FusedMultiplyAdd(y, factor, t4);
                factor = Vector512.Create(Unsafe.Add(ref d, 5));
                s5 = Vector512.FusedMultiplyAdd(x, factor, s5);
                t5 = Vector512.FusedMultiplyAdd(y, factor, t5);
                factor = Vector512.Create(Unsafe.Add(ref d, 6));
                s6 = Vector512.FusedMultiplyAdd(x, factor, s6);
                t6 = Vector512.FusedMultiplyAdd(y, factor, t6);
                factor = Vector512.Create(Unsafe.Add(ref d, 7));
                s7 = Vector512.FusedMultiplyAdd(x, factor, s7);
                t7 = Vector512.FusedMultiplyAdd(y, factor, t7);
                factor = Vector512.Create(Unsafe.Add(ref d, 8));
                s8 = Vector512.FusedMultiplyAdd(x, factor, s8);
                t8 = Vector512.FusedMultiplyAdd(y, factor, t8);
                factor = Vector512.Create(Unsafe.Add(ref d, 9));
                s9 = Vector512.FusedMultiplyAdd(x, factor, s9);
                t9 = Vector512.FusedMultiplyAdd(y, factor, t9);
            }

            StorePair(s0, ref g, 0);
            StorePair(t0, ref h, 0);
            StorePair(s1, ref g, Width);
            StorePair(t1, ref h, Width);
            StorePair(s2, ref g, 2 * Width);
            StorePair(t2, ref h, 2 * Width);
            StorePair(s3, ref g, 3 * Width);
            StorePair(t3, ref h, 3 * Width);
            StorePair(s4, ref g, 4 * Width);
            StorePair(t4, ref h, 4 * Width);
            StorePair(s5, ref g, 5 * Width);
            StorePair(t5, ref h, 5 * Width);
            StorePair(s6, ref g, 6 * Width);
            StorePair(t6, ref h, 6 * Width);
            StorePair(s7, ref g, 7 * Width);
            StorePair(t7, ref h, 7 * Width);
            StorePair(s8, ref g, 8 * Width);
            StorePair(t8, ref h, 8 * Width);
            StorePair(s9, ref g, 9 * Width);
            StorePair(t9, ref h, 9 * Width);
        }
    }

    /// <summary>The eight inputs of a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Block(ref float row, nuint first, nuint second) => second == BlockLayout.Run
        ? Vector256.LoadUnsafe(ref row, first)
        : Vector256.Create(Vector128.LoadUnsafe(ref row, first), Vector128.LoadUnsafe(ref row, first + second));

    /// <summary>Eight numbers, twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Twice(ref float source, nuint at)
    {
        var eight = Vector256.LoadUnsafe(ref source, at);
        return Vector512.Create(eight, eight);
    }

    /// <summary>The weights of two neighbouring blocks to one neuron.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Pair(ref float weights, nuint at) =>
        Vector512.Create(Vector256.LoadUnsafe(ref weights, at), Vector256.LoadUnsafe(ref weights, at + Length));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePair(Vector512<float> pair, ref float weights, nuint at)
    {
        pair.GetLower().StoreUnsafe(ref weights, at);
        pair.GetUpper().StoreUnsafe(ref weights, at + Length);
    }

    /// <summary>The sums of the lanes, and the bias.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish(
        ref float b,
        ref float z,
        Vector256<float> s0,
        Vector256<float> s1,
        Vector256<float> s2,
        Vector256<float> s3,
        Vector256<float> s4,
        Vector256<float> s5,
        Vector256<float> s6,
        Vector256<float> s7,
        Vector256<float> s8,
        Vector256<float> s9)
    {
        (Vector8By256.Sums(new(s0), new(s1), new(s2), new(s3)) + Vector128.LoadUnsafe(ref b)).StoreUnsafe(ref z);
        (Vector8By256.Sums(new(s4), new(s5), new(s6), new(s7)) + Vector128.LoadUnsafe(ref b, 4)).StoreUnsafe(ref z, 4);
        (Vector8By256.Sums(new(s8), new(s9), default, default) + Vector128.LoadUnsafe(ref b, 8)).StoreUnsafe(ref z, 8);
        Vector128<float>.Zero.StoreUnsafe(ref z, 12);
    }
}
