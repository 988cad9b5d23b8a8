using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;
using static MnistTests.Downloads;

namespace MnistTests;

/// <summary>Mirrors: their addresses, their redirections, and what they may do wrong. Only mirrors on the loopback address are asked.</summary>
public class MirrorTests
{
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

        Assert.Equal("not 100000 bytes long when decompressed", await new MnistFile("x", 100_000, "").FaultAsync(content, new GzipEnd(), default));
        Assert.InRange(content.Count, 100_000, 200_000);
    }

    [Property]
    public bool No_compressed_file_is_as_long_as_the_most_that_is_taken(int seed, ushort length)
    {
        var content = new byte[length];
        new Random(seed).NextBytes(content);

        return IdxBytes.Zip(content).Length <= new MnistFile("x", length, "").MaxCompressedLength;
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
}
