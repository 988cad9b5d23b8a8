using Perceptron;
using Tests;
using Xunit;

namespace MnistTests;

/// <summary>What tests of downloads share.</summary>
internal static class Downloads
{
    public static SmallMnist Right { get; } = new();

    public static Task<MnistNotFoundException> NotFound(MnistSite site, bool offline = false) =>
        Assert.ThrowsAsync<MnistNotFoundException>(() => Mnist.LoadAsync(new() { Site = site, Offline = offline }));

    public static void AssertRight(MnistData data)
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

    public sealed class Told : IProgress<MnistProgress>
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
