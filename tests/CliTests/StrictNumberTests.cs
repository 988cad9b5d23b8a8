using System.Globalization;
using FsCheck.Xunit;
using Perceptron.Cli;
using Xunit;

namespace CliTests;

/// <summary>A number means the same in every country, and what is not written so is refused.</summary>
public class StrictNumberTests
{
    [Theory]
    [InlineData("0,5", "write 0.5")]
    [InlineData("1,000", "write 1.000 or 1000")]
    [InlineData("1,000.5", "write 1000.5")]
    [InlineData("5,", "write 5.")]
    [InlineData("1 000", "here; write 1000.")]
    [InlineData("1'000", "here; write 1000.")]
    [InlineData("1.000,5", "not a number here.")]
    [InlineData("+5", "write 5")]
    [InlineData(" 5", "write 5")]
    [InlineData("5 ", "write 5")]
    [InlineData("\u22125", "write -5")]
    [InlineData("1\u00A0000", "write 1000")]
    [InlineData("5\n", "write 5")]
    [InlineData("", "not a number here.")]
    [InlineData("-", "not a number here.")]
    [InlineData(".", "not a number here.")]
    [InlineData("1e", "not a number here.")]
    [InlineData("1e5.0", "not a number here.")]
    [InlineData("0x10", "not a number here.")]
    [InlineData("1_000", "not a number here.")]
    [InlineData("(5)", "not a number here.")]
    [InlineData("5%", "not a number here.")]
    [InlineData("$5", "not a number here.")]
    [InlineData("NaN", "not a number here.")]
    [InlineData("Infinity", "not a number here.")]
    [InlineData("-Infinity", "not a number here.")]
    [InlineData("\u221E", "not a number here.")]
    [InlineData("\u0665", "not a number here.")]
    [InlineData("1e999", "too large")]
    [InlineData("-1e999", "too large")]
    [InlineData("1e-999", "too small")]
    public void A_text_that_is_no_number_is_refused(string text, string says) =>
        Assert.Contains(says, StrictNumber.ReadFraction(text, out _), StringComparison.Ordinal);

    [Fact]
    public void Advice_ends_like_a_sentence() =>
        Assert.Equal("\"5,\" is not a number here; write 5.", StrictNumber.ReadFraction("5,", out _));

    [Theory]
    [InlineData("1,000", "write 1000")]
    [InlineData("0,5", "not a whole number here.")]
    [InlineData("1.0", "not a whole number here.")]
    [InlineData("1e3", "not a whole number here.")]
    [InlineData("+5", "write 5")]
    [InlineData(" 5", "write 5")]
    [InlineData("0x10", "not a whole number here.")]
    [InlineData("\u0665", "not a whole number here.")]
    [InlineData("5\n", "write 5")]
    [InlineData("", "not a whole number here.")]
    [InlineData("9223372036854775808", "too large")]
    public void A_text_that_is_no_whole_number_is_refused(string text, string says) =>
        Assert.Contains(says, StrictNumber.ReadWhole(text, out _), StringComparison.Ordinal);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0.0", 0)]
    [InlineData("0e-999", 0)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5)]
    [InlineData("1E-3", 0.001)]
    [InlineData("1e+3", 1000)]
    public void Other_forms_of_numbers_are_read(string text, double expected)
    {
        Assert.Null(StrictNumber.ReadFraction(text, out var value));
        Assert.Equal(expected, value);
    }

    [Property]
    public void A_number_that_was_written_is_read(double number, long whole)
    {
        number = double.IsFinite(number) ? number : 1;

        Assert.Null(StrictNumber.ReadFraction(number.ToString("R", CultureInfo.InvariantCulture), out var value));
        Assert.Equal(number, value);
        Assert.Null(StrictNumber.ReadWhole(whole.ToString(CultureInfo.InvariantCulture), out var read));
        Assert.Equal(whole, read);
    }

    /// <summary>Every option that takes a number.</summary>
    [Theory]
    [InlineData("gates nand --rate 0,5", "write 0.5")]
    [InlineData("gates --learning-rate 0,5", "write 0.5")]
    [InlineData("gates xor --target-loss 0,01", "write 0.01")]
    [InlineData("gates or-and --epochs 1,000", "write 1000")]
    [InlineData("gates xor --epochs +5", "write 5")]
    [InlineData("gates xor --seed 1,000", "write 1000")]
    [InlineData("gates xor --seed 1e3", "\"1e3\" is not a whole number")]
    [InlineData("gates xor --hidden 0x10", "\"0x10\" is not a whole number")]
    [InlineData("gates xor --seeds 1..1,000", "1..1,000")]
    [InlineData("gates xor --seeds +1..3", "+1..3")]
    [InlineData("gates xor --seeds 1..9 --threads 1,5", "\"1,5\" is not a whole number")]
    [InlineData("digits train --l2 0,01", "write 0.01")]
    [InlineData("digits train --l2 1e-999", "too small")]
    [InlineData("digits train --learning-rate 0,5", "write 0.5")]
    [InlineData("digits --learning-rate 1e999", "too large")]
    [InlineData("digits train --epochs 1,000", "write 1000")]
    [InlineData("digits train --epochs 99999999999", "at most 2147483647")]
    [InlineData("digits train --batch-size 1,000", "write 1000")]
    [InlineData("digits train --seed 1,000", "write 1000")]
    [InlineData("digits train --threads 1,000", "write 1000")]
    [InlineData("digits train --hidden 64,32", "with spaces between them")]
    [InlineData("digits train --hidden 64 +32", "write 32")]
    [InlineData("digits train --patience 1,000", "write 1000")]
    [InlineData("digits show 1,000", "write 1000")]
    public void The_program_refuses_a_text_that_is_no_number(string arguments, string says)
    {
        using var run = new ProgramRun(arguments.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }
}
