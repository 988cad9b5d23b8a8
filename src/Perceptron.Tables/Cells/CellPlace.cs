namespace Perceptron.Tables;

/// <summary>Where the cells of a column are, for complaints about one of them.</summary>
/// <param name="table">Their table.</param>
/// <param name="column">The name of the column, as the schema has it.</param>
/// <param name="argument">The argument that the table came by.</param>
internal sealed class CellPlace(Table table, string column, string argument)
{
    public string Argument => argument;

    public double Number(CellColumn cells, int row) => cells.TryNumber(row, out var value) ? value : throw Bad(row, cells.Text(row), "is not a number");

    public DateTime Date(CellColumn cells, int row) => DateText.TryParse(cells.Text(row), out var date) ? date : throw Bad(row, cells.Text(row), "is no date of ISO 8601, such as 2026-05-17");

    public bool Boolean(CellColumn cells, int row) => BooleanText.Parse(cells.Text(row)) ?? throw Bad(row, cells.Text(row), "is neither yes nor no, true nor false, 1 nor 0");

    public ArgumentException Gap(int row, string remedy) => new($"{table.Origin.Of(row)}, column \"{CsvText.Shown(column)}\": is empty; {remedy}.", argument);

    public ArgumentException Bad(int row, string text, string problem) => new($"{table.Origin.Of(row)}, column \"{CsvText.Shown(column)}\": \"{CsvText.Shown(text)}\" {problem}.", argument);
}
