using FsCheck.Xunit;
using Perceptron;
using Xunit;

namespace PropertyTests;

/// <summary>Tables have straight columns, whatever the names of the classes are.</summary>
public class TableProperties
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("æøå", 3)]
    [InlineData("日本語", 6)]
    [InlineData("한국어", 6)]
    [InlineData("ｱ", 1)]
    [InlineData("Ａ", 2)]
    [InlineData("e\u0301", 1)]
    [InlineData("שלום", 4)]
    [InlineData("\u0E01\u0E33", 2)]
    [InlineData("a\u200Db", 2)]
    [InlineData("😀", 2)]
    [InlineData("👩\u200D👧", 2)]
    [InlineData("👍🏽", 2)]
    [InlineData("🇳🇴", 2)]
    [InlineData("❤", 1)]
    [InlineData("❤\uFE0F", 2)]
    [InlineData("1\uFE0F\u20E3", 2)]
    [InlineData("𠀀", 2)]
    [InlineData("\u1112\u1161\u11AB", 2)]
    public void The_width_of_a_text_is_that_in_a_terminal(string text, int width)
    {
        Assert.Equal(width, DisplayText.Width(text));
        Assert.Equal(width + 3, DisplayText.Width(DisplayText.PadLeft(text, width + 3)));
        Assert.Equal(text, DisplayText.PadLeft(text, width - 1));
    }

    [Theory]
    [InlineData("a\nb", "a\\u000Ab")]
    [InlineData("\u001b[31m", "\\u001B[31m")]
    [InlineData("\u007F\u0085\u009B", "\\u007F\\u0085\\u009B")]
    [InlineData("\u2028\u2029", "\\u2028\\u2029")]
    [InlineData("\u202Aa\u202E", "\\u202Aa\\u202E")]
    [InlineData("\u2066a\u2069\u200E\u200F\u061C", "\\u2066a\\u2069\\u200E\\u200F\\u061C")]
    [InlineData("😀 👩\u200D👧 שלום C:\\u", "😀 👩\u200D👧 שלום C:\\u")]
    public void What_could_command_a_terminal_becomes_its_number(string text, string safe) => Assert.Equal(safe, DisplayText.Safe(text));

    [Fact]
    public void A_lone_surrogate_becomes_its_number() =>
        Assert.Equal("a\\uD83D😀\\uDE00", DisplayText.Safe("a" + (char)0xD83D + "😀" + (char)0xDE00));

    [Property]
    public void A_safe_text_stays_as_it_is(string? text)
    {
        var safe = DisplayText.Safe(text ?? "");

        Assert.Equal(safe, DisplayText.Safe(safe));
        Assert.DoesNotContain(safe, char.IsControl);
    }

    [Fact]
    public void Tables_are_straight_and_have_a_line_a_class()
    {
        string[] names = ["日本語", "e\u0301", "a\u2028b", "\u202Ecba", "\u2066z", "👩\u200D👧"];
        var data = Dataset.Exclusive(new double[,] { { 0 }, { 1 }, { 2 }, { 3 }, { 4 }, { 5 }, { 6 } }, [0, 1, 2, 3, 4, 5, 0], 6);
        var evaluation = Model.Softmax<double>(1, 6).WithClassNames(names).Evaluate(data);

        foreach (var table in new[] { evaluation.ToTable(), evaluation.ConfusionMatrix().ToTable() })
        {
            var lines = table.Split('\n');
            Assert.InRange(lines.Length, 7, 10);
            Assert.Single(lines.Select(DisplayText.Width).Distinct());
            Assert.All(lines, line => Assert.Equal(DisplayText.Safe(line), line));
            Assert.Contains("a\\u2028b", table, StringComparison.Ordinal);
        }
    }
}
