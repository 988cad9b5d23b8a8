using System.Text;
using Perceptron;
using Tests;
using Xunit;

namespace TableTests;

/// <summary>What is no clean CSV is refused in one line that says where and what, in bounded time and memory.</summary>
public class CsvRefusals
{
    [Theory]
    [InlineData("", "text is empty")]
    [InlineData("\n\n\n", "text is empty")]
    [InlineData("a,a\n1,2\n", "line 1: has the name \"a\" twice, for columns 1 and 2")]
    [InlineData("a,,c\n1,2,3\n", "line 1: column 2 has no name")]
    [InlineData("a,b\n1,2\n1,2,3\n", "line 3: has 3 cells; 2 expected")]
    [InlineData("a,b\n1,2\n1\n", "line 3: has 1 cell; 2 expected")]
    [InlineData("a,b\n1,\"x\n2,y\n3,z\n", "line 2: column \"b\": the quote at the beginning of \"\"x\\u000A2,y\\u000A3,z\\u000A\" never closes")]
    [InlineData("a,b\n1,x\"y\n2,z\n", "line 2: column \"b\": a quote within \"x\"y\" reaches beyond the end of the line")]
    [InlineData("a,b\n1,x\"y\n2,z\"w\n3,v\n", "line 2: column \"b\": a quote within \"x\"y\" reaches beyond the end of the line")]
    [InlineData("a,b\n5\" wide,4\" high\n", "line 2: column 1: a quote within \"5\" wide\" reaches beyond the end of the cell")]
    [InlineData("a,b\n1,\"x\"y\n", "line 2: column \"b\": \"\"x\"y\" goes on behind its closing quote")]
    [InlineData("a,b\n1,\0\n", "line 2: has a null character")]
    public void It_says_where_and_what(string text, string expected)
    {
        var message = Assert.Throws<InvalidDataException>(() => Table.ParseCsv(text)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void A_quote_that_swallows_separators_is_told_by_its_first_line()
    {
        var message = Assert.Throws<InvalidDataException>(() => Table.ParseCsv("a,b\n1,2\n\"x,2\n3,4\n5,6\n")).Message;
        Assert.Contains("line 3: column 1: the quote at the beginning of", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b\n1,2\nx\xE6y,4\n", "line 3: the bytes 0xE6")]
    [InlineData("a\n\xFF\n", "line 2: the bytes 0xFF")]
    public void Bytes_of_another_encoding_are_refused_with_their_line(string latin, string expected)
    {
        var bytes = Encoding.Latin1.GetBytes(latin);
        Assert.Contains(expected, Refused(bytes), StringComparison.Ordinal);
        using var again = new MemoryStream(bytes);
        Assert.Equal(latin.Split('\n')[^2].Split(',')[0], Table.ReadCsv(again, "bytes", new CsvOptions { Encoding = Encoding.Latin1 }) is var table ? table[table.Count - 1, table.ColumnNames[0]] : "");
    }

    [Fact]
    public void Half_a_character_at_the_end_is_refused() => Assert.Contains("line 1", Refused([(byte)'a', 0xC3]), StringComparison.Ordinal);

    [Fact]
    public void A_bad_byte_far_inside_is_told_with_its_line()
    {
        var text = "a,b\n" + string.Concat(Enumerable.Repeat("12345,æøå\n", 50_000));
        byte[] bytes = [.. Encoding.UTF8.GetBytes(text), 0xE6, .. "x,1\n"u8];
        Assert.Contains("line 50002: the bytes 0xE6", Refused(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_columns_are_refused() =>
        Assert.Contains("1000000 columns; 100000 is the most", Refused(Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Range(0, 1_000_000)))), StringComparison.Ordinal);

    [Fact]
    public void A_line_without_an_end_takes_no_more_memory_than_a_row_may()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var stream = new EndlessStream("a,b\n1,\""u8.ToArray(), 1L << 30, fill: (byte)'x');
        var message = Assert.Throws<InvalidDataException>(() => Table.ReadCsv(stream, "endless")).Message;

        Assert.Contains("16,777,215 bytes", message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 300_000_000);
        Assert.InRange(stream.BytesRead, 1, 50_000_000);
    }

    [Fact]
    public void A_million_levels_are_no_category()
    {
        var rows = new StringBuilder("id,y\n");
        for (var i = 0; i < 1_000_000; i++)
        {
            rows.Append('x').Append(i).Append(i % 2 == 0 ? ",a\n" : ",b\n");
        }

        var table = Table.ParseCsv(rows.ToString());
        var schema = Schema.Infer(table, "y");

        Assert.Equal("ignored", schema["id"].Kind);
        Assert.Contains("more than 1000 different texts", schema.ToTable(), StringComparison.Ordinal);
        Assert.Contains("more than 100000 different texts", Assert.Throws<ArgumentException>("table", () => TableEncoder.Fit(table, schema.With("id", Column.Category()))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Impossible_options_are_refused()
    {
        Assert.All<char>(['"', '\n', ' ', 'a', '7', '.', '-', 'é'], separator => Assert.Throws<ArgumentOutOfRangeException>("Separator", () => new CsvOptions { Separator = separator }));
        Assert.Throws<ArgumentOutOfRangeException>("DecimalMark", () => new CsvOptions { DecimalMark = ';' });
        Assert.Throws<ArgumentException>("GapTexts", () => new CsvOptions { GapTexts = [""] });
        Assert.Throws<ArgumentOutOfRangeException>("BatchRows", () => new CsvOptions { BatchRows = 0 });
    }

    private static string Refused(byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Put("bad.csv", bytes);
        var message = Assert.Throws<InvalidDataException>(() => Table.ReadCsv(file)).Message;
        Assert.StartsWith(file, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        return message;
    }
}
