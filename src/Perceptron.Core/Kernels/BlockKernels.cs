using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Perceptron.Kernels;

/// <summary>
/// The products of a first layer of at most ten neurons with blocks of eight neighbouring inputs (<see cref="BlockLayout"/>), one vector a block.
/// The weights of an input block stand together: first its eight weights to the first neuron, then those to the secondRun, up to the tenth. Then the
/// next input block follows.
/// </summary>
/// <remarks>
/// <para>All-zero input blocks are skipped. Any other costs ten multiply-adds, whether one of its inputs is non-zero or all eight. All ten
/// sums stay in registers. They are written once: at the end of a row, or, for the gradient, at the end of an input block.</para>
/// <para>The order of a logit's sum: each of eight lanes adds the products of its inputs, input block after input block, with one rounding each.
/// Then the lanes are added as ((0 + 1) + (2 + 3)) + ((4 + 5) + (6 + 7)). Then the bias is added. An entry of the gradient adds the rows in their
/// order.</para>
/// </remarks>
internal static class BlockKernels
{
    /// <summary>Inputs of an input block.</summary>
    public const int Width = 8;

    /// <summary>The most neurons of a layer: more would need more sums than there are registers. Fewer are padded.</summary>
    public const int Neurons = 10;

    /// <summary>Weights of an input block, padding included.</summary>
    public const int Length = Neurons * Width;

    /// <summary>Whether the processor has the instructions that these kernels need.</summary>
    public static bool IsSupported => Vector8By256.IsSupported || Vector8By128.IsSupported;

