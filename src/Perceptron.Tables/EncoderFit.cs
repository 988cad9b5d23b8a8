using Perceptron.Support;
using Perceptron.Tables;

namespace Perceptron;

/// <summary>
/// The state of the fit of an encoder, for rows that need not fit in memory, or that are on several machines: each part is counted by a state of its own, and
/// the states are merged. It is used by one thread at a time.
/// </summary>
/// <remarks>
/// The sums are exact and the counts whole numbers, so that neither the order of the rows nor their split into parts changes a bit of the encoder. Medians
/// take further passes over the same rows.
/// </remarks>
public sealed class EncoderFit
{
    private readonly TableSummary _summary;
    private readonly MedianSearch[][] _medians;
    private long _rowsOfFirstPass;

    /// <summary>Begins the first pass, without a row.</summary>
    /// <param name="schema">What the columns are.</param>
    public EncoderFit(Schema schema)
    {
        Guard.NotNull(schema, nameof(schema));
        Schema = schema;
        _summary = new TableSummary(schema.Labels, schema);
        _medians = [.. schema.Columns.Select(column => Searches(column.Column))];
    }

    private EncoderFit(EncoderFit other)
    {
        Schema = other.Schema;
        Pass = other.Pass;
        _summary = Pass == 1 ? new TableSummary(Schema.Labels, Schema) : other._summary;
        _medians = Array.ConvertAll(other._medians, searches => Array.ConvertAll(searches, search => search.Fork()));
        _rowsOfFirstPass = other._rowsOfFirstPass;
    }

    /// <summary>What the columns are.</summary>
    public Schema Schema { get; }

    /// <summary>The pass over the rows, from 1.</summary>
    public int Pass { get; private set; } = 1;

    /// <summary>How many rows were added in this pass.</summary>
    public long Count { get; private set; }

    /// <summary>Counts rows.</summary>
    /// <param name="table">Rows that were not added in this pass yet.</param>
    /// <exception cref="ArgumentException">A column is missing, or a cell is none that its column can have.</exception>
    public void Add(Table table)
    {
        Guard.NotNull(table, nameof(table));
        Add(table, nameof(table));
    }

    /// <summary>Adds what another state has counted in the same pass, of other rows.</summary>
    /// <param name="other">A state made by <see cref="Fork"/>.</param>
    /// <exception cref="ArgumentException">It is of another schema or another pass, or this very state.</exception>
    public void Merge(EncoderFit other)
    {
        Guard.NotNull(other, nameof(other));
        if (ReferenceEquals(other, this) || !ReferenceEquals(other.Schema, Schema) || other.Pass != Pass)
        {
            throw new ArgumentException("Only another state with the same schema and of the same pass can be merged; make one by Fork.", nameof(other));
        }

        if (Pass == 1)
        {
            _summary.Merge(other._summary);
        }

        for (var i = 0; i < _medians.Length; i++)
        {
            for (var j = 0; j < _medians[i].Length; j++)
            {
                _medians[i][j].Merge(other._medians[i][j]);
            }
        }

        Count += other.Count;
    }

    /// <summary>A state without rows that is in the same pass as this one, to count other rows elsewhere.</summary>
    /// <returns>Another state.</returns>
    public EncoderFit Fork() => new(this);

    /// <summary>Ends a pass, after all rows were added.</summary>
    /// <returns>Whether another pass over the same rows is needed; if so it has begun.</returns>
    /// <exception cref="InvalidOperationException">The pass had another number of rows than the first.</exception>
    public bool NextPass()
    {
        if (Pass > 1 && Count != _rowsOfFirstPass)
        {
            throw new InvalidOperationException(string.Create(
                System.Globalization.CultureInfo.InvariantCulture, $"Pass {Pass} had {Count} rows, and the first {_rowsOfFirstPass}; each pass needs the same rows."));
        }

        if (!NeedsPass)
        {
            return false;
        }

        foreach (var search in _medians.SelectMany(searches => searches))
        {
            search.EndPass();
        }

        _rowsOfFirstPass = Pass == 1 ? Count : _rowsOfFirstPass;
        if (NeedsPass)
        {
            (Pass, Count) = (Pass + 1, 0);
        }

        return NeedsPass;
    }

    /// <summary>The encoder, after the last pass.</summary>
    /// <param name="positive">Which of two answers is the positive one; the later by ordinal order if it is left out.</param>
    /// <returns>The encoder.</returns>
    /// <exception cref="ArgumentException">The label has not these two values.</exception>
    /// <exception cref="InvalidOperationException">Another pass is needed; or of these rows nothing can be learned: there is none, one answer alone, no column, or a column without a value.</exception>
    public TableEncoder Build(string? positive = null)
    {
        if (NeedsPass)
        {
            throw new InvalidOperationException("Medians need another pass over the rows: call NextPass, and add the rows again.");
        }

        var problem = (string message) => (Exception)new InvalidOperationException(message);
        return EncoderBuilding.Of(_summary, Schema, _medians, positive, nameof(positive), problem);
    }

    /// <summary>How far it is, as "pass 1 over 720 rows".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => FormattableString.Invariant($"pass {Pass} over {Count} rows");

    internal static TableEncoder Fit(TableSource source, Schema schema, string? positive, string positiveArgument, string argument, ComputeOptions? compute = null)
    {
        var fit = new EncoderFit(schema);
        do
        {
            foreach (var table in source.Tables())
            {
                fit.Add(table, argument, compute);
            }
        }
        while (fit.NextPass());
        return EncoderBuilding.Of(fit._summary, schema, fit._medians, positive, positiveArgument, message => new ArgumentException(message, argument));
    }

    private bool NeedsPass => _medians.Any(searches => searches.Any(search => !search.IsDone));

    private static MedianSearch[] Searches(Column column) =>
        column.Gaps.Rule != GapRule.Median ? []
        : column.KindOf == ColumnKind.Number ? [new()]
        : column.KindOf == ColumnKind.Date ? [.. DateText.Parts.Select(_ => new MedianSearch())]
        : [];

    private void Add(Table table, string argument, ComputeOptions? compute = null)
    {
        if (Pass == 1)
        {
            _summary.Add(table, argument, compute);
        }

        InOrder.ForEach(compute, _medians.Length, i =>
        {
            if (_medians[i].Length > 0)
            {
                AddMedians(table, Schema.Columns[i].Name, _medians[i], argument);
            }
        });

        Count += table.Count;
    }

    private static void AddMedians(Table table, string name, MedianSearch[] searches, string argument)
    {
        var cells = table.Column(name, argument);
        var place = new CellPlace(table, name, argument);
        for (var row = 0; row < table.Count; row++)
        {
            if (cells.IsGap(row))
            {
                continue;
            }

            if (searches.Length == 1)
            {
                searches[0].Add(place.Number(cells, row));
                continue;
            }

            var date = place.Date(cells, row);
            for (var part = 0; part < searches.Length; part++)
            {
                searches[part].Add(DateText.Part(date, part));
            }
        }
    }
}
