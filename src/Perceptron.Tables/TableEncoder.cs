using System.Collections.ObjectModel;
using Perceptron.Support;
using Perceptron.Tables;

namespace Perceptron;

/// <summary>From the rows of a table to the inputs of a model, by what was learned of the training rows: means, deviations, medians, levels. It never changes.</summary>
public sealed class TableEncoder
{
    /// <summary>Rows of fewer inputs are dense.</summary>
    private const int WideRows = 64;

    /// <summary>From as many on the inputs of a training are made when they are read.</summary>
    private const int ManyInputs = 1 << 24;

    private readonly ColumnEncoder[] _columns;
    private readonly string[] _names;

    internal TableEncoder(Schema schema, LabelEncoder labels, ColumnEncoder[] columns)
    {
        Schema = schema;
        Labels = labels;
        _columns = columns;
        _names = Array.ConvertAll(columns, column => column.Name);
        FeatureNames = new ReadOnlyCollection<string>([.. columns.SelectMany(column => column.Features)]);
        IsSparse = InputCount >= WideRows && 4L * columns.Sum(column => (long)column.MostStored) <= InputCount;
    }

    /// <summary>What the columns are.</summary>
    public Schema Schema { get; }

    /// <summary>The names of the classes: the values of the label in ordinal order, of two the positive one last; or several labels.</summary>
    public IReadOnlyList<string> ClassNames => Labels.Classes;

    /// <summary>What each input is, as "age", "age is missing" or "class = first".</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>How many inputs a row becomes.</summary>
    public int InputCount => FeatureNames.Count;

    /// <summary>Whether rows are stored as the inputs that are not 0: where there are many levels.</summary>
    public bool IsSparse { get; }

    internal LabelEncoder Labels { get; }

    internal IReadOnlyList<ColumnEncoder> Columns => _columns;

    /// <summary>Learns from the rows of a table.</summary>
    /// <param name="table">The rows to train on, and no others.</param>
    /// <param name="schema">What the columns are.</param>
    /// <param name="positive">Which of two answers is the positive one; the later by ordinal order if it is left out.</param>
    /// <returns>The encoder.</returns>
    /// <exception cref="ArgumentException">A column is missing or has nothing to learn from, a cell is none that its column can have, or the label has not these values.</exception>
    public static TableEncoder Fit(Table table, Schema schema, string? positive = null)
    {
        Guard.NotNull(table, nameof(table));
        Guard.NotNull(schema, nameof(schema));
        return EncoderFit.Fit(TableSource.FromTable(table), schema, positive, nameof(positive), nameof(table));
    }

    /// <summary>Learns from rows that need not fit in memory: one pass over them, and some more if there are medians.</summary>
    /// <param name="source">The rows to train on, and no others.</param>
    /// <param name="schema">What the columns are.</param>
    /// <param name="positive">Which of two answers is the positive one; the later by ordinal order if it is left out.</param>
    /// <returns>The encoder: to the last bit that of one table with the same rows.</returns>
    /// <exception cref="ArgumentException">A column is missing or has nothing to learn from, a cell is none that its column can have, or the label has not these values.</exception>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    /// <exception cref="IOException">A file can't be read.</exception>
    public static TableEncoder Fit(TableSource source, Schema schema, string? positive = null)
    {
        Guard.NotNull(source, nameof(source));
        Guard.NotNull(schema, nameof(schema));
        return EncoderFit.Fit(source, schema, positive, nameof(positive), nameof(source));
    }

    /// <summary>The inputs of rows.</summary>
    /// <param name="table">Rows with all columns that are not ignored; others may be there.</param>
    /// <returns>As many rows, sparse if <see cref="IsSparse"/>.</returns>
    /// <exception cref="ArgumentException">A column is missing, or a cell is none that its column can have.</exception>
    public Rows<double> Encode(Table table)
    {
        Guard.NotNull(table, nameof(table));
        return Encode(table, nameof(table));
    }

    /// <summary>The inputs of rows and their answers, for a model of one's own.</summary>
    /// <param name="table">Rows with all columns that are not ignored, and with the label.</param>
    /// <returns>The dataset, with the names of the classes.</returns>
    /// <exception cref="ArgumentException">A column is missing, or a cell is none that its column can have.</exception>
    public Dataset<double> ToDataset(Table table)
    {
        Guard.NotNull(table, nameof(table));
        return ToDataset(table, nameof(table));
    }

    /// <summary>The columns and the inputs, as "encoder from 5 columns to 12 inputs, 2 classes".</summary>
    /// <returns>One line.</returns>
    public override string ToString() =>
        $"encoder from {Guard.Count(_columns.Length, "column")} to {Guard.Count(InputCount, "input")}, {Guard.Count(ClassNames.Count, "class")}";

    internal Rows<double> Encode(Table table, string argument, ComputeOptions? compute = null) =>
        IsSparse ? Bind(table, argument).ToSparse() : Bind(table, argument).ToDense(compute, argument);

    internal Dataset<double> ToDataset(Table table, string argument, ComputeOptions? compute = null) => table.Count == 0
        ? throw new ArgumentException("The table has no row.", argument)
        : Dataset.Of(Encode(table, argument, compute), Labels.Encode(table, argument)).WithClassNames([.. ClassNames]);

    /// <summary>Inputs and answers for L-BFGS. Where they are many, and quickly made, they are made each time that they are read, which takes no memory.</summary>
    internal Dataset<double> ToTraining(Table table, string argument, ComputeOptions? compute, int many = ManyInputs) =>
        IsSparse || (long)table.Count * InputCount < many || !Bind(table, argument).IsQuick ? ToDataset(table, argument, compute) : ToDeferred(table, argument, compute);

    /// <summary>Inputs that are made from the cells each time that they are read, and answers.</summary>
    internal Dataset<double> ToDeferred(Table table, string argument, ComputeOptions? compute) =>
        Dataset.Of<double>(EncodedRows.Of(Bind(table, argument), compute), Labels.Encode(table, argument)).WithClassNames([.. ClassNames]);

    /// <summary>The places of the columns in a table.</summary>
    internal int[] Places(Table table, string argument)
    {
        var places = table.Names.FindAll(_names);
        return Array.IndexOf(places, -1) is >= 0 and var missing ? throw TableSummary.MissingColumn(table, _names[missing], argument) : places;
    }

    private BoundTable Bind(Table table, string argument) => new(table, _columns, Places(table, argument), argument);
}
