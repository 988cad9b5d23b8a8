using System.Diagnostics;
using Perceptron;
using Perceptron.Cli;
using Tests;
using Xunit;

namespace CliTests;

/// <summary>Streams that are closed or full, pipes, devices, links, and folders that others use or that are gone.</summary>
public class StreamsAndFolders
{
    [Theory]
    [InlineData("nosuch 2>&-", 2, "")]
    [InlineData("nosuch 2>/dev/full", 2, "")]
    [InlineData("gates nand --epochs 3 2>&-", 0, "")]
    [InlineData("gates nand --epochs 3 2>/dev/full", 0, "")]
    [InlineData("gates nand --epochs 3 >/dev/full", 1, "Standard output can't be written: No space left on device")]
    [InlineData("gates nand --epochs 3 >&-", 1, "Standard output can't be written: ")]
    [InlineData("digits show 0 --dataset digits >/dev/full", 1, "Standard output can't be written: No space left on device")]
    [InlineData("digits train --dataset digits --epochs 1 --json >/dev/full", 1, "Standard output can't be written: No space left on device")]
    [InlineData("digits train --dataset digits --epochs 1 --json 2>/dev/full", 0, "")]
    [InlineData("--help >/dev/full", 1, "Standard output can't be written: No space left on device")]
    [InlineData("gates nand --epochs 3 >/dev/full 2>/dev/full", 1, "")]
    public void A_stream_that_is_closed_or_full_gives_an_exit_code_and_a_message(string command, int code, string message)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no /dev/full.");
        using var folder = new TemporaryFolder();

        var (exitCode, error) = Shell(folder.Path, $"exec dotnet '{ProgramPath}' {command}");

        Assert.Equal(code, exitCode);
        // With --json, what is for people goes to standard error too.
        Assert.StartsWith(message, error.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
        Assert.Equal(message.Length == 0, error.Length == 0);
    }

