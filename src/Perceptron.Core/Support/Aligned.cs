using System.Runtime.CompilerServices;

namespace Perceptron.Support;

/// <summary>
/// A buffer of numbers, all 0 at first, that begins on a cache line. A vector across two cache lines costs about two
/// accesses. Small buffers are not aligned: pinning them costs more than it gains.
/// </summary>
internal sealed class Aligned<T>
    where T : unmanaged
{
    private const int Alignment = 64;
    private const int FewBytes = 2048;

    private readonly T[] _array;
    private readonly int _start;

    public Aligned(long length)
    {
        Length = checked((int)length);
        if (length * Unsafe.SizeOf<T>() < FewBytes)
        {
            _array = new T[length];
            return;
        }

        _array = GC.AllocateArray<T>(checked((int)(length + (Alignment / Unsafe.SizeOf<T>()))), pinned: true);
        _start = (int)(-Address(_array) & (Alignment - 1)) / Unsafe.SizeOf<T>();
    }

    public int Length { get; }

    public Span<T> Span => _array.AsSpan(_start, Length);

    public static implicit operator Span<T>(Aligned<T> aligned) => aligned.Span;

    public static implicit operator ReadOnlySpan<T>(Aligned<T> aligned) => aligned.Span;

    public Span<T> AsSpan(int start) => _array.AsSpan(_start + start, Length - start);

    public Span<T> AsSpan(int start, int length) => AsSpan(start)[..length];

    private static unsafe long Address(T[] array) => (long)Unsafe.AsPointer(ref array[0]);
}
