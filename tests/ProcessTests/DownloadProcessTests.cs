using System.Diagnostics;
using System.Globalization;
using Perceptron;
using Tests;
using Xunit;

namespace ProcessTests;

/// <summary>Downloads by processes of their own, which are killed, or get into each other's way.</summary>
public class DownloadProcessTests
{
    private const int Piece = 1 << 11;

    private static readonly SmallMnist Right = new(images: 300);

    [Fact]
    public async Task Killed_at_any_moment_it_leaves_no_half_file_that_is_read()
    {
        const int Runs = 100;
        var pieces = Right.Content.Values.Sum(content => (content.Length + Piece - 1) / Piece);
        Assert.InRange(pieces, 8, Runs);
        await Parallel.ForAsync(0, Runs, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (run, _) => await KillAsync(run, run % pieces));
    }

    [Fact]
    public async Task Two_processes_at_once_both_succeed()
    {
        using var folder = new TemporaryFolder();
        using var both = new Barrier(2);
        using var server = new MirrorServer(async (file, stream, end) =>
        {
            // Each file is sent to both at the same time.
            await Task.Run(() => both.SignalAndWait(end), end);
            await MirrorServer.Good(Right.Content)(file, stream, end);
        });

        using var first = Start(folder, server);
        using var second = Start(folder, server);
        await Task.WhenAll(first.WaitForExitAsync(), second.WaitForExitAsync());

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal(8, server.Requests);
        Assert.Equal(4, Right.WholeFilesIn(folder).Length);
        Assert.Equal(4, folder.Files().Length);
    }

    /// <summary>Kills a process when this piece has been sent; if it is the last of a file, that is being checked, flushed and renamed.</summary>
    private static async Task KillAsync(int seed, int last)
    {
        using var folder = new TemporaryFolder();
        using var started = new SemaphoreSlim(0);
        Process? child = null;
        var (sent, kept) = (0, 0);
        string? cut = null;
        var begun = new List<string>();
        var ended = new HashSet<string>();
        using var server = new MirrorServer(async (file, stream, end) =>
        {
            begun.Add(file);
            var content = Right.Content[file];
            await MirrorServer.SendAsync(stream, "200 OK", [], content.Length);
            for (var at = 0; at < content.Length; at += Piece)
            {
                // The process has kept all pieces before this one.
                while (UnfinishedIn(folder, file) is not [{ Length: var length }] || length < at)
                {
                    await Task.Yield();
                    end.ThrowIfCancellationRequested();
                }

                // Nothing is sent after the last piece, though the next file may be asked for before the process is killed.
                if (sent > last)
                {
                    await Task.Delay(-1, end);
                }

                // Counted before it is sent: as soon as the last piece of a file is, the next file may be asked for.
                (var piece, kept) = (sent++, at);
                cut = at + Piece < content.Length ? file : null;
                if (at + Piece >= content.Length)
                {
                    ended.Add(file);
                }

                await stream.WriteAsync(content.AsMemory(at..Math.Min(at + Piece, content.Length)), end);
                if (piece == last)
                {
                    await started.WaitAsync(end);
                    Thread.SpinWait(new Random(seed).Next(30_000));
                    child!.Kill();
                    await Task.Delay(-1, end);
                }
            }
        });

        using (child = Start(folder, server))
        {
            started.Release();
            await child.WaitForExitAsync();
        }

        var whole = Right.WholeFilesIn(folder);
        Assert.Equal(last + 1, sent);
        Assert.Superset(begun[..^1].ToHashSet(), whole.ToHashSet());
        Assert.Subset(ended, whole.ToHashSet());
        if (cut is not null)
        {
            Assert.InRange(Assert.Single(UnfinishedIn(folder, cut)).Length, kept, kept + Piece);
        }

        using var good = new MirrorServer(MirrorServer.Good(Right.Content));
        await Mnist.DownloadAsync(new() { Site = Right.Site(folder, good) });
        Assert.Equal(4 - whole.Length, good.Requests);
        Assert.Equal(4, Right.WholeFilesIn(folder).Length);
    }

    private static FileInfo[] UnfinishedIn(TemporaryFolder folder, string file) => new DirectoryInfo(folder.Path).GetFiles($".{file}.*.part");

    private static Process Start(TemporaryFolder folder, MirrorServer server) => Process.Start(
        "dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "Child.dll"), folder.Path, server.Address.AbsoluteUri,
            .. Right.Files.SelectMany(file => new[] { file.Name, file.Length.ToString(CultureInfo.InvariantCulture), file.Sha256 }),
        ]);
}
