using Perceptron;
using Tests;
using Xunit;

namespace TuningTests;

/// <summary>What is measured, and how candidates are compared.</summary>
public class SearchProperties
{
    private static readonly IReadOnlyList<Candidate> Candidates = Grid.Of(new() { Seed = 3, Lbfgs = new() { MaxIterations = 30 } }).WithL2(0.001, 0.1).WithHidden([], [3]).ToCandidates();

    private static readonly Schema Schema = Schema.Of("answer").With("a", Column.Number()).With("b", Column.Number(Scaling.UnitInterval)).With("level", Column.Category());

    public static TheoryData<FoldPlan> Plans => [FoldPlan.Stratified(3, 2, 5), FoldPlan.Plain(4), FoldPlan.ByGroup("who", 3), FoldPlan.ByTime("time", 3)];

    [Theory]
    [MemberData(nameof(Plans), DisableDiscoveryEnumeration = true)]
    public void Each_score_is_that_of_a_classifier_trained_on_the_other_rows_to_the_bit(FoldPlan plan)
    {
        var table = Samples.Noisy(80);
        var result = ClassifierTuning.Search(table, Schema, Candidates, new() { Folds = plan, Metrics = [TuningMetric.LogLoss, TuningMetric.MatthewsCorrelation, TuningMetric.RocAuc] });

        Assert.Equal(4, result.Candidates.Count);
        foreach (var (i, fold) in result.Folds.Index())
        {
            var (training, held) = (table.Select(fold.TrainingRows()), table.Select(fold.HeldOutRows()));
            foreach (var candidate in result.Candidates)
            {
                var classifier = Classifier.Fit(training, Schema, candidate.Candidate.Options);
                var evaluation = classifier.Evaluate(held);
                Same.Bits(evaluation.LogLoss, candidate.Scores[0].Values[i]);
                Same.Bits(evaluation.ConfusionMatrix().MatthewsCorrelation(), candidate.Scores[1].Values[i]);
                Same.Bits(RocCurve.Compute(classifier.Model, classifier.Encoder.ToDataset(held)).Area, candidate.Scores[2].Values[i]);
            }
        }
    }

    [Fact]
    public void Cells_of_rows_that_are_held_out_change_no_bit_of_the_classifier_and_its_encoder()
    {
        var table = Samples.Noisy(60);
        var fold = FoldPlan.Plain(4).Split(table)[1];
        var held = fold.HeldOutRows().ToHashSet();
        var lines = File(table).Select((line, row) => held.Contains(row) ? $"1e6,-1e6,never seen,{string.Join(',', line.Split(',').Skip(3))}" : line);
        var other = Table.ParseCsv($"a,b,level,who,time,answer\n{string.Join('\n', lines)}\n");

        Assert.Equal(Bytes(table), Bytes(other));

        byte[] Bytes(Table given)
        {
            byte[][] files = new byte[4][];
            var next = 0;
            var metric = TuningMetric.Of("file", result =>
            {
                using var stream = new MemoryStream();
                result.Classifier.Write(stream);
                files[next++] = stream.ToArray();
                return 0;
            });
            ClassifierTuning.CrossValidate(given, Schema, null, new() { Folds = FoldPlan.Plain(4), Metrics = [metric] });
            return files[1];
        }
    }

    [Fact]
    public void Threads_and_the_order_of_candidates_change_no_bit()
    {
        var table = Samples.Noisy(70);
        string Text(IReadOnlyList<Candidate> candidates, int threads) => string.Join('\n', ClassifierTuning.Search(
            table, "answer", candidates, new() { Folds = FoldPlan.Stratified(4, 2), Compute = new() { Threads = threads } }).Candidates.Select(candidate =>
            $"{candidate.Candidate} {string.Join(' ', candidate.Scores.SelectMany(score => score.Values).Select(BitConverter.DoubleToInt64Bits))} {candidate.DifferenceToBest.StandardError:R}"));

        var expected = Text(Candidates, 1);
        Assert.All([2, 3, 8], threads => Assert.Equal(expected, Text(Candidates, threads)));
        Assert.Equal(expected, Text([.. Candidates.Reverse()], 2));
    }

    [Fact]
    public void The_refit_is_a_classifier_trained_on_all_rows_with_the_best_options()
    {
        var table = Samples.Noisy(70);
        var result = ClassifierTuning.Search(table, "answer", Candidates);
        var expected = Classifier.Fit(table, "answer", result.Best.Candidate.Options);

        using var left = new MemoryStream();
        using var right = new MemoryStream();
        expected.Write(left);
        result.Refit().Write(right);
        Assert.Equal(left.ToArray(), right.ToArray());
        Assert.Equal(result.Candidates.Min(candidate => candidate.Score.Mean), result.Best.Score.Mean);
    }

    [Fact]
    public void Means_deviations_and_the_corrected_error_are_those_of_the_formulas()
    {
        var result = ClassifierTuning.Search(Samples.Noisy(83), "answer", Candidates, new() { Folds = FoldPlan.Stratified(4, 3), Metrics = [TuningMetric.Accuracy, TuningMetric.LogLoss] });
        var best = result.Best;
        Assert.Equal(default, best.DifferenceToBest);
        foreach (var candidate in result.Candidates.Skip(1))
        {
            double[] values = [.. candidate.Score.Values];
            Same.Within(values.Average(), candidate.Score.Mean, 1e-15);
            Same.Within(Math.Sqrt(Variance(values)), candidate.Score.StandardDeviation, 1e-15);
            double[] differences = [.. values.Zip(best.Score.Values, (one, other) => one - other)];
            Same.Within(differences.Average(), candidate.DifferenceToBest.Mean, 1e-15);

            // 12 folds, of which each has 83 / 4 rows on the mean, and is trained on three times as many.
            Same.Within(Math.Sqrt(((1.0 / 12) + (1.0 / 3)) * Variance(differences)), candidate.DifferenceToBest.StandardError, 1e-15);
            Assert.True(candidate.DifferenceToBest.Mean <= 0);
        }

        static double Variance(double[] values) => values.Sum(value => Math.Pow(value - values.Average(), 2)) / (values.Length - 1);
    }

