using System.Diagnostics.CodeAnalysis;
using Perceptron.Support;
using Perceptron.Tables;

namespace Perceptron;

// Answers for rows, and how good they are.
public sealed partial class Classifier
{
    /// <summary>The answer for a row.</summary>
    /// <param name="row">A row with all columns that are not ignored; others may be there.</param>
    /// <returns>The class, its probability, and the ranking of all classes.</returns>
    /// <exception cref="ArgumentException">A column is missing, or a value is none that its column can have.</exception>
    /// <exception cref="InvalidOperationException">There are several labels: use PredictLabels.</exception>
    public ClassPrediction Predict(Row row)
    {
        Guard.NotNull(row, nameof(row));
        return Answers(RowTable.Of([row], nameof(row)), nameof(row))[0];
    }

    /// <summary>The answer for a row that is a value of a type of one's own, such as a record or an anonymous object.</summary>
    /// <remarks>
    /// Each public property is a column, by its exact name, or by its letters and digits ignoring case: <c>SepalLength</c> is <c>sepal_length</c>. Null is a
    /// gap, and so is None of F#. Dictionaries, arrays and tuples are no rows; <see cref="Row.FromPairs"/> makes one.
    /// </remarks>
    /// <typeparam name="T">The type, whose public properties are read.</typeparam>
    /// <param name="row">The row.</param>
    /// <returns>The class, its probability, and the ranking of all classes.</returns>
    /// <exception cref="ArgumentException">The type is none of a row, a column is missing, or a value is none that its column can have.</exception>
    /// <exception cref="InvalidOperationException">There are several labels: use PredictLabels.</exception>
    public ClassPrediction Predict<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(T row) =>
        Answers(RecordType<T>.ToTable([row], nameof(row)), nameof(row))[0];

    /// <summary>The answers for the rows of a table.</summary>
    /// <param name="table">Rows with all columns that are not ignored; others may be there.</param>
    /// <returns>An answer for each row, in order.</returns>
    /// <exception cref="ArgumentException">A column is missing, or a cell is none that its column can have.</exception>
    /// <exception cref="InvalidOperationException">There are several labels: use PredictAllLabels.</exception>
    public IReadOnlyList<ClassPrediction> PredictAll(Table table)
    {
        Guard.NotNull(table, nameof(table));
        return Answers(table, nameof(table)).AsReadOnly();
    }

    /// <summary>The answers for rows that are values of a type of one's own; see <see cref="Predict{T}"/>. They may be of <see cref="Row"/> too.</summary>
    /// <typeparam name="T">The type, whose public properties are read.</typeparam>
    /// <param name="rows">The rows.</param>
    /// <returns>An answer for each row, in order.</returns>
    /// <exception cref="ArgumentException">The type is none of a row, a row is null, a column is missing, or a value is none that its column can have.</exception>
    /// <exception cref="InvalidOperationException">There are several labels: use PredictAllLabels.</exception>
    public IReadOnlyList<ClassPrediction> PredictAll<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(IEnumerable<T> rows) =>
        Records(rows, nameof(rows)) is { } table ? Answers(table, nameof(rows)).AsReadOnly() : [];

    /// <summary>The answers for rows that need not fit in memory.</summary>
    /// <param name="source">Rows with all columns that are not ignored; others may be there.</param>
    /// <returns>An answer for each row, in order, as they are asked for.</returns>
    /// <exception cref="ArgumentException">A column is missing, or a cell is none that its column can have (while enumerating).</exception>
    /// <exception cref="InvalidDataException">A file is damaged (while enumerating).</exception>
    /// <exception cref="InvalidOperationException">There are several labels: use PredictAllLabels.</exception>
    /// <exception cref="IOException">A file can't be read (while enumerating).</exception>
    public IEnumerable<ClassPrediction> PredictAll(TableSource source)
    {
        Guard.NotNull(source, nameof(source));
        RequireOneAnswer();
        return source.Tables().SelectMany(table => Answers(table, nameof(source)));
    }

    /// <summary>The independent answers for a row, where there are several labels.</summary>
    /// <param name="row">A row with all columns that are not ignored; others may be there.</param>
    /// <returns>An answer for each label.</returns>
    /// <exception cref="ArgumentException">A column is missing, or a value is none that its column can have.</exception>
    /// <exception cref="InvalidOperationException">There is one label: use Predict.</exception>
    public IReadOnlyList<LabelPrediction> PredictLabels(Row row)
    {
        Guard.NotNull(row, nameof(row));
        return Independent(RowTable.Of([row], nameof(row)), nameof(row))[0];
    }

    /// <summary>The independent answers for a row that is a value of a type of one's own; see <see cref="Predict{T}"/>.</summary>
    /// <typeparam name="T">The type, whose public properties are read.</typeparam>
    /// <param name="row">The row.</param>
    /// <returns>An answer for each label.</returns>
    /// <exception cref="ArgumentException">The type is none of a row, a column is missing, or a value is none that its column can have.</exception>
    /// <exception cref="InvalidOperationException">There is one label: use Predict.</exception>
    public IReadOnlyList<LabelPrediction> PredictLabels<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(T row) =>
        Independent(RecordType<T>.ToTable([row], nameof(row)), nameof(row))[0];

