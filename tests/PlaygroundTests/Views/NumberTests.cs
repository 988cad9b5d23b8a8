using Perceptron.Playground.Views;
using Xunit;

namespace Perceptron.PlaygroundTests.Views;

/// <summary>Numbers as people type them: a comma is a decimal comma, unless it may be a mark for thousands.</summary>
public class NumberTests
{
    [Theory]
    [InlineData("0.5", 0.5)]
    [InlineData("0,5", 0.5)]
    [InlineData("1,5e1", 15)]
    [InlineData("0,125", 0.125)]
    [InlineData("-0,125", -0.125)]
    [InlineData("1,25", 1.25)]
    [InlineData("1,0000", 1)]
    [InlineData("\u22122.5", -2.5)]
    [InlineData(" 3 ", 3)]
    public void A_number_is_read(string text, double expected)
    {
        Assert.True(Numbers.TryParse(text, out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("1,000")]
    [InlineData("-12,345")]
    [InlineData("10,000 ")]
    [InlineData("1,000.5")]
    [InlineData("1,000,000")]
    [InlineData("NaN")]
    [InlineData("1e999")]
    [InlineData("∞")]
    [InlineData("0x10")]
    [InlineData("many")]
    [InlineData("")]
    [InlineData(null)]
    public void Anything_else_is_refused(string? text) => Assert.False(Numbers.TryParse(text, out _));
}
