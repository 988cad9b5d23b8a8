using ArchitectureTests.Examples;
using ArchitectureTests.Rules;
using Mono.Cecil;
using Xunit;

namespace ArchitectureTests;

/// <summary>A library's texts are the same in every culture; the programs run in the invariant one.</summary>
public class CultureTests
{
    [Fact]
    public void No_text_of_a_library_depends_on_the_culture() => Problems.None(
        "Numbers become text by Guard.Text, OutOfRange, or string.Create(CultureInfo.InvariantCulture, …).",
        from project in Source.Projects
        where !project.IsProgram
        from problem in Read(project.Assembly)
        where !problem.StartsWith("Perceptron.OutOfRange.", StringComparison.Ordinal)
        select problem);

    [Fact]
    public void Programs_run_in_the_invariant_culture() => Assert.All(
        Source.Projects.Where(project => project.IsProgram),
        project => Assert.Contains("<InvariantGlobalization>true</InvariantGlobalization>", Tree.Read($"src/{project.Name}/{project.Name}.csproj"), StringComparison.Ordinal));

    /// <summary>A rule that sees nothing would pass.</summary>
    [Fact]
    public void Every_way_to_depend_on_it_is_seen()
    {
        string[] seen = [.. Read("ArchitectureTests").Where(problem => problem.Contains(nameof(TextsByCulture), StringComparison.Ordinal)).Select(problem => problem.Split('.', ':')[3])];

        Assert.Equal(
            typeof(TextsByCulture).GetMethods().Where(method => method.DeclaringType == typeof(TextsByCulture) && !method.Name.StartsWith("Fine", StringComparison.Ordinal)).Select(method => method.Name).Order(),
            seen.Distinct().Order());
    }

    private static List<string> Read(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll"));
        return [.. CultureTexts.Of(module)];
    }
}
