namespace Perceptron.Tables;

/// <summary>Numbers, as one input.</summary>
internal sealed class NumberEncoder(string name, Column column, long trainingGaps, NumberScale scale) : ColumnEncoder(name, column, trainingGaps)
{
    public NumberScale Scale => scale;

    public override int MostStored => Width;

    protected override int ValueWidth => 1;

    protected override IEnumerable<string> ValueFeatures => [Name];

    protected override Action<int, Features, int> BindValues(CellColumn cells, CellPlace place) =>
        (row, features, offset) => features.Add(offset, Finite(cells, row, place));

    protected override void AddRows(BoundColumn bound, CellColumn cells, int row, int end, Features dense, int offset)
    {
        var rows = dense.From(row, offset, out var width);
        if (cells is NumberCells numbers && numbers.TryScale(row, end - row, scale, rows, width))
        {
            return;
        }

        Span<double> values = stackalloc double[BoundTable.TileRows];
        values = values[..(end - row)];
        cells.ReadNumbers(row, values);
        scale.Apply(values);
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsFinite(values[i]))
            {
                rows[i * width] = values[i];
            }
            else
            {
                // A gap, or a cell to complain of.
                dense.Begin(row + i);
                bound.Add(row + i, dense, offset);
            }
        }
    }

    protected override bool IsQuick(CellColumn cells) => cells is NumberCells { AreUniform: true } && scale.FitsDigits;

    protected override void AddGap(Features features, int offset)
    {
        if (Column.Gaps.Rule != GapRule.Zeros)
        {
            features.Add(offset, scale.Apply(scale.Fill));
        }
    }

    private double Finite(CellColumn cells, int row, CellPlace place)
    {
        var value = scale.Apply(place.Number(cells, row));
        return double.IsFinite(value) ? value : throw place.Bad(row, cells.Text(row), "is so far from the training rows that it can't be scaled");
    }
}
