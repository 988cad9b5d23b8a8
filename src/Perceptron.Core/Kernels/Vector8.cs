using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Perceptron.Kernels;

/// <summary>A vector of eight floats.</summary>
internal interface IVector8<TSelf>
    where TSelf : struct, IVector8<TSelf>
{
    static abstract TSelf Create(float value);

    static abstract TSelf Load(ref float source, nuint at);

    /// <summary>Loads four numbers, and four more at the distance <paramref name="second"/> from them.</summary>
    static abstract TSelf LoadTwice(ref float source, nint second);

    /// <summary>The values of eight bytes: code · unit + (code · correction), a fused multiply-add.</summary>
    static abstract TSelf Decode(ulong codes, TSelf unit, TSelf correction);

    /// <summary>Values times factors in memory, plus the sums, each rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf values, ref float factors, nuint at, TSelf sums);

    /// <summary>Values times one factor, plus the sums, each rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf values, float factor, TSelf sums);

    /// <summary>The sum of each of four vectors, in the order ((0 + 1) + (2 + 3)) + ((4 + 5) + (6 + 7)).</summary>
    static abstract Vector128<float> Sums(TSelf a, TSelf b, TSelf c, TSelf d);

    void Store(ref float target, nuint at);

    bool IsZero();
}

/// <summary>Eight floats in one vector of 256 bits.</summary>
internal readonly struct Vector8By256(Vector256<float> values) : IVector8<Vector8By256>
{
    private readonly Vector256<float> _values = values;

    public static bool IsSupported => Avx2.IsSupported && Fma.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector8By256 Create(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector8By256 Load(ref float source, nuint at) => new(Vector256.LoadUnsafe(ref source, at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector8By256 LoadTwice(ref float source, nint second) =>
        new(Vector256.Create(Vector128.LoadUnsafe(ref source), Vector128.LoadUnsafe(ref source, (nuint)second)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector8By256 Decode(ulong codes, Vector8By256 unit, Vector8By256 correction)
    {
        var value = Avx.ConvertToVector256Single(Avx2.ConvertToVector256Int32(Vector128.CreateScalarUnsafe(codes).AsByte()));
        return new(Fma.MultiplyAdd(value, unit._values, value * correction._values));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector8By256 MultiplyAdd(Vector8By256 values, ref float factors, nuint at, Vector8By256 sums) =>
        new(Fma.MultiplyAdd(values._values, Vector256.LoadUnsafe(ref factors, at), sums._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector8By256 MultiplyAdd(Vector8By256 values, float factor, Vector8By256 sums) =>
        new(Fma.MultiplyAdd(values._values, Vector256.Create(factor), sums._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sums(Vector8By256 a, Vector8By256 b, Vector8By256 c, Vector8By256 d)
    {
        var halves = Avx.HorizontalAdd(Avx.HorizontalAdd(a._values, b._values), Avx.HorizontalAdd(c._values, d._values));
        return halves.GetLower() + halves.GetUpper();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float target, nuint at) => _values.StoreUnsafe(ref target, at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsZero() => Vector256.EqualsAll(_values, Vector256<float>.Zero);
}

/// <summary>Eight floats in two vectors of 128 bits.</summary>
internal readonly struct Vector8By128(Vector128<float> lower, Vector128<float> upper) : IVector8<Vector8By128>
{
    private readonly Vector128<float> _lower = lower;
    private readonly Vector128<float> _upper = upper;

    public static bool IsSupported => AdvSimd.Arm64.IsSupported || Fma.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector8By128 Create(float value) => new(Vector128.Create(value), Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector8By128 Load(ref float source, nuint at) =>
        new(Vector128.LoadUnsafe(ref source, at), Vector128.LoadUnsafe(ref source, at + (nuint)Vector128<float>.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector8By128 LoadTwice(ref float source, nint second) =>
        new(Vector128.LoadUnsafe(ref source), Vector128.LoadUnsafe(ref source, (nuint)second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector8By128 Decode(ulong codes, Vector8By128 unit, Vector8By128 correction)
    {
        var words = Vector128.WidenLower(Vector128.CreateScalar(codes).AsByte());
        var lower = Vector128.ConvertToSingle(Vector128.WidenLower(words).AsInt32());
        var upper = Vector128.ConvertToSingle(Vector128.WidenUpper(words).AsInt32());
        return new(
            Vector128.FusedMultiplyAdd(lower, unit._lower, lower * correction._lower),
            Vector128.FusedMultiplyAdd(upper, unit._upper, upper * correction._upper));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector8By128 MultiplyAdd(Vector8By128 values, ref float factors, nuint at, Vector8By128 sums) => new(
        Vector128.FusedMultiplyAdd(values._lower, Vector128.LoadUnsafe(ref factors, at), sums._lower),
        Vector128.FusedMultiplyAdd(values._upper, Vector128.LoadUnsafe(ref factors, at + (nuint)Vector128<float>.Count), sums._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector8By128 MultiplyAdd(Vector8By128 values, float factor, Vector8By128 sums) => new(
        Vector128.FusedMultiplyAdd(values._lower, Vector128.Create(factor), sums._lower),
        Vector128.FusedMultiplyAdd(values._upper, Vector128.Create(factor), sums._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sums(Vector8By128 a, Vector8By128 b, Vector8By128 c, Vector8By128 d) =>
        Pairs(Pairs(a._lower, b._lower), Pairs(c._lower, d._lower)) + Pairs(Pairs(a._upper, b._upper), Pairs(c._upper, d._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float target, nuint at)
    {
        _lower.StoreUnsafe(ref target, at);
        _upper.StoreUnsafe(ref target, at + (nuint)Vector128<float>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsZero() => Vector128.EqualsAll(_lower, Vector128<float>.Zero) && Vector128.EqualsAll(_upper, Vector128<float>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Pairs(Vector128<float> a, Vector128<float> b) =>
        AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.AddPairwise(a, b) : Sse3.HorizontalAdd(a, b);
}
