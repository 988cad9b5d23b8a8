using FsCheck;
using FsCheck.Fluent;

namespace PropertyTests;

/// <summary>The random inputs of properties of kernels. FsCheck draws each shape. A grid is filled from one number that FsCheck draws, which is faster.</summary>
public static class KernelGenerators
{
    public static Arbitrary<PanelCase> Panels() => Arb.From(PanelCase.Generate(39, 39, 1), given => given.Shrink());

    public static Arbitrary<WidePanelCase> WidePanels() => Arb.From(
        PanelCase.Generate(29, 399, 9).Select(given => new WidePanelCase(given)), given => given.Panels.Shrink().Select(panels => new WidePanelCase(panels)));

    public static Arbitrary<LongPanelCase> LongPanels() => Arb.From(
        PanelCase.Generate(399, 14, 3).Select(given => new LongPanelCase(given)), given => given.Panels.Shrink().Select(panels => new LongPanelCase(panels)));

    public static Arbitrary<NeuronCase> Neurons() => Arb.From(NeuronCase.Generate(), given => given.Shrink());

    public static Arbitrary<VectorCase> Vectors() => Arb.From(VectorCase.Generate(), given => given.Shrink());

    /// <summary>Matrices of up to 39 rows and columns.</summary>
    public static Arbitrary<Grid<double>> Matrices() => Arb.From(
        from rows in Gen.Choose(1, 39)
        from columns in Gen.Choose(1, 39)
        from numbers in Numbers(rows, columns)
        select numbers,
        given => Shrinking.Kept(given.Rows).Select(given.WithRows).Concat(Shrinking.Kept(given.Columns).Select(given.WithColumns)).Concat(given.Shrink()));

    /// <summary>Eight numbers, from −2^11 to 0.</summary>
    public static Arbitrary<NegativeVector> NegativeVectors() => Arb.From(
        Filled(1, 8, random => -random.NextDouble() * Math.ScaleB(1, random.Next(-40, 11))).Select(lanes => new NegativeVector(lanes)),
        given => given.Lanes.Map(lane => -lane).Shrink().Select(lanes => new NegativeVector(lanes.Map(lane => -lane))));

    /// <summary>Squares of 64 × 64 bits.</summary>
    public static Arbitrary<Grid<ulong>> BitSquares() => Arb.From(
        Filled(1, 64, random => (ulong)random.NextInt64(long.MinValue, long.MaxValue)), given => given.Shrink());

    public static Arbitrary<LogitsCase> Logits() => Arb.From(LogitsCase.Generate(), given => given.Shrink());

    public static Arbitrary<UpdateCase> Updates() => Arb.From(UpdateCase.Generate(), given => given.Shrink());

    public static Arbitrary<BlockCase> Blocks() => Arb.From(BlockCase.Generate(), given => given.Shrink());

    public static Arbitrary<LabelledBytes> LabelledBytes() => Arb.From(PropertyTests.LabelledBytes.Generate(), given => given.Shrink());

    public static Arbitrary<AddedBytes> AddedBytes() => Arb.From(PropertyTests.AddedBytes.Generate(), given => given.Shrink());

    /// <summary>Numbers of several magnitudes, with all their digits.</summary>
    internal static Gen<Grid<double>> Numbers(int rows, int columns) =>
        Filled(rows, columns, random => (random.NextDouble() - 0.5) * Math.ScaleB(1, random.Next(-8, 8)));

    /// <summary>Numbers between −½ and ½.</summary>
    internal static Gen<Grid<float>> Floats(int rows, int columns) => Filled(rows, columns, random => random.NextSingle() - 0.5f);

    /// <summary>Bytes, some of them 0: in a row none, all or a share.</summary>
    internal static Gen<Grid<byte>> Codes(int rows, int columns, int largest = 255) => Rows(rows, columns, largest, Gen.Elements(0, 0.02, 1 / 3.0, 0.6, 0.9, 1));

    internal static Gen<Grid<byte>> Rows(int rows, int columns, int largest, Gen<double> share) =>
        from shares in Gen.ArrayOf(share, rows)
        from draws in Filled(rows, columns, random => random.NextDouble())
        select new Grid<byte>(rows, columns, [.. draws.ToArray().Select((draw, i) =>
        {
            // A draw below the share is a non-zero byte, and its place within the share says which.
            var within = shares[i / columns] == 0 ? 1 : draw / shares[i / columns];
            return within < 1 ? (byte)(1 + (int)(within * largest)) : (byte)0;
        })]);

    /// <summary>A range of at least one of some things, often all of them.</summary>
    internal static Gen<(int From, int To)> Part(int count) => Gen.OneOf(
        Gen.Constant((0, count)),
        from first in Gen.Choose(0, count - 1)
        from last in Gen.Choose(first, count - 1)
        select (first, last + 1));

    internal static Gen<Grid<T>> Filled<T>(int rows, int columns, Func<Random, T> draw)
        where T : struct, System.Numerics.INumberBase<T> =>
        Gen.Choose(int.MinValue, int.MaxValue).Select(number =>
        {
            var random = new Random(number);
            var values = new T[rows * columns];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = draw(random);
            }

            return new Grid<T>(rows, columns, values);
        });
}
