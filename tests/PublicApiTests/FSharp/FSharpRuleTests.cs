using System.Reflection;
using System.Text.RegularExpressions;
using Perceptron;
using Tests;
using Xunit;

namespace PublicApiTests;

/// <summary>All public types of all libraries keep every rule of <see cref="FSharpRules"/>, and every rule refuses what breaks it.</summary>
public partial class FSharpRuleTests
{
    private static readonly Dictionary<string, Func<Type, IEnumerable<string>>> Rules = typeof(FSharpRules)
        .GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Where(method => method.ReturnType == typeof(IEnumerable<string>))
        .ToDictionary(method => method.Name, method => method.CreateDelegate<Func<Type, IEnumerable<string>>>());

    private static readonly Type[] Breakers = typeof(FSharpRuleBreakers).Assembly.GetExportedTypes();

    private static readonly string[] Folders = ["samples/FSharp", "samples/scripts", "tests/FSharpTests"];

    public static TheoryData<string> Names() => [.. Rules.Keys];

    public static TheoryData<string, string> Broken() =>
        [.. from rule in Rules.Keys
            from breaker in Breakers
            where breaker.FullName!.Split('.')[^1].Replace(nameof(FSharpRuleBreakers) + "+", "", StringComparison.Ordinal).StartsWith(rule, StringComparison.Ordinal)
            where breaker.GetNestedTypes().Length == 0
            select (rule, breaker.FullName!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Libraries_keep_the_rule(string rule) =>
        Assert.Empty(PublicTypes.OfLibraries.SelectMany(type => Rules[rule](type).Select(member => $"{type.Name}.{member}")));

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_rule_refuses_what_breaks_it(string rule, string breaker) =>
        Assert.NotEmpty(Rules[rule](Breakers.Single(type => type.FullName == breaker)));

    [Fact]
    public void An_array_and_a_span_may_stand_at_one_place_of_overloads_with_other_numbers_of_parameters()
    {
        Assert.Empty(FSharpRules.NoArrayAgainstSpan(typeof(FSharpRuleKeepers.NoArrayAgainstSpan)));
        Assert.NotEmpty(FSharpRules.NoArrayAgainstSpan(typeof(FSharpRuleBreakers.NoArrayAgainstSpan)));
    }

    [Fact]
    public void Every_rule_has_something_that_breaks_it() =>
        Assert.Equal(Rules.Keys.Order(), Broken().Select(row => row.Data.Item1).Distinct().Order());

    [Fact]
    public void A_match_on_an_enumeration_ends_with_what_may_come()
    {
        string[] matches = [.. FSharpSources().SelectMany(source => Matches().Matches(source)).Select(match => match.Value)];

        Assert.All(PublicTypes.OfLibraries.Where(type => type.IsEnum), enumeration =>
        {
            string[] those = [.. matches.Where(match => match.Contains($"| {enumeration.Name}.", StringComparison.Ordinal))];
            Assert.NotEmpty(those);
            Assert.All(those, match => Assert.True(IsOpen(match), match));
        });
        Assert.False(IsOpen("    | StopReason.TargetLossReached -> 1\n    | StopReason.Diverged -> 2\n"));
        Assert.False(IsOpen("    | StopReason.TargetLossReached -> 1\n    | StopReason.Diverged ->\n        2\n"));
    }

    /// <summary>Whether the last case is any other value.</summary>
    private static bool IsOpen(string match) => OpenCase().IsMatch(match.Split('\n').Last(line => line.TrimStart().StartsWith("| ", StringComparison.Ordinal)));

    private static IEnumerable<string> FSharpSources() =>
        from folder in Folders
        from file in Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.fs*")
        where !file.EndsWith("proj", StringComparison.Ordinal)
        select File.ReadAllText(file);

    /// <summary>Cases, with the lines of a case that stand further in.</summary>
    [GeneratedRegex(@"(?m)^(?<indent> *)\| .*\n(\k<indent>(\| |//| +[^| ]).*\n)*")]
    private static partial Regex Matches();

    [GeneratedRegex(@"^ *\| [a-z_]\w* ->")]
    private static partial Regex OpenCase();
}
