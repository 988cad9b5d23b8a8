using Perceptron.Support;
using Perceptron.Tuning;

namespace Perceptron;

/// <summary>How good a classifier of a table is on rows that it was not trained on, by cross-validation; and which of several options are best.</summary>
/// <remarks>
/// In each fold the classifier and its encoder (means, levels, medians) are trained on the other rows, as <see cref="Classifier.Fit(Table, Schema, ClassifierOptions, CancellationToken)"/> does, and then measured on the rows that are held out.
/// All candidates see the same folds. The same table, options and seeds give the same bits on any number of threads. Where no schema is given, what
/// columns are (numbers, categories, dates) is found out once, from all rows, and columns of groups and weights are ignored.
/// </remarks>
public static class ClassifierTuning
{
    /// <summary>Cross-validates one classifier, and finds out what the columns of the table are.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="label">The column with the answers.</param>
    /// <param name="options">How the classifier is trained; its threads and its progress are not used.</param>
    /// <param name="tuning">Folds, metrics and threads.</param>
    /// <param name="cancellationToken">Checked before every step of a training.</param>
    /// <returns>Each metric with its mean and deviation.</returns>
    /// <exception cref="ArgumentException">A column is missing or unfit, the options can't be used, or the rows can't be divided as is said.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static CandidateResult CrossValidate(
        Table table, string label, ClassifierOptions? options = null, TuningOptions? tuning = null, CancellationToken cancellationToken = default) =>
        Run(table, label, null, [Only(options)], tuning, nameof(options), cancellationToken).Best;

    /// <summary>Cross-validates one classifier of a table whose columns are said.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="schema">What the columns are.</param>
    /// <param name="options">How the classifier is trained; its threads and its progress are not used.</param>
    /// <param name="tuning">Folds, metrics and threads.</param>
    /// <param name="cancellationToken">Checked before every step of a training.</param>
    /// <returns>Each metric with its mean and deviation.</returns>
    /// <exception cref="ArgumentException">A column is missing or unfit, the options can't be used, or the rows can't be divided as is said.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static CandidateResult CrossValidate(
        Table table, Schema schema, ClassifierOptions? options = null, TuningOptions? tuning = null, CancellationToken cancellationToken = default)
    {
        Guard.NotNull(schema, nameof(schema));
        return Run(table, null, schema, [Only(options)], tuning, nameof(options), cancellationToken).Best;
    }

    /// <summary>Cross-validates several candidates over the same folds, and finds out what the columns of the table are.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="label">The column with the answers.</param>
    /// <param name="candidates">Options under different names, such as those of a <see cref="Grid"/>; their threads and progress are for the refit alone.</param>
    /// <param name="tuning">Folds, metrics and threads.</param>
    /// <param name="cancellationToken">Checked before every step of a training.</param>
    /// <returns>The candidates, best first.</returns>
    /// <exception cref="ArgumentException">A column is missing or unfit, a candidate can't be used, or the rows can't be divided as is said.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static TuningResult Search(
        Table table, string label, IReadOnlyList<Candidate> candidates, TuningOptions? tuning = null, CancellationToken cancellationToken = default) =>
        Run(table, label, null, candidates, tuning, nameof(candidates), cancellationToken);

    /// <summary>Cross-validates several candidates over the same folds of a table whose columns are said.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="schema">What the columns are.</param>
    /// <param name="candidates">Options under different names, such as those of a <see cref="Grid"/>; their threads and progress are for the refit alone.</param>
    /// <param name="tuning">Folds, metrics and threads.</param>
    /// <param name="cancellationToken">Checked before every step of a training.</param>
    /// <returns>The candidates, best first.</returns>
    /// <exception cref="ArgumentException">A column is missing or unfit, a candidate can't be used, or the rows can't be divided as is said.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static TuningResult Search(
        Table table, Schema schema, IReadOnlyList<Candidate> candidates, TuningOptions? tuning = null, CancellationToken cancellationToken = default)
    {
        Guard.NotNull(schema, nameof(schema));
        return Run(table, null, schema, candidates, tuning, nameof(candidates), cancellationToken);
    }

    private static Candidate Only(ClassifierOptions? options)
    {
        options ??= new();
        return new(options.ToString(), options);
    }

    private static TuningResult Run(
        Table table, string? label, Schema? schema, IReadOnlyList<Candidate> candidates, TuningOptions? tuning, string candidatesArgument, CancellationToken cancellation)
    {
        Guard.NotNull(table, nameof(table));
        if (schema is null)
        {
            Guard.NotNull(label, nameof(label));
        }

        Guard.NotNull(candidates, candidatesArgument);
        Candidate[] copy = [.. candidates];
        if (copy.Length == 0 || copy.Contains(null))
        {
            throw new ArgumentException("At least one candidate is needed, and none can be null.", candidatesArgument);
        }

        if (copy.CountBy(candidate => candidate.Name, StringComparer.Ordinal).FirstOrDefault(pair => pair.Value > 1).Key is { } twice)
        {
            throw new ArgumentException($"Two candidates have the name \"{DisplayText.Safe(twice)}\"; each needs its own.", candidatesArgument);
        }

        if (Array.Find(copy, candidate => candidate.Options.From is not null) is { } warm)
        {
            throw new ArgumentException($"{warm} starts from a classifier that may have been trained on the rows that are held out; leave From out.", candidatesArgument);
        }

        tuning ??= new();
        cancellation.ThrowIfCancellationRequested();
        schema ??= CandidateSearch.WithoutOthers(Schema.Infer(table, label!), copy, tuning.Folds);
        return new CandidateSearch(table, schema, copy, tuning, nameof(table), candidatesArgument).Run(cancellation);
    }
}
