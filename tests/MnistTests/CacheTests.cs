using Perceptron;
using Tests;
using Xunit;
using static MnistTests.Downloads;

namespace MnistTests;

/// <summary>The folders where the files of MNIST are looked for and kept.</summary>
public class CacheTests
{
    [Fact]
    public async Task What_is_missing_is_downloaded_and_found_in_the_cache_from_then_on()
    {
        using var folder = new TemporaryFolder();
        using var server = new MirrorServer(MirrorServer.Good(Right.Content));
        var options = new MnistOptions { Site = Right.Site(folder, server) };

        var first = await Mnist.LoadAsync(options);
        var second = await Mnist.LoadAsync(options);
        var third = Mnist.Load(new MnistOptions { Site = options.Site, Offline = true });

        Assert.Equal([MnistSource.Mirrors, MnistSource.Cache, MnistSource.Cache], new[] { first, second, third }.Select(data => data.Source));
        Assert.All([first, second, third], AssertRight);
        Assert.All([first, second, third], data => Assert.Equal(folder.Path, data.Folder));
        Assert.Equal(4, server.Requests);
        Assert.Equal(Right.Content.Keys.Order(StringComparer.Ordinal), folder.Files());
        Assert.Equal(4, Right.WholeFilesIn(folder).Length);
    }

    [Fact]
    public async Task The_folder_given_comes_first_then_the_variable_then_the_cache()
    {
        using var given = new TemporaryFolder();
        using var named = new TemporaryFolder();
        using var cache = new TemporaryFolder();
        using var empty = new TemporaryFolder();
        foreach (var folder in new[] { given, named, cache })
        {
            Right.PutInto(folder);
        }

        async Task<(string, MnistSource)> Found(string? folder, string? variable)
        {
            var site = Right.Site(cache) with { Variable = name => name == "PERCEPTRON_DATA" ? variable : null };
            var data = await Mnist.LoadAsync(new() { Folder = folder, Site = site });
            AssertRight(data);
            return (data.Folder, data.Source);
        }

        Assert.Equal((given.Path, MnistSource.Folder), await Found(given.Path, named.Path));
        Assert.Equal((named.Path, MnistSource.EnvironmentVariable), await Found(null, named.Path));
        Assert.Equal((cache.Path, MnistSource.Cache), await Found(null, null));
        Assert.Equal((cache.Path, MnistSource.Cache), await Found(null, ""));
        Assert.Equal((cache.Path, MnistSource.Cache), await Found(null, empty.Path));
        Assert.Equal((cache.Path, MnistSource.Cache), await Found(null, empty["missing"]));

        await Assert.ThrowsAsync<FileNotFoundException>(() => Found(empty.Path, named.Path));
        await Assert.ThrowsAsync<DirectoryNotFoundException>(() => Found(empty["missing"], named.Path));
    }

    [Fact]
    public async Task Offline_says_where_it_was_looked_for_and_asks_nobody()
    {
        using var folder = new TemporaryFolder();
        using var server = new MirrorServer(MirrorServer.Good(Right.Content));
        var site = Right.Site(folder, server);

        var unset = await NotFound(site, offline: true);
        var set = await NotFound(site with { Variable = _ => "/no\nwhere\u001b[2J" }, offline: true);

        Assert.Equal(
            $"MNIST was not found: PERCEPTRON_DATA is not set; it is not in {folder.Path}; it must not be downloaded (offline).",
            unset.Message);
        Assert.StartsWith("MNIST was not found: PERCEPTRON_DATA names /no where [2J, which lacks one of the four files; ", set.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Requests);
        await Assert.ThrowsAsync<MnistNotFoundException>(() => Mnist.DownloadAsync(new() { Site = site, Offline = true }));
    }

    [Fact]
    public async Task Without_a_home_folder_it_says_so()
    {
        using var folder = new TemporaryFolder();
        using var server = new MirrorServer(MirrorServer.Good(Right.Content));

        var exception = await NotFound(Right.Site(folder, server) with { CacheFolder = () => null });

        Assert.Equal(
            "MNIST was not found: PERCEPTRON_DATA is not set; there is no home folder for the cache; a folder must be given.", exception.Message);
    }

    [Fact]
    public async Task A_cache_that_can_not_be_written_is_told()
    {
        using var folder = new TemporaryFolder();
        using var server = new MirrorServer(MirrorServer.Good(Right.Content));
        var file = folder.Put("file", []);

        var exception = await NotFound(Right.Site(folder, server) with { CacheFolder = () => Path.Combine(file, "mnist") });

        Assert.Contains($"it can't be saved in {Path.Combine(file, "mnist")} (", exception.Message, StringComparison.Ordinal);
        Assert.Equal(["file"], folder.Files());
    }

    [Fact]
    public async Task A_damaged_file_in_the_cache_is_downloaded_anew()
    {
        using var folder = new TemporaryFolder();
        using var server = new MirrorServer(MirrorServer.Good(Right.Content));
        var site = Right.Site(folder, server);
        foreach (var (name, content) in Right.Content)
        {
            Right.PutInto(folder);
            folder.Put(name, content[..^9]);

            var offline = await NotFound(site, offline: true);
            var data = await Mnist.LoadAsync(new() { Site = site });

            Assert.Contains("the copy in the cache is not usable (", offline.Message, StringComparison.Ordinal);
            Assert.Contains(name, offline.Message, StringComparison.Ordinal);
            Assert.Equal(MnistSource.Mirrors, data.Source);
            AssertRight(data);
        }

        Assert.Equal(4, server.Requests);
        Assert.Equal(Right.Content.Keys.Order(StringComparer.Ordinal), folder.Files());
    }

