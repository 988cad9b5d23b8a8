namespace Perceptron.Kernels;

/// <summary>What bytes stand for without a table: code · unit + code · correction, rounded once.</summary>
internal readonly record struct ByteScale(float Unit, float Correction)
{
    /// <summary>The unit of a table of quotients, such as those of bytes and 255, if it gives each of them to the last bit.</summary>
    public static ByteScale? Of(float[] table)
    {
        // Where the exact unit lies, by each of the quotients that were rounded.
        var (least, most) = (0.0, double.PositiveInfinity);
        for (var code = 1; code < table.Length; code++)
        {
            least = Math.Max(least, ((double)table[code] + MathF.BitDecrement(table[code])) / 2 / code);
            most = Math.Min(most, ((double)table[code] + MathF.BitIncrement(table[code])) / 2 / code);
        }

        var middle = (least + most) / 2;
        var unit = new ByteScale((float)middle, (float)(middle - (float)middle));
        return Enumerable.Range(0, table.Length).All(code => unit.Value(code) == table[code]) ? unit : null;
    }

    private float Value(int code) => MathF.FusedMultiplyAdd(code, Unit, code * Correction);
}
