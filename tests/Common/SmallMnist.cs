using System.Security.Cryptography;
using Perceptron;

namespace Tests;

/// <summary>Four small files in the place of those of MNIST.</summary>
internal sealed class SmallMnist
{
    public SmallMnist(int seed = 1, int images = 40)
    {
        Raw = new()
        {
            ["train-images-idx3-ubyte"] = IdxBytes.Of([images, 8, 8], IdxBytes.Random(seed, images * 64)),
            ["train-labels-idx1-ubyte"] = IdxBytes.Of([images], [.. Enumerable.Range(0, images).Select(i => (byte)(i % 10))]),
            ["t10k-images-idx3-ubyte"] = IdxBytes.Of([12, 8, 8], IdxBytes.Random(seed + 1, 12 * 64)),
            ["t10k-labels-idx1-ubyte"] = IdxBytes.Of([12], [.. Enumerable.Range(0, 12).Select(i => (byte)(9 - (i % 10)))]),
        };
        Files = [.. Raw.Select(file => new MnistFile(file.Key, file.Value.Length, Convert.ToHexStringLower(SHA256.HashData(file.Value))))];
        Content = Raw.ToDictionary(file => file.Key + ".gz", file => IdxBytes.Zip(file.Value));
    }

    public OrderedDictionary<string, byte[]> Raw { get; }

    public MnistFile[] Files { get; }

    /// <summary>What a mirror has: names with .gz.</summary>
    public Dictionary<string, byte[]> Content { get; }

    /// <summary>A site with these mirrors and no others, whose cache is a folder, and whose environment is empty.</summary>
    public MnistSite Site(TemporaryFolder cache, params MirrorServer[] mirrors) => new()
    {
        Mirrors = [.. mirrors.Select(mirror => mirror.Address)],
        Files = Files,
        CacheFolder = () => cache.Path,
        Variable = _ => null,
        Connecting = TimeSpan.FromMinutes(5),
        Idle = TimeSpan.FromMinutes(5),
    };

    public void PutInto(TemporaryFolder folder)
    {
        foreach (var (name, content) in Content)
        {
            folder.Put(name, content);
        }
    }

    /// <summary>The names of the files that are there; each must be whole and right.</summary>
    public string[] WholeFilesIn(TemporaryFolder folder)
    {
        var there = Content.Keys.Where(name => File.Exists(folder[name])).ToArray();
        foreach (var name in there)
        {
            Xunit.Assert.Equal(Raw[name[..^3]], IdxBytes.Unzip(File.ReadAllBytes(folder[name])));
        }

        return there;
    }
}
