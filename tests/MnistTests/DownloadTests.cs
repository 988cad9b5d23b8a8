using Perceptron;
using Tests;
using Xunit;
using static MnistTests.Downloads;

namespace MnistTests;

/// <summary>What a download asks for, tells and leaves. Only mirrors on the loopback address are asked.</summary>
public class DownloadTests
{
    [Fact]
    public async Task Each_file_may_come_from_another_mirror()
    {
        using var folder = new TemporaryFolder();
        using var odd = new MirrorServer(MirrorServer.Good(Right.Content.Where((_, i) => i % 2 == 1).ToDictionary()));
        using var even = new MirrorServer(MirrorServer.Good(Right.Content.Where((_, i) => i % 2 == 0).ToDictionary()));

        AssertRight(await Mnist.LoadAsync(new() { Site = Right.Site(folder, odd, even) }));
    }

    [Fact]
    public async Task What_came_before_a_mirror_failed_is_kept_and_not_asked_for_again()
    {
        using var folder = new TemporaryFolder();
        using var half = new MirrorServer(MirrorServer.Good(Right.Content.Take(2).ToDictionary()));
        using var good = new MirrorServer(MirrorServer.Good(Right.Content));

        var exception = await NotFound(Right.Site(folder, half));
        Assert.Contains("t10k-images-idx3-ubyte.gz can't be downloaded from", exception.Message, StringComparison.Ordinal);
        Assert.Equal(2, Right.WholeFilesIn(folder).Length);
        Assert.Equal(2, folder.Files().Length);

        await Mnist.DownloadAsync(new() { Site = Right.Site(folder, good) });
        Assert.Equal(2, good.Requests);
        Assert.Equal(4, Right.WholeFilesIn(folder).Length);
    }

    [Fact]
    public async Task A_mirror_that_failed_is_asked_last_for_the_next_file()
    {
        using var folder = new TemporaryFolder();
        using var bad = new MirrorServer(MirrorServer.Good(new Dictionary<string, byte[]>()));
        using var good = new MirrorServer(MirrorServer.Good(Right.Content));

        await Mnist.DownloadAsync(new() { Site = Right.Site(folder, bad, good) });

        Assert.Equal((1, 4), (bad.Requests, good.Requests));
    }

    [Fact]
    public async Task Mirrors_of_ones_own_come_first()
    {
        using var folder = new TemporaryFolder();
        using var own = new MirrorServer(MirrorServer.Good(Right.Content));
        using var other = new MirrorServer(MirrorServer.Good(Right.Content));

        // Without its slash at the end.
        var address = new Uri(own.Address.AbsoluteUri.TrimEnd('/'));
        await Mnist.DownloadAsync(new() { Mirrors = [address], Site = Right.Site(folder, other) });

        Assert.Equal((4, 0), (own.Requests, other.Requests));
    }

    [Fact]
    public async Task Progress_tells_every_byte()
    {
        using var folder = new TemporaryFolder();
        using var server = new MirrorServer(MirrorServer.Good(Right.Content));
        var told = new Told();

        await Mnist.DownloadAsync(new() { Site = Right.Site(folder, server) }, told);

        Assert.Equal(Right.Content.Keys, told.All.Select(progress => progress.File).Distinct());
        foreach (var file in told.All.GroupBy(progress => progress.File))
        {
            Assert.Equal(file.Select(progress => progress.Bytes).Order().Distinct(), file.Select(progress => progress.Bytes));
            Assert.All(file, progress => Assert.Equal((Right.Content[file.Key].Length, server.Address), (progress.TotalBytes, progress.Mirror)));
            Assert.Equal(Right.Content[file.Key].Length, file.Last().Bytes);
        }

        Assert.Equal(
            $"t10k-labels-idx1-ubyte.gz: {told.All[^1].Bytes} of {told.All[^1].Bytes} bytes from {server.Address.Authority}", told.All[^1].ToString());
    }

    [Fact]
    public async Task A_length_that_is_not_told_is_not_known()
    {
        using var folder = new TemporaryFolder();
        using var server = new MirrorServer(async (file, stream, end) =>
        {
            await MirrorServer.WriteAsync(stream, "HTTP/1.0 200 OK\r\n\r\n");
            await stream.WriteAsync(Right.Content[file], end);
        });
        var told = new Told();

        AssertRight(await Mnist.LoadAsync(new() { Site = Right.Site(folder, server) }, told));

        Assert.All(told.All, progress => Assert.Null(progress.TotalBytes));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Cancelling_ends_it_at_once_and_leaves_no_file(int state)
    {
        using var folder = new TemporaryFolder();
        using var cancellation = new CancellationTokenSource();
        using var server = new MirrorServer(async (file, stream, end) =>
        {
            if (state == 2)
            {
                await MirrorServer.SendAsync(stream, "200 OK", Right.Content[file][..40], Right.Content[file].Length);
            }
            else
            {
                await cancellation.CancelAsync();
            }

            await Task.Delay(-1, end);
        });
        var told = new Told { Then = progress => cancellation.Cancel() };
        if (state == 0)
        {
            await cancellation.CancelAsync();
        }

        var loading = Mnist.LoadAsync(new() { Site = Right.Site(folder, server) }, told, cancellation.Token);

        // Nothing else would end it within the five minutes that a mirror is given here.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loading.WaitAsync(TimeSpan.FromMinutes(4)));
        Assert.Equal(state == 0 ? 0 : 1, server.Requests);
        Assert.Empty(folder.Files());
    }

    [Fact]
    public async Task Reading_is_cancelled_too()
    {
        using var folder = new TemporaryFolder();
        Right.PutInto(folder);
        using var cancellation = new CancellationTokenSource();
        var site = Right.Site(folder) with
        {
            CacheFolder = () =>
            {
                cancellation.Cancel();
                return folder.Path;
            },
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Mnist.LoadAsync(new() { Site = site }, null, cancellation.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Mnist.LoadAsync(new() { Folder = folder.Path }, null, new CancellationToken(canceled: true)));
        Assert.Throws<OperationCanceledException>(
            () => Idx.ReadImages(folder["train-images-idx3-ubyte.gz"], transposed: false, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task MNIST_itself_passes_every_check()
    {
        var data = Environment.GetEnvironmentVariable("PERCEPTRON_DATA");
        Assert.SkipUnless(!string.IsNullOrEmpty(data), "PERCEPTRON_DATA does not say where MNIST is.");
        using var folder = new TemporaryFolder();
        using var server = new MirrorServer(async (file, stream, end) =>
        {
            var path = Mnist.Find(data!, file[..^3])!;
            var content = await File.ReadAllBytesAsync(path, end);
            await MirrorServer.SendAsync(stream, "200 OK", path.EndsWith(".gz", StringComparison.Ordinal) ? content : IdxBytes.Zip(content));
        });
        var site = MnistSite.Public with { Mirrors = [server.Address], CacheFolder = () => folder.Path, Variable = _ => null };

        var mnist = await Mnist.LoadAsync(new() { Site = site });

        Assert.Equal("60000 images of 28 × 28 in 10 classes; 10000 to test on", mnist.ToString());
        Assert.Equal(folder.Path, await Mnist.DownloadAsync(new() { Site = site, Offline = true }));
        Assert.Equal(4, server.Requests);
    }
}
