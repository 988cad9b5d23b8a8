using System.Diagnostics;
using Perceptron;
using Perceptron.Cli;
using Tests;
using Xunit;

namespace CliTests;

/// <summary>What the terminal gets: names from outside can't command it, columns are straight, and images are seen without colours.</summary>
public class TerminalTexts
{
    private static readonly string[] Names =
        ["日本語", "e\u0301", "a\u2028b", "\u202Ecba", "\u200Fx", "a\u2029b", "👩\u200D👧", "שלום", "\u2066z", "0"];

    [Fact]
    public void Names_of_classes_are_harmless_and_in_straight_columns()
    {
        using var folder = new TemporaryFolder();
        var digits = Digits.Embedded();
        Image.FromObservation(digits.Pixels(0), 8, 8).SavePng(folder["0.png"]);
        ModelFile.Save(Model.Softmax<float>(64, 10).WithClassNames(Names), folder["model.safetensors"], ProgramRun.Prepared);

        using var run = new ProgramRun("digits", "predict", folder["model.safetensors"], folder["0.png"]);

        Assert.Equal(0, run.ExitCode);
        AssertHarmless(run.Output);
        var bars = run.Output.Split('\n').Where(line => line.EndsWith(" 0.1000", StringComparison.Ordinal)).Select(line => line[..line.IndexOf('█', StringComparison.Ordinal)]).ToArray();
        Assert.Equal(10, bars.Length);
        Assert.Single(bars.Select(DisplayText.Width).Distinct());
        Assert.Contains("\\u202Ecba", run.Output, StringComparison.Ordinal);
        Assert.Contains("Class: 日本語", run.Output, StringComparison.Ordinal);

        using var none = new ProgramRun("digits", "predict", folder["model.safetensors"], "none\u001b[2J\n\u202E.png");
        Assert.Equal(1, none.ExitCode);
        AssertHarmless(none.Error);
        Assert.StartsWith("none\\u001B[2J\\u000A\\u202E.png: ", none.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("digits show 3 --dataset digits --model")]
    [InlineData("digits train --data")]
    [InlineData("digits train --optimizer")]
    [InlineData("digits train --mirror")]
    [InlineData("digits train --epochs")]
    [InlineData("gates nor")]
    [InlineData("gates xor --seeds")]
    [InlineData("gates xor --activation")]
    [InlineData("gates nand --epochs 1 --out")]
    [InlineData("export")]
    public void Names_of_files_and_other_arguments_are_harmless(string arguments)
    {
        const string Name = "evil\u001b[31m\u009b\u202E\u2029\u0085\nClass: 7";
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        using var run = new ProgramRun([.. arguments.Split(' '), Name, .. arguments == "export" ? (string[])["--onnx", "x.onnx"] : []]);

        AssertHarmless(run.Output);
        AssertHarmless(run.Error);
        Assert.Contains("evil", run.Output + run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain((run.Output + run.Error).Split('\n'), line => line.StartsWith("Class: 7", StringComparison.Ordinal));
    }

    [Fact]
    public void JSON_has_harmless_names_which_mean_the_same()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        const string Name = "evil\u001b\u202E\u2029\u0085";
        using var run = new ProgramRun("digits", "train", "--dataset", "digits", "--epochs", "1", "--json", "--out", Name);
        using var document = System.Text.Json.JsonDocument.Parse(run.Output);

        AssertHarmless(run.Output);
        AssertHarmless(run.Error);
        Assert.EndsWith(Path.Combine(Name, "model.safetensors"), document.RootElement.GetProperty("modelFile").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_begins_with_at_is_a_name()
    {
        using var made = new ProgramRun("gates", "nand", "--epochs", "1", "--out", "@here");
        using var missing = new ProgramRun("export", "@model.safetensors", "--onnx", "@x.onnx");

        Assert.Equal(0, made.ExitCode);
        Assert.True(Directory.Exists(Path.Combine(made.Folder, "@here")));
        Assert.Equal(1, missing.ExitCode);
        Assert.Contains("@model.safetensors", missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_in_letters_has_all_shades() =>
        Assert.Equal("  ..::--==++**##%%@@", Terminal.Letters([.. Enumerable.Range(0, 10).Select(i => i / 9f)]));

    [Theory]
    [InlineData("xterm", "1")]
    [InlineData("dumb", null)]
    [InlineData("unknown", null)]
    [InlineData("", null)]
    public void A_terminal_without_colours_shows_the_digit(string term, string? noColor)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "There is no script to make a terminal.");
        using var folder = new TemporaryFolder();
        var start = new ProcessStartInfo("/usr/bin/script", ["-qec", $"dotnet '{Path.Combine(AppContext.BaseDirectory, "perceptron.dll")}' digits show 0 --dataset digits", "/dev/null"])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        start.Environment["TERM"] = term;
        start.Environment.Remove("NO_COLOR");
        if (noColor is not null)
        {
            start.Environment["NO_COLOR"] = noColor;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        var digit = Digits.Embedded().Data.SplitByFraction(0.2, seed: 0, stratified: true).Training.Rows.Row(0);
        Assert.All(digit.Chunk(8), row => Assert.Contains(Twice(Terminal.Letters([.. row.SelectMany(ink => new[] { ink, ink })]) + "\r\n"), output, StringComparison.Ordinal));
        Assert.DoesNotContain('▀', output);
        Assert.Contains(digit.Chunk(8), row => Terminal.Letters(row).AsSpan().ContainsAny('#', '%', '@'));

        static string Twice(string line) => line + line;
    }

    private static void AssertHarmless(string text) => Assert.All(text.Split('\n'), line => Assert.Equal(DisplayText.Safe(line.TrimEnd('\r')), line.TrimEnd('\r')));
}
