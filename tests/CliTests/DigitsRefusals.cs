using Perceptron.Cli;
using Xunit;

namespace CliTests;

/// <summary>What <c>perceptron digits</c> refuses, and how it ends when it is interrupted.</summary>
public class DigitsRefusals
{
    [Theory]
    [InlineData("--epochs", "0")]
    [InlineData("--epochs", "many")]
    [InlineData("--batch-size", "-1")]
    [InlineData("--learning-rate", "0")]
    [InlineData("--learning-rate", "NaN")]
    [InlineData("--l2", "-1")]
    [InlineData("--threads", "0")]
    [InlineData("--hidden", "0")]
    [InlineData("--seed", "1.5")]
    [InlineData("--optimizer", "magic")]
    [InlineData("--schedule", "never")]
    [InlineData("--patience", "-1")]
    [InlineData("--patience", "much")]
    [InlineData("--no-such-option", "1")]
    public void Wrong_usage_is_told_and_exits_with_2(string option, string value)
    {
        using var run = Train(option, value);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
        Assert.Empty(run.Pictures);
    }

    [Theory]
    [InlineData("--seed", "5")]
    [InlineData("--dataset", "digits")]
    public void An_option_before_a_further_command_is_not_ignored(string option, string value)
    {
        using var run = new ProgramRun("digits", option, value, "train", "--offline");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"{option} must come after \"train\"", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--epochs", "many", "a whole number")]
    [InlineData("--hidden", "many", "a whole number")]
    [InlineData("--seed", "many", "a whole number")]
    [InlineData("--l2", "many", "a number")]
    [InlineData("--data", "", "a path")]
    [InlineData("--out", "", "a path")]
    public void What_is_no_number_or_path_is_told_in_words(string option, string value, string expected)
    {
        using var run = Train(option, value);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void No_command_shows_the_help_and_is_wrong_usage()
    {
        using var run = new ProgramRun();
        using var help = new ProgramRun("--help");

        Assert.Equal((2, 0), (run.ExitCode, help.ExitCode));
        Assert.Empty(run.Output);
        Assert.Equal(help.Output, run.Error);
        Assert.Contains("  perceptron digits", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_the_files_is_told_in_one_line()
    {
        using var run = Train("--data", "nowhere");

        AssertOneLine(run, "nowhere");
    }

    [Fact]
    public void A_corrupt_file_is_told_in_one_line()
    {
        var folder = Directory.CreateTempSubdirectory("perceptron-test-");
        foreach (var name in (string[])["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"])
        {
            File.WriteAllBytes(Path.Combine(folder.FullName, name), [0, 0, 8, 3, 255, 255]);
        }

        using var run = Train("--data", folder.FullName);
        folder.Delete(recursive: true);

        AssertOneLine(run, "idx");
    }

    [Fact]
    public void An_output_folder_that_cannot_be_made_is_told_in_one_line()
    {
        var file = Path.GetTempFileName();
        using var run = Train("--epochs", "1", "--out", Path.Combine(file, "pictures"));
        File.Delete(file);

        AssertOneLine(run, file);
    }

    [Fact]
    public void A_training_that_diverges_is_told_in_one_line_and_leaves_nothing()
    {
        using var run = Train("--learning-rate", "1e38", "--epochs", "3");

        AssertOneLine(run, "diverged");
        Assert.Empty(run.Pictures);
    }

    [Fact]
    public async Task An_interrupt_ends_it_in_a_word_and_leaves_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal to send.");
        var folder = Directory.CreateTempSubdirectory("perceptron-test-");
        using var process = ProgramRun.Start(folder.FullName, null, ["digits", "--offline", "--epochs", "1000000"]);
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line
            && !line.StartsWith("epoch", StringComparison.Ordinal))
        {
        }

        if (OperatingSystem.IsLinux() && ProgramRun.HasInterruptIn(process, "SigIgn"))
        {
            process.Kill();
            folder.Delete(recursive: true);
            Assert.Skip("Interrupts are ignored here, as in the background of a shell.");
        }

        ProgramRun.Interrupt(process);
        var rest = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await rest;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Interrupted, process.ExitCode);
        Assert.Equal("Cancelled.", error.Trim());
        Assert.Empty(folder.GetFileSystemInfos());
        folder.Delete();
    }

    /// <summary>No test asks the network.</summary>
    private static ProgramRun Train(params string[] options) => new(["digits", "--offline", .. options]);

    private static void AssertOneLine(ProgramRun run, string part)
    {
        Assert.Equal(1, run.ExitCode);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.Contains(part, run.Error, StringComparison.OrdinalIgnoreCase);
    }
}
