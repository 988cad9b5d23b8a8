using System.Diagnostics;
using Tests;
using Xunit;

namespace BlasTests;

/// <summary>An application with a provider, in a process of its own: the provider is looked for once in a process.</summary>
public class BlasProcessTests
{
    [Fact]
    public void A_provider_of_MKL_s_name_computes_and_MathNet_s_global_one_is_its_own_matter() => Assert.Equal(
        [
            "MKL is available: a stand-in for MKL",
            "MathNet has one of its own: 0 products unasked, 2 asked; equal",
            "it still has it",
            "MathNet has the managed one: 0 products unasked, 2 asked; equal",
            "it still has it",
        ],
        Run("MKL"));

    [Theory]
    [InlineData("missing", "its native library libMathNetNumericsMKL, of MathNet.Numerics.MKL.Linux-x64 or MathNet.Numerics.MKL.Win-x64, is not there")]
    [InlineData("old", "libMathNetNumericsMKL is too old")]
    [InlineData("older", "libMathNetNumericsMKL is too old")]
    [InlineData("unversioned", "libMathNetNumericsMKL is too old")]
    [InlineData("incompatible", "Expecting linear algebra v2 but provider implements v3")]
    [InlineData("platform", "another system or processor")]
    [InlineData("disabled", "switched it off")]
    [InlineData("anything else", "can't be used")]
    public void Why_its_native_library_can_t_be_used_is_said(string state, string reason)
    {
        var lines = Run("MKL", ("STANDIN_MKL", state));
        Assert.StartsWith("MKL is not available: ", lines[0], StringComparison.Ordinal);
        Assert.Contains(reason, lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("lacks", lines[0], StringComparison.Ordinal);
        AssertComputedWithout(lines);
    }

    [Fact]
    public void Native_providers_that_the_application_has_switched_off_are_called_that()
    {
        var lines = Run("switched off");
        Assert.StartsWith("MKL is not available: the application has switched native providers off", lines[0], StringComparison.Ordinal);
        AssertComputedWithout(lines);
    }

    [Fact]
    public void The_provider_of_OpenBLAS_without_a_native_library_says_that_this_one_is_missing()
    {
        var lines = Run("OpenBLAS");
        Assert.StartsWith("OpenBLAS is not available: its native library libMathNetNumericsOpenBLAS, of ", lines[0], StringComparison.Ordinal);
        Assert.Contains("is not there", lines[0], StringComparison.Ordinal);
        AssertComputedWithout(lines);
    }

    [Fact]
    public void The_provider_of_OpenBLAS_computes_with_a_native_library_of_its_interface()
    {
        using var folder = new TemporaryFolder();
        Compile(folder, "1");
        Assert.Equal(
            [
                "OpenBLAS is available: OpenBLAS (x64; revision 1)",
                "MathNet has one of its own: 0 products unasked, 2 asked; equal",
                "it still has it",
                "MathNet has the managed one: 0 products unasked, 2 asked; equal",
                "it still has it",
            ],
            Run("OpenBLAS", ("MathNetNumericsOpenBLASProviderPath", folder.Path)));
    }

    [Fact]
    public void A_native_library_of_OpenBLAS_that_is_too_old_is_called_that()
    {
        using var folder = new TemporaryFolder();
        Compile(folder, "0");
        var lines = Run("OpenBLAS", ("MathNetNumericsOpenBLASProviderPath", folder.Path));
        Assert.StartsWith("OpenBLAS is not available: its native library libMathNetNumericsOpenBLAS is too old", lines[0], StringComparison.Ordinal);
        AssertComputedWithout(lines);
    }

    private static void AssertComputedWithout(string[] lines) => Assert.Equal(
        [
            "MathNet has one of its own: 0 products unasked, 0 asked; equal",
            "it still has it",
            "MathNet has the managed one: 0 products unasked, 0 asked; equal",
            "it still has it",
        ],
        lines[1..]);

    private static void Compile(TemporaryFolder folder, string revision)
    {
        var folders = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator);
        var compiler = folders.Select(path => Path.Combine(path, "gcc")).Concat(folders.Select(path => Path.Combine(path, "clang"))).FirstOrDefault(File.Exists);
        Assert.SkipUnless(OperatingSystem.IsLinux() && compiler is not null, "There is neither gcc nor clang on the path of a Linux, to compile the native library.");
        const string Library = "libMathNetNumericsOpenBLAS.so";
        using var process = Process.Start(
            compiler!,
            ["-shared", "-fPIC", "-O2", $"-DREVISION={revision}", $"-Wl,-soname,{Library}", "-o", folder[Library], Path.Combine(AppContext.BaseDirectory, "openblas.c")]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private static string[] Run(string provider, (string Name, string Value)? variable = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "WithBlas", "BlasChild.dll"), provider])
        {
            RedirectStandardOutput = true,
        };
        if (variable is { } set)
        {
            start.Environment[set.Name] = set.Value;
        }

        using var process = Process.Start(start)!;
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries)[..^1];
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return lines;
    }
}
