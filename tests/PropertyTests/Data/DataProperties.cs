using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra;
using Perceptron;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>Rows, targets and datasets: what goes in comes out, however it is stored, cut, scaled or split.</summary>
[Properties(Arbitrary = [typeof(Generators)], QuietOnSuccess = true)]
public class DataProperties
{
    [Property]
    public void Rows_are_the_same_from_every_form(ModelWithData given)
    {
        var x = given.X;
        var (matrix, sparse) = (Matrix<double>.Build.DenseOfArray(x), Matrix<double>.Build.SparseOfArray(x));
        var builder = new RowsBuilder<double>(given.Inputs);
        var sparseBuilder = new RowsBuilder<double>(given.Inputs, sparse: true, capacity: 1);
        foreach (var r in Enumerable.Range(0, given.Rows))
        {
            builder.Add(Reference.Row(x, r));
            Assert.Same(sparseBuilder, sparseBuilder.Add(Reference.Row(x, r)));
            Assert.Equal(r + 1, sparseBuilder.Count);
        }

        foreach (var dense in new[]
        {
            Rows.Of(x),
            Rows.Of(Enumerable.Range(0, given.Rows).Select(r => Reference.Row(x, r))),
            Rows.Of(Same.Flat(x), given.Inputs),
            Rows.Of(matrix),
            Rows.Of(matrix.Transpose().Transpose()),
            Rows.Of(sparse).ToDense(),
            builder.Build(),
        })
        {
            Require(dense, isSparse: false);
        }

        foreach (var compressed in new[] { Rows.Of(sparse), Rows.Of(x).ToSparse(), Rows.Of(x).ToSparse().ToDense().ToSparse(), sparseBuilder.Build() })
        {
            Require(compressed, isSparse: true);
        }

        void Require(Rows<double> rows, bool isSparse)
        {
            Assert.Equal((given.Rows, given.Inputs, isSparse), (rows.Count, rows.InputCount, rows.IsSparse));
            Assert.Equal(x, rows.ToArray());
            Assert.Equal(isSparse ? Same.Flat(x).Count(value => value != 0) : x.Length, rows.StoredValueCount);
            Same.Bits(Same.Flat(x).Max(Math.Abs), rows.MaxAbs);
            Assert.Same(rows, isSparse ? rows.ToSparse() : rows.ToDense());
            for (var r = 0; r < given.Rows; r++)
            {
                Assert.Equal(Reference.Row(x, r), rows.Row(r));
                Assert.Equal(Reference.Row(x, r), Enumerable.Range(0, given.Inputs).Select(i => rows[r, i]));
            }
        }
    }

    [Fact]
    public void A_sparse_matrix_that_stores_a_zero_or_is_diagonal_gives_its_values()
    {
        var stored = Matrix<double>.Build.SparseFromCompressedSparseRowFormat(2, 3, 3, [0, 2, 3], [0, 2, 1], [0.0, 5, 7]);
        var rows = Rows.Of(stored);
        Assert.Equal(new double[,] { { 0, 0, 5 }, { 0, 7, 0 } }, rows.ToArray());
        Assert.True(rows.IsSparse);
        Assert.Equal(2, rows.StoredValueCount);
        Assert.Equal(new double[,] { { 2, 0 }, { 0, 3 } }, Rows.Of(Matrix<double>.Build.DiagonalOfDiagonalArray([2, 3])).ToArray());
    }

    [Fact]
    public void Rows_may_have_more_inputs_than_sixteen_bits_count()
    {
        foreach (var inputs in new[] { 65_536, 65_537, 70_000 })
        {
            var bytes = new byte[inputs];
            (bytes[0], bytes[256], bytes[^1]) = (51, 102, 255);
            var sparse = new RowsBuilder<double>(inputs, sparse: true).AddBytes(bytes).Build();
            var dense = new RowsBuilder<double>(inputs).AddBytes(bytes).Build();
            Assert.Equal(3, sparse.StoredValueCount);
            Assert.Equal([0.2, 0.4, 1, 0], new[] { sparse[0, 0], sparse[0, 256], sparse[0, inputs - 1], sparse[0, 1] });
            Assert.Equal(dense.Row(0), sparse.Row(0));
            Assert.Equal(dense.Row(0), dense.ToSparse().Row(0));

            var model = Model.Uniform<double>(Architecture.Of(inputs).Softmax(2), -1, 1, 3);
            Assert.Equal(model.Logits(dense), model.Logits(sparse));
            Assert.Equal(
                model.Gradient(Dataset.Exclusive(dense, [1], 2)).ToArray(), model.Gradient(Dataset.Exclusive(sparse, [1], 2)).ToArray());
        }
    }

