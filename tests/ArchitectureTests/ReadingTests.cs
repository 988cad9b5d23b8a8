using ArchitectureTests.Examples;
using ArchitectureTests.Reading;
using ArchitectureTests.Rules;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Xunit;

namespace ArchitectureTests;

/// <summary>The rules see what they are to see: held to examples, and to another reader of assemblies.</summary>
public class ReadingTests
{
    private static readonly Code Examples = Code.Read("ArchitectureTests", "tests/ArchitectureTests/Examples");
    private static readonly Layers Layers = new("tests/ArchitectureTests/Examples", ["Lower", "Upper"]);

    private static readonly string[] Lower = [.. In("Lower")], Upper = [.. In("Upper")];

    [Fact]
    public void Every_kind_of_type_has_its_file()
    {
        Assert.All([nameof(NoUseEnum), nameof(IByProperty), nameof(ByRecord), nameof(ByInlineArray), nameof(ByField), "ByConstraint"], name => Assert.Contains(name, Lower));
        Assert.All([nameof(Choice), nameof(Handler), nameof(IThing), nameof(Thing), nameof(ThingException)], name => Assert.Contains(name, Upper));
        Assert.DoesNotContain(nameof(Thing.Part), Upper);
    }

    [Fact]
    public void Every_way_to_use_a_later_layer_is_seen()
    {
        string[] seen = [.. Layers.UsesOfLaterLayers(Examples).Select(User).Distinct()];

        Assert.Equal(Lower.Where(name => name.StartsWith("By", StringComparison.Ordinal) || name.StartsWith("IBy", StringComparison.Ordinal))
            .Except([nameof(ByConstant), nameof(ByNameOf)]).Order(), seen.Order());
    }

    [Fact]
    public void A_use_is_told_with_its_place()
    {
        var line = Tree.Read("tests/ArchitectureTests/Examples/Lower/UsesOfUpper.cs").Split('\n').Index().Single(line => line.Item.Contains("new Thing.Part()", StringComparison.Ordinal)).Index + 1;

        Assert.Contains(
            $"tests/ArchitectureTests/Examples/Lower/UsesOfUpper.cs({line}): ByNestedType.Of (Lower) uses Thing (Upper, tests/ArchitectureTests/Examples/Upper/Things.cs)",
            Layers.UsesOfLaterLayers(Examples));
        Assert.All(
            ["ByLambda.Of", "ByIterator.Of", "ByAsyncMethod.Of"],
            user => Assert.Contains(Layers.UsesOfLaterLayers(Examples), problem => problem.Contains($": {user} (Lower)", StringComparison.Ordinal)));
    }

    [Fact]
    public void Constants_and_names_of_a_later_layer_are_seen()
    {
        var problems = Layers.ConstantsOfLaterLayers(Examples, Tree.Read).ToList();

        Assert.Equal(["Thing.Size", "nameof(Thing"], problems.Select(problem => problem.Split(" uses ")[1].Split(" (Upper")[0]));
        Assert.All(problems, problem => Assert.StartsWith("tests/ArchitectureTests/Examples/Lower/UsesOfUpper.cs(", problem, StringComparison.Ordinal));
    }

    [Fact]
    public void A_type_in_two_folders_or_in_none_is_seen()
    {
        Assert.Contains("Split", Assert.Single(Layers.TypesWithoutOneLayer(Only(nameof(Split)))), StringComparison.Ordinal);
        Assert.Contains("is in none of the folders Lower", Assert.Single((Layers with { Names = ["Lower"] }).TypesWithoutOneLayer(Only(nameof(Choice)))), StringComparison.Ordinal);
        Assert.Empty(Layers.TypesWithoutOneLayer(Only(nameof(Thing))));

        Code Only(string name) => Examples with { Types = [Examples.Types.Single(type => type.Name == name)] };
    }

    [Fact]
    public void A_linked_file_counts_as_its_layer()
    {
        var layers = new Layers("src/Project", ["First", "Second"], ("src/Common", "First"));

        Assert.All(
            [("src/Common/A.cs", "First"), ("src/Project/Second/Deep/A.cs", "Second"), ("src/Project/First/A.cs", "First"), ("src/Project/A.cs", ""), ("src/Projects/First/A.cs", "")],
            file => Assert.Equal(file.Item2, layers.FolderOf(file.Item1)));
    }

    [Fact]
    public void Every_use_of_vectors_is_seen() => Assert.Equal(
        [nameof(Instruction), nameof(VectorAsField), nameof(VectorInLambda), nameof(VectorInside), nameof(VectorOfAnyWidth), nameof(VectorsAsked)],
        Vectors.Uses(Examples).Where(use => Layers.Of(use.By) >= 0).Select(use => use.By.Name).Distinct().Order());

    [Fact]
    public void Static_state_is_seen() => Assert.Equal(
        ["Array", "Changed", "Lazy", "List", "Switch", "_number"],
        StaticState.Of(Examples).Where(member => Layers.Of(member.Owner) >= 0).Select(member => member.Name.Split('.')[^1]).Order(StringComparer.Ordinal));

    /// <summary>
    /// ArchUnitNET reads the same assembly in its own way. It leaves out values that are passed on unread, and takes type parameters for
    /// types, so that the rules do not stand on it; but what it finds we must find.
    /// </summary>
    [Fact]
    public void Nothing_that_ArchUnitNET_sees_is_missed()
    {
        var own = Source.TheCore.Uses.Select(use => (By: use.By.FullName, use.UsedType?.FullName ?? use.Used)).ToHashSet();
        var theirs = new ArchLoader().LoadAssembly(System.Reflection.Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, "Perceptron.Core.dll"))).Build().Types
            .SelectMany(type => type.Dependencies.Where(dependency => dependency.Target is not GenericParameter)
                .Select(dependency => (By: Outermost(type.FullName), Used: Outermost(dependency.Target.FullName))))
            .Where(use => use.By != use.Used && use.Used.StartsWith("Perceptron.", StringComparison.Ordinal)).ToHashSet();

        Assert.True(theirs.Count > 400);
        Assert.Empty(theirs.Except(own));
        Assert.NotEmpty(own.Where(use => use.Item2.StartsWith("Perceptron.", StringComparison.Ordinal)).Except(theirs));
    }

    private static IEnumerable<string> In(string folder) =>
        Examples.Types.Where(type => type.Files.Count == 1 && Layers.FolderOf(type.Files[0]) == folder).Select(type => type.Name);

    private static string User(string problem) => problem.Split(": ")[1].Split('.')[0];

    private static string Outermost(string fullName) => fullName.Split('+')[0];
}