    [Fact]
    public void Best_first_in_the_direction_of_the_metric_and_ties_by_the_grid()
    {
        var table = Samples.Noisy(40);
        Candidate[] candidates = [new("c0", new() { L2 = 0.5 }), new("c1", new() { L2 = 0.2 }), new("c2", new() { L2 = 0.5 }), new("c3", new() { L2 = 0.9 })];
        string[] Names(bool largerIsBetter) => [.. ClassifierTuning.Search(
            table, "answer", candidates, new() { Metrics = [TuningMetric.Of("l2", held => Math.Round(Strength(held), 2), largerIsBetter)] }).Candidates.Select(candidate => candidate.Candidate.Name)];

        // The stronger the penalty, the smaller are the weights.
        Assert.Equal(["c1", "c0", "c2", "c3"], Names(largerIsBetter: true));
        Assert.Equal(["c3", "c0", "c2", "c1"], Names(largerIsBetter: false));

        static double Strength(HeldOutResult held) => held.Classifier.Model.GetParameters().Sum(Math.Abs);
    }

    [Fact]
    public void Where_a_metric_is_undefined_a_candidate_does_not_win_in_silence()
    {
        var table = Samples.Noisy(40);
        var (calls, first) = (0, "");
        var metric = TuningMetric.Of("odd", held => held.Classifier.Model.Layers.Count == 1 && calls++ == 1 ? double.NaN : held.Classifier.Model.Layers.Count == 1 ? 10 : 1);
        Candidate[] candidates = [new("broken", new()), new("whole", new() { Hidden = [2], Lbfgs = new() { MaxIterations = 3 } })];
        var result = ClassifierTuning.Search(table, "answer", candidates, new() { Metrics = [metric, TuningMetric.Accuracy] });
        first = result.Best.Candidate.Name;

        Assert.Equal("whole", first);
        Assert.Equal((1, 10.0), (result.Candidates[1].Score.UndefinedCount, result.Candidates[1].Score.Mean));
        Assert.Equal(9, result.Candidates[1].DifferenceToBest.Mean);
        Assert.Contains(result.Notes, note => note.StartsWith("odd is undefined on 1 of 5 folds for 1 candidate", StringComparison.Ordinal));
        Assert.Contains("undefined", result.ToTable(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_that_is_absent_leaves_its_curve_undefined_and_divergence_is_told()
    {
        // Each group has one answer, and so no curve.
        var rows = Enumerable.Range(0, 24).Select(row => $"{Math.Sin(row)},g{row % 4},{(row % 4 < 2 ? "yes" : "no")}");
        var table = Table.ParseCsv($"x,who,answer\n{string.Join('\n', rows)}\n");
        Candidate[] candidates = [new("wild", new() { Optimizer = new GradientDescent(1e300), L2 = 1, Epochs = 5 }), new("calm", new())];
        var result = ClassifierTuning.Search(table, "answer", candidates, new() { Folds = FoldPlan.ByGroup("who", 4), Metrics = [TuningMetric.LogLoss, TuningMetric.RocAuc, TuningMetric.AveragePrecision] });

        Assert.Equal("calm", result.Best.Candidate.Name);
        Assert.Equal((0, 4), (result.Best.Scores[0].UndefinedCount, result.Best.Scores[1].UndefinedCount));
        Assert.True(double.IsNaN(result.Best.Scores[1].Mean));
        Assert.Equal((4, 4), (result.Candidates[1].DivergedCount, result.Candidates[1].Score.UndefinedCount));
        Assert.Contains("wild diverged on 4 folds.", result.Notes);
        Assert.Equal("ignored", result.Schema["who"].Kind);
    }

    [Fact]
    public void Progress_tells_of_each_candidate_on_each_fold_and_a_token_ends_it()
    {
        var table = Samples.Noisy(50);
        using var source = new CancellationTokenSource();
        var reports = new List<TuningProgress>();
        var result = ClassifierTuning.Search(table, "answer", Candidates, new() { Progress = new Direct(reports.Add), Compute = new() { Threads = 2 } });

        Assert.Equal(Enumerable.Range(1, 20), reports.Select(report => report.Done));
        Assert.All(reports, report => Assert.Equal(20, report.Total));
        Assert.All(result.Candidates, candidate => Assert.All(result.Folds, fold => Same.Bits(
            candidate.Score.Values[fold.Number - 1], reports.Single(report => report.Name == candidate.Candidate.Name && report.Fold == fold.Number).Score)));

        var count = 0;
        var stopping = new TuningOptions { Progress = new Direct(_ => { count++; source.Cancel(); }) };
        Assert.ThrowsAny<OperationCanceledException>(() => ClassifierTuning.Search(table, "answer", Candidates, stopping, source.Token));
        Assert.Equal(1, count);
        Assert.ThrowsAny<OperationCanceledException>(() => ClassifierTuning.CrossValidate(table, Schema, null, null, source.Token));
    }

    private static IEnumerable<string> File(Table table) =>
        Enumerable.Range(0, table.Count).Select(row => string.Join(',', table.ColumnNames.Select(name => table[row, name])));

    private sealed class Direct(Action<TuningProgress> report) : IProgress<TuningProgress>
    {
        public void Report(TuningProgress value) => report(value);
    }
}
