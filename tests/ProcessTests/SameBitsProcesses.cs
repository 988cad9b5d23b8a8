using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics.X86;
using Tests;
using Xunit;

namespace ProcessTests;

/// <summary>The same trainings in processes of their own, which differ in their threads and in what they may use of the machine.</summary>
public class SameBitsProcesses
{
    private static readonly Lazy<Outcome> OneThread = new(() => Run(1));

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Any_number_of_threads_gives_the_same_bits(int threads)
    {
        var outcome = Run(threads);
        Assert.EndsWith($"{threads} threads", outcome.Machine, StringComparison.Ordinal);
        Assert.Equal(OneThread.Value.Hashes, outcome.Hashes);
    }

    [Fact]
    public void Narrower_vectors_give_the_same_bits()
    {
        var outcome = Run(2, "DOTNET_EnableAVX512=0");
        Assert.StartsWith("512 bits False", outcome.Machine, StringComparison.Ordinal);
        Assert.Equal(OneThread.Value.Machine.Contains("fused True", StringComparison.Ordinal), outcome.Machine.Contains("fused True", StringComparison.Ordinal));
        Assert.Equal(OneThread.Value.Hashes, outcome.Hashes);
    }

    /// <summary>Vectors of 512, 256 or 128 bits have kernels of their own; whichever this machine takes, its bits are those of the others.</summary>
    [Fact]
    public void Machines_with_fused_multiply_add_give_the_same_bits()
    {
        Assert.SkipUnless(OneThread.Value.Machine.Contains("fused True", StringComparison.Ordinal), "This machine has no fused multiply-add.");
        string[] expected =
        [
            "bytes, softmax, mini-batches: 04BDEFE99C8117D5E4C89888EBF14770976F0F426C3B98CC9ED7E2ED54973BFF",
            "bytes, softmax, large batches: DE40203BEF761130E32FA4D23F7F4A324279BE436AD38F9A386FDB9A31C428B9",
            "bytes, softmax, full batches: 8A1D881CC3DF7A2CD4A9D454C1A6B43AD1F0FCD46F8822D230BF7F4D54AA820D",
            "bytes by input blocks, softmax, mini-batches: 1A5892D4E5992F1D162AFE03D9AADBD6A9F80A67722048405CF5B2CD670008CC",
            "dense by input blocks, softmax, full batches: 751A4B6AD7C6D4D53DB848C3D21B58C21DBD6E2B571F00267A694350AFE25238",
            "dense, hidden layers, mini-batches: E98058927C8FBB1BF36A432D81F97BE000FE9CDEF04F6F243C0028C5D82740D7",
            "sparse, hidden layers, full batches: 8E363EB3933726FFABB313EBB81BC4EC389C6FAAD10669388393B22BA9A3920C",
            "dense, softmax, full batches of six leaves: D7793EDEBBE1884E8DC6BE9F4DB30AEAAC6E2C48906B4E99F540A2BADE883210",
            "dense, one neuron, mini-batches: FECFB7A188369B0855DD451A8D88F0FBB7E0CF1E787CA627B3D5E52E1819975B",
            "sparse, one neuron, full batches: 6B2A0DBE5DE0DB75DC95073693172FBC9B99EDBA59B6D73AA4DEA541472ADC63",
            "dense, independent classes, mini-batches: ABC65CAD1A42768289DD459C0D1F16A58BE319241B288DB9D70BFDADFD3B2E7C",
        ];
        Assert.Equal(expected, OneThread.Value.Hashes);
    }

    /// <summary>
    /// There a product and a sum are rounded separately. The trainings are short and gentle, so that roundings do not grow.
    /// </summary>
    [Theory]
    [InlineData("DOTNET_EnableAVX2=0")]
    [InlineData("DOTNET_EnableHWIntrinsic=0")]
    public void Without_fused_multiply_add_results_agree_within_rounding(string variable)
    {
        Assert.SkipUnless(Fma.IsSupported, "This machine has no fused multiply-add that could be switched off.");
        var outcome = Run(2, variable);
        Assert.Contains("fused False", outcome.Machine, StringComparison.Ordinal);
        foreach (var (name, expected) in OneThread.Value.Numbers)
        {
            var bound = name.StartsWith("bytes, softmax, large", StringComparison.Ordinal) || name.StartsWith("sparse", StringComparison.Ordinal) ? 1e-12 : 2e-4;
            Same.Within(expected, outcome.Numbers[name], i => bound * Math.Max(1, Math.Abs(expected[i])));
        }
    }

    private static Outcome Run(int threads, string? variable = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Child.dll"), "train", threads.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        };
        if (variable?.Split('=') is [var key, var value])
        {
            start.Environment[key] = value;
        }

        using var process = Process.Start(start)!;
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        Assert.Equal(12, lines.Length);
        var trainings = lines[1..].Select(line => line.Split("; ")).ToArray();
        return new(
            lines[0],
            [.. trainings.Select(training => $"{training[0]}: {training[1]}")],
            trainings.ToDictionary(
                training => training[0],
                training => training[2].Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray()));
    }

    private sealed record Outcome(string Machine, string[] Hashes, Dictionary<string, double[]> Numbers);
}
