using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;

namespace MnistTests;

/// <summary>Finding and downloading; no mirror but those on the loopback address is ever asked.</summary>
public class DownloadTests
{
    private static readonly SmallMnist Right = new();

    public static TheoryData<string> Wrongs => [.. HostileMirrors.All.Keys];

    public static TheoryData<string> Hangs => [.. HostileMirrors.Hanging.Keys];

    [Theory]
    [MemberData(nameof(Wrongs))]
    public async Task A_mirror_that(string wrong) => await IsToldAndPassedOver(HostileMirrors.All[wrong], site => site);

    [Theory]
    [MemberData(nameof(Hangs))]
    public async Task A_mirror_that_hangs(string wrong) => await IsToldAndPassedOver(
        HostileMirrors.Hanging[wrong],
        site => site with { Connecting = TimeSpan.FromSeconds(1.5), Idle = TimeSpan.FromSeconds(1.5), Whole = TimeSpan.FromSeconds(2) });

    [Fact]
    public async Task A_mirror_that_is_not_there()
    {
        using var folder = new TemporaryFolder();
        var gone = new MirrorServer(MirrorServer.Good(Right.Content));
        gone.Dispose();
        using var good = new MirrorServer(MirrorServer.Good(Right.Content));

        var exception = await NotFound(Right.Site(folder, gone));
        Assert.Contains($"from {gone.Address.Authority} (refused the connection)", exception.Message, StringComparison.Ordinal);
        Assert.Empty(folder.Files());

        await Mnist.DownloadAsync(new() { Site = Right.Site(folder, gone, good) });
        Assert.Equal(4, Right.WholeFilesIn(folder).Length);
    }

    [Fact]
    public async Task A_mirror_whose_certificate_nobody_vouches_for()
    {
        using var folder = new TemporaryFolder();
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var server = new MirrorServer(MirrorServer.Good(Right.Content), certificate);

        var exception = await NotFound(Right.Site(folder, server));

        Assert.Contains($"from {server.Address.Authority} (no secure connection)", exception.Message, StringComparison.Ordinal);
        Assert.Equal("https", server.Address.Scheme);
        Assert.Equal(0, server.Requests);
        Assert.Empty(folder.Files());
    }

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
    public async Task Redirections_are_followed_five_times()
    {
        using var folder = new TemporaryFolder();
        using var good = new MirrorServer(MirrorServer.Good(Right.Content));
        var left = 0;
        using var server = new MirrorServer((file, stream, _) =>
        {
            var location = left-- > 0 ? $"/other/{file}" : good.Address + file;
            return MirrorServer.SendAsync(stream, "307 Temporary Redirect", [], headers: $"Location: {location}\r\n");
        });

        left = 4;
        var one = Right.Files[..1];
        await Mnist.DownloadAsync(new() { Site = Right.Site(folder, server) with { Files = one } });
        Assert.Equal((5, 1), (server.Requests, good.Requests));

        left = 5;
        var two = Right.Files[1..2];
        await Assert.ThrowsAsync<MnistNotFoundException>(() => Mnist.DownloadAsync(new() { Site = Right.Site(folder, server) with { Files = two } }));
        Assert.Equal(1, good.Requests);
    }

    [Theory]
    [InlineData("https://a/b/c", "https://d/e", "https://d/e")]
    [InlineData("https://a/b/c", "/e", "https://a/e")]
    [InlineData("http://a/b/c", "e", "http://a/b/e")]
    [InlineData("http://a/b/c", "https://d/e", "https://d/e")]
    [InlineData("https://a/b/c", "//d/e", "https://d/e")]
    [InlineData("https://a/b/c", "http://a/b/c", null)]
    [InlineData("https://a/b/c", "http://127.0.0.1/", null)]
    [InlineData("http://a/b/c", "file:///etc/passwd", null)]
    [InlineData("http://a/b/c", "javascript:alert(1)", null)]
    [InlineData("http://a/b/c", "data:,x", null)]
    [InlineData("http://a/b/c", null, null)]
    public void A_redirection_leads_to(string from, string? location, string? to) => Assert.Equal(
        to, Mirror.Follow(new(from), location is null ? null : new(location, UriKind.RelativeOrAbsolute))?.AbsoluteUri);

