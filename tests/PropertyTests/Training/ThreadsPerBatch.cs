using Perceptron.Training;
using Xunit;

namespace PropertyTests;

/// <summary>How many threads share a mini-batch: one for each 1,200,000 multiply-adds of whole vectors.</summary>
public class ThreadsPerBatch
{
    [Theory]
    [InlineData(0, 8, 1)]
    [InlineData(2_399_999, 8, 1)]
    [InlineData(2_400_000, 8, 2)]
    [InlineData(6_000_000, 8, 5)]
    [InlineData(6_000_000, 3, 3)]
    [InlineData(1e18, 1024, 1024)]
    [InlineData(1e18, 1, 1)]
    public void Follow_a_written_rule(double multiplyAdds, int most, int threads) => Assert.Equal(threads, Trainer<float>.ThreadsFor(multiplyAdds, most));
}
