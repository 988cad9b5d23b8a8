using ArchitectureTests.Rules;
using Xunit;

namespace ArchitectureTests;

/// <summary>Kernels are the few hot loops; nothing else knows about vectors.</summary>
public class VectorTests
{
    [Fact]
    public void Only_kernels_use_vectors_and_instructions_of_a_processor() => Problems.None(
        "Vectors, and all of System.Runtime.Intrinsics, are used in src/Perceptron.Core/Kernels and nowhere else.",
        from code in Source.All.Values
        from use in Vectors.Uses(code)
        where code != Source.TheCore || Source.CoreLayers.Of(use.By) != 0
        select $"{use.Place} uses {use.Used}");

    /// <summary>A rule that sees nothing would pass.</summary>
    [Fact]
    public void The_kernels_do_use_them()
    {
        var kernels = Vectors.Uses(Source.TheCore).Where(use => Source.CoreLayers.Of(use.By) == 0).ToList();

        Assert.True(kernels.Count > 100);
        Assert.Contains(kernels, use => use.Used == "System.Runtime.Intrinsics.Vector512`1" && use.Line > 0);
        Assert.Contains(kernels, use => use.Used == "System.Runtime.Intrinsics.X86.Sse" && use.Line > 0);
        Assert.Equal("Kernels", Source.CoreLayers.Names[0]);
    }
}
