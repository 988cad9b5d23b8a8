using ArchitectureTests.Rules;
using Xunit;

namespace ArchitectureTests;

/// <summary>What a call of the core gives depends on its arguments alone, and not on what somebody set before.</summary>
public class StaticStateTests
{
    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["Perceptron.Engine.BlockRunner`1._idle"] = "Buffers of the last call on this thread, to be used again; no result depends on them.",
        ["Perceptron.Data.DeferredRows._last"] = "The block that was made last on this thread, with what tells whose it is.",
    };

    [Fact]
    public void The_core_has_no_static_state() => Problems.None(
        "Static fields are readonly and hold what nobody can change; static properties have no setter. Exceptions are in StaticStateTests, each with its reason.",
        from member in StaticState.Of(Source.TheCore)
        where !Allowed.ContainsKey(member.Name)
        select $"{string.Join(", ", member.Owner.Files)}: {member.Name}, of {member.Type}");

    [Fact]
    public void Every_exception_is_needed() => Assert.Empty(Allowed.Keys.Except(StaticState.Of(Source.TheCore).Select(member => member.Name)));
}
