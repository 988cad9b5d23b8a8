using System.Diagnostics;
using Xunit;

namespace ProcessTests;

/// <summary>
/// An application with MKL, in a process of its own. A stand-in under MKL's name shows what the library asks of it, so the
/// packages themselves are not needed.
/// </summary>
public class MklProcessTests
{
    [Fact]
    public void Where_it_is_there_wide_products_go_through_it_when_asked_and_agree()
    {
        var lines = Run();
        Assert.Equal("MKL is available: a stand-in for MKL", lines[0]);
        Assert.Equal("MathNet's provider is unchanged", lines[1]);

        // Forward, backward and gradient of each wide layer; batches of 16 and of the 8 that are left of 40; nothing unasked.
        string[] second = ["260 × 270 · 270 × 16", "260 × 270 · 270 × 8", "270 × 260 · 260 × 16", "260 × 16 · 16 × 270"];
        string[] first = ["270 × 300 · 300 × 16", "270 × 300 · 300 × 40", "270 × 16 · 16 × 300", "270 × 40 · 40 × 300"];
        var wide = lines[2].Split("; ");
        Assert.Equal(["wide", "0", "True"], wide[..3]);
        Assert.All(first.Concat(second), product => Assert.Contains(product, wide[4].Split(", ")));

        // Compressed rows stay ours.
        var sparse = lines[3].Split("; ");
        Assert.Equal(["wide, sparse", "0", "True"], sparse[..3]);
        Assert.All(second, product => Assert.Contains(product, sparse[4].Split(", ")));
        Assert.All(first, product => Assert.DoesNotContain(product, sparse[4].Split(", ")));

        // So do narrow layers.
        Assert.Equal("narrow; 0; True; 0;", lines[4]);
    }

    [Fact]
    public void Where_its_native_library_is_missing_it_says_so()
    {
        var lines = Run("STANDIN_MKL_MISSING");
        Assert.StartsWith("MKL is not available: ", lines[0], StringComparison.Ordinal);
        Assert.Contains("native library", lines[0], StringComparison.Ordinal);
        Assert.Contains("MathNet.Numerics.MKL.Linux-x64", lines[0], StringComparison.Ordinal);
        Assert.All(lines[2..], line => Assert.Contains("; 0; True; 0;", line, StringComparison.Ordinal));
    }

    private static string[] Run(string? variable = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "WithMkl", "MklChild.dll")]) { RedirectStandardOutput = true };
        if (variable is not null)
        {
            start.Environment[variable] = "1";
        }

        using var process = Process.Start(start)!;
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries)[..^1];
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        Assert.Equal(5, lines.Length);
        return lines;
    }
}
