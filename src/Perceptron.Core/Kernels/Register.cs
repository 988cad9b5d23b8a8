using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Perceptron.Kernels;

/// <summary>A vector register. A kernel that is written once over this runs with vectors of 512 and of 256 bits.</summary>
internal interface IRegister<TSelf, T>
    where TSelf : struct, IRegister<TSelf, T>
    where T : unmanaged
{
    /// <summary>One number in every lane.</summary>
    static abstract TSelf Create(T value);

    static abstract TSelf Load(ref T source, nint at);

    /// <summary>a · b + c, rounded once where the processor has fused multiply-add.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    void Store(ref T target, nint at);
}

/// <summary>512 bits, in one register or two: the lanes are the same whatever registers the processor has.</summary>
internal interface IWideRegister<TSelf, T> : IRegister<TSelf, T>
    where TSelf : struct, IWideRegister<TSelf, T>
    where T : unmanaged
{
    /// <summary>(a + b) + (c + d), and then the sum of all lanes: the upper half is added to the lower half until one lane is left.</summary>
    static abstract T Sum(TSelf a, TSelf b, TSelf c, TSelf d);
}

/// <summary>A register of 512 bits.</summary>
internal readonly struct Register512<T>(Vector512<T> values) : IWideRegister<Register512<T>, T>
    where T : unmanaged
{
    private readonly Vector512<T> _values = values;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> Create(T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> Load(ref T source, nint at) => new(Vector512.LoadUnsafe(ref source, (nuint)at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register512<T> MultiplyAdd(Register512<T> a, Register512<T> b, Register512<T> c) =>
        new(Lanes.MultiplyAdd(a._values, b._values, c._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Register512<T> a, Register512<T> b, Register512<T> c, Register512<T> d)
    {
        var all = a._values + b._values + (c._values + d._values);
        return Lanes.Sum(all.GetLower() + all.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref T target, nint at) => _values.StoreUnsafe(ref target, (nuint)at);
}

/// <summary>A register of 256 bits.</summary>
internal readonly struct Register256<T>(Vector256<T> values) : IRegister<Register256<T>, T>
    where T : unmanaged
{
    private readonly Vector256<T> _values = values;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> Create(T value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> Load(ref T source, nint at) => new(Vector256.LoadUnsafe(ref source, (nuint)at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Register256<T> MultiplyAdd(Register256<T> a, Register256<T> b, Register256<T> c) =>
        new(Lanes.MultiplyAdd(a._values, b._values, c._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref T target, nint at) => _values.StoreUnsafe(ref target, (nuint)at);
}

/// <summary>Two registers of 256 bits.</summary>
internal readonly struct RegisterPair<T>(Vector256<T> lower, Vector256<T> upper) : IWideRegister<RegisterPair<T>, T>
    where T : unmanaged
{
    private readonly Vector256<T> _lower = lower;
    private readonly Vector256<T> _upper = upper;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegisterPair<T> Create(T value) => new(Vector256.Create(value), Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegisterPair<T> Load(ref T source, nint at) =>
        new(Vector256.LoadUnsafe(ref source, (nuint)at), Vector256.LoadUnsafe(ref source, (nuint)(at + Vector256<T>.Count)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegisterPair<T> MultiplyAdd(RegisterPair<T> a, RegisterPair<T> b, RegisterPair<T> c) =>
        new(Lanes.MultiplyAdd(a._lower, b._lower, c._lower), Lanes.MultiplyAdd(a._upper, b._upper, c._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(RegisterPair<T> a, RegisterPair<T> b, RegisterPair<T> c, RegisterPair<T> d) =>
        Lanes.Sum(a._lower + b._lower + (c._lower + d._lower) + (a._upper + b._upper + (c._upper + d._upper)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref T target, nint at)
    {
        _lower.StoreUnsafe(ref target, (nuint)at);
        _upper.StoreUnsafe(ref target, (nuint)(at + Vector256<T>.Count));
    }
}
