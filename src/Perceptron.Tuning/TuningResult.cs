using System.Collections.ObjectModel;
using System.Globalization;
using Perceptron.Support;
using Perceptron.Tuning;

namespace Perceptron;

/// <summary>What came of comparing candidates over the same folds.</summary>
/// <remarks>
/// The best score of many candidates looks a little better than it is, since it was chosen by these very rows. What the classifier is worth, only rows tell that took no part in
/// the choice: split some off before.
/// </remarks>
public sealed class TuningResult
{
    private readonly Table _table;

    internal TuningResult(Table table, Schema schema, IReadOnlyList<RowFold> folds, CandidateResult[] candidates, string[] notes)
    {
        _table = table;
        Schema = schema;
        Folds = folds;
        Candidates = new ReadOnlyCollection<CandidateResult>(candidates);
        Notes = new ReadOnlyCollection<string>(notes);
    }

    /// <summary>All candidates, best first by the first metric. Those for which it is undefined on more folds come later; of equal ones the first of the grid comes first.</summary>
    public IReadOnlyList<CandidateResult> Candidates { get; }

    /// <summary>The best candidate.</summary>
    public CandidateResult Best => Candidates[0];

    /// <summary>The folds, which all candidates had alike.</summary>
    public IReadOnlyList<RowFold> Folds { get; }

    /// <summary>What the columns were taken for.</summary>
    public Schema Schema { get; }

    /// <summary>What a person may want to know: candidates that can't be told from the best one, and folds on which a metric is undefined.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Trains the best candidate on all rows of the table: as <see cref="Classifier.Fit(Table, Schema, ClassifierOptions, CancellationToken)"/> does with its options.</summary>
    /// <param name="cancellationToken">Checked before every step; a cancelled training returns the best classifier so far.</param>
    /// <returns>The classifier.</returns>
    /// <exception cref="ArgumentException">The options can't be used with all rows.</exception>
    /// <exception cref="DivergedException">The numbers are no longer finite.</exception>
    public Classifier Refit(CancellationToken cancellationToken = default) => Classifier.Fit(_table, Schema, Best.Candidate.Options, cancellationToken);

    /// <summary>The candidates, best first, with mean and standard deviation of each metric, and the difference to the best with its corrected standard error.</summary>
    /// <returns>A heading, a line a candidate, and the notes.</returns>
    public string ToTable() => ResultText.Of(this);

    /// <summary>How many candidates there are and which is best, as "7 candidates over 5 folds, best l2=0.01: log loss 0.4321".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Guard.Count(Candidates.Count, "candidate")} over {Folds.Count} folds, best {Best.Candidate}: {Best.Score.Metric} {Best.Score.Mean:0.0000}");
}
