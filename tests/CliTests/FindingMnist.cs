using Tests;
using Xunit;

namespace CliTests;

/// <summary>What the program does where MNIST is not at hand.</summary>
public class FindingMnist
{
    [Fact]
    public void With_no_network_it_says_so_in_one_loud_line_and_goes_on_with_its_own_digits()
    {
        using var run = new ProgramRun("digits", "--epochs", "1");

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        var line = Assert.Single(run.Output.Split('\n'), line => line.StartsWith("MNIST not found", StringComparison.Ordinal));
        Assert.Contains("--verbose", line, StringComparison.Ordinal);
        Assert.DoesNotContain("refused the connection", run.Output, StringComparison.Ordinal);
        Assert.NotEmpty(run.Pictures);
    }

    [Fact]
    public void The_reasons_are_told_when_they_are_asked_for()
    {
        using var run = new ProgramRun("digits", "--epochs", "1", "--verbose");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("  PERCEPTRON_DATA is not set", run.Output, StringComparison.Ordinal);
        Assert.Contains("refused the connection", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void MNIST_or_nothing_is_nothing_where_it_is_not()
    {
        using var run = new ProgramRun("digits", "--dataset", "mnist", "--offline");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("offline", Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Empty(run.Pictures);
    }

    [Fact]
    public void A_download_that_fails_is_told_in_one_line()
    {
        using var run = new ProgramRun("digits", "download", "--mirror", "http://127.0.0.1:1/");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("127.0.0.1:1 (refused the connection)", Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("mnist")]
    public void A_mirror_that_is_no_address_of_the_web_is_wrong_usage(string mirror)
    {
        using var run = new ProgramRun("digits", "download", "--mirror", mirror);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(mirror, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_downloaded_from_a_mirror_once_and_then_found_in_the_cache()
    {
        var data = Environment.GetEnvironmentVariable("PERCEPTRON_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(data), "PERCEPTRON_DATA names no folder with MNIST.");
        using var server = new MirrorServer(async (file, stream, end) =>
        {
            var content = await File.ReadAllBytesAsync(Path.Combine(data, file), end);
            await MirrorServer.SendAsync(stream, "200 OK", content);
        });

        using var run = new ProgramRun("digits", "download", "--mirror", server.Address.AbsoluteUri, "--out", "here");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(4, Directory.GetFiles(Path.Combine(run.Folder, "here")).Length);
        Assert.Equal(4, server.Requests);

        using var again = new ProgramRun("digits", "download", "--mirror", server.Address.AbsoluteUri, "--out", Path.Combine(run.Folder, "here"));
        Assert.Equal(0, again.ExitCode);
        Assert.Equal(4, server.Requests);

        using var training = new ProgramRun("digits", "--epochs", "1", "--mirror", server.Address.AbsoluteUri);
        Assert.Equal(0, training.ExitCode);
        Assert.Contains("60000 images", training.Output, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(training.Folder, "cache", "perceptron", "mnist"), training.Output, StringComparison.Ordinal);
        Assert.Equal(8, server.Requests);
    }
}
