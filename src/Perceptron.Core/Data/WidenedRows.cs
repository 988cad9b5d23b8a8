namespace Perceptron.Data;

/// <summary>Dense rows of floats that are read as doubles, so that there is no copy of all.</summary>
internal sealed class WidenedRows(DenseRows<float> rows) : DeferredRows(rows.Count, rows.InputCount, rows.MaxAbs)
{
    protected override void Make(int start, int count, double[] values, int at)
    {
        foreach (var value in rows.Span(start, count))
        {
            values[at++] = value;
        }
    }
}
