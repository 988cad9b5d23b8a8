using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceptron.Tables;
using Xunit;

namespace TableTests;

/// <summary>Numbers are read strictly: held to a regular expression and to .NET's own parsing.</summary>
public partial class NumberTextProperties
{
    [Property]
    public bool A_double_is_read_back(NormalFloat number)
    {
        var text = number.Get.ToString("R", CultureInfo.InvariantCulture);
        return NumberText.TryParse(text, '.', out var value, out _) && value.Equals(number.Get);
    }

    [Property(MaxTest = 2000)]
    public Property Any_text_of_such_characters_is_a_number_just_if_the_grammar_says_so() => Prop.ForAll(
        Gen.Elements([.. "0123456789019.,-+eE x"]).ListOf().Select(characters => string.Concat(characters)).ToArbitrary(), text =>
        {
            var expected = Grammar().IsMatch(text) && double.TryParse(text.Trim(' '), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : (double?)null;
            var isNumber = NumberText.TryParse(text, '.', out var value, out _);
            return (isNumber == expected is not null && (!isNumber || BitConverter.DoubleToInt64Bits(value) == BitConverter.DoubleToInt64Bits(expected!.Value))).Label(text);
        });

    [Property(MaxTest = 2000)]
    public Property The_text_of_a_regular_number_comes_back() => Prop.ForAll(
        Gen.Elements([.. "0123456789019.-"]).ListOf().Select(characters => string.Concat(characters)).ToArbitrary(), text =>
            !NumberText.TryParse(text, '.', out var value, out var decimals) || decimals == NumberText.Irregular
                ? true.Label("no regular number")
                : (NumberText.Text(value, decimals, '.') == text).Label($"{text} → {NumberText.Text(value, decimals, '.')}"));

    [Property(MaxTest = 2000)]
    public Property A_few_digits_are_read_as_any_other_number() => Prop.ForAll(
        Gen.OneOf(Gen.Elements([.. "0123456789019.-+ e"]).ListOf().Select(characters => string.Concat(characters)), Gen.Choose(int.MinValue, int.MaxValue).Select(number => $"{number}")).ToArbitrary(), text =>
        {
            var isRegular = NumberText.TryParse(text, '.', out var value, out var decimals) && decimals != NumberText.Irregular;
            var isFew = NumberText.TryParseDigits(text, '.', out var digits, out var places);
            var whole = text.Replace(".", "", StringComparison.Ordinal);
            return (isFew == (isRegular && whole.Length - (whole.StartsWith('-') ? 1 : 0) <= (whole == text ? 10 : 9) && Math.Abs(double.Parse(whole, CultureInfo.InvariantCulture)) <= int.MaxValue)
                && (!isFew || (places == decimals && (digits / NumberText.Divisor((byte)places)).Equals(value)))).Label($"\"{text}\": {isRegular}, {isFew}");
        });

    [Theory]
    [InlineData("1,5", '.')]
    [InlineData("1.5", ',')]
    [InlineData("1e999", '.')]
    [InlineData("1 000", '.')]
    [InlineData("1_000", '.')]
    [InlineData("0x10", '.')]
    [InlineData("NaN", '.')]
    [InlineData("Infinity", '.')]
    [InlineData("∞", '.')]
    [InlineData("", '.')]
    [InlineData("-", '.')]
    [InlineData(".", '.')]
    [InlineData("1e", '.')]
    [InlineData("1e+", '.')]
    [InlineData("--1", '.')]
    [InlineData("1.2.3", '.')]
    [InlineData("(1)", '.')]
    [InlineData("1%", '.')]
    [InlineData("١٢", '.')]
    public void What_is_no_number_is_none(string text, char mark) => Assert.False(NumberText.TryParse(text, mark, out _, out _));

    [Theory]
    [InlineData("1,5", ',', 1.5)]
    [InlineData("-0,25e1", ',', -2.5)]
    [InlineData(" 7 ", '.', 7.0)]
    [InlineData("+5.", '.', 5.0)]
    [InlineData(".5", '.', 0.5)]
    [InlineData("007", '.', 7.0)]
    [InlineData("12345678901234567890", '.', 12345678901234567890.0)]
    [InlineData("0.12345678901234567", '.', 0.12345678901234567)]
    [InlineData("9007199254740993", '.', 9007199254740992.0)]
    public void What_is_one_has_its_value(string text, char mark, double expected)
    {
        Assert.True(NumberText.TryParse(text, mark, out var value, out _));
        Assert.Equal(expected, value);
    }

    [GeneratedRegex(@"^ *[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)? *$")]
    private static partial Regex Grammar();
}
