using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceptron;
using Xunit;

namespace TuningTests;

/// <summary>How rows are divided.</summary>
[Properties(QuietOnSuccess = true)]
public class FoldProperties
{
    [Property]
    public void Every_row_is_held_out_once_a_repeat_and_trained_on_otherwise(byte[] codes, byte kind, byte folds, byte repeats, long seed)
    {
        string[] texts = [.. Texts(codes, 2)];
        var table = Samples.Of("answer", texts);
        var (count, times) = (2 + (folds % (texts.Length - 1)), 1 + (repeats % 3));
        count = kind % 3 == 2 ? Math.Min(count, texts.Distinct().Count()) : count;
        if (count < 2)
        {
            return;
        }

        var plan = kind % 3 == 0 ? FoldPlan.Plain(count, times, seed) : kind % 3 == 1 ? FoldPlan.Stratified(count, times, seed) : FoldPlan.ByGroup("answer", count, times, seed);
        var all = plan.Split(table, "answer");

        Assert.Equal(count * times, all.Count);
        foreach (var repeat in all.GroupBy(fold => fold.Repeat))
        {
            Assert.Equal(Enumerable.Range(1, count), repeat.Select(fold => fold.Number));
            Assert.Equal(Enumerable.Range(0, texts.Length), repeat.SelectMany(fold => fold.HeldOutRows()).Order());
        }

        Assert.All(all, fold =>
        {
            Assert.Equal(Enumerable.Range(0, texts.Length), fold.TrainingRows().Concat(fold.HeldOutRows()).Order());
            Assert.Equal((fold.TrainingRows().Length, fold.HeldOutRows().Length), (fold.TrainingCount, fold.HeldOutCount));
            Assert.True(fold.HeldOutCount > 0);
        });
    }

    [Property]
    public void Stratified_folds_differ_by_one_row_of_an_answer_at_the_most_and_plain_ones_by_one_row(byte[] codes, byte folds, long seed)
    {
        string[] texts = [.. Texts(codes, 2)];
        var table = Samples.Of("answer", texts);
        var count = 2 + (folds % (texts.Length - 1));
        var stratified = FoldPlan.Stratified(count, 2, seed).Split(table, "answer");
        foreach (var repeat in stratified.Concat(FoldPlan.Plain(count, 2, seed).Split(table)).GroupBy(fold => (stratified.Contains(fold), fold.Repeat)))
        {
            AtMostOne(repeat.Select(fold => fold.HeldOutCount));
            foreach (var answer in texts.Distinct().Where(_ => repeat.Key.Item1))
            {
                AtMostOne(repeat.Select(fold => fold.HeldOutRows().Count(row => texts[row] == answer)));
            }
        }

        static void AtMostOne(IEnumerable<int> counts) => Assert.InRange(counts.Max() - counts.Min(), 0, 1);
    }

    [Property]
    public void Groups_are_never_torn(byte[] codes, byte folds, long seed)
    {
        string[] texts = [.. Texts(codes, 20)];
        var groups = texts.Distinct().Count();
        if (groups < 2)
        {
            return;
        }

        var all = FoldPlan.ByGroup("who", 2 + (folds % (groups - 1)), 2, seed).Split(Samples.Of("who", texts));
        Assert.All(all, fold => Assert.Empty(fold.TrainingRows().Select(row => texts[row]).Intersect(fold.HeldOutRows().Select(row => texts[row]))));

        // The fold with the most rows has at most one group more than the one with the fewest.
        var largest = texts.CountBy(text => text).Max(pair => pair.Value);
        Assert.True(all.Where(fold => fold.Repeat == 1).Max(fold => fold.HeldOutCount) - all.Where(fold => fold.Repeat == 1).Min(fold => fold.HeldOutCount) <= largest);
    }

    [Property]
    public void Folds_by_time_train_on_all_rows_before_and_on_none_later(byte[] codes, byte folds, bool areDates)
    {
        int[] times = [.. codes.Select(code => code % 40), 3, 1, 2];
        var table = Samples.Of("day", times.Select(time => areDates ? new DateTime(2020, 1, 1).AddDays(time).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : $"{time}"));
        var count = 2 + (folds % (times.Distinct().Count() - 2));
        var all = FoldPlan.ByTime("day", count).Split(table);

        Assert.Equal(count, all.Count);
        var before = int.MinValue;
        foreach (var fold in all)
        {
            var (training, held) = (fold.TrainingRows().Select(row => times[row]).ToArray(), fold.HeldOutRows().Select(row => times[row]).ToArray());
            Assert.NotEmpty(training);
            Assert.NotEmpty(held);
            Assert.True(training.Max() < held.Min());
            Assert.True(held.Min() > before);
            Assert.Equal(Enumerable.Range(0, times.Length).Where(row => times[row] < held.Min()), fold.TrainingRows());
            before = held.Max();
        }

        Assert.Equal(times.Max(), before);
    }

    [Fact]
    public void Blocks_of_time_are_about_equal_and_offsets_count()
    {
        var all = FoldPlan.ByTime("t", 4).Split(Samples.Of("t", Enumerable.Range(0, 100).Select(row => $"{(row * 37) % 100}")));
        Assert.All(all, fold => Assert.Equal((20, 20 * fold.Number), (fold.HeldOutCount, fold.TrainingCount)));

        // In UTC the third row is the first.
        var odd = FoldPlan.ByTime("t", 2).Split(Samples.Of("t", ["2020-01-01T00:00:00Z", "2020-01-01T00:30:00Z", "2020-01-01T01:00:00+02:00"]));
        Assert.Equal([2], odd[0].TrainingRows());
        Assert.Equal([1], odd[1].HeldOutRows());
    }

    [Fact]
    public void The_same_seed_gives_the_same_folds_and_each_repeat_others()
    {
        var table = Samples.Noisy(60);
        FoldPlan[] plans = [FoldPlan.Plain(5, 3, 4), FoldPlan.Stratified(5, 3, 4), FoldPlan.ByGroup("who", 3, 3, 4)];
        Assert.All(plans, plan =>
        {
            string[] Keys() => [.. plan.Split(table, "answer").GroupBy(fold => fold.Repeat).Select(repeat => string.Join('|', repeat.Select(fold => string.Join(' ', fold.HeldOutRows()))))];
            Assert.Equal(Keys(), Keys());
            Assert.Equal(3, Keys().Distinct().Count());
        });
        Assert.NotEqual(FoldPlan.Plain(5, 1, 4).Split(table)[0].HeldOutRows(), FoldPlan.Plain(5, 1, 5).Split(table)[0].HeldOutRows());
    }

    private static IEnumerable<string> Texts(byte[] codes, int least) => codes.Concat(new byte[] { 0, 1, 2 }).Select(code => $"t{code % Math.Max(least, 4)}");
}
