namespace Perceptron.Tables;

/// <summary>Counts how rows differ from those that an encoder has learned from.</summary>
internal static class DriftCounting
{
    private const int Shown = 10;

    public static DriftReport Of(TableEncoder encoder, TableSource source, string argument)
    {
        var columns = encoder.Columns.Select(column => new Counts(column)).ToArray();
        var count = 0L;
        foreach (var table in source.Tables())
        {
            var places = encoder.Places(table, argument);
            for (var i = 0; i < columns.Length; i++)
            {
                columns[i].Add(table.Column(places[i]), new CellPlace(table, encoder.Columns[i].Name, argument));
            }

            count += table.Count;
        }

        return new DriftReport(count, Array.ConvertAll(columns, column => column.Report()));
    }

    private sealed class Counts(ColumnEncoder encoder)
    {
        private readonly SortedSet<string> _levels = new(StringComparer.Ordinal);
        private long _gaps;
        private long _unseen;
        private long _far;

        public void Add(CellColumn cells, CellPlace place)
        {
            for (var row = 0; row < cells.Count; row++)
            {
                if (cells.IsGap(row))
                {
                    _gaps++;
                    continue;
                }

                switch (encoder)
                {
                    case NumberEncoder number:
                        _far += IsFar(number.Scale, place.Number(cells, row)) ? 1 : 0;
                        break;
                    case DateEncoder date:
                        var given = place.Date(cells, row);
                        _far += date.Parts.Select((part, i) => IsFar(part, DateText.Part(given, i))).Any(isFar => isFar) ? 1 : 0;
                        break;
                    case CategoryEncoder category when !category.Has(cells.Text(row)):
                        AddUnseen(cells.Text(row));
                        break;
                    case BooleanEncoder:
                        place.Boolean(cells, row);
                        break;
                }
            }
        }

        public ColumnDrift Report() => new(encoder.Name, _gaps, _gaps > 0 && encoder.TrainingGaps == 0, _unseen, [.. _levels], _far);

        private void AddUnseen(string level)
        {
            _unseen++;
            if (_levels.Count < Shown || string.CompareOrdinal(level, _levels.Max) < 0)
            {
                _levels.Add(level);
                if (_levels.Count > Shown)
                {
                    _levels.Remove(_levels.Max!);
                }
            }
        }

        /// <summary>Farther outside the range of the training rows than this is wide.</summary>
        private static bool IsFar(NumberScale scale, double value)
        {
            var width = scale.Max - scale.Min;
            return value < scale.Min - width || value > scale.Max + width;
        }
    }
}
