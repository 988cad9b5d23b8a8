using FsCheck;
using FsCheck.Fluent;

namespace PropertyTests;

/// <summary>Rows of whole vectors, a further row, and how many lanes of a vector of floats count.</summary>
public sealed record VectorCase(Grid<double> Rows, Grid<double> Row, int Counted)
{
    private static readonly int Lanes = Perceptron.Kernels.Lanes.Count<double>();

    private static readonly int SingleLanes = Perceptron.Kernels.Lanes.Count<float>();

    /// <summary>The further row, with zeros up to whole vectors of floats.</summary>
    public double[] Padded() => [.. Row.ToArray(), .. new double[(SingleLanes - (Row.Columns % SingleLanes)) % SingleLanes]];

    public static Gen<VectorCase> Generate() =>
        from count in Gen.Choose(0, 20)
        from vectors in Gen.Choose(1, 16)
        from rows in KernelGenerators.Numbers(count, vectors * Lanes)
        from row in KernelGenerators.Numbers(1, vectors * Lanes)
        from counted in Gen.Choose(1, SingleLanes)
        select new VectorCase(rows, row, counted);

    public IEnumerable<VectorCase> Shrink() =>
        Shrinking.Kept(Rows.Rows, least: 0).Select(kept => this with { Rows = Rows.WithRows(kept) })
            .Concat(Shrinking.Kept(Row.Columns / Lanes).Select(kept => Shrinking.Places(kept, Lanes))
                .Select(places => this with { Rows = Rows.WithColumns(places), Row = Row.WithColumns(places) }))
            .Concat(Counted > 1 ? [this with { Counted = 1 }] : Array.Empty<VectorCase>())
            .Concat(Rows.Shrink().Select(rows => this with { Rows = rows }))
            .Concat(Row.Shrink().Select(row => this with { Row = row }));
}

/// <summary>The lanes of a vector, none above 0.</summary>
public sealed record NegativeVector(Grid<double> Lanes);
