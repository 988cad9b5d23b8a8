using Perceptron.Tables;

namespace Perceptron.Tuning;

/// <summary>Trains each candidate on each fold, and measures it on the rows that are held out.</summary>
internal sealed class CandidateSearch
{
    private readonly Table _table;
    private readonly Schema _schema;
    private readonly Candidate[] _candidates;
    private readonly TuningOptions _options;
    private readonly IReadOnlyList<RowFold> _folds;

    /// <summary>How the classifiers are trained: by one thread, and without reports from several at the same time.</summary>
    private readonly ClassifierOptions[] _training;

    private readonly string _argument;
    private readonly string _candidatesArgument;

    public CandidateSearch(Table table, Schema schema, Candidate[] candidates, TuningOptions tuning, string argument, string candidatesArgument)
    {
        (_table, _schema, _candidates, _options) = (table, schema, candidates, tuning);
        (_argument, _candidatesArgument) = (argument, candidatesArgument);
        _training = Array.ConvertAll(candidates, candidate => new ClassifierOptions(candidate.Options) { Compute = null, Progress = null });
        RequireMetrics(nameof(tuning));
        var label = schema.Labels.Count == 1 ? schema.Labels[0] : null;
        var plan = tuning.Folds ?? (label is null ? FoldPlan.Plain() : FoldPlan.Stratified());
        RequireFolds(plan, label, nameof(tuning));
        _folds = plan.Split(table, label, argument);
        if (label is not null)
        {
            RequireAnswers(label);
        }
    }

    /// <summary>The schema with columns ignored that are no inputs: groups, and weights of rows.</summary>
    public static Schema WithoutOthers(Schema schema, Candidate[] candidates, FoldPlan? folds) => candidates
        .Select(candidate => candidate.Options.WeightColumn)
        .Append(folds is { IsByGroup: true } ? folds.Column : null)
        .Where(name => name is not null && schema.ColumnNames.Contains(name, StringComparer.Ordinal))
        .Aggregate(schema, (changed, name) => changed.With(name!, Column.Ignored));

    public TuningResult Run(CancellationToken cancellation)
    {
        var total = checked(_folds.Count * _candidates.Length);
        var values = Array.ConvertAll(_candidates, _ => Array.ConvertAll(new double[_options.Metrics.Count][], _ => new double[_folds.Count]));
        var diverged = Array.ConvertAll(_candidates, _ => new bool[_folds.Count]);
        var (gate, done) = (new Lock(), 0);
        InOrder.ForEach(_options.Compute, total, piece =>
        {
            cancellation.ThrowIfCancellationRequested();
            var (place, one) = Math.DivRem(piece, _candidates.Length);
            var scores = Measure(_folds[place], one, cancellation);
            diverged[one][place] = scores is null;
            for (var metric = 0; metric < values[one].Length; metric++)
            {
                values[one][metric][place] = scores?[metric] ?? double.NaN;
            }

            lock (gate)
            {
                _options.Progress?.Report(new(++done, total, _candidates[one].Name, _folds[place].Repeat, _folds[place].Number, values[one][0][place]));
            }
        });

        CandidateResult[] results =
        [
            .. CandidateResult.BestFirst(_candidates.Select((candidate, one) => new CandidateResult(
                candidate, [.. _options.Metrics.Select((metric, i) => new MetricScore(metric, values[one][i]))], diverged[one].Count(isDiverged => isDiverged), default))),
        ];
        var ratio = _folds.Sum(fold => (double)fold.HeldOutCount) / _folds.Sum(fold => (double)fold.TrainingCount);
        var best = results[0];
        results = Array.ConvertAll(results, result => result.ComparedTo(best, ratio));
        return new TuningResult(_table, _schema, _folds, results, [.. ResultText.Notes(results)]);
    }

    /// <summary>All metrics of a candidate on a fold, or null where the training diverged.</summary>
    private double[]? Measure(RowFold fold, int one, CancellationToken cancellation)
    {
        try
        {
            var classifier = Classifier.Fit(_table.Select(fold.TrainingRows()), _schema, _training[one], cancellation);
            cancellation.ThrowIfCancellationRequested();
            var rows = _table.Select(fold.HeldOutRows());
            var data = classifier.Encoder.ToDataset(rows, _argument);
            var held = new HeldOutResult(classifier, rows, data, classifier.Model.Evaluate(data, cancellationToken: cancellation));
            return [.. _options.Metrics.Select(metric => metric.Measure(held))];
        }
        catch (Exception exception) when (exception is DivergedException or NotFiniteNumberException)
        {
            return null;
        }
        catch (ArgumentException exception)
        {
            // Its argument is that of another method.
            var message = exception.Message;
            var suffix = message.LastIndexOf(" (Parameter '", StringComparison.Ordinal);
            throw new ArgumentException($"{fold.Place}, {_candidates[one]}: {(suffix < 0 ? message : message[..suffix])}", exception.ParamName == "options" ? _candidatesArgument : _argument, exception);
        }
    }

    private void RequireMetrics(string argument)
    {
        if (_schema.Labels.Count > 1 && _options.Metrics.FirstOrDefault(metric => metric.NeedsOneLabel) is { } metric)
        {
            throw new ArgumentException($"Several labels have no {metric}; it is for one label.", argument);
        }
    }

    private void RequireFolds(FoldPlan plan, string? label, string argument)
    {
        if (plan.IsStratified && label is null)
        {
            throw new ArgumentException("Folds can't be stratified by several labels; take plain ones.", argument);
        }

        if (plan.IsByGroup && (_schema.Labels.Contains(plan.Column, StringComparer.Ordinal)
            || (_schema.ColumnNames.Contains(plan.Column, StringComparer.Ordinal) && !ReferenceEquals(_schema[plan.Column!], Column.Ignored))))
        {
            throw new ArgumentException($"The column of groups, \"{CsvText.Shown(plan.Column!)}\", is an input or the label too; ignore it in the schema.", argument);
        }
    }

    /// <summary>Refuses folds that can't be trained on, before any is.</summary>
    private void RequireAnswers(string label)
    {
        var codes = Folding.Codes(_table, label, _argument, "each row needs its answer", _argument);
        foreach (var fold in _folds)
        {
            var known = fold.TrainingRows().Select(row => codes[row]).ToHashSet();
            if (fold.HeldOutRows().FirstOrDefault(row => !known.Contains(codes[row]), -1) is >= 0 and var row)
            {
                throw new ArgumentException(
                    $"{fold.Place} holds out rows with the answer \"{CsvText.Shown(_table[row, label])}\", and trains on none; each answer must be in the rows to train on of each fold.", _argument);
            }

            if (known.Count < 2)
            {
                throw new ArgumentException($"{fold.Place} trains on rows with one answer alone; two at least are needed.", _argument);
            }
        }
    }
}
