using System.Diagnostics;
using Child;
using Tests;
using Xunit;

namespace ProcessTests;

/// <summary>A process that saves models or images, and is killed in the middle of it.</summary>
public class SavingProcessTests
{
    private const int Interruptions = 15;

    [Theory]
    [InlineData("model")]
    [InlineData("image")]
    public async Task Killed_while_it_saves_it_leaves_a_whole_file(string kind)
    {
        byte[][] whole = [Saved(kind, 0), Saved(kind, 1)];
        Assert.NotEqual(whole[0], whole[1]);
        var interrupted = 0;
        for (var run = 0; interrupted < Interruptions; run++)
        {
            Assert.True(run < 10 * Interruptions, $"{run} processes were killed, but only {interrupted} of them in the middle of saving.");
            using var folder = new TemporaryFolder();
            await KillAsync(kind, folder, new Random(run));

            var file = File.ReadAllBytes(folder["file"]);
            Assert.True(whole.Any(file.SequenceEqual), $"Run {run} left {file.Length} bytes that are neither of the two files.");

            // What was interrupted leaves its temporary file behind.
            interrupted += folder.Files().Length - 1;
        }
    }

    private static byte[] Saved(string kind, int number)
    {
        using var folder = new TemporaryFolder();
        Saving.Save(kind, number, folder["file"]);
        return File.ReadAllBytes(folder["file"]);
    }

    /// <summary>Waits for the first saving to end and for another one to begin; ends the process a moment later.</summary>
    private static async Task KillAsync(string kind, TemporaryFolder folder, Random random)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Child.dll"), "save", kind, folder["file"]])
        {
            RedirectStandardOutput = true,
        };
        using var child = Process.Start(start)!;
        Assert.Equal("saved", await child.StandardOutput.ReadLineAsync());
        while (folder.Files().Length == 1)
        {
            Assert.False(child.HasExited);
        }

        Thread.SpinWait(1 << random.Next(20));
        child.Kill();
        await child.WaitForExitAsync();
    }
}
