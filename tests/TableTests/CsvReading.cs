using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceptron;
using Perceptron.Tables;
using Tests;
using Xunit;

namespace TableTests;

/// <summary>CSV is read as it was written, whatever is in the cells and however they are separated.</summary>
public class CsvReading
{
    private static readonly string[] Names = ["first", "second", "third one"];

    private static Gen<string> Cell => Gen.OneOf(
        Gen.Elements("", "a", "1", "1.50", "-0", "007", "1e5", "1e-05", "0.12345678901234567", "12345678901234567890", "+5", ".5", "NA", " x ", "yes"),
        Gen.Elements("a", "b", "1", ",", ";", "\t", "|", "\"", "\r", "\n", "ø", "Æ", "字", " ", "🙂").ListOf().Select(characters => string.Concat(characters)));

    private static Arbitrary<string[][]> Rows => Arb.From(Gen.ArrayOf(Gen.ArrayOf(Cell, 3)));

    [Property(MaxTest = 500)]
    public Property Cells_come_back_as_they_were_written() => Prop.ForAll(Rows, Gen.Elements(',', ';', '\t', '|').ToArbitrary(), (rows, separator) =>
    {
        var valid = rows;
        return Same(valid, Table.ParseCsv(Tables.Csv(Names, valid, separator)))
            .And(Same(valid, Table.ParseCsv(Tables.Csv(Names, valid, separator, "\r\n"))));
    });

    [Property]
    public Property A_text_is_the_same_whatever_else_its_column_has() => Prop.ForAll(Rows, rows =>
    {
        // Numbers in a column are kept in another way than texts: a text more must not change the others.
        var valid = rows;
        string[][] more = [.. valid, ["text", "text", "text"]];
        return Same(more, Table.ParseCsv(Tables.Csv(Names, more)));
    });

