using FsCheck;
using FsCheck.Fluent;

namespace MetricsTests;

/// <summary>A row of one class or of others. Scores are few, so that there are many ties; weights are few too, 0 among them, and most of them have no end in binary.</summary>
public sealed record ScoredRow(int Level, bool IsOfClass, int WeightIndex)
{
    public double Score => (Level - 3) / 7.0;

    public double Weight => Weights.All[WeightIndex];
}

/// <summary>A row of one of four classes.</summary>
public sealed record ClassRow(int Actual, int Predicted, int WeightIndex)
{
    public const int ClassCount = 4;

    public double Weight => Weights.All[WeightIndex];
}

/// <summary>A row of three labels, each a bit of two numbers.</summary>
public sealed record LabelRow(int Actual, int Predicted, int WeightIndex)
{
    public const int LabelCount = 3;

    public double Weight => Weights.All[WeightIndex];

    public static HashSet<int> Set(int bits) => [.. Enumerable.Range(0, LabelCount).Where(label => Has(bits, label))];

    public static bool Has(int bits, int label) => (bits >> label & 1) == 1;

    public static bool[,] Matrix(IReadOnlyList<int> bits)
    {
        var matrix = new bool[bits.Count, LabelCount];
        for (var row = 0; row < bits.Count; row++)
        {
            for (var label = 0; label < LabelCount; label++)
            {
                matrix[row, label] = Has(bits[row], label);
            }
        }

        return matrix;
    }
}

/// <summary>Arrays of at least one row, one of which weighs more than 0.</summary>
public static class Cases
{
    private static readonly Gen<int> Weight = Gen.Choose(0, Weights.All.Length - 1);

    public static Arbitrary<ScoredRow[]> ScoredRows() => Rows(
        from level in Gen.Choose(0, 6)
        from isOfClass in Gen.Elements(true, false)
        from weight in Weight
        select new ScoredRow(level, isOfClass, weight), row => row.Weight);

    public static Arbitrary<ClassRow[]> ClassRows() => Rows(
        from actual in Gen.Choose(0, ClassRow.ClassCount - 1)
        from predicted in Gen.Frequency((1, Gen.Choose(0, ClassRow.ClassCount - 1)), (1, Gen.Constant(actual)))
        from weight in Weight
        select new ClassRow(actual, predicted, weight), row => row.Weight);

    public static Arbitrary<LabelRow[]> LabelRows() => Rows(
        from actual in Gen.Choose(0, (1 << LabelRow.LabelCount) - 1)
        from predicted in Gen.Frequency((1, Gen.Choose(0, (1 << LabelRow.LabelCount) - 1)), (1, Gen.Constant(actual)))
        from weight in Weight
        select new LabelRow(actual, predicted, weight), row => row.Weight);

    private static Arbitrary<TRow[]> Rows<TRow>(Gen<TRow> row, Func<TRow, double> weight) => Arb.From(
        from count in Gen.Choose(1, 40)
        from rows in Gen.ArrayOf(row, count)
        where rows.Any(one => weight(one) > 0)
        select rows,
        rows => Enumerable.Range(0, rows.Length).Select(left => rows.Where((_, i) => i != left).ToArray()).Where(fewer => fewer.Any(one => weight(one) > 0)));
}

/// <summary>Weights, and rows in parts.</summary>
internal static class Weights
{
    public static readonly double[] All = [0, 0.1, 0.3, 1, 2, 1.0 / 3, 1e10 / 7, 1e-9 / 3];

    /// <summary>The rows in another order, in a few parts, each with a row that weighs something.</summary>
    public static List<TRow[]> Parts<TRow>(TRow[] rows, Func<TRow, double> weight, int seed)
    {
        var random = new Random(seed);
        TRow[] shuffled = [.. rows];
        random.Shuffle(shuffled);
        var (parts, part) = (new List<TRow[]>(), new List<TRow>());
        foreach (var row in shuffled)
        {
            part.Add(row);
            if (part.Any(one => weight(one) > 0) && random.Next(3) == 0)
            {
                parts.Add([.. part]);
                part.Clear();
            }
        }

        // Rows that are left weigh 0, or are a last part.
        if (part.Any(one => weight(one) > 0))
        {
            parts.Add([.. part]);
        }
        else
        {
            parts[^1] = [.. parts[^1], .. part];
        }

        return parts;
    }
}
