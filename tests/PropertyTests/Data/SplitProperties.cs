using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>Splits and folds: every row is in one part, and classes keep their shares where that is asked for.</summary>
[Properties(Arbitrary = [typeof(Generators)], QuietOnSuccess = true)]
public class SplitProperties
{
    [Property]
    public Property A_split_holds_out_as_many_as_asked_for_and_loses_none(ModelWithData given)
    {
        return Prop.When(
            () =>
            {
                var (random, data) = (new Random(given.Seed), Numbered(given.Rows, given.Indices, given.Outputs));
                var count = random.Next(1, given.Rows);
                var fraction = 0.01 + (0.98 * random.NextDouble());
                Check(data.SplitByCount(count, given.Seed), count);
                Check(data.SplitByFraction(fraction, given.Seed), Math.Clamp((int)Math.Round(fraction * given.Rows), 1, given.Rows - 1));
                Check(data.SplitByCount(count, given.Seed, stratified: true), count);
                Assert.Equal(Ids(data.SplitByCount(count, 5).HeldOut), Ids(data.SplitByCount(count, 5).HeldOut));
                Assert.Equal(Ids(data.SplitByCount(count, 5, true).HeldOut), Ids(data.SplitByCount(count, 5, true).HeldOut));
            },
            given.Rows > 1 && given.Outputs > 1);

        void Check(DatasetSplit<double> split, int held)
        {
            Assert.Equal((given.Rows - held, held), (split.Training.Count, split.HeldOut.Count));
            Assert.Equal(Enumerable.Range(0, given.Rows).Select(r => (double)r), Ids(split.Training).Concat(Ids(split.HeldOut)).Order());
            Assert.Equal(Ids(split.Training).Order(), Ids(split.Training));
            Assert.Equal(Ids(split.HeldOut).Order(), Ids(split.HeldOut));
            foreach (var part in new[] { split.Training, split.HeldOut })
            {
                Assert.Equal(Ids(part).Select(id => given.Indices[(int)id]), Enumerable.Range(0, part.Count).Select(part.Targets.ClassOf));
            }
        }
    }

    [Property]
    public Property A_stratified_split_takes_every_class_in_proportion(ModelWithData given)
    {
        return Prop.When(
            () =>
            {
                var data = Numbered(given.Rows, given.Indices, given.Outputs);
                foreach (var held in new[] { 1, given.Rows / 3, given.Rows - 1 })
                {
                    var part = data.SplitByCount(Math.Max(1, held), given.Seed, stratified: true).HeldOut;
                    for (var c = 0; c < given.Outputs; c++)
                    {
                        var exact = given.Indices.Count(index => index == c) * (double)part.Count / given.Rows;
                        var taken = Enumerable.Range(0, part.Count).Count(r => part.Targets.ClassOf(r) == c);
                        Assert.True(Math.Abs(taken - exact) < 1, $"Class {c}: {taken} instead of {exact}.");
                    }
                }
            },
            given.Rows > 1 && given.Outputs > 1);
    }

    [Fact]
    public void Every_row_is_held_out_equally_often_and_other_seeds_split_otherwise()
    {
        var data = Numbered(10, [.. Enumerable.Range(0, 10).Select(r => r % 2)], 2);
        foreach (var stratified in new[] { false, true })
        {
            var held = Enumerable.Range(0, 1000).SelectMany(seed => Ids(data.SplitByFraction(0.3, seed, stratified).HeldOut)).CountBy(id => id).ToArray();
            Assert.Equal(10, held.Length);

            // 3 of 10, a thousand times; six deviations.
            Assert.All(held.Where(_ => !stratified), row => Assert.InRange(row.Value, 300 - 87, 300 + 87));
            Assert.Equal(3000, held.Sum(row => row.Value));
        }
    }

    [Fact]
    public void The_seed_decides_between_classes_of_one_size()
    {
        var data = Numbered(10, [.. Enumerable.Range(0, 10).Select(r => r % 2)], 2);
        var ofClassOne = Enumerable.Range(0, 1000).Sum(seed => data.SplitByCount(1, seed, stratified: true).HeldOut.Targets.ClassOf(0));
        var moreOfClassOne = Enumerable.Range(0, 1000).Count(seed => data.Folds(2, seed, stratified: true).First().HeldOut is var fold
            && Enumerable.Range(0, fold.Count).Sum(fold.Targets.ClassOf) > 2);

        // Half of a thousand; six deviations.
        Assert.InRange(ofClassOne, 500 - 95, 500 + 95);
        Assert.InRange(moreOfClassOne, 500 - 95, 500 + 95);
    }

