using System.Collections.ObjectModel;
using Perceptron.Support;
using Perceptron.Tables;

namespace Perceptron;

/// <summary>How rows differ from those of the training. Answers for what a classifier has never seen are guesses.</summary>
public sealed class DriftReport
{
    internal DriftReport(long count, ColumnDrift[] columns)
    {
        Count = count;
        Columns = new ReadOnlyCollection<ColumnDrift>(columns);
    }

    /// <summary>How many rows.</summary>
    public long Count { get; }

    /// <summary>What was counted of each column that is not ignored.</summary>
    public IReadOnlyList<ColumnDrift> Columns { get; }

    /// <summary>Whether any column differs.</summary>
    public bool IsNotable => Columns.Any(column => column.IsNotable);

    /// <summary>The columns that differ, as lines of text.</summary>
    /// <returns>A line a column, or one that says that none differs.</returns>
    public string ToTable()
    {
        var lines = Columns.Where(column => column.IsNotable).Select(column => (Name: CsvText.Shown(column.Name), column.Text)).ToArray();
        var width = lines.Select(line => DisplayText.Width(line.Name)).DefaultIfEmpty().Max();
        return lines.Length == 0
            ? "Nothing differs from the training rows."
            : string.Join('\n', lines.Select(line => $"{line.Name}{new string(' ', width - DisplayText.Width(line.Name))}  {line.Text}"));
    }

    /// <summary>How many columns differ, as "2 of 7 columns differ, in 180 rows".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => FormattableString.Invariant($"{Columns.Count(column => column.IsNotable)} of {Guard.Count(Columns.Count, "column")} differ, in {Count} rows");
}
