using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ArchitectureTests.Examples;

// Each uses vectors in one way.
internal sealed class VectorAsField
{
    public Vector512<float> Field { get; init; }
}

internal sealed class VectorInside
{
    public static float Of(float[] values) => Vector256.Sum(Vector256.Create<float>(values));
}

internal sealed class VectorOfAnyWidth
{
    public static int Of() => Vector<float>.Count;
}

internal sealed class VectorsAsked
{
    public static bool Of() => Vector.IsHardwareAccelerated;
}

internal sealed class Instruction
{
    public static unsafe void Of(byte* address) => Sse.Prefetch0(address);
}

internal sealed class VectorInLambda
{
    public static Func<int, int> Of() => x => x * Vector128<byte>.Count;
}
