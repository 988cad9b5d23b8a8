using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Perceptron.Kernels;

/// <summary>
/// A sparse matrix of bytes with eight of its rows side by side: of each such group the columns where any of the eight is not 0,
/// in rising order, with the eight bytes that stand there.
/// </summary>
/// <remarks>
/// A value by itself costs a read of the lanes of a panel, and for a gradient a write; eight at a time, the sums of eight rows and ten
/// neurons stay in registers from a group's first column to its last. That some of the eight are 0 changes no sum, but for the sign of
/// one that is 0: the others are added in the same order.
/// </remarks>
internal sealed class Tiles(ulong[] codes, ushort[] places, int[] starts, int[] targets)
{
    /// <summary>Rows side by side.</summary>
    public const int Width = 8;

    /// <summary>More neurons than this have more sums than there are registers for.</summary>
    public const int MostNeurons = 10;

    /// <summary>Whether the machine has what it takes.</summary>
    public static bool IsSupported => Avx2.IsSupported && Fma.IsSupported;

    /// <summary>How many columns of groups are stored.</summary>
    public int Count => starts[^1];

    /// <summary>
    /// target = start + tiles · factors, of which all have 16 lanes a row and at most ten neurons in them. Rows of no group, and of
    /// groups without columns, are left as they were.
    /// </summary>
    public void Multiply(ReadOnlySpan<float> factors, ReadOnlySpan<float> start, Span<float> target, in TileUnit unit)
    {
        Debug.Assert(IsSupported);
        var lanes = Lanes.Count<float>();
        Span<float> sums = stackalloc float[lanes * Width];
        sums[(MostNeurons * Width)..].Clear();
        for (var group = 0; group < starts.Length - 1; group++)
        {
            if (starts[group] == starts[group + 1])
            {
                continue;
            }

            AddTen(
                ref MemoryMarshal.GetArrayDataReference(codes),
                ref MemoryMarshal.GetArrayDataReference(places),
                starts[group],
                starts[group + 1],
                ref MemoryMarshal.GetReference(factors),
                ref MemoryMarshal.GetReference(start),
                ref MemoryMarshal.GetReference(sums),
                unit);
            var members = targets.AsSpan(group * Width, Math.Min(Width, targets.Length - (group * Width)));
            if (members.Length == Width)
            {
                Scatter(ref sums[0], ref members[0], ref MemoryMarshal.GetReference(target));
                Scatter(ref sums[Width * Width], ref members[0], ref target[Width]);
                continue;
            }

            for (var i = 0; i < members.Length; i++)
            {
                for (var neuron = 0; neuron < lanes; neuron++)
                {
                    target[(members[i] * lanes) + neuron] = sums[(neuron * Width) + i];
                }
            }
        }
    }

    /// <summary>Eight sums of eight neurons: each row's to where it is.</summary>
    [MethodImpl(Kernel.Loop)]
    private static void Scatter(ref float sums, ref int members, ref float target)
    {
        var (a, b) = (Vector256.LoadUnsafe(ref sums), Vector256.LoadUnsafe(ref sums, Width));
        var (c, d) = (Vector256.LoadUnsafe(ref sums, 2 * Width), Vector256.LoadUnsafe(ref sums, 3 * Width));
        var (e, f) = (Vector256.LoadUnsafe(ref sums, 4 * Width), Vector256.LoadUnsafe(ref sums, 5 * Width));
        var (g, h) = (Vector256.LoadUnsafe(ref sums, 6 * Width), Vector256.LoadUnsafe(ref sums, 7 * Width));
        var (ab, cd) = (Avx.UnpackLow(a, b), Avx.UnpackLow(c, d));
        var (ef, gh) = (Avx.UnpackLow(e, f), Avx.UnpackLow(g, h));
        Store(Avx.Shuffle(ab, cd, 0x44), Avx.Shuffle(ef, gh, 0x44), ref members, 0, ref target);
        Store(Avx.Shuffle(ab, cd, 0xEE), Avx.Shuffle(ef, gh, 0xEE), ref members, 1, ref target);
        (ab, cd) = (Avx.UnpackHigh(a, b), Avx.UnpackHigh(c, d));
        (ef, gh) = (Avx.UnpackHigh(e, f), Avx.UnpackHigh(g, h));
        Store(Avx.Shuffle(ab, cd, 0x44), Avx.Shuffle(ef, gh, 0x44), ref members, 2, ref target);
        Store(Avx.Shuffle(ab, cd, 0xEE), Avx.Shuffle(ef, gh, 0xEE), ref members, 3, ref target);
    }