    [Theory]
    [InlineData("https://a", "https://a/x.gz")]
    [InlineData("https://a/", "https://a/x.gz")]
    [InlineData("https://a/b", "https://a/b/x.gz")]
    [InlineData("https://a/b/", "https://a/b/x.gz")]
    [InlineData("http://a:81/b%20c/?key=1%262", "http://a:81/b%20c/x.gz?key=1%262")]
    public void A_mirror_has_its_files_at(string mirror, string file) =>
        Assert.Equal(file, Mirror.AddressOf(new(mirror), "x.gz").AbsoluteUri);

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
            () => Idx.ReadImages(folder["train-images-idx3-ubyte.gz"], new CancellationToken(canceled: true)));
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
    public async Task Several_downloads_at_once_into_one_cache_all_succeed()
    {
        using var folder = new TemporaryFolder();
        using var server = new MirrorServer(MirrorServer.Good(Right.Content));

        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Mnist.LoadAsync(new() { Site = Right.Site(folder, server) })));

        Assert.All(all, AssertRight);
        Assert.Equal(Right.Content.Keys.Order(StringComparer.Ordinal), folder.Files());
        Assert.Equal(4, Right.WholeFilesIn(folder).Length);
    }

    [Property(MaxTest = 200)]
    public bool Whatever_bytes_a_mirror_sends_only_the_right_content_is_kept(byte kind, ushort place, byte value)
    {
        var right = Right.Content["t10k-labels-idx1-ubyte.gz"];
        var at = place % right.Length;
        byte[] sent = (kind % 3) switch
        {
            0 => right[..at],
            1 => [.. right[..at], value, .. right[at..]],
            _ => [.. right[..at], (byte)(right[at] ^ value), .. right[(at + 1)..]],
        };
        using var folder = new TemporaryFolder();
        using var server = new MirrorServer((_, stream, _) => MirrorServer.SendAsync(stream, "200 OK", sent));
        var site = Right.Site(folder, server) with { Files = Right.Files[^1..] };
        try
        {
            Mnist.DownloadAsync(new() { Site = site }).GetAwaiter().GetResult();
            return Right.WholeFilesIn(folder).Length == 1
                && File.ReadAllBytes(folder["t10k-labels-idx1-ubyte.gz"]).AsSpan().SequenceEqual(sent);
        }
        catch (MnistNotFoundException)
        {
            return folder.Files().Length == 0;
        }
    }

    [Fact]
    public async Task A_content_without_end_is_cut_off()
    {
        using var content = new Zeros();

        Assert.Equal("not 100000 bytes long when decompressed", await new MnistFile("x", 100_000, "").FaultAsync(content, isGzip: true, default));
        Assert.InRange(content.Count, 100_000, 200_000);
    }

    [Property]
    public bool No_compressed_file_is_as_long_as_the_most_that_is_taken(int seed, ushort length)
    {
        var content = new byte[length];
        new Random(seed).NextBytes(content);

        return IdxBytes.Zip(content).Length <= new MnistFile("x", length, "").MaxCompressedLength;
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

    [Fact]
    public void The_loopback_address_has_no_proxy()
    {
        var proxy = new LoopbackBypass(new System.Net.WebProxy("http://proxy:1"));

        Assert.Equal(new Uri("http://proxy:1"), proxy.GetProxy(new("https://a/b")));
        Assert.False(proxy.IsBypassed(new("https://a/b")));
        Assert.All(["http://127.0.0.1:9/", "http://localhost/", "http://[::1]/"], address =>
        {
            Assert.Null(proxy.GetProxy(new(address)));
            Assert.True(proxy.IsBypassed(new(address)));
        });
    }

    [Fact]
    public void A_mirror_is_an_address_of_http()
    {
        Assert.Throws<ArgumentException>(() => new MnistOptions { Mirrors = [new("file:///mnist")] });
        Assert.Throws<ArgumentException>(() => new MnistOptions { Mirrors = [new("mnist/", UriKind.Relative)] });
        Assert.Throws<ArgumentException>(() => new MnistOptions { Mirrors = [null!] });
        Assert.Throws<ArgumentNullException>(() => new MnistOptions { Mirrors = null! });
        Assert.Equal(
            "MNIST from data, offline, 1 mirror more",
            new MnistOptions { Folder = "data", Offline = true, Mirrors = [new("http://a/")] }.ToString());
        Assert.Equal("MNIST from the usual places", new MnistOptions().ToString());
    }

    [Fact]
    public void The_public_mirrors_are_asked_over_https() =>
        Assert.Equal(["https", "https"], MnistSite.Public.Mirrors.Select(mirror => mirror.Scheme));

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

    private static async Task IsToldAndPassedOver(
        (Func<SmallMnist, MirrorServer.Answer> Answer, string Reason) wrong, Func<MnistSite, MnistSite> change)
    {
        using var folder = new TemporaryFolder();
        using var bad = new MirrorServer(wrong.Answer(Right));
        using var good = new MirrorServer(MirrorServer.Good(Right.Content));

        var exception = await NotFound(change(Right.Site(folder, bad)));

        Assert.Contains(
            $"; train-images-idx3-ubyte.gz can't be downloaded from {bad.Address.Authority} ({wrong.Reason}", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(exception.Message, char.IsControl);
        Assert.Empty(folder.Files());

        var data = await Mnist.LoadAsync(new() { Site = change(Right.Site(folder, bad, good)) });

        AssertRight(data);
        Assert.Equal(4, good.Requests);
        Assert.Equal(Right.Content.Keys.Order(StringComparer.Ordinal), folder.Files());
    }

    private static Task<MnistNotFoundException> NotFound(MnistSite site, bool offline = false) =>
        Assert.ThrowsAsync<MnistNotFoundException>(() => Mnist.LoadAsync(new() { Site = site, Offline = offline }));

    private static void AssertRight(MnistData data)
    {
        foreach (var (part, images, labels) in new[]
        {
            (data.Training, "train-images-idx3-ubyte", "train-labels-idx1-ubyte"), (data.Test, "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"),
        })
        {
            Assert.Equal(
                Right.Raw[images][16..],
                Enumerable.Range(0, part.Count).SelectMany(part.Pixels).Select(pixel => (byte)MathF.Round(pixel * 255)));
            Assert.Equal(Right.Raw[labels][8..], Enumerable.Range(0, part.Count).Select(i => (byte)part.Label(i)));
        }
    }

    private sealed class Zeros : MemoryStream
    {
        public int Count { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Assert.InRange(Count, 0, 1 << 20);
            buffer.Span.Clear();
            Count += buffer.Length;
            return new(buffer.Length);
        }
    }

    private sealed class Told : IProgress<MnistProgress>
    {
        public List<MnistProgress> All { get; } = [];

        public Action<MnistProgress> Then { get; init; } = _ => { };

        public void Report(MnistProgress value)
        {
            All.Add(value);
            Then(value);
        }
    }
}