    [Property]
    public void Bytes_become_their_fractions_of_the_divisor(ModelWithData given)
    {
        var random = new Random(given.Seed);
        foreach (var divisor in new[] { 255.0, 16, 1, 0.3 })
        {
            var (dense, sparse) = (new RowsBuilder<double>(given.Inputs), new RowsBuilder<double>(given.Inputs, sparse: true));
            var single = new RowsBuilder<float>(given.Inputs, sparse: true);
            var expected = new double[given.Rows, given.Inputs];
            for (var r = 0; r < given.Rows; r++)
            {
                byte[] row = [.. Enumerable.Range(0, given.Inputs).Select(_ => (byte)(random.Next(2) * random.Next(256)))];
                dense.AddBytes(row, divisor);
                sparse.AddBytes(row, divisor);
                single.AddBytes(row, divisor);
                for (var i = 0; i < row.Length; i++)
                {
                    expected[r, i] = row[i] / divisor;
                }
            }

            var compressed = sparse.Build();
            Assert.Equal(expected, dense.Build().ToArray());
            Assert.Equal(expected, compressed.ToArray());
            Assert.Equal(Same.Flat(expected).Count(value => value != 0), compressed.StoredValueCount);
            Same.Within(
                Same.Flat(expected), [.. Same.Flat(single.Build().ToArray()).Select(value => (double)value)], i => 2 * Unit.Single * Math.Abs(Same.Flat(expected)[i]));
        }
    }

    [Property]
    public void Some_rows_are_those_rows_with_their_targets(ModelWithData given)
    {
        var random = new Random(given.Seed);
        int[] picked = [.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => random.Next(given.Rows))];
        var some = given.Data.Select(picked);

        Assert.Equal(picked.Length, some.Count);
        Assert.Equal(given.Data.Rows.IsSparse, some.Rows.IsSparse);
        for (var i = 0; i < picked.Length; i++)
        {
            Assert.Equal(Reference.Row(given.X, picked[i]), some.Rows.Row(i));
            Assert.Equal(Reference.Row(given.Y, picked[i]), Enumerable.Range(0, given.Outputs).Select(j => some.Targets[i, j]));
        }

