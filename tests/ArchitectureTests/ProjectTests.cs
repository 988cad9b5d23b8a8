using ArchitectureTests.Rules;
using Tests;
using Xunit;

namespace ArchitectureTests;

/// <summary>The projects of src stand in an order too, and each refers to no more than a table says.</summary>
public class ProjectTests
{
    [Fact]
    public void Every_project_is_in_the_table()
    {
        var projects = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(projects.Order(), Source.Projects.Select(project => project.Name).Order());
    }

    [Fact]
    public void A_project_uses_only_those_before_it() => Assert.All(
        Source.Projects.Index(), project => Assert.Subset(
            Source.Projects.Take(project.Index).Select(before => before.Name).ToHashSet(), project.Item.Projects.ToHashSet()));

    [Fact]
    public void An_assembly_refers_only_to_what_the_table_allows() => Problems.None(
        "An assembly of src refers only to what the table in Rules/Projects.cs allows, and a library not to the console.",
        Source.Projects.SelectMany(project => project.ForbiddenReferences(Source.All[project.Name].References)));

    /// <summary>A rule that sees nothing would pass.</summary>
    [Fact]
    public void References_were_read()
    {
        Assert.Contains("MathNet.Numerics", Source.TheCore.References);
        Assert.All(Source.All.Where(code => code.Value != Source.TheCore), code => Assert.Contains("Perceptron.Core", code.Value.References));
        Assert.Contains("Perceptron.Onnx", Source.All["Perceptron.Cli"].References);
    }

    [Fact]
    public void A_forbidden_reference_is_seen()
    {
        var project = new Project("Example", ["Lower"], ["Package"]);

        Assert.Empty(project.ForbiddenReferences(["System.Runtime", "System.Linq", "Lower", "Package"]));
        Assert.Equal(
            ["Upper", "System.CommandLine", "System.Console"],
            project.ForbiddenReferences(["Lower", "Upper", "System.CommandLine", "System.Console"]).Select(problem => problem.Split(' ', ';')[5]));
        Assert.Empty((project with { IsProgram = true }).ForbiddenReferences(["System.Console"]));
    }
}
