using ArchitectureTests.Rules;
using Tests;
using Xunit;

namespace ArchitectureTests;

/// <summary>The folders of the core stand in an order: each uses only those before it.</summary>
public class LayerTests
{
    private static readonly Layers Layers = Source.CoreLayers;

    /// <summary>The namespace of a folder's internal types is its name, unless that is the name of a public type.</summary>
    private static readonly Dictionary<string, string> Namespaces = new() { ["Evaluation"] = "Perceptron.Metrics" };

    [Fact]
    public void Every_folder_is_a_layer()
    {
        var folders = Tree.Files.Where(file => file.StartsWith($"{Layers.Root}/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal))
            .Select(Layers.FolderOf).Distinct();

        Assert.Equal(Layers.Names.Order(), folders.Order());
    }

    [Fact]
    public void A_type_is_in_one_layer() =>
        Problems.None("Every type of the core is written in one of the folders that are its layers.", Layers.TypesWithoutOneLayer(Source.TheCore));

    [Fact]
    public void No_layer_uses_a_later_one() =>
        Problems.None($"A layer uses only those before it: {string.Join(", ", Layers.Names)}.", Layers.UsesOfLaterLayers(Source.TheCore));

    [Fact]
    public void No_layer_uses_a_constant_or_a_name_of_a_later_one() =>
        Problems.None($"A layer uses only those before it: {string.Join(", ", Layers.Names)}.", Layers.ConstantsOfLaterLayers(Source.TheCore, Tree.Read));

    [Fact]
    public void The_namespace_of_an_internal_type_says_its_layer() => Problems.None(
        "Public types are in the namespace Perceptron, internal ones in that of their folder.",
        from type in Source.TheCore.Types
        where Layers.Of(type) >= 0 && !type.Files[0].StartsWith("src/Common/", StringComparison.Ordinal)
        let folder = Layers.Names[Layers.Of(type)]
        let expected = type.IsPublic ? "Perceptron" : Namespaces.GetValueOrDefault(folder, $"Perceptron.{folder}")
        where type.Namespace != expected
        select $"{type.Files[0]}: {type.Name} is in the namespace {type.Namespace}; {expected} expected.");

    /// <summary>A rule that sees nothing would pass.</summary>
    [Fact]
    public void The_core_was_read()
    {
        var types = Source.TheCore.Types.CountBy(Layers.Of).ToDictionary();
        Assert.All(Layers.Names.Index(), layer => Assert.True(types.GetValueOrDefault(layer.Index) >= 2, $"{layer.Item} has {types.GetValueOrDefault(layer.Index)} types."));
        Assert.True(Source.TheCore.Uses.Count(use => use.UsedType is not null) > 1000);
        Assert.True(Source.TheCore.Constants.Count > 20);

        // Each of the later layers stands on an earlier one.
        Assert.All(Layers.Names.Index().Skip(2), layer => Assert.Contains(
            Source.TheCore.Uses, use => use.UsedType is not null && Layers.Of(use.By) == layer.Index && Layers.Of(use.UsedType) < layer.Index));
    }
}