    [Fact]
    public async Task Downloading_replaces_what_is_not_MNIST_in_the_cache_under_any_of_its_names()
    {
        using var folder = new TemporaryFolder();
        using var server = new MirrorServer(MirrorServer.Good(Right.Content));
        var other = new SmallMnist(seed: 5);
        other.PutInto(folder);
        folder.Put("train-images-idx3-ubyte", other.Raw["train-images-idx3-ubyte"]);
        folder.Put("t10k-images.idx3-ubyte", other.Raw["t10k-images-idx3-ubyte"]);

        await Mnist.DownloadAsync(new() { Site = Right.Site(folder, server) });

        // The labels are the same in both.
        Assert.Equal(2, server.Requests);
        Assert.Equal(Right.Content.Keys.Order(StringComparer.Ordinal), folder.Files());
        AssertRight(Mnist.Load(folder.Path));
    }

    [Fact]
    public async Task What_is_right_is_not_asked_for()
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, raw) in Right.Raw)
        {
            folder.Put(name, raw);
        }

        Assert.Equal(folder.Path, await Mnist.DownloadAsync(new() { Site = Right.Site(folder) }));
    }

    [Fact]
    public async Task A_folder_given_is_downloaded_into_but_nothing_in_it_is_replaced()
    {
        using var cache = new TemporaryFolder();
        using var given = new TemporaryFolder();
        using var server = new MirrorServer(MirrorServer.Good(Right.Content));
        var options = new MnistOptions { Folder = given["new"], Site = Right.Site(cache, server) };

        Assert.Equal(given["new"], await Mnist.DownloadAsync(options));
        AssertRight(Mnist.Load(given["new"]));
        Assert.Empty(cache.Files());

        var own = Path.Combine(given["new"], "t10k-images-idx3-ubyte.gz");
        var content = new SmallMnist(seed: 5).Content["t10k-images-idx3-ubyte.gz"];
        File.WriteAllBytes(own, content);
        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => Mnist.DownloadAsync(options));
        Assert.Equal($"{own} is not MNIST's t10k-images-idx3-ubyte; move it away, or download into another folder.", exception.Message);
        Assert.Equal(content, File.ReadAllBytes(own));
    }

    [Fact]
    public async Task What_a_killed_process_left_is_removed_when_it_is_old()
    {
        using var folder = new TemporaryFolder();
        using var server = new MirrorServer(MirrorServer.Good(Right.Content));
        var old = folder.Put(".train-images-idx3-ubyte.gz.x.part", [1]);
        folder.Put(".train-images-idx3-ubyte.gz.y.part", [1]);
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-2));

        await Mnist.DownloadAsync(new() { Site = Right.Site(folder, server) });

        Assert.Equal([".train-images-idx3-ubyte.gz.y.part"], folder.Files().Where(file => file.EndsWith(".part", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_link_in_the_cache_stays_and_what_is_no_file_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Links and pipes are those of Linux.");
        using var folder = new TemporaryFolder();
        using var elsewhere = new TemporaryFolder();
        using var server = new MirrorServer(MirrorServer.Good(Right.Content));
        const string Name = "train-images-idx3-ubyte.gz";
        File.CreateSymbolicLink(folder[Name], elsewhere["file"]);

        await Mnist.DownloadAsync(new() { Site = Right.Site(folder, server) });

        Assert.Equal(elsewhere["file"], new FileInfo(folder[Name]).LinkTarget);
        Assert.Equal(["file"], elsewhere.Files());
        AssertRight(Mnist.Load(folder.Path));

        File.Delete(folder[Name]);
        SavedFiles.MakePipe(folder[Name]);
        var exception = await Assert.ThrowsAsync<MnistNotFoundException>(() => Mnist.DownloadAsync(new() { Site = Right.Site(folder, server) }));
        Assert.Contains("is not a regular file", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_downloads_at_once_into_one_cache_all_succeed()
    {
        using var folder = new TemporaryFolder();
        using var server = new MirrorServer(MirrorServer.Good(Right.Content));

        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Mnist.LoadAsync(new() { Site = Right.Site(folder, server) })));

        Assert.All(all, AssertRight);
        Assert.Equal(Right.Content.Keys.Order(StringComparer.Ordinal), folder.Files());
        Assert.Equal(4, Right.WholeFilesIn(folder).Length);
    }

    [Theory]
    [InlineData(false, false, "/xdg", "/xdg/perceptron/mnist")]
    [InlineData(false, false, null, "/home/.cache/perceptron/mnist")]
    [InlineData(false, false, "", "/home/.cache/perceptron/mnist")]
    [InlineData(false, false, "relative/xdg", "/home/.cache/perceptron/mnist")]
    [InlineData(false, true, "/xdg", "/home/Library/Caches/perceptron/mnist")]
    [InlineData(true, false, "/xdg", "/local/perceptron/mnist")]
    public void The_cache_is_where_the_platform_wants_it(bool isWindows, bool isMacOS, string? xdg, string folder)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "These paths are not those of Windows.");
        Assert.Equal(folder, CacheLocation.Find(isWindows, isMacOS, xdg, "/local", "/home"));
        Assert.Equal(xdg == "/xdg" && !isWindows && !isMacOS ? folder : null, CacheLocation.Find(isWindows, isMacOS, xdg, "", ""));
    }
}
