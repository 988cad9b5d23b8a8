namespace Perceptron.Tables;

/// <summary>
/// Cells that are numbers or gaps: nine bytes each. The form of a cell is its number of decimals, or says that its text is the shortest
/// of its number; the few others are kept as they were written.
/// </summary>
internal sealed class NumberCells(double[] values, byte[] forms, Dictionary<int, string>? written, char mark) : CellColumn
{
    public const byte Gap = 255;
    public const byte Shortest = 254;
    public const byte Written = 253;

    public override int Count => forms.Length;

    /// <summary>The numbers; 0 for a gap.</summary>
    public ReadOnlySpan<double> Values => values;

    public ReadOnlySpan<byte> Forms => forms;

    public override bool IsGap(int row) => forms[row] == Gap;

    public override bool TryNumber(int row, out double value)
    {
        value = values[row];
        return forms[row] != Gap;
    }

    public override string Text(int row) => forms[row] switch
    {
        Gap => "",
        Shortest => NumberText.Shortest(values[row], mark),
        Written => written![row],
        var decimals => NumberText.Text(values[row], decimals, mark),
    };

    public override CellColumn Select(ReadOnlySpan<int> rows)
    {
        var (chosen, chosenForms) = (new double[rows.Length], new byte[rows.Length]);
        Dictionary<int, string>? chosenWritten = null;
        for (var i = 0; i < rows.Length; i++)
        {
            (chosen[i], chosenForms[i]) = (values[rows[i]], forms[rows[i]]);
            if (chosenForms[i] == Written)
            {
                (chosenWritten ??= []).Add(i, written![rows[i]]);
            }
        }

        return new NumberCells(chosen, chosenForms, chosenWritten, mark);
    }
}