    [Fact]
    public void A_working_folder_that_is_gone_is_told()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps the working folder.");
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["gone"]);

        var (exitCode, error) = Shell(folder["gone"], $"rmdir '{folder["gone"]}'; exec dotnet '{ProgramPath}' gates nand --epochs 3 >/dev/null");

        Assert.Equal((1, "The working folder is gone; change into another folder first."), (exitCode, error.TrimEnd().Split('\n')[^1]));
    }

    [Fact]
    public void What_has_no_end_is_refused_and_the_other_images_are_classified()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes and devices are told apart on Linux.");
        using var folder = new TemporaryFolder();
        var pipe = SavedFiles.MakePipe(folder["pipe"]);
        var model = Model(folder);
        Image.FromObservation(Digits.Embedded().Pixels(0), 8, 8).SavePng(folder["digit.png"]);

        using var run = new ProgramRun("digits", "predict", model, pipe, "/dev/zero", folder["digit.png"]);
        using var fromPipe = new ProgramRun("digits", "predict", pipe, folder["digit.png"]);
        using var export = new ProgramRun("export", pipe, "--onnx", folder["model.onnx"]);

        Assert.Equal((1, 1, 1), (run.ExitCode, fromPipe.ExitCode, export.ExitCode));
        Assert.Equal(
            [$"{pipe} is a named pipe, which may never end; save its content to a file first.", "/dev/zero is a device, not a file; save its content to a file first."],
            run.Error.TrimEnd().Split('\n'));
        Assert.Contains("Class: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("is a named pipe", fromPipe.Error, StringComparison.Ordinal);
        Assert.Contains("is a named pipe", export.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["model.onnx"]));
    }

    [Theory]
    [InlineData("digits show 0 --dataset digits --out here/new", "is not a folder.")]
    [InlineData("digits train --dataset digits --epochs 1 --out here", "is not a folder.")]
    [InlineData("digits download --mirror http://127.0.0.1:1/ --out here", "is not a folder.")]
    [InlineData("gates nand --epochs 1 --out here", "is not a folder.")]
    public void A_file_in_the_place_of_a_folder_is_told(string command, string says)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The shell is that of Unix.");
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["here"], "a file");

        var (exitCode, error) = Shell(folder.Path, $"exec dotnet '{ProgramPath}' {command}");

        Assert.Equal(1, exitCode);
        Assert.Contains($"{folder["here"]} {says}", Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_output_is_told_once_and_not_of_an_image()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no /dev/full.");
        using var folder = new TemporaryFolder();
        var model = Model(folder);
        Image.FromObservation(Digits.Embedded().Pixels(0), 8, 8).SavePng(folder["digit.png"]);

        var (exitCode, error) = Shell(folder.Path, $"exec dotnet '{ProgramPath}' digits predict '{model}' digit.png digit.png >/dev/full");

        Assert.Equal(1, exitCode);
        Assert.StartsWith("Standard output can't be written: ", Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_without_a_name_is_wrong_usage()
    {
        using var run = new ProgramRun("digits", "predict", "model.safetensors", "one.png", "");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("IMAGE takes paths of images; an empty one given.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_pipes_are_read_and_written()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The shell and its pipes are those of Linux.");
        using var folder = new TemporaryFolder();
        var model = Model(folder);

        var (exitCode, error) = Shell(folder.Path, $"cat '{model}' | dotnet '{ProgramPath}' export /dev/stdin --onnx /dev/fd/3 3>&1 >/dev/null | cat > copy.onnx");

        Assert.Equal((0, ""), (exitCode, error));
        using var expected = new MemoryStream();
        OnnxFile.Write(ModelFile.Load<float>(model).Model, expected, ModelFile.Load<float>(model).Metadata);
        Assert.Equal(expected.ToArray(), File.ReadAllBytes(folder["copy.onnx"]));
    }

    [Fact]
    public async Task Waiting_for_a_pipe_ends_with_an_interrupt()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are seen in /proc.");
        using var own = Process.GetCurrentProcess();
        Assert.SkipWhen(ProgramRun.HasInterruptIn(own, "SigIgn:"), "Interrupts are ignored here, as in the background of a shell.");
        using var folder = new TemporaryFolder();
        var pipe = SavedFiles.MakePipe(folder["pipe"]);
        using var process = ProgramRun.Start(folder.Path, null, ["export", Model(folder), "--onnx", pipe]);
        while (!ProgramRun.HasInterruptIn(process, "SigCgt:"))
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        // It is told once it has begun to work; what it works at is to wait.
        await ProgramRun.WorkAsync(process, TimeSpan.FromSeconds(0.2), new CancellationTokenSource(TimeSpan.FromSeconds(3)).Token)
            .ContinueWith(_ => { }, TaskScheduler.Default);
        ProgramRun.Interrupt(process);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await process.WaitForExitAsync(patience.Token);

        Assert.Equal((ExitCode.Interrupted, "Cancelled."), (process.ExitCode, (await process.StandardError.ReadToEndAsync()).TrimEnd()));
    }

    [Fact]
    public void Exporting_keeps_links_permissions_pipes_and_devices()
    {
        using var folder = new TemporaryFolder();
        var model = Model(folder);
        SavedFiles.Check("model.onnx", path =>
        {
            using var run = new ProgramRun("export", model, "--onnx", path);
            if (run.ExitCode != 0)
            {
                throw new IOException(run.Error);
            }
        });
    }

    [Fact]
    public async Task Several_runs_into_one_new_folder_do_not_disturb_each_other()
    {
        using var folder = new TemporaryFolder();
        for (var i = 0; i < 200; i++)
        {
            var target = new DirectoryInfo(folder[$"new{i}/sub"]);
            using var together = new Barrier(4);
            var runs = Enumerable.Range(0, 4).Select(run => Task.Factory.StartNew(
                () =>
                {
                    together.SignalAndWait();
                    OutputFolder.Require(new DirectoryInfo(target.FullName));
                    target.Create();
                    File.WriteAllText(Path.Combine(target.FullName, $"file{run}"), "");
                }, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();

            await Task.WhenAll(runs);

            Assert.Equal(4, target.GetFiles().Length);
        }
    }

    [Fact]
    public void Checking_a_folder_leaves_no_trace_and_finds_what_can_not_be_made()
    {
        using var folder = new TemporaryFolder();
        folder.Put("file", [1]);

        OutputFolder.Require(new DirectoryInfo(folder["a/b/c"]));
        OutputFolder.Require(new DirectoryInfo(folder.Path));

        Assert.Contains("is not a folder", Assert.Throws<IOException>(() => OutputFolder.Require(new DirectoryInfo(folder["file/sub"]))).Message, StringComparison.Ordinal);
        Assert.ThrowsAny<IOException>(() => OutputFolder.Require(new DirectoryInfo(folder[$"a/{new string('x', 300)}"])));
        Assert.Equal(["file"], folder.Files());
    }

    [Fact]
    public void A_split_of_EMNIST_is_chosen_among_several()
    {
        using var folder = new TemporaryFolder();
        foreach (var split in new[] { "letters", "digits" })
        {
            foreach (var part in new[] { "train", "test" })
            {
                Idx.WriteImages(folder[$"emnist-{split}-{part}-images-idx3-ubyte.gz"], [.. Enumerable.Range(0, 20 * 12).Select(i => (byte)i)], 4, 3);
                Idx.WriteLabels(folder[$"emnist-{split}-{part}-labels-idx1-ubyte"], [.. Enumerable.Range(0, 20).Select(i => (byte)(1 + (i % 2)))]);
            }
        }

        using var run = new ProgramRun("digits", "--data", folder.Path, "--emnist", "letters", "--epochs", "1");
        using var several = new ProgramRun("digits", "--data", folder.Path);
        using var wrong = new ProgramRun("digits", "--data", folder.Path, "--emnist", "all");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("Data: 20 images of 3 × 4 to train on", run.Output, StringComparison.Ordinal);
        Assert.Contains("12 → 2 softmax", run.Output, StringComparison.Ordinal);
        Assert.Equal(["A", "B"], ModelFile.Load<float>(run.Model).Model.ClassNames);
        Assert.Contains("has several datasets: emnist-digits, emnist-letters", several.Error, StringComparison.Ordinal);
        Assert.Equal((1, 2), (several.ExitCode, wrong.ExitCode));
    }

    private static string ProgramPath => Path.Combine(AppContext.BaseDirectory, "perceptron.dll");

    private static string Model(TemporaryFolder folder)
    {
        var path = folder["model.safetensors"];
        ModelFile.Save(Perceptron.Model.Softmax<float>(64, 10), path, ProgramRun.Prepared);
        return path;
    }

    private static (int ExitCode, string Error) Shell(string folder, string command)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", command])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["XDG_CACHE_HOME"] = folder;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        _ = output.Result;
        return (process.ExitCode, error);
    }
}