    /// <summary>Two rows, of which lower and upper halves have four neurons.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<float> firstFour, Vector256<float> lastFour, ref int members, int i, ref float target)
    {
        var lanes = Lanes.Count<float>();
        Avx.Permute2x128(firstFour, lastFour, 0x20).StoreUnsafe(ref target, (nuint)(Unsafe.Add(ref members, i) * lanes));
        Avx.Permute2x128(firstFour, lastFour, 0x31).StoreUnsafe(ref target, (nuint)(Unsafe.Add(ref members, i + 4) * lanes));
    }

    /// <summary>The sums of ten neurons over some columns, eight rows each.</summary>
    [MethodImpl(Kernel.Loop)]
    private static void AddTen(ref ulong codes, ref ushort places, nint i, nint end, ref float factors, ref float start, ref float sums, in TileUnit unit)
    {
        var (s0, s1) = (Vector256.Create(start), Vector256.Create(Unsafe.Add(ref start, 1)));
        var (s2, s3) = (Vector256.Create(Unsafe.Add(ref start, 2)), Vector256.Create(Unsafe.Add(ref start, 3)));
        var (s4, s5) = (Vector256.Create(Unsafe.Add(ref start, 4)), Vector256.Create(Unsafe.Add(ref start, 5)));
        var (s6, s7) = (Vector256.Create(Unsafe.Add(ref start, 6)), Vector256.Create(Unsafe.Add(ref start, 7)));
        var (s8, s9) = (Vector256.Create(Unsafe.Add(ref start, 8)), Vector256.Create(Unsafe.Add(ref start, 9)));
        var (u, c) = (Vector256.Create(unit.Unit), Vector256.Create(unit.Correction));
        for (; i < end; i++)
        {
            ref var factor = ref Unsafe.Add(ref factors, (nint)Unsafe.Add(ref places, i));
            var value = Avx.ConvertToVector256Single(Avx2.ConvertToVector256Int32(Vector128.CreateScalarUnsafe(Unsafe.Add(ref codes, i)).AsByte()));
            value = Fma.MultiplyAdd(value, u, value * c);
            s0 = Fma.MultiplyAdd(value, Vector256.Create(factor), s0);
            s1 = Fma.MultiplyAdd(value, Vector256.Create(Unsafe.Add(ref factor, 1)), s1);
            s2 = Fma.MultiplyAdd(value, Vector256.Create(Unsafe.Add(ref factor, 2)), s2);
            s3 = Fma.MultiplyAdd(value, Vector256.Create(Unsafe.Add(ref factor, 3)), s3);
            s4 = Fma.MultiplyAdd(value, Vector256.Create(Unsafe.Add(ref factor, 4)), s4);
            s5 = Fma.MultiplyAdd(value, Vector256.Create(Unsafe.Add(ref factor, 5)), s5);
            s6 = Fma.MultiplyAdd(value, Vector256.Create(Unsafe.Add(ref factor, 6)), s6);
            s7 = Fma.MultiplyAdd(value, Vector256.Create(Unsafe.Add(ref factor, 7)), s7);
            s8 = Fma.MultiplyAdd(value, Vector256.Create(Unsafe.Add(ref factor, 8)), s8);
            s9 = Fma.MultiplyAdd(value, Vector256.Create(Unsafe.Add(ref factor, 9)), s9);
        }

        s0.StoreUnsafe(ref sums);
        s1.StoreUnsafe(ref sums, Width);
        s2.StoreUnsafe(ref sums, 2 * Width);
        s3.StoreUnsafe(ref sums, 3 * Width);
        s4.StoreUnsafe(ref sums, 4 * Width);
        s5.StoreUnsafe(ref sums, 5 * Width);
        s6.StoreUnsafe(ref sums, 6 * Width);
        s7.StoreUnsafe(ref sums, 7 * Width);
        s8.StoreUnsafe(ref sums, 8 * Width);
        s9.StoreUnsafe(ref sums, 9 * Width);
    }
}

/// <summary>A byte's value is code · unit + code · correction, rounded once.</summary>
internal readonly record struct TileUnit(float Unit, float Correction)
{
    /// <summary>The unit of a table of quotients, such as those of bytes and 255, if it gives each of them to the last bit.</summary>
    public static TileUnit? Of(float[] table)
    {
        // Where the exact unit lies, by each of the quotients that were rounded.
        var (least, most) = (0.0, double.PositiveInfinity);
        for (var code = 1; code < table.Length; code++)
        {
            least = Math.Max(least, ((double)table[code] + MathF.BitDecrement(table[code])) / 2 / code);
            most = Math.Min(most, ((double)table[code] + MathF.BitIncrement(table[code])) / 2 / code);
        }

        var middle = (least + most) / 2;
        var unit = new TileUnit((float)middle, (float)(middle - (float)middle));
        return Enumerable.Range(0, table.Length).All(code => unit.Value(code) == table[code]) ? unit : null;
    }

    private float Value(int code) => MathF.FusedMultiplyAdd(code, Unit, code * Correction);
}