    [Theory]
    [InlineData(new[] { 1, 6 }, 3)]
    [InlineData(new[] { 4, 5 }, 3)]
    [InlineData(new[] { 7, 7, 2 }, 3)]
    [InlineData(new[] { 5, 1, 3 }, 4)]
    public void Over_many_seeds_no_fold_gets_more_of_a_class_than_another(int[] sizes, int folds)
    {
        var data = Numbered(sizes.Sum(), [.. sizes.SelectMany((size, c) => Enumerable.Repeat(c, size))], sizes.Length);
        var counts = new int[folds, sizes.Length];
        for (var seed = 0; seed < 2000; seed++)
        {
            foreach (var (fold, split) in data.Folds(folds, seed, stratified: true).Index())
            {
                for (var row = 0; row < split.HeldOut.Count; row++)
                {
                    counts[fold, split.HeldOut.Targets.ClassOf(row)]++;
                }
            }
        }

        // A share is one of two neighbouring numbers: a deviation of half at the most, of a mean over 2,000. Six of them.
        for (var fold = 0; fold < folds; fold++)
        {
            for (var c = 0; c < sizes.Length; c++)
            {
                Assert.InRange(counts[fold, c] / 2000.0, (sizes[c] / (double)folds) - 0.068, (sizes[c] / (double)folds) + 0.068);
            }
        }
    }

    /// <summary>A dataset whose rows hold their own numbers.</summary>
    private static Dataset<double> Numbered(int rows, int[] indices, int classes) =>
        Dataset.Exclusive(Rows.Of([.. Enumerable.Range(0, rows).Select(r => (double)r)], 1), indices, classes);

    private static double[] Ids(Dataset<double> data) => Column(data.Rows, 0);

    private static double[] Column(Rows<double> rows, int input) => [.. Enumerable.Range(0, rows.Count).Select(r => rows[r, input])];

    [Property]
    public void Every_observation_is_held_out_once(ModelWithData given, PositiveInt number, long seed)
    {
        given = given.WithRows(Math.Max(2, given.Rows));
        var k = 2 + (number.Get % (given.Rows - 1));
        var marked = Dataset.Exclusive(Rows.Of(Marks(given.Rows)), [.. given.Indices], Math.Max(2, given.Outputs));
        foreach (var stratified in new[] { false, true })
        {
            var folds = marked.Folds(k, seed, stratified).ToArray();
            Assert.Equal(k, folds.Length);
            Assert.Equal(Enumerable.Range(0, given.Rows), folds.SelectMany(fold => RowsOf(fold.HeldOut)).Order());
            foreach (var fold in folds)
            {
                var (training, heldOut) = (RowsOf(fold.Training), RowsOf(fold.HeldOut));
                Assert.Equal(Enumerable.Range(0, given.Rows).Except(heldOut), training);
                Assert.Equal(heldOut.Order(), heldOut);
                Assert.All(heldOut, row => Assert.Equal(given.Indices[row], fold.HeldOut.Targets.ClassOf(heldOut.IndexOf(row))));
                Assert.InRange(heldOut.Count, given.Rows / k, (given.Rows + k - 1) / k);
            }

            for (var c = 0; stratified && c < marked.ClassCount; c++)
            {
                var shares = folds.Select(fold => RowsOf(fold.HeldOut).Count(row => given.Indices[row] == c)).ToArray();
                Assert.InRange(shares.Max() - shares.Min(), 0, 1);
            }

            // The same again, lazily; by another seed otherwise.
            var again = marked.Folds(k, seed, stratified);
            Assert.Equal(folds.Select(fold => RowsOf(fold.HeldOut)), again.Select(fold => RowsOf(fold.HeldOut)));
            Assert.Equal(RowsOf(folds[0].HeldOut), RowsOf(again.First().HeldOut));
        }

        if (given.Rows > 20)
        {
            Assert.NotEqual(Held(seed), Held(seed + 1));
        }

        List<int>[] Held(long by) => [.. marked.Folds(2, by).Select(fold => RowsOf(fold.HeldOut))];
        static double[,] Marks(int rows)
        {
            var marks = new double[rows, 1];
            for (var row = 0; row < rows; row++)
            {
                marks[row, 0] = row;
            }

            return marks;
        }

        static List<int> RowsOf(Dataset<double> data) => [.. data.Rows.ToArray().Cast<double>().Select(value => (int)value)];
    }

    [Fact]
    public void Independent_classes_cannot_be_stratified_into_folds()
    {
        var data = Dataset.MultiLabel(new double[,] { { 1 }, { 2 } }, new double[,] { { 0, 1 }, { 1, 1 } });

        Assert.Contains("independent", Assert.Throws<InvalidOperationException>(() => data.Folds(2, stratified: true)).Message, StringComparison.Ordinal);
    }
}
