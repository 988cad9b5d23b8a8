using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace SampleTests;

/// <summary>Every sample runs, in both languages, and prints what it says that it prints.</summary>
public partial class RunningSamples
{
    public static TheoryData<string> Names() => [.. Samples.Names];

    public static TheoryData<string> InCSharp() => [.. Samples.Names.Where(name => name.StartsWith("CSharp/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_prints_what_the_comments_behind_its_printing_lines_say(string name)
    {
        var lines = Samples.Lines(name);
        var at = 0;
        Assert.NotEqual([""], lines);
        foreach (var said in SaidBy(Samples.Sources.Single(source => source.Name == name).Path))
        {
            var found = Array.FindIndex(lines, at, line => Agree(line.Trim(), said));
            Assert.True(found >= 0, $"{name} says that it prints \"{said}\". It prints:\n{Samples.Output(name)}");
            at = found + 1;
        }
    }

    [Theory]
    [MemberData(nameof(InCSharp))]
    public void FSharp_prints_what_CSharp_prints(string name) =>
        Assert.Equal(Samples.Output(name), Samples.Output(name.Replace("CSharp", "FSharp", StringComparison.Ordinal)));

    [Fact]
    public void Losses_of_XOR_are_those_that_everybody_gets() => Assert.Equal(
        ["epoch 375, loss 0.00997667", "0, 1, 1, 0", "  0  0.9402", "100  0.6905", "200  0.0848", "300  0.0163", "400  0.0088", "True"],
        Samples.Lines("CSharp/xor"));

    [Theory]
    [InlineData("CSharp/Iris.cs", "iris", 6)]
    [InlineData("FSharp/Iris.fs", "iris", 6)]
    [InlineData("CSharp/Passengers.cs", "passengers", 8)]
    [InlineData("FSharp/Passengers.fs", "passengers", 8)]
    public void A_classifier_takes_few_lines(string file, string part, int most)
    {
        string[] lines = [.. File.ReadLines(Path.Combine(Samples.Root, "samples", file)).Select(line => line.Trim())];

        Assert.InRange(Array.IndexOf(lines, $"// </{part}>") - Array.IndexOf(lines, $"// <{part}>") - 1, 1, most);
    }

    [Fact]
    public void Every_file_is_listed_and_every_sample_is_there_in_both_languages()
    {
        string[] In(string language) =>
            [.. Samples.Names.Where(name => name.StartsWith(language, StringComparison.Ordinal)).Select(name => name[language.Length..]).Order(StringComparer.Ordinal)];

        Assert.Equal(Samples.Sources.Select(source => source.Name).Order(StringComparer.Ordinal), Samples.Names.Order(StringComparer.Ordinal));
        Assert.Equal(In("CSharp"), In("FSharp"));
    }

    [Theory]
    [InlineData("CSharp")]
    [InlineData("FSharp")]
    public void The_program_lists_its_samples_and_runs_one(string language)
    {
        var all = $"Name one sample: {string.Join(", ", Samples.Names.Where(name => name.StartsWith(language, StringComparison.Ordinal)).Select(name => name[7..]))}.";

        Assert.Equal((0, all), Run());
        Assert.Equal((2, all), Run("nothing"));
        Assert.Equal((0, Samples.Output($"{language}/neuron").TrimEnd()), Run("neuron"));

        (int ExitCode, string Output) Run(params string[] arguments)
        {
            var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, $"Samples.{language}.dll"), .. arguments])
            {
                RedirectStandardOutput = true,
                Environment = { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1" },
            };
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEnd().ReplaceLineEndings("\n").TrimEnd();
            process.WaitForExit();
            return (process.ExitCode, output);
        }
    }

    /// <summary>What stands behind // on lines that print.</summary>
    private static IEnumerable<string> SaidBy(string path) =>
        File.ReadLines(path).Select(line => PrintingLine().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value);

    /// <summary>A comment says what is printed, whole or up to …, and perhaps after a comma what it means.</summary>
    private static bool Agree(string printed, string said) =>
        said == printed || said.StartsWith(printed + ", ", StringComparison.Ordinal)
        || (said.Split('…') is [{ Length: > 0 } begin, ..] and { Length: > 1 } && printed.StartsWith(begin, StringComparison.Ordinal));

    [GeneratedRegex(@"^\s*(?:Console\.WriteLine\(|printfn ).*\s// (.*)$")]
    private static partial Regex PrintingLine();
}
