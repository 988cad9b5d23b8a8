using System.Text.RegularExpressions;
using Tests;
using Xunit;

namespace CliTests;

/// <summary><c>perceptron digits --mkl</c> with a stand-in for MKL in a folder, of which the program was told nothing when it was built.</summary>
public partial class MklFolderProgram
{
    private static readonly string StandIn = Path.Combine(AppContext.BaseDirectory, "StandInMkl");

    /// <summary>All images at once, and a layer of 256 inputs and neurons. The first has few, as each gets its picture.</summary>
    private static readonly string[] Large = ["--batch-size", "0", "--hidden", "4", "256", "256", "--epochs", "2"];

    [Fact]
    public void Without_a_provider_it_says_which_folder_it_wants_and_the_model_is_the_same_as_unasked()
    {
        using var with = Train(["--mkl", .. Large]);
        using var without = Train(Large, $"PERCEPTRON_MKL={StandIn}");

        Assert.Equal(0, with.ExitCode);
        Assert.Contains(
            $"MKL is not available: there is no MathNet.Numerics.Providers.MKL.dll in {Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)}; --mkl-folder or PERCEPTRON_MKL names its folder.",
            with.Output,
            StringComparison.Ordinal);
        Assert.DoesNotContain("MKL computed", with.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("MKL", without.Output, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(without.Model), File.ReadAllBytes(with.Model));
    }

    [Fact]
    public void An_option_names_the_folder_and_the_products_are_counted()
    {
        using var run = Train(["--mkl-folder", StandIn, .. Large]);
        using var without = Train(Large);

        AssertUsed(run, StandIn);
        Assert.Equal(Epochs(without.Output), Epochs(run.Output));
    }

    [Fact]
    public void A_variable_names_it_too()
    {
        using var run = Train(["--mkl", .. Large], $"PERCEPTRON_MKL={StandIn}");

        AssertUsed(run, StandIn);
    }

    [Fact]
    public void Else_it_lies_beside_the_program()
    {
        using var program = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory).Concat(Directory.GetFiles(StandIn)))
        {
            File.Copy(file, program[Path.GetFileName(file)]);
        }

        using var run = Train(["--mkl", .. Large], program: program.Path);

        AssertUsed(run, program.Path);
    }

    [Theory]
    [InlineData("--batch-size", "32", "--hidden", "4", "256", "256")]
    [InlineData("--batch-size", "0", "--hidden", "4", "255", "256")]
    [InlineData("--batch-size", "0")]
    public void Where_nothing_is_large_enough_it_says_so(params string[] options)
    {
        using var run = Train(["--mkl-folder", StandIn, "--epochs", "1", "--seed", "2", .. options]);

        Assert.Equal(0, run.ExitCode);
        var start = options is ["--batch-size", "32", ..];
        Assert.Equal(start, UsedLine().IsMatch(run.Output));
        Assert.NotEqual(start, NothingLine().IsMatch(run.Output));
    }

    [Fact]
    public void A_provider_without_its_native_library_is_not_claimed()
    {
        using var run = Train(["--mkl-folder", StandIn, .. Large], "STANDIN_MKL=old");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("MKL is not available: its native library libMathNetNumericsMKL is too old", run.Output, StringComparison.Ordinal);
        Assert.Contains("All is computed without it.", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("MKL computed", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_assembly_is_called_that()
    {
        using var folder = new TemporaryFolder();
        folder.Put("MathNet.Numerics.Providers.MKL.dll", [1, 2, 3]);
        using var run = Train(["--mkl-folder", folder.Path, .. Large]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("MKL is not available: the assembly MathNet.Numerics.Providers.MKL can't be used", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_refused()
    {
        using var run = Train(["--mkl-folder", "not-there"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("not-there", run.Error, StringComparison.Ordinal);
    }

    private static void AssertUsed(ProgramRun run, string folder)
    {
        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"MKL is available: a stand-in for MKL, from {folder}.", run.Output, StringComparison.Ordinal);
        Assert.Matches(UsedLine(), run.Output);
    }

    private static ProgramRun Train(string[] options, string? variable = null, string? program = null) =>
        new(null, ["digits", "--offline", .. options], variable, program);

    private static string[] Epochs(string output) => [.. output.Split('\n').Where(line => line.StartsWith("epoch", StringComparison.Ordinal))];

    [GeneratedRegex(@"^MKL computed [1-9]\d* products; [1-9]\d* products stayed with the library's own kernels\.\r?$", RegexOptions.Multiline)]
    private static partial Regex UsedLine();

    [GeneratedRegex(@"^MKL computed nothing: no product was large enough, .*; [1-9]\d* products stayed with the library's own kernels\.\r?$", RegexOptions.Multiline)]
    private static partial Regex NothingLine();
}
