using ArchitectureTests.Reading;

namespace ArchitectureTests.Rules;

/// <summary>Vectors and instructions of one kind of processor. The interfaces of generic mathematics, in the same namespace, are neither.</summary>
internal static class Vectors
{
    public static IEnumerable<Use> Uses(Code code) => code.Uses.Where(use =>
        use.Used.StartsWith("System.Numerics.Vector", StringComparison.Ordinal) || use.Used.StartsWith("System.Runtime.Intrinsics.", StringComparison.Ordinal));
}