    /// <summary>The independent answers for the rows of a table, where there are several labels.</summary>
    /// <param name="table">Rows with all columns that are not ignored; others may be there.</param>
    /// <returns>For each row, in order, an answer for each label.</returns>
    /// <exception cref="ArgumentException">A column is missing, or a cell is none that its column can have.</exception>
    /// <exception cref="InvalidOperationException">There is one label: use PredictAll.</exception>
    public IReadOnlyList<IReadOnlyList<LabelPrediction>> PredictAllLabels(Table table)
    {
        Guard.NotNull(table, nameof(table));
        return Independent(table, nameof(table)).AsReadOnly();
    }

    /// <summary>Compares the answers with those that the rows have.</summary>
    /// <param name="table">Rows with the label, held out of training.</param>
    /// <param name="compute">How many threads may work; one if it is left out.</param>
    /// <returns>Accuracy, precision, recall and more.</returns>
    /// <exception cref="ArgumentException">A column is missing, a cell is none that its column can have, or an answer is none of the classes.</exception>
    public Evaluation Evaluate(Table table, ComputeOptions? compute = null)
    {
        Guard.NotNull(table, nameof(table));
        return Model.Evaluate(Encoder.ToDataset(table, nameof(table), compute), compute);
    }

    /// <summary>Compares the answers with those that the rows have, which need not fit in memory.</summary>
    /// <param name="source">Rows with the label, held out of training.</param>
    /// <param name="compute">How many threads may work; one if it is left out.</param>
    /// <returns>Accuracy, precision, recall and more: to the last bit those of one table with the same rows.</returns>
    /// <exception cref="ArgumentException">A column is missing, a cell is none that its column can have, or an answer is none of the classes.</exception>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    /// <exception cref="IOException">A file can't be read.</exception>
    public Evaluation Evaluate(TableSource source, ComputeOptions? compute = null)
    {
        Guard.NotNull(source, nameof(source));
        var sum = default(Evaluation);
        foreach (var table in source.Tables().Where(table => table.Count > 0))
        {
            var part = Model.Evaluate(Encoder.ToDataset(table, nameof(source), compute), compute);
            sum = sum is null ? part : sum.Add(part);
        }

        return sum ?? throw new ArgumentException("The source has no row.", nameof(source));
    }

    /// <summary>How rows differ from those of the training: levels never seen, numbers far outside, and gaps where there were none.</summary>
    /// <param name="table">Rows with all columns that are not ignored; others may be there.</param>
    /// <returns>What was counted of each column.</returns>
    /// <exception cref="ArgumentException">A column is missing, or a cell is none that its column can have.</exception>
    public DriftReport Drift(Table table)
    {
        Guard.NotNull(table, nameof(table));
        return DriftCounting.Of(Encoder, TableSource.FromTable(table), nameof(table));
    }

    /// <summary>How rows that need not fit in memory differ from those of the training.</summary>
    /// <param name="source">Rows with all columns that are not ignored; others may be there.</param>
    /// <returns>What was counted of each column.</returns>
    /// <exception cref="ArgumentException">A column is missing, or a cell is none that its column can have.</exception>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    /// <exception cref="IOException">A file can't be read.</exception>
    public DriftReport Drift(TableSource source)
    {
        Guard.NotNull(source, nameof(source));
        return DriftCounting.Of(Encoder, source, nameof(source));
    }

    private static Table? Records<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(IEnumerable<T> rows, string argument)
    {
        Guard.NotNull(rows, argument);
        if (rows is not IEnumerable<Row> own)
        {
            return RecordType<T>.ToTable(rows, argument);
        }

        Row[] all = [.. own];
        return all.Length == 0 ? null : RowTable.Of(all, argument);
    }

    private void RequireOneAnswer()
    {
        if (Encoder.Labels.AreIndependent)
        {
            throw new InvalidOperationException("There are several labels, with an answer each: use PredictLabels or PredictAllLabels.");
        }
    }

    private ClassPrediction[] Answers(Table table, string argument)
    {
        RequireOneAnswer();
        var rows = Encoder.Encode(table, argument);
        var (probabilities, logits, classes) = (Model.Predict(rows), Model.Logits(rows), Model.Classify(rows));
        var answers = new ClassPrediction[rows.Count];
        var isBinary = Encoder.Labels.IsBinary;
        for (var row = 0; row < answers.Length; row++)
        {
            answers[row] = new ClassPrediction(
                classes[row], ClassNames,
                isBinary ? [1 - probabilities[row, 0], probabilities[row, 0]] : Line(probabilities, row),
                isBinary ? [-logits[row, 0], logits[row, 0]] : Line(logits, row));
        }

        return answers;
    }

    private IReadOnlyList<LabelPrediction>[] Independent(Table table, string argument)
    {
        if (!Encoder.Labels.AreIndependent)
        {
            throw new InvalidOperationException("There is one label: use Predict or PredictAll.");
        }

        var rows = Encoder.Encode(table, argument);
        var (probabilities, isPredicted) = (Model.Predict(rows), Model.ClassifyMultiLabel(rows));
        var answers = new IReadOnlyList<LabelPrediction>[rows.Count];
        for (var row = 0; row < answers.Length; row++)
        {
            answers[row] = Array.AsReadOnly([.. ClassNames.Select((name, i) => new LabelPrediction(name, probabilities[row, i], isPredicted[row, i]))]);
        }

        return answers;
    }

    private static double[] Line(double[,] values, int row)
    {
        var line = new double[values.GetLength(1)];
        for (var i = 0; i < line.Length; i++)
        {
            line[i] = values[row, i];
        }

        return line;
    }
}
