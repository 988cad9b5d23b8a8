using FsCheck;
using FsCheck.Fluent;

namespace PropertyTests;

/// <summary>Rows of bytes to be added to a builder. From some row on they may be added in another way.</summary>
/// <param name="Codes">A byte for each value.</param>
/// <param name="Others">From this row on rows are added in another way.</param>
/// <param name="AsValues">Whether that way is as numbers; otherwise the bytes have another divisor.</param>
/// <param name="Capacity">The capacity that the builder begins with, in rows.</param>
/// <param name="Reserving">After which rows the builder is told how many rows there will be.</param>
/// <param name="Picked">Rows that are selected afterwards.</param>
/// <param name="Hidden">Neurons of the first layer.</param>
/// <param name="Threads">How many threads compute.</param>
public sealed record AddedBytes(Grid<byte> Codes, int Others, bool AsValues, int Capacity, Grid<int> Reserving, Grid<int> Picked, int Hidden, int Threads)
{
    // The last three have no input blocks: they are too few, no multiple of 8, or too many.
    private static readonly int[] Sizes = [64, 72, 144, 256, 784, 1032, 4096, 56, 68, 4104];

    private const int Run = 4;

    public int Count => Codes.Rows;

    public bool AreOfOneKind => Others == Count || (Others == 0 && !AsValues);

    public static Gen<AddedBytes> Generate() =>
        from inputs in Gen.Elements(Sizes)
        from rows in Gen.OneOf(Gen.Choose(0, 2), Gen.Choose(0, Math.Min(199, 100_000 / inputs)))
        from largest in Gen.Choose(1, 255)
        from codes in KernelGenerators.Codes(rows, inputs, largest)
        from others in Gen.OneOf(Gen.Constant(rows), Gen.Choose(0, rows))
        from asValues in Gen.Elements(true, false)
        from capacity in Gen.Choose(0, 2)
        from reserving in KernelGenerators.Filled(1, rows, random => random.Next(50) == 0 ? 1 : 0)
        from pickedCount in Gen.Choose(0, rows == 0 ? 0 : Math.Min(299, 100_000 / inputs))
        from picked in KernelGenerators.Filled(1, pickedCount, random => random.Next(rows))
        from hidden in Gen.Choose(11, 79)
        from threads in Gen.Choose(1, 3)
        select new AddedBytes(codes, others, asValues, capacity, reserving, picked, hidden, threads);

    public IEnumerable<AddedBytes> Shrink()
    {
        foreach (var kept in Shrinking.Kept(Picked.Columns, least: 0))
        {
            yield return this with { Picked = Picked.WithColumns(kept) };
        }

        foreach (var kept in Shrinking.Kept(Count, least: Picked.Columns > 0 ? 1 : 0))
        {
            yield return this with
            {
                Codes = Codes.WithRows(kept),
                Others = Others == Count ? kept.Length : kept.Count(row => row < Others),
                Reserving = Reserving.WithColumns(kept),
                Picked = Picked.Map(row => Math.Min(row, kept.Length - 1)),
            };
        }

        foreach (var kept in Shrinking.Kept(Codes.Columns / Run))
        {
            yield return this with { Codes = Codes.WithColumns(Shrinking.Places(kept, Run)) };
        }

        AddedBytes[] simpler = [this with { Others = Count }, this with { Capacity = 0 }, this with { Hidden = 11 }, this with { Threads = 1 }];
        foreach (var one in simpler.Where(one => one != this)
            .Concat(Reserving.Shrink().Select(reserving => this with { Reserving = reserving }))
            .Concat(Picked.Shrink().Select(picked => this with { Picked = picked }))
            .Concat(Codes.Shrink().Select(codes => this with { Codes = codes })))
        {
            yield return one;
        }
    }
}
