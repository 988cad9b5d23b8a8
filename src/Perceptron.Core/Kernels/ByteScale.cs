namespace Perceptron.Kernels;

/// <summary>The value of a byte, computed without a table: code · unit + (code · correction), a fused multiply-add.</summary>
internal readonly struct ByteScale(float unit, float correction)
{
    public float Unit => unit;

    public float Correction => correction;

    /// <summary>The scale that gives every value of a table of quotients, such as code / 255, to the last bit; null if none does.</summary>
    public static ByteScale? Of(float[] table)
    {
        // Each rounded quotient bounds the exact unit.
        var (lower, upper) = (0.0, double.PositiveInfinity);
        for (var code = 1; code < table.Length; code++)
        {
            lower = Math.Max(lower, ((double)table[code] + MathF.BitDecrement(table[code])) / 2 / code);
            upper = Math.Min(upper, ((double)table[code] + MathF.BitIncrement(table[code])) / 2 / code);
        }

        var middle = (lower + upper) / 2;
        var unit = new ByteScale((float)middle, (float)(middle - (float)middle));
        return Enumerable.Range(0, table.Length).All(code => unit.Value(code) == table[code]) ? unit : null;
    }

    private float Value(int code) => MathF.FusedMultiplyAdd(code, Unit, code * Correction);
}
