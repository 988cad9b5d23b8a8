namespace Perceptron.Tables;

/// <summary>Dates, as one input for each of their parts.</summary>
internal sealed class DateEncoder(string name, Column column, long trainingGaps, NumberScale[] parts) : ColumnEncoder(name, column, trainingGaps)
{
    public NumberScale[] Parts => parts;

    public override int MostStored => Width;

    protected override int ValueWidth => parts.Length;

    protected override IEnumerable<string> ValueFeatures => DateText.Parts.Select(part => $"{Name} ({part})");

    protected override Action<int, Features, int> BindValues(CellColumn cells, CellPlace place)
    {
        var ticks = OncePerText(cells, row => place.Date(cells, row).Ticks);
        return (row, features, offset) =>
        {
            var date = new DateTime(ticks(row));
            for (var part = 0; part < parts.Length; part++)
            {
                features.Add(offset + part, parts[part].Apply(DateText.Part(date, part)));
            }
        };
    }

    protected override bool IsQuick(CellColumn cells) => false;

    protected override void AddGap(Features features, int offset)
    {
        if (Column.Gaps.Rule == GapRule.Zeros)
        {
            return;
        }

        for (var part = 0; part < parts.Length; part++)
        {
            features.Add(offset + part, parts[part].Apply(parts[part].Fill));
        }
    }
}
