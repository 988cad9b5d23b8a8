namespace Perceptron.Tables;

/// <summary>How the cells of a column become inputs, with what was learned of the training rows.</summary>
internal abstract class ColumnEncoder(string name, Column column, long trainingGaps)
{
    public string Name => name;

    public Column Column => column;

    /// <summary>How many training rows had a gap.</summary>
    public long TrainingGaps => trainingGaps;

    /// <summary>The names of the inputs, without that of the indicator.</summary>
    protected abstract IEnumerable<string> ValueFeatures { get; }

    /// <summary>The most inputs that a row has other than 0, with the indicator.</summary>
    public abstract int MostStored { get; }

    /// <summary>How many inputs the column becomes.</summary>
    public int Width => ValueWidth + (Column.Gaps.HasIndicator ? 1 : 0);

    public IEnumerable<string> Features => Column.Gaps.HasIndicator ? ValueFeatures.Append($"{Name} is missing") : ValueFeatures;

    protected abstract int ValueWidth { get; }

    /// <summary>Prepares the cells of a table.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="place">Where they are, for complaints.</param>
    public BoundColumn Bind(CellColumn cells, CellPlace place) => new(cells, place, this, BindValues(cells, place));

    /// <summary>What adds the inputs of a row: by the cell, or, where it is a gap, by what stands for one.</summary>
    protected abstract Action<int, Features, int> BindValues(CellColumn cells, CellPlace place);

    /// <summary>A number from 0 on for the text of a cell that is no gap; each text that a column keeps once is read once.</summary>
    protected static Func<int, long> OncePerText(CellColumn cells, Func<int, long> read)
    {
        if (cells is not CodedCells coded)
        {
            return read;
        }

        // Two threads may both read a text, and get the same.
        var known = new long[coded.Levels.Length];
        Array.Fill(known, -1);
        return row =>
        {
            ref var value = ref known[coded.Codes[row]];
            return value >= 0 ? value : value = read(row);
        };
    }

    /// <summary>Adds the inputs of rows to dense rows, up to but without <paramref name="end"/>.</summary>
    protected virtual void AddRows(BoundColumn bound, CellColumn cells, int row, int end, Features dense, int offset)
    {
        for (; row < end; row++)
        {
            dense.Begin(row);
            bound.Add(row, dense, offset);
        }
    }

    /// <summary>Whether the cells become inputs about as quickly as inputs in memory are read.</summary>
    protected virtual bool IsQuick(CellColumn cells) => true;

    /// <summary>Adds the inputs of a gap.</summary>
    protected abstract void AddGap(Features features, int offset);

    /// <summary>The cells of a table, and how they become inputs.</summary>
    internal sealed class BoundColumn(CellColumn cells, CellPlace place, ColumnEncoder encoder, Action<int, Features, int> addValue)
    {
        private readonly bool _refusesGaps = encoder.Column.Gaps.Rule == GapRule.Refused;
        private readonly bool _hasIndicator = encoder.Column.Gaps.HasIndicator;

        public bool IsQuick => encoder.IsQuick(cells);

        /// <summary>Adds the inputs of rows to dense rows, up to but without <paramref name="end"/>.</summary>
        public void AddRows(int row, int end, Features dense, int offset) => encoder.AddRows(this, cells, row, end, dense, offset);

        public void Add(int row, Features features, int offset)
        {
            if (!cells.IsGap(row))
            {
                addValue(row, features, offset);
                return;
            }

            if (_refusesGaps)
            {
                throw place.Gap(row, "the schema refuses gaps in this column");
            }

            encoder.AddGap(features, offset);
            if (_hasIndicator)
            {
                features.Add(offset + encoder.ValueWidth, 1);
            }
        }
    }
}
