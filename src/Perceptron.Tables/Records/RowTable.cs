namespace Perceptron.Tables;

/// <summary>Tables from rows by name.</summary>
internal static class RowTable
{
    public static Table Of(IEnumerable<Row> rows, string argument)
    {
        string[]? names = null;
        CellColumnBuilder[] columns = [];
        var count = 0;
        foreach (var row in rows)
        {
            if (row is null)
            {
                throw new ArgumentException($"Row {count} is null.", argument);
            }

            if (names is null)
            {
                names = [.. row.Names];
                columns = [.. names.Select(_ => new CellColumnBuilder('.'))];
            }

            var places = SameNames(names, row.Names) ? null : new ColumnNames(row.Names).FindAll(names);
            for (var i = 0; i < names.Length; i++)
            {
                var place = places is null ? i : places[i];
                CellValue.Add(columns[i], place >= 0
                    ? row.Value(row.Names[place])
                    : throw new ArgumentException($"Row {count} has no column \"{CsvText.Shown(names[i])}\", as the first has; set it to null for a gap.", argument));
            }

            count++;
        }

        return names is not null
            ? new Table(names, Array.ConvertAll(columns, column => column.Build()), count, RowOrigin.Memory)
            : throw new ArgumentException("There is no row, and so there are no columns.", argument);
    }

    private static bool SameNames(string[] names, IReadOnlyList<string> others)
    {
        var same = names.Length == others.Count;
        for (var i = 0; same && i < names.Length; i++)
        {
            same = names[i] == others[i];
        }

        return same;
    }
}
