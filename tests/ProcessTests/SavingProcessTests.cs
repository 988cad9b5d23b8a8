using System.Diagnostics;
using Perceptron;
using Tests;
using Xunit;

namespace ProcessTests;

/// <summary>A process that saves models and pictures, and is killed.</summary>
public class SavingProcessTests
{
    private static readonly Model<float>[] Models =
        [Model.Zeros<float>(Architecture.Of(64).Softmax(10)), Model.Uniform<float>(Architecture.Of(64).Softmax(10), -1, 1, 1)];

    [Fact]
    public async Task Killed_at_any_moment_it_leaves_no_half_file_that_is_read() =>
        await Parallel.ForAsync(0, 100, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (run, _) => await KillAsync(run));

    private static async Task KillAsync(int run)
    {
        using var folder = new TemporaryFolder();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Child.dll"), "save", folder.Path])
        {
            RedirectStandardOutput = true,
        };
        using var child = Process.Start(start)!;
        Assert.Equal("saving", await child.StandardOutput.ReadLineAsync());

        // The first saving takes some milliseconds, most of it the just-in-time compiler's.
        await Task.Delay(new Random(run).Next(60));
        child.Kill();
        await child.WaitForExitAsync();

        var model = Path.Combine(folder.Path, "model.safetensors");
        var picture = Path.Combine(folder.Path, "W0.png");
        if (File.Exists(model))
        {
            Assert.Contains(ModelFile.Load<float>(model).Model, Models);
        }

        if (File.Exists(picture))
        {
            Assert.Equal((280, 280), (PngDecoder.Decode(File.ReadAllBytes(picture)).Width, PngDecoder.Decode(File.ReadAllBytes(picture)).Height));
        }
    }
}
