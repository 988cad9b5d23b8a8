namespace Perceptron.Tables;

/// <summary>
/// Cells that are numbers or gaps. The form of a cell is its number of decimals, or says that its text is the shortest of its number; the few others are
/// kept as they were written.
/// </summary>
internal sealed class NumberCells(NumberBlock[] blocks, int count, Dictionary<int, string>? written, char mark) : CellColumn
{
    public const byte Gap = 255;
    public const byte Shortest = 254;
    public const byte Written = 253;

    public override int Count => count;

    public override int GapCount => blocks.Sum(block => block.GapCount);

    /// <summary>Whether nearly all blocks have digits with one number of decimals, and no gap.</summary>
    public bool AreUniform => 8 * blocks.Count(block => !block.IsUniform) <= blocks.Length;

    public override bool IsGap(int row) => Form(row) == Gap;

    public override bool TryNumber(int row, out double value)
    {
        value = blocks[row / NumberBlock.Capacity].Value(row % NumberBlock.Capacity);
        return Form(row) != Gap;
    }

    public override void ReadNumbers(int row, Span<double> values)
    {
        for (var done = 0; done < values.Length;)
        {
            var (block, from) = Math.DivRem(row + done, NumberBlock.Capacity);
            var part = Math.Min(values.Length - done, NumberBlock.Capacity - from);
            blocks[block].Read(from, values.Slice(done, part));
            done += part;
        }
    }

    /// <summary>Scales cells that are the usual numbers; see <see cref="NumberBlock.TryScale"/>.</summary>
    public bool TryScale(int row, int count, NumberScale scale, Span<double> target, int stride) =>
        blocks[row / NumberBlock.Capacity].TryScale(row % NumberBlock.Capacity, count, scale, target, stride);

    public override string Text(int row) => Form(row) switch
    {
        Gap => "",
        Shortest => NumberText.Shortest(Value(row), mark),
        Written => written![row],
        var decimals => NumberText.Text(Value(row), decimals, mark),
    };

    public override CellColumn Select(ReadOnlySpan<int> rows)
    {
        var chosen = new CellColumnBuilder(mark);
        for (int i = 0, run; i < rows.Length; i += run)
        {
            for (run = 1; i + run < rows.Length && rows[i + run] == rows[i] + run; run++)
            {
            }

            chosen.Append(this, rows[i], run);
        }

        return chosen.Build();
    }

    /// <summary>Reads the numbers of some rows, and their forms; the number of a gap is 0.</summary>
    public void Read(int row, Span<double> values, Span<byte> forms)
    {
        for (var done = 0; done < values.Length;)
        {
            var (block, from) = Math.DivRem(row + done, NumberBlock.Capacity);
            var part = Math.Min(values.Length - done, NumberBlock.Capacity - from);
            blocks[block].Read(from, values.Slice(done, part), forms.Slice(done, part));
            done += part;
        }
    }

    /// <summary>Adds some cells to blocks of other cells.</summary>
    public void CopyTo(List<NumberBlock> target, int row, int length)
    {
        for (var end = row + length; row < end;)
        {
            if (target is [] || target[^1].Count == NumberBlock.Capacity)
            {
                target.Add(new NumberBlock(target is [] ? 0 : NumberBlock.Capacity));
            }

            var (block, from) = Math.DivRem(row, NumberBlock.Capacity);
            var part = Math.Min(Math.Min(end - row, NumberBlock.Capacity - from), NumberBlock.Capacity - target[^1].Count);
            target[^1].Add(blocks[block], from, part);
            row += part;
        }
    }

    /// <summary>Whether there are cells whose form doesn't tell how they are written.</summary>
    public bool HasWritten => written is { Count: > 0 };

    private byte Form(int row) => blocks[row / NumberBlock.Capacity].Form(row % NumberBlock.Capacity);

    private double Value(int row) => blocks[row / NumberBlock.Capacity].Value(row % NumberBlock.Capacity);
}
