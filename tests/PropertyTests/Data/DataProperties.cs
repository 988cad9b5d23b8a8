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
    /// <summary>What is allocated shows that no row was made dense on the way.</summary>
    [Fact]
    public void Sparse_rows_cost_what_they_store_however_wide_they_are()
    {
        const int Wide = 1 << 20;
        int[] indices = [3, Wide / 2, Wide - 1], starts = [.. Enumerable.Range(0, 101).Select(row => 3 * row)];
        int[] columns = [.. Enumerable.Repeat(indices, 100).SelectMany(row => row)];
        var values = Array.ConvertAll(columns, column => (float)column);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var builder = new RowsBuilder<float>(Wide, sparse: true);
        for (var row = 0; row < 100; row++)
        {
            builder.Add(indices, values.AsSpan(0, 3));
        }

        var (built, given) = (builder.Build(), Rows.OfCsr(starts, columns, values, Wide));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, Wide / 10);
        Assert.Equal((300, 300), (built.StoredValueCount, given.StoredValueCount));
        Assert.Equal((Wide / 2, Wide - 1f), (built[99, Wide / 2], given[99, Wide - 1]));
    }

    [Property]
    public void Rows_are_the_same_from_every_form(ModelWithData given)
    {
        var x = given.X;
        var (matrix, sparse) = (Matrix<double>.Build.DenseOfArray(x), Matrix<double>.Build.SparseOfArray(x));
        var builder = new RowsBuilder<double>(given.Inputs);
        var sparseBuilder = new RowsBuilder<double>(given.Inputs, sparse: true, capacity: 1);
        var (byIndices, denseByIndices) = (new RowsBuilder<double>(given.Inputs, sparse: true), new RowsBuilder<double>(given.Inputs));
        var (starts, columns, values) = (new List<int> { 0 }, new List<int>(), new List<double>());
        foreach (var r in Enumerable.Range(0, given.Rows))
        {
            builder.Add(Reference.Row(x, r));
            Assert.Same(sparseBuilder, sparseBuilder.Add(Reference.Row(x, r)));
            Assert.Equal(r + 1, sparseBuilder.Count);

            // Every other zero is named as well, as it may be in compressed rows from elsewhere.
            int[] named = [.. Enumerable.Range(0, given.Inputs).Where(i => x[r, i] != 0 || (r + i) % 2 == 0)];
            double[] theirs = [.. named.Select(i => x[r, i])];
            Assert.Same(byIndices, byIndices.Add(named, theirs));
            denseByIndices.Add(named, theirs);
            columns.AddRange(named);
            values.AddRange(theirs);
            starts.Add(values.Count);
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
            denseByIndices.Build(),
        })
        {
            Require(dense, isSparse: false);
        }

        foreach (var compressed in new[] { Rows.Of(sparse), Rows.Of(x).ToSparse(), Rows.Of(x).ToSparse().ToDense().ToSparse(), sparseBuilder.Build(), byIndices.Build(), Rows.OfCsr([.. starts], [.. columns], [.. values], given.Inputs) })
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
    public void Training_on_compressed_rows_is_training_on_dense_ones(ModelWithData given)
    {
        var options = new TrainingOptions { BatchSize = 4, Seed = 2, Loss = given.Loss };
        var (dense, sparse) = (Dataset.Of(given.Data.Rows.ToDense(), given.Data.Targets), Dataset.Of(given.Data.Rows.ToSparse(), given.Data.Targets));

        Assert.Equal(
            given.Model.Train(dense, new GradientDescent(0.1), 2, options).Last().Model,
            given.Model.Train(sparse, new GradientDescent(0.1), 2, options).Last().Model);
    }
}
