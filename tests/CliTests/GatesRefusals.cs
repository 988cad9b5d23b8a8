using Perceptron.Cli;
using Tests;
using Xunit;

namespace CliTests;

/// <summary>What <c>perceptron gates</c> refuses, and how it ends when it is interrupted.</summary>
public class GatesRefusals
{
    [Theory]
    [InlineData("--epochs", "many", "a whole number")]
    [InlineData("--epochs", "-1", "at least 0")]
    [InlineData("--rate", "0", "above 0")]
    [InlineData("--learning-rate", "NaN", "above 0")]
    [InlineData("--target-loss", "-1", "of at least 0")]
    [InlineData("--seed", "1.5", "a whole number")]
    [InlineData("--hidden", "-1", "at least 0 and at most 1000")]
    [InlineData("--hidden", "1001", "at least 0 and at most 1000")]
    [InlineData("--activation", "step", "--activation takes sigmoid, tanh, relu; step given.")]
    [InlineData("--activation", "", "--activation takes sigmoid, tanh, relu; an empty text given.")]
    [InlineData("--start", "anywhere", "--start takes learns, stuck; anywhere given.")]
    [InlineData("--seeds", "9..1", "A at most B")]
    [InlineData("--seeds", "7", "A..B")]
    [InlineData("--seeds", "1..10000000", "a million")]
    [InlineData("--threads", "2", "is for --seeds only")]
    [InlineData("--out", "", "a path")]
    [InlineData("--no-such-option", "1", "--no-such-option")]
    public void Wrong_usage_is_told_and_exits_with_2(string option, string value, string says)
    {
        using var run = new ProgramRun("gates", "xor", option, value);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.EndsWith("Run 'perceptron gates xor --help' for usage.\n", run.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain("System.", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
        Assert.False(Directory.Exists(run.GatesOut));
    }

    [Theory]
    [InlineData("xor --seeds 1..2 --seed 1", "--seeds and --seed can't be used together.")]
    [InlineData("xor --seeds 1..2 --start stuck", "--seeds and --start can't be used together.")]
    [InlineData("xor --start stuck --seed 1", "--start and --seed can't be used together.")]
    [InlineData("xor --start stuck --hidden 3", "--start and --hidden can't be used together.")]
    [InlineData("xor --start stuck --activation tanh", "--start and --activation can't be used together.")]
    [InlineData("nand --activation tanh", "--activation needs a hidden layer")]
    [InlineData("or-and --activation relu --hidden 0", "--activation needs a hidden layer")]
    [InlineData("--activation relu --hidden 0", "--activation needs a hidden layer")]
    [InlineData("--activation relu --hidden 00", "--activation needs a hidden layer")]
    [InlineData("or --start stuck", "--start")]
    [InlineData("--epochs 5 xor", "--epochs must come after \"xor\".")]
    [InlineData("textbook nor", "GATE takes not, or, and, nand, xor, or-and; nor given.")]
    [InlineData("nor", "nor")]
    public void What_does_not_fit_together_is_told(string arguments, string says)
    {
        using var run = new ProgramRun(["gates", .. arguments.Split(' ')]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("gates")]
    [InlineData("gates or-and")]
    [InlineData("gates textbook")]
    public void An_output_folder_that_cannot_be_made_is_told_in_one_line_before_any_work(string arguments)
    {
        var file = Path.GetTempFileName();
        using var run = new ProgramRun([.. arguments.Split(' '), "--out", Path.Combine(file, "pictures")]);
        File.Delete(file);

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.Contains(file, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gates xor --epochs 10000000 --hidden 1000")]
    [InlineData("gates or-and --epochs 10000000 --hidden 1000")]
    [InlineData("gates xor --seeds 1..100000")]
    public async Task An_interrupt_ends_it_in_a_word_and_leaves_nothing(string arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal to send.");
        using var folder = new TemporaryFolder();
        using var process = ProgramRun.Start(folder.Path, null, arguments.Split(' '));
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);

        // It has work for hours. Once it catches signals, a second of processor time later it is in the middle of that work.
        while (OperatingSystem.IsLinux() && !ProgramRun.HasInterruptIn(process, "SigCgt"))
        {
            if (ProgramRun.HasInterruptIn(process, "SigIgn"))
            {
                process.Kill();
                Assert.Skip("Interrupts are ignored here, as in the background of a shell.");
            }

            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        await ProgramRun.WorkAsync(process, TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        ProgramRun.Interrupt(process);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Interrupted, process.ExitCode);
        Assert.Equal("Cancelled.", (await error).Trim());
        Assert.Empty(await output);
        Assert.Empty(folder.Files());
    }
}