        Same.Bits(Same.Flat(some.Rows.ToArray()).Max(Math.Abs), some.Rows.MaxAbs);
        Assert.Equal(some.Rows.ToArray(), given.Data.Rows.Select(picked).ToArray());
        Assert.Equal(some.Targets.ToArray(), given.Data.Targets.Select(picked).ToArray());
    }

    [Property]
    public void Scaling_multiplies_every_value_and_keeps_the_storage(ModelWithData given)
    {
        foreach (var factor in new[] { 1.0 / 255, -3, 0 })
        {
            var scaled = given.Data.Scale(factor);
            Assert.Equal(Same.Flat(given.X).Select(value => value * factor), Same.Flat(scaled.Rows.ToArray()));
            Assert.Equal(given.Data.Rows.IsSparse, scaled.Rows.IsSparse);
            Assert.Same(given.Data.Targets, scaled.Targets);
        }

        Assert.Equal(given.X, given.Data.Rows.ToArray());
    }

    [Property]
    public void The_other_precision_rounds_every_value(ModelWithData given)
    {
        var single = given.Data.ConvertTo<float>();
        Assert.Equal(Same.Flat(given.X).Select(value => (float)value), Same.Flat(single.Rows.ToArray()));
        Assert.Equal(Same.Flat(given.Y).Select(value => (float)value), Same.Flat(single.Targets.ToArray()));
        Assert.Equal(
            (given.Data.Rows.IsSparse, given.Data.Targets.Kind, given.Outputs),
            (single.Rows.IsSparse, single.Targets.Kind, single.OutputCount));
        Assert.Equal(given.X, given.Data.ConvertTo<double>().Rows.ToArray());
    }

    [Property]
    public void Targets_say_what_they_were_given(ModelWithData given)
    {
        var targets = given.Data.Targets;
        var kind = given.Kind != TargetForm.Independent ? TargetKind.Exclusive : given.Outputs == 1 ? TargetKind.Binary : TargetKind.MultiLabel;
        Assert.Equal((given.Rows, given.Outputs, Math.Max(2, given.Outputs), kind), (targets.Count, targets.OutputCount, targets.ClassCount, targets.Kind));
        Assert.Equal(given.Y, targets.ToArray());
        for (var r = 0; r < given.Rows; r++)
        {
            var y = Reference.Row(given.Y, r);
            Assert.Equal(y, Enumerable.Range(0, given.Outputs).Select(j => targets[r, j]));
            if (kind == TargetKind.MultiLabel)
            {
                Assert.Throws<InvalidOperationException>(() => targets.ClassOf(0));
                continue;
            }

            Assert.Equal(kind == TargetKind.Binary ? (int)Math.Round(y[0], MidpointRounding.AwayFromZero) : Array.IndexOf(y, y.Max()), targets.ClassOf(r));
        }

        var matrix = Matrix<double>.Build.DenseOfArray(given.Y);
        var again = given.Kind switch
        {
            TargetForm.Probabilities => Targets.Exclusive(matrix),
            TargetForm.Independent => given.Outputs == 1 ? Targets.Binary(Same.Flat(given.Y)) : Targets.MultiLabel(matrix),
            _ => Targets.OneHot(matrix),
        };
        Assert.Equal(given.Y, again.ToArray());
        Assert.Equal(kind, again.Kind);
    }

    [Property]
    public void Every_dataset_is_that_of_its_rows_and_targets(ModelWithData given)
    {
        Dataset<double>[] all = given.Kind switch
        {
            TargetForm.Indices => [Dataset.Exclusive(given.X, given.Indices, given.Outputs), Dataset.Exclusive(Rows.Of(given.X), given.Indices, given.Outputs)],
            TargetForm.Independent when given.Outputs == 1 => [Dataset.Binary(given.X, Same.Flat(given.Y)), Dataset.Binary(Rows.Of(given.X), Same.Flat(given.Y))],
            TargetForm.Independent => [Dataset.MultiLabel(given.X, given.Y), Dataset.MultiLabel(Rows.Of(given.X), given.Y)],
            TargetForm.Probabilities => [Dataset.Exclusive(given.X, given.Y), Dataset.Exclusive(Rows.Of(given.X), given.Y)],
            _ => [Dataset.Of(Rows.Of(given.X), given.Data.Targets)],
        };
        foreach (var data in all)
        {
            Assert.Equal(given.X, data.Rows.ToArray());
            Assert.Equal(given.Y, data.Targets.ToArray());
            Assert.Equal((given.Rows, given.Inputs, given.Outputs, given.Data.Targets.Kind), (data.Count, data.InputCount, data.OutputCount, data.Targets.Kind));
            Assert.Equal(Enumerable.Range(0, data.ClassCount).Select(c => $"{c}"), data.ClassNames);
        }
    }

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

    [Property]
    public Property Standardised_inputs_have_mean_zero_and_deviation_one(ModelWithData given)
    {
        return Prop.When(
            () =>
            {
                var rows = Enumerable.Range(0, given.Rows).ToArray();
                var (training, other) = (given.Data.Select(rows[..^1]), given.Data.Select(rows[^1]));
                var statistics = StandardScaler.Fit(training);
                var standardised = statistics.Transform(training);
                Assert.Same(training.Targets, standardised.Targets);
                for (var i = 0; i < given.Inputs; i++)
                {
                    var before = Column(training.Rows, i);
                    var (mean, isConstant) = (before.Average(), before.All(value => value == before[0]));
                    var deviation = isConstant ? 1 : Math.Sqrt(before.Average(value => (value - mean) * (value - mean)));
                    Same.Within(mean, statistics.Mean(i), 1e-14);
                    Same.Within(deviation, statistics.StandardDeviation(i), 1e-13);

                    var after = Column(standardised.Rows, i);
                    if (isConstant)
                    {
                        Assert.All(after, value => Assert.Equal(0, value));
                    }
                    else
                    {
                        Same.Within(0, after.Average(), 1e-12 / deviation);
                        Same.Within(1, Math.Sqrt(after.Average(value => value * value)), 1e-12 / deviation);
                    }

                    Same.Within((given.X[given.Rows - 1, i] - mean) / deviation, statistics.Transform(other).Rows[0, i], 1e-12 / deviation);
                }
            },
            given.Rows > 2);
    }

    [Fact]
    public void Constant_and_far_inputs_are_standardised_too()
    {
        var rows = Rows.Of(new[,] { { 0.1, 1e150, 1e9 }, { 0.1, -1e150, 1e9 + 1 }, { 0.1, 0, 1e9 + 2 } });
        var standardised = StandardScaler.Fit(Dataset.Exclusive(rows, [0, 1, 0], 2)).Transform(rows);
        var edge = Math.Sqrt(1.5);

        Assert.Equal([0.0, 0, 0], Column(standardised, 0));
        Same.Within([edge, -edge, 0], Column(standardised, 1), 1e-14);
        Same.Within([-edge, 0, edge], Column(standardised, 2), 1e-6);
    }

    [Property]
    public void Training_on_compressed_rows_is_training_on_dense_ones(ModelWithData given)
    {
        var options = new TrainingOptions { BatchSize = 4, Seed = 2, Loss = given.Loss };
        var (dense, sparse) = (Dataset.Of(given.Data.Rows.ToDense(), given.Data.Targets), Dataset.Of(given.Data.Rows.ToSparse(), given.Data.Targets));

        Assert.Equal(
            given.Model.Train(dense, new GradientDescent(0.1), 2, options).Last().Model,
            given.Model.Train(sparse, new GradientDescent(0.1), 2, options).Last().Model);
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
