using FsCheck.Xunit;
using Perceptron;
using Perceptron.Data;
using Perceptron.Kernels;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>Bytes stored as input blocks, on machines that have fused multiply-add.</summary>
[Properties(Arbitrary = [typeof(KernelGenerators)], QuietOnSuccess = true)]
public class ByteRowProperties
{
    /// <summary>They are the rows that were added, in whatever way. Value by value, they give the same bits as stored values.</summary>
    [Property(MaxTest = 60)]
    public void Rows_of_bytes_are_those_that_were_added(AddedBytes given)
    {
        var (count, inputs) = (given.Count, given.Codes.Columns);
        var (coded, valued) = (new RowsBuilder<float>(inputs, sparse: true, given.Capacity), new RowsBuilder<float>(inputs, sparse: true));
        var expected = new float[count][];
        for (var r = 0; r < count; r++)
        {
            var (bytes, isOther) = (given.Codes.Row(r), r >= given.Others);
            var divisor = isOther && !given.AsValues ? 16 : 255;
            expected[r] = Array.ConvertAll(bytes, value => value / (float)divisor);
            _ = isOther && given.AsValues ? coded.Add(expected[r]) : coded.AddBytes(bytes, divisor);
            valued.Add(expected[r]);
            if (given.Reserving[r] != 0)
            {
                coded.EnsureCapacity(count);
            }
        }

        var (rows, plain) = (coded.Build(), valued.Build());
        var haveBlocks = inputs is >= 64 and <= 4096 && inputs % 8 == 0;
        Assert.Equal(given.AreOfOneKind && count > 0 && BlockKernels.IsSupported && haveBlocks, rows is BitmapRows);
        Check(given, rows, plain, expected);

        var picked = given.Picked.ToArray();
        Check(given, rows.Select(picked), plain.Select(picked), [.. picked.Select(row => expected[row])]);
    }

    private static void Check(AddedBytes given, Rows<float> rows, Rows<float> plain, float[][] expected)
    {
        var (inputs, flat) = (given.Codes.Columns, expected.SelectMany(row => row).ToArray());
        Assert.Equal(
            (expected.Length, inputs, true, flat.LongCount(value => value != 0)), (rows.Count, rows.InputCount, rows.IsSparse, rows.StoredValueCount));
        Same.Bits(flat.Append(0).Max(), rows.MaxAbs);
        Same.Bits(flat, Same.Flat(rows.ToArray()));
        Same.Bits(flat, Same.Flat(rows.ToDense().ToArray()));
        for (var at = 0; at < flat.Length; at += 1 + (flat.Length / 1000))
        {
            Same.Bits(flat[at], rows[at / inputs, at % inputs]);
        }

        if (rows.Count == 0)
        {
            return;
        }

        var model = Model.Glorot<float>(Architecture.Of(inputs).Hidden(given.Hidden, Activation.Tanh).Softmax(3), given.Hidden);
        Same.Bits(model.Logits(plain), model.Logits(rows));
        int[] labels = [.. Enumerable.Range(0, rows.Count).Select(r => r % 3)];
        var options = new ComputeOptions { Threads = given.Threads };
        Same.Bits(
            model.Gradient(Dataset.Exclusive(plain, labels, 3), compute: options).ToArray(), model.Gradient(Dataset.Exclusive(rows, labels, 3), compute: options).ToArray());
        var block = new RowBlock(null, 0, rows.Count);
        var (counts, plainCounts) = (new int[inputs], new int[inputs]);
        rows.CountInputs(block, counts);
        plain.CountInputs(block, plainCounts);
        Assert.Equal(plainCounts, counts);
    }
}
