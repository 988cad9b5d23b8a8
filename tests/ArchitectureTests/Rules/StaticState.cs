using ArchitectureTests.Reading;

namespace ArchitectureTests.Rules;

/// <summary>What all callers of a process share, and one of them can change.</summary>
internal static class StaticState
{
    private static readonly string[] Holders = ["System.Lazy`1", "System.Threading.ThreadLocal`1", "System.Threading.AsyncLocal`1", "System.Runtime.CompilerServices."];

    private static readonly string[] FixedCollections = ["System.Collections.Immutable.", "System.Collections.Frozen.", "System.Collections.Generic.IReadOnly"];

    /// <summary>Static fields that are not <c>readonly</c> or hold what can change, and static properties with a setter.</summary>
    public static IEnumerable<StaticMember> Of(Code code) => code.StaticMembers.Where(member => member.CanChange || Holds(member.Type)).DistinctBy(member => member.Name);

    private static bool Holds(string type) =>
        type.EndsWith(']')
        || Holders.Any(holder => type.StartsWith(holder, StringComparison.Ordinal))
        || (type.StartsWith("System.Collections.", StringComparison.Ordinal) && !FixedCollections.Any(collection => type.StartsWith(collection, StringComparison.Ordinal)));
}
