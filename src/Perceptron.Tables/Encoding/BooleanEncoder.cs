namespace Perceptron.Tables;

/// <summary>Yes or no, as one input.</summary>
internal sealed class BooleanEncoder(string name, Column column, long trainingGaps, bool fill) : ColumnEncoder(name, column, trainingGaps)
{
    public bool Fill => fill;

    public override int MostStored => Width;

    protected override int ValueWidth => 1;

    protected override IEnumerable<string> ValueFeatures => [Name];

    protected override Action<int, Features, int> BindValues(CellColumn cells, CellPlace place)
    {
        var values = OncePerText(cells, row => place.Boolean(cells, row) ? 1 : 0);
        return (row, features, offset) => features.Add(offset, values(row));
    }

    protected override void AddGap(Features features, int offset) => features.Add(offset, fill ? 1 : 0);
}
