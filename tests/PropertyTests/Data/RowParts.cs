using FsCheck;
using FsCheck.Fluent;
using Perceptron;

namespace PropertyTests;

/// <summary>Some rows that are stored in one way: values where there is no divisor, else bytes over it.</summary>
public sealed record RowPart(bool Sparse, double? Divisor, byte[][] Rows)
{
    public override string ToString() =>
        $"{(Sparse ? "sparse" : "dense")} {(Divisor is { } divisor ? $"bytes over {divisor}" : "values")}: {string.Join(" | ", Rows.Select(row => string.Join(' ', row)))}";

    /// <summary>What stands in a row.</summary>
    public T[] Values<T>(byte[] row)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        Array.ConvertAll(row, code => T.CreateChecked(code) / T.CreateChecked(Divisor ?? 7));

    public void AddTo<T>(RowsBuilder<T> builder)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        foreach (var row in Rows)
        {
            int[] stored = [.. Enumerable.Range(0, row.Length).Where(i => row[i] != 0)];
            _ = Divisor is { } divisor ? builder.AddBytes(row, divisor)
                : stored.Length % 2 == 0 ? builder.Add(Values<T>(row))
                : builder.Add(stored, [.. stored.Select(i => Values<T>(row)[i])]);
        }
    }
}

/// <summary>Parts of rows of one width, to be collected or put one after the other.</summary>
public sealed record RowParts(int InputCount, RowPart[] Parts)
{
    public int Count => Parts.Sum(part => part.Rows.Length);

    public override string ToString() => $"{InputCount} inputs; {string.Join("; ", Parts.Select(part => part.ToString()))}";

    /// <summary>All rows, as they are expected to come out.</summary>
    public T[,] Expected<T>()
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var (all, to) = (new T[Count, InputCount], 0);
        foreach (var row in Parts.SelectMany(part => part.Rows.Select(part.Values<T>)))
        {
            for (var i = 0; i < InputCount; i++)
            {
                all[to, i] = row[i];
            }

            to++;
        }

        return all;
    }

    /// <summary>Simpler cases that may fail too: without a part, without a row, with a byte that is 0.</summary>
    public IEnumerable<RowParts> Shrink()
    {
        for (var p = 0; p < Parts.Length; p++)
        {
            if (Parts.Length > 1)
            {
                yield return this with { Parts = [.. Parts[..p], .. Parts[(p + 1)..]] };
            }

            for (var r = 0; r < Parts[p].Rows.Length; r++)
            {
                yield return With(p, [.. Parts[p].Rows[..r], .. Parts[p].Rows[(r + 1)..]]);
                if (Array.FindIndex(Parts[p].Rows[r], code => code != 0) is var at and >= 0)
                {
                    byte[] row = [.. Parts[p].Rows[r]];
                    row[at] = 0;
                    yield return With(p, [.. Parts[p].Rows[..r], row, .. Parts[p].Rows[(r + 1)..]]);
                }
            }
        }
    }

    private RowParts With(int part, byte[][] rows) =>
        this with { Parts = [.. Parts[..part], Parts[part] with { Rows = rows }, .. Parts[(part + 1)..]] };
}

/// <summary>Random parts of rows; widths at which sparse rows of bytes are blocks of inputs are among them, and some at which indices take 32 bits.</summary>
public static class RowPartsGenerators
{
    public static Arbitrary<RowParts> RowParts() => Arb.From(
        from inputs in Gen.Frequency((20, Gen.Elements(1, 3, 16, 17, 64, 72, 136)), (1, Gen.Elements(4097, 8193)))
        from parts in Gen.ArrayOf(Part(inputs), 4)
        from count in Gen.Choose(1, 4)
        select new RowParts(inputs, parts[..count]),
        given => given.Shrink());

    private static Gen<RowPart> Part(int inputs) =>
        from sparse in Gen.Elements(true, true, false)
        from divisor in Gen.Elements<double?>(null, 255, 255, 16)
        from rows in Gen.Choose(0, 5)
        from codes in Gen.ArrayOf(Gen.Frequency((3, Gen.Constant((byte)0)), (1, Gen.Choose(0, 255).Select(code => (byte)code))), 100)
        select new RowPart(sparse, divisor, [.. Enumerable.Range(0, rows).Select(row => Cycle(codes, row * inputs, inputs))]);

    private static byte[] Cycle(byte[] codes, int from, int count) => [.. Enumerable.Range(from, count).Select(i => codes[i % codes.Length])];
}