    /// <summary>z = xW + b for one row whose non-zero input blocks are marked.</summary>
    /// <param name="inputBlocks">A bitmap of the non-zero input blocks, a bit each. The lowest bit of the first word is the first input block's.</param>
    /// <param name="values">The bytes of the non-zero input blocks, one block after another; or the values of all inputs as floats.</param>
    /// <param name="layout">Which inputs form an input block.</param>
    /// <param name="scale">How a byte becomes a value.</param>
    /// <param name="w">W by input blocks.</param>
    /// <param name="b">The bias, 16 lanes.</param>
    /// <param name="z">The logits, 16 lanes.</param>
    /// <param name="by128">For tests: use vectors of 128 bits even where the processor has 256 bits.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<T>(
        ReadOnlySpan<ulong> inputBlocks, ref T values, BlockLayout layout, in ByteScale scale, ref float w, ref float b, ref float z, bool by128)
        where T : unmanaged
    {
        if (Vector8By256.IsSupported && !by128)
        {
            Forward<T, Vector8By256>(inputBlocks, ref values, layout, scale, ref w, ref b, ref z);
        }
        else
        {
            Forward<T, Vector8By128>(inputBlocks, ref values, layout, scale, ref w, ref b, ref z);
        }
    }

    [MethodImpl(Kernel.Loop)]
    private static void Forward<T, TVector>(
        ReadOnlySpan<ulong> inputBlocks, ref T values, BlockLayout layout, in ByteScale scale, ref float w, ref float b, ref float z)
        where T : unmanaged
        where TVector : struct, IVector8<TVector>
    {
        var (s0, s1, s2, s3, s4) = (default(TVector), default(TVector), default(TVector), default(TVector), default(TVector));
        var (s5, s6, s7, s8, s9) = (s0, s0, s0, s0, s0);
        var (u, c) = (TVector.Create(scale.Unit), TVector.Create(scale.Correction));
        ref var firstInputs = ref MemoryMarshal.GetArrayDataReference(layout.Firsts);
        nint secondRun = layout.Second;
        foreach (var word in inputBlocks)
        {
            for (var bits = word; bits != 0; bits &= bits - 1)
            {
                var inputBlock = LowestBit(bits);
                ref var weight = ref Unsafe.Add(ref w, inputBlock * Length);
                TVector value;
                if (typeof(T) == typeof(byte))
                {
                    value = Decode(ref Unsafe.As<T, byte>(ref values), u, c);
                    values = ref Unsafe.Add(ref values, Width);
                }
                else
                {
                    value = TVector.LoadTwice(ref Unsafe.As<T, float>(ref Unsafe.Add(ref values, (nint)Unsafe.Add(ref firstInputs, inputBlock))), secondRun);
                }

                s0 = TVector.MultiplyAdd(value, ref weight, 0, s0);
                s1 = TVector.MultiplyAdd(value, ref weight, Width, s1);
                s2 = TVector.MultiplyAdd(value, ref weight, 2 * Width, s2);
                s3 = TVector.MultiplyAdd(value, ref weight, 3 * Width, s3);
                s4 = TVector.MultiplyAdd(value, ref weight, 4 * Width, s4);
                s5 = TVector.MultiplyAdd(value, ref weight, 5 * Width, s5);
                s6 = TVector.MultiplyAdd(value, ref weight, 6 * Width, s6);
                s7 = TVector.MultiplyAdd(value, ref weight, 7 * Width, s7);
                s8 = TVector.MultiplyAdd(value, ref weight, 8 * Width, s8);
                s9 = TVector.MultiplyAdd(value, ref weight, 9 * Width, s9);
            }

            w = ref Unsafe.Add(ref w, 64 * Length);
            firstInputs = ref Unsafe.Add(ref firstInputs, 64);
        }

        (TVector.Sums(s0, s1, s2, s3) + Vector128.LoadUnsafe(ref b)).StoreUnsafe(ref z);
        (TVector.Sums(s4, s5, s6, s7) + Vector128.LoadUnsafe(ref b, 4)).StoreUnsafe(ref z, 4);
        (TVector.Sums(s8, s9, default, default) + Vector128.LoadUnsafe(ref b, 8)).StoreUnsafe(ref z, 8);
        Vector128<float>.Zero.StoreUnsafe(ref z, 12);
    }

    /// <summary>
    /// G = Xᵀδ for some input blocks of rows of bytes. <paramref name="squares"/> marks, for each input block, the rows where it is non-zero. Each
    /// row's position moves past the bytes that were read.
    /// </summary>
    /// <param name="squares">The rows' bitmaps, transposed in squares of 64 × 64 bits: a square for 64 rows has a word for each of 64 input blocks, and each word has a bit for each row.</param>
    /// <param name="inputBlock">The first input block, counted within these 64.</param>
    /// <param name="end">One past the last input block.</param>
    /// <param name="codes">The bytes of all rows.</param>
    /// <param name="positions">For each row, where its next bytes begin, in units of eight bytes.</param>
    /// <param name="scale">How a byte becomes a value.</param>
    /// <param name="delta">δ, row after row.</param>
    /// <param name="stride">The distance from one row of δ to the next.</param>
    /// <param name="gradient">G by input blocks, beginning with the first of the 64.</param>
    /// <param name="by128">For tests: use vectors of 128 bits even where the processor has 256 bits.</param>
    public static void Gradient(
        ReadOnlySpan<ulong> squares, int inputBlock, int end, ref byte codes, ref int positions, in ByteScale scale, ref float delta, nint stride, ref float gradient, bool by128)
    {
        if (Vector8By256.IsSupported && !by128)
        {
            Gradient<Vector8By256>(squares, inputBlock, end, ref codes, ref positions, scale, ref delta, stride, ref gradient);
        }
        else
        {
            Gradient<Vector8By128>(squares, inputBlock, end, ref codes, ref positions, scale, ref delta, stride, ref gradient);
        }
    }

    [MethodImpl(Kernel.Loop)]
    private static void Gradient<TVector>(
        ReadOnlySpan<ulong> squares, int inputBlock, int end, ref byte codes, ref int positions, in ByteScale scale, ref float delta, nint stride, ref float gradient)
        where TVector : struct, IVector8<TVector>
    {
        var (u, c) = (TVector.Create(scale.Unit), TVector.Create(scale.Correction));
        var zero = default(TVector);
        for (; inputBlock < end; inputBlock++)
        {
            var (s0, s1, s2, s3, s4) = (zero, zero, zero, zero, zero);
            var (s5, s6, s7, s8, s9) = (zero, zero, zero, zero, zero);
            ref var groupPositions = ref positions;
            ref var groupDelta = ref delta;
            for (var first = 0; first < squares.Length; first += 64)
            {
                for (var bits = squares[first + inputBlock]; bits != 0; bits &= bits - 1)
                {
                    var row = LowestBit(bits);
                    ref var position = ref Unsafe.Add(ref groupPositions, row);
                    var value = Decode(ref Unsafe.Add(ref codes, (nint)position * Width), u, c);
                    position++;
                    ref var d = ref Unsafe.Add(ref groupDelta, row * stride);
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

                groupPositions = ref Unsafe.Add(ref groupPositions, 64);
                groupDelta = ref Unsafe.Add(ref groupDelta, 64 * stride);
            }

            ref var g = ref Unsafe.Add(ref gradient, inputBlock * Length);
            Store(ref g, s0, s1, s2, s3, s4);
            Store(ref Unsafe.Add(ref g, 5 * Width), s5, s6, s7, s8, s9);
        }
    }

    /// <summary>Marks the non-zero input blocks of a dense row, a bit each.</summary>
    public static void Find(ReadOnlySpan<float> row, BlockLayout layout, Span<ulong> inputBlocks, bool by128)
    {
        if (Vector8By256.IsSupported && !by128)
        {
            Find<Vector8By256>(row, layout, inputBlocks);
        }
        else
        {
            Find<Vector8By128>(row, layout, inputBlocks);
        }
    }

    [MethodImpl(Kernel.Loop)]
    private static void Find<TVector>(ReadOnlySpan<float> row, BlockLayout layout, Span<ulong> inputBlocks)
        where TVector : struct, IVector8<TVector>
    {
        ref var first = ref MemoryMarshal.GetReference(row);
        var (firstInputs, secondRun) = (layout.Firsts, (nint)layout.Second);
        for (var word = 0; word < inputBlocks.Length; word++)
        {
            var bits = 0UL;
            for (var inputBlock = word * 64; inputBlock < Math.Min((word + 1) * 64, firstInputs.Length); inputBlock++)
            {
                var isNonZero = !TVector.LoadTwice(ref Unsafe.Add(ref first, (nint)firstInputs[inputBlock]), secondRun).IsZero();
                bits |= (isNonZero ? 1UL : 0UL) << inputBlock;
            }

            inputBlocks[word] = bits;
        }
    }

    /// <summary>Transposes a square of 64 × 64 bits: bit j of word i becomes bit i of word j.</summary>
    [MethodImpl(Kernel.Loop)]
    public static void Transpose(Span<ulong> square)
    {
        ref var words = ref MemoryMarshal.GetReference(square[..64]);
        var mask = 0x0000_0000_FFFF_FFFFUL;
        var half = 32;

        // Four words at a time, as long as the words to exchange are at least four apart.
        for (; half >= Vector256<ulong>.Count; half >>= 1, mask ^= mask << half)
        {
            for (var i = 0; i < 64; i = (i + half + Vector256<ulong>.Count) & ~half)
            {
                var (above, below) = (Vector256.LoadUnsafe(ref words, (nuint)i), Vector256.LoadUnsafe(ref words, (nuint)(i + half)));
                var swap = ((above >>> half) ^ below) & Vector256.Create(mask);
                (above ^ (swap << half)).StoreUnsafe(ref words, (nuint)i);
                (below ^ swap).StoreUnsafe(ref words, (nuint)(i + half));
            }
        }

        for (; half != 0; half >>= 1, mask ^= mask << half)
        {
            for (var i = 0; i < 64; i = (i + half + 1) & ~half)
            {
                ref var above = ref Unsafe.Add(ref words, i);
                ref var below = ref Unsafe.Add(ref words, i + half);
                var swap = ((above >> half) ^ below) & mask;
                above ^= swap << half;
                below ^= swap;
            }
        }
    }

    /// <summary>The index of the lowest set bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint LowestBit(ulong bits) =>
        Bmi1.X64.IsSupported ? (nint)Bmi1.X64.TrailingZeroCount(bits) : BitOperations.TrailingZeroCount(bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Decode<TVector>(ref byte codes, TVector unit, TVector correction)
        where TVector : struct, IVector8<TVector> => TVector.Decode(Unsafe.ReadUnaligned<ulong>(ref codes), unit, correction);

    /// <summary>Five vectors, one after another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TVector>(ref float target, TVector s0, TVector s1, TVector s2, TVector s3, TVector s4)
        where TVector : struct, IVector8<TVector>
    {
        s0.Store(ref target, 0);
        s1.Store(ref target, Width);
        s2.Store(ref target, 2 * Width);
        s3.Store(ref target, 3 * Width);
        s4.Store(ref target, 4 * Width);
    }
}
