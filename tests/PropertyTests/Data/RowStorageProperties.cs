using System.Numerics;
using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>However rows are stored while they are collected, and whatever is joined, the values are those that were given.</summary>
[Properties(Arbitrary = [typeof(RowPartsGenerators)], QuietOnSuccess = true)]
public class RowStorageProperties
{
    [Property]
    public void A_builder_may_be_given_values_and_bytes_in_any_order(RowParts given)
    {
        Check<float>();
        Check<double>();

        void Check<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            foreach (var (sparse, capacity) in new[] { (false, 0), (true, 0), (true, given.Count), (false, given.Count + 1) })
            {
                var builder = new RowsBuilder<T>(given.InputCount, sparse, capacity);
                foreach (var part in given.Parts)
                {
                    part.AddTo(builder);
                    builder.EnsureCapacity(given.Count);
                }

                Assert.Equal(given.Count, builder.Count);
                Require(builder.Build(), sparse, given.Expected<T>());
            }
        }
    }

    [Property]
    public void Rows_one_after_the_other_are_those_that_are_built_at_once(RowParts given)
    {
        Check<float>();
        Check<double>();

        void Check<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Rows<T>[] parts = [.. given.Parts.Select(part => Build<T>(part.Sparse, given.InputCount, part))];
            var sparse = parts[0].IsSparse;
            var (joined, atOnce) = (Rows.Concat(parts), Build<T>(sparse, given.InputCount, given.Parts));
            Require(joined, sparse, given.Expected<T>());
            Assert.Equal(atOnce.StoredValueCount, joined.StoredValueCount);
            Same.Bits(atOnce.MaxAbs, joined.MaxAbs);
            if (parts.All(part => part.IsSparse == sparse))
            {
                // Kept as it is kept that was built at once: bytes as bytes.
                Assert.Equal(atOnce.GetType(), joined.GetType());
            }

            var (pairwise, rest) = (parts[0], parts[1..]);
            foreach (var part in rest)
            {
                pairwise = pairwise.Concat(part);
            }

            Require(pairwise, sparse, given.Expected<T>());
            for (var i = 0; i < parts.Length; i++)
            {
                Assert.Equal(given.Parts[i].Rows.Length, parts[i].Count);
            }
        }
    }

    [Property]
    public void Training_on_rows_one_after_the_other_gives_the_bits_of_those_built_at_once(RowParts given)
    {
        var sparse = given.Parts[0].Sparse;
        if (given.Count > 0 && given.Parts.All(part => part.Sparse == sparse))
        {
            Check<float>();
            Check<double>();
        }

        void Check<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            int[] classes = [.. Enumerable.Range(0, given.Count).Select(row => row % 3)];
            var joined = Rows.Concat([.. given.Parts.Select(part => Build<T>(part.Sparse, given.InputCount, part))]);
            var start = Model.Uniform<T>(Architecture.Of(given.InputCount).Softmax(3), -1, 1, seed: 1);
            Assert.Equal(Trained(Build<T>(sparse, given.InputCount, given.Parts)), Trained(joined));

            T[] Trained(Rows<T> rows) =>
                start.Train(Dataset.Exclusive(rows, classes, 3), new GradientDescent(0.5), epochs: 2, new TrainingOptions { BatchSize = 4 }).Last().Model.GetParameters();
        }
    }

    [Fact]
    public void What_cannot_be_joined_is_refused()
    {
        var (two, three) = (Rows.Of(new double[1, 2]), Rows.Of(new double[1, 3]));

        Assert.Equal(
            "The rows at 1 have 3 inputs; the first ones have 2. (Parameter 'rows')", Assert.Throws<ArgumentException>(() => Rows.Concat(two, three)).Message);
        Assert.Equal(
            "The rows at 1 have 3 inputs; the first ones have 2. (Parameter 'other')", Assert.Throws<ArgumentException>(() => two.Concat(three)).Message);
        Assert.Throws<ArgumentNullException>("other", () => two.Concat(null!));
        Assert.Throws<ArgumentNullException>("rows", () => Rows.Concat<double>(null!));
        Assert.Throws<ArgumentException>("rows", () => Rows.Concat(two, null!));
        Assert.Throws<ArgumentException>("rows", () => Rows.Concat<double>());
        Assert.Equal(2, two.Concat(two).Count);
        Assert.Equal(0, Rows.Concat(Rows.Of(new double[0, 2]), Rows.Of(new double[0, 2])).Count);
    }

    private static Rows<T> Build<T>(bool sparse, int inputCount, params RowPart[] parts)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var builder = new RowsBuilder<T>(inputCount, sparse);
        foreach (var part in parts)
        {
            part.AddTo(builder);
        }

        return builder.Build();
    }

    private static void Require<T>(Rows<T> rows, bool sparse, T[,] expected)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Assert.Equal((expected.GetLength(0), expected.GetLength(1), sparse), (rows.Count, rows.InputCount, rows.IsSparse));
        Assert.Equal(Same.Flat(expected), Same.Flat(rows.ToArray()));
        var stored = Same.Flat(expected).Count(value => value != T.Zero);
        Assert.Equal(sparse ? stored : expected.Length, rows.StoredValueCount);
        for (var row = 0; row < rows.Count; row++)
        {
            for (var i = 0; i < rows.InputCount; i += 1 + (i / 8))
            {
                Assert.Equal(expected[row, i], rows[row, i]);
            }
        }
    }
}