    [Property]
    public Property Encodings_are_told_by_their_marks() => Prop.ForAll(Rows, rows =>
    {
        var valid = rows;
        var text = Tables.Csv(Names, valid);
        Encoding[] all = [new UTF8Encoding(true), new UTF8Encoding(false), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true)];
        return all.Select(encoding => Same(valid, Read([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]))).Aggregate((one, other) => one.And(other));
    });

    [Property]
    public Property Batches_have_the_rows_of_the_whole(PositiveInt size) => Prop.ForAll(Rows, rows =>
    {
        var valid = rows;
        using var folder = new TemporaryFolder();
        var file = folder.Put("a.csv", Encoding.UTF8.GetBytes(Tables.Csv(Names, valid)));
        var tables = TableSource.FromCsv(file, new CsvOptions { BatchRows = size.Get }).Tables().ToList();
        return (tables.All(table => table.Count <= size.Get) && valid.SequenceEqual(tables.SelectMany(Cells), new SameCells())).ToProperty();
    });

    [Property(MaxTest = 300)]
    public Property Parts_are_read_as_the_whole(PositiveInt length, PositiveInt batch) => Prop.ForAll(
        Gen.Elements("a", "1", "2.5", "70000", "-32769", "0.1234567890123", ",", ",", ",", "\"", "\r", "\n", "\n", "\r\n", "1,2\n", "\"x\ny\",z\n").ListOf().Select(parts => "a,b\n" + string.Concat(parts)).ToArbitrary(), text =>
        {
            // Right or wrong: the same cells and lines, or the same complaint.
            var whole = Read(text, 1, 1 << 20, int.MaxValue);
            string[] others = [Read(text, 1, length.Get, int.MaxValue), Read(text, 3, length.Get, int.MaxValue), Read(text, 2, length.Get, batch.Get)];
            return others.All(other => other == whole).Label($"{text}\n{whole}\n{string.Join('\n', others)}");
        });

    [Fact]
    public void The_first_of_several_complaints_is_told_on_any_number_of_threads()
    {
        var text = "a,b\n" + string.Concat(Enumerable.Range(2, 90_000).Select(line => line is 9_000 or 12_000 ? "1\n" : line == 80_000 ? "\0,1\n" : "1,2\n"));

        foreach (var threads in (int[])[1, 4])
        {
            Assert.Equal("text, line 9000: has 1 cell; 2 expected, as in the first line.", Read(text, threads, 1_000, int.MaxValue));
        }
    }

    [Fact]
    public void Many_threads_read_no_further_ahead_than_there_are_processors()
    {
        // A part is a block of the stream; one waits for each processor, and one more.
        const int Block = 1 << 16;
        using var stream = new EndlessStream("a,b\n1,2\n"u8.ToArray(), fill: (byte)'\n');
        var options = new CsvOptions { Compute = new() { Threads = 100_000_000 } };
        foreach (var table in CsvText.Read(stream, "stream", options, batchRows: 1, partLength: Block))
        {
            Assert.Equal("2", table[0, "b"]);
            break;
        }

        Assert.InRange(stream.BytesRead, 1, (Environment.ProcessorCount + 4) * Block);
    }

    [Fact]
    public void Long_columns_keep_each_cell()
    {
        // More than a block of 65,536 cells: numbers, gaps and other forms among them, and a text that comes late.
        string[][] rows = [.. Enumerable.Range(0, 150_000).Select(i => (string[])
        [
            i % 7 == 3 ? "" : $"{i}",
            i < 100_000 ? $"{i / 100}.{i % 100:00}" : i % 1000 == 0 ? $"0{i}" : $"{i}e-3",
            i == 140_000 ? "late" : $"{i % 50}",
        ])];
        var table = Table.ParseCsv(Tables.Csv(Names, rows));
        int[] chosen = [.. Enumerable.Range(0, 149_999).Where(i => i % 5 != 0), 3, 140_000, 3];

        Assert.Equal(rows, Cells(table), new SameCells());
        Assert.Equal(chosen.Select(i => rows[i]), Cells(table.Select(chosen)), new SameCells());
    }

    [Fact]
    public void Zeros_keep_their_sign()
    {
        string[][] rows = [.. Enumerable.Range(0, 300).Select(i => (string[])["-0", i < 100 ? "-0" : "0", i == 299 ? "-0" : $"{i}"])];

        Assert.Equal(rows, Cells(Table.ParseCsv(Tables.Csv(Names, rows))), new SameCells());
    }

    [Fact]
    public void Numbers_of_any_size_are_encoded_by_their_definition()
    {
        // More than a block of 65,536 cells: of two bytes, of four, of eight, and where they change; some have gaps or differ in their decimals.
        Func<int, string>[] columns =
        [
            i => $"{i % 65_536 - 32_768}", i => $"{i - 32_000}", i => $"{i / 100}.{i % 100:00}", i => $"{i % 1000}{(i % 3 == 0 ? "" : $".{i % 7}")}",
            i => $"0.1234567890{i:000000}", i => i < 65_536 ? $"{i % 100}" : $"{i}.5", i => i % 5 == 0 ? "" : $"{i}", i => i == 100_000 ? "1e300" : $"{i % 10}", i => i == 99_999 ? "0.1234567890123" : $"{i}",
            i => i % 1000 == 7 ? "-0" : i % 1000 == 8 ? "007" : i == 70_000 ? "1e5" : $"{i % 9}", i => i % 1000 == 7 ? "-0.0" : i == 70_003 ? "" : $"{i % 9}.5", i => i < 70_000 ? "" : $"{i}",
        ];
        string[] names = [.. columns.Select((_, j) => $"x{j}"), "y"];
        string[][] rows = [.. Enumerable.Range(0, 140_001).Select(i => (string[])[.. columns.Select(column => column(i)), i % 3 == 0 ? "up" : "down"])];
        var table = Table.ParseCsv(Tables.Csv(names, rows));
        var encoder = TableEncoder.Fit(table, names[..^1].Aggregate(Schema.Of("y"), (schema, name) => schema.With(name, Perceptron.Column.Number())));
        var inputs = encoder.Encode(table);

        foreach (var (j, column) in encoder.Columns.Cast<NumberEncoder>().Index())
        {
            for (var i = 0; i < rows.Length; i++)
            {
                var value = rows[i][j].Length == 0 ? column.Scale.Fill : double.Parse(rows[i][j], CultureInfo.InvariantCulture);
                Assert.Equal((value - column.Scale.Center) / column.Scale.Divisor, inputs[i, j]);
            }
        }
    }

    [Fact]
    public void Blank_lines_are_skipped_and_lines_are_counted_on()
    {
        var table = Table.ParseCsv("a,b\n\n1,2\r\n\r\n\n\"x\ny\",4\n5,6\n");

        Assert.Equal(["1", "x\ny", "5"], Enumerable.Range(0, 3).Select(row => table[row, "a"]));
        Assert.Equal(["text, line 3", "text, line 6", "text, line 8"], Enumerable.Range(0, 3).Select(table.Origin.Of));
    }

    [Fact]
    public void Gaps_are_empty_cells_and_those_that_are_named()
    {
        var table = Table.ParseCsv("a,b\nNA,1\n\"NA\",NA\nx,\"\"\n", new CsvOptions { GapTexts = ["NA"] });

        Assert.Equal(["", "NA", "x"], Enumerable.Range(0, 3).Select(row => table[row, "a"]));
        Assert.Equal(["1", "", ""], Enumerable.Range(0, 3).Select(row => table[row, "b"]));
        Assert.Equal("NA", Table.ParseCsv("a,b\nNA,1")[0, "a"]);
    }

    [Fact]
    public void A_quote_within_an_unquoted_cell_means_itself() => Assert.Equal("a \"b\" c", Table.ParseCsv("a,b\na \"b\" c,1\n")[0, "a"]);

    [Fact]
    public void Names_are_found_by_letters_and_digits()
    {
        var table = Table.ParseCsv("sepal_length,Sepal Width,x,X\n1,2,3,4\n");

        Assert.Equal("1 2 3 4", $"{table[0, "SepalLength"]} {table[0, "sepalwidth"]} {table[0, "x"]} {table[0, "X"]}");
        Assert.Throws<ArgumentException>("column", () => table[0, "length"]);
        Assert.Throws<ArgumentException>("column", () => Table.ParseCsv("a_b,A-B\n1,2\n")[0, "ab"]);
    }

    [Fact]
    public void A_table_without_rows_has_its_names() => Assert.Equal(["a", "b"], Table.ParseCsv("a,b").ColumnNames);

    [Fact]
    public void A_decimal_comma_is_read_where_it_is_said()
    {
        var table = Table.ParseCsv("x;y\n1,5;up\n2,25;down\n-3;up\n", new CsvOptions { DecimalMark = ',' });

        Assert.Equal("2,25", table[1, "x"]);
        Assert.Equal("number", Schema.Infer(table, "y")["x"].Kind);
        Assert.Equal([1.5, 2.25, -3], Column(table));
        Assert.Equal("category", Schema.Infer(Table.ParseCsv("x;y\n1,5;up\n2,25;down\n"), "y")["x"].Kind);
    }

    private static double[] Column(Table table)
    {
        var rows = TableEncoder.Fit(table, Schema.Of("y").With("x", Perceptron.Column.Number(Scaling.None))).Encode(table);
        return [.. Enumerable.Range(0, rows.Count).Select(row => rows[row, 0])];
    }

    private static Table Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return Table.ReadCsv(stream, "bytes");
    }

    /// <summary>All cells with their lines, or the complaint.</summary>
    private static string Read(string text, int threads, int partLength, int batchRows)
    {
        try
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
            var tables = CsvText.Read(stream, "text", new CsvOptions { Compute = new() { Threads = threads } }, batchRows, partLength).ToArray();
            return string.Join('\n', tables.SelectMany(table => Enumerable.Range(0, table.Count).Select(row => $"{table.Origin.Of(row)}: {string.Join(" | ", table.ColumnNames.Select(name => table[row, name]))}")));
        }
        catch (InvalidDataException exception)
        {
            return exception.Message;
        }
    }

    private static IEnumerable<string[]> Cells(Table table) =>
        Enumerable.Range(0, table.Count).Select(row => Names.Select(name => table[row, name]).ToArray());

    private static Property Same(string[][] rows, Table table) =>
        rows.SequenceEqual(Cells(table), new SameCells()).Label(string.Join(" / ", rows.Select(row => string.Join(" | ", row))));

    private sealed class SameCells : IEqualityComparer<string[]>
    {
        public bool Equals(string[]? x, string[]? y) => x!.AsSpan().SequenceEqual(y);

        public int GetHashCode(string[] obj) => obj.Length;
    }
}
