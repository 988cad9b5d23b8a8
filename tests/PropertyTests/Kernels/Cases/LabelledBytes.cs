using FsCheck;
using FsCheck.Fluent;
using Perceptron;

namespace PropertyTests;

/// <summary>Rows of bytes, their classes, and how a model of them is trained. The first layer has input blocks.</summary>
/// <param name="Codes">A byte for each value; it stands for its 255th part.</param>
/// <param name="Labels">The class of each row.</param>
/// <param name="ClassCount">How many classes there are.</param>
/// <param name="Hidden">Neurons of a hidden layer; 0 if there is none.</param>
/// <param name="BatchSize">Rows of a mini-batch.</param>
/// <param name="Threads">How many threads share it.</param>
/// <param name="L2">The penalty on the weights.</param>
/// <param name="Seed">The seed of the weights and of the shuffle.</param>
public sealed record LabelledBytes(Grid<byte> Codes, Grid<int> Labels, int ClassCount, int Hidden, int BatchSize, int Threads, double L2, int Seed)
{
    private const int Width = 8;

    public int Count => Codes.Rows;

    public Architecture Architecture => Hidden > 0
        ? Perceptron.Architecture.Of(Codes.Columns).Hidden(Hidden, Activation.Tanh).Softmax(ClassCount)
        : Perceptron.Architecture.Of(Codes.Columns).Softmax(ClassCount);

    internal int[] Y => Labels.ToArray();

    public static Gen<LabelledBytes> Generate() =>
        from rows in Gen.OneOf(Gen.Choose(1, 60), Gen.Choose(1, 599))
        from inputBlocks in Gen.Choose(8, 23)
        from codes in KernelGenerators.Rows(rows, inputBlocks * Width, 255, Gen.Frequency((49, Gen.Constant(0.5)), (1, Gen.Constant(0.0))))
        from classes in Gen.Choose(2, 10)
        from labels in KernelGenerators.Filled(1, rows, random => random.Next(classes))
        from hidden in Gen.OneOf(Gen.Constant(0), Gen.Choose(1, 10))
        from batchSize in Gen.Choose(1, 199)
        from threads in Gen.Choose(1, 3)
        from l2 in Gen.Elements(0, 0.01)
        from seed in Gen.Choose(0, int.MaxValue)
        select new LabelledBytes(codes, labels, classes, hidden, batchSize, threads, l2, seed);

    public IEnumerable<LabelledBytes> Shrink()
    {
        foreach (var kept in Shrinking.Kept(Count))
        {
            yield return this with { Codes = Codes.WithRows(kept), Labels = Labels.WithColumns(kept) };
        }

        foreach (var kept in Shrinking.Kept(Codes.Columns / Width, least: 8))
        {
            yield return this with { Codes = Codes.WithColumns(Shrinking.Places(kept, Width)) };
        }

        LabelledBytes[] simpler =
        [
            this with { Hidden = 0 }, this with { Hidden = Math.Min(Hidden, 1) }, this with { Threads = 1 }, this with { BatchSize = 1 }, this with { L2 = 0 }, this with { Seed = 0 },
            this with { ClassCount = 2, Labels = Labels.Map(c => Math.Min(c, 1)) },
        ];
        foreach (var one in simpler.Where(one => one with { Labels = Labels } != this)
            .Concat(Labels.Shrink().Select(labels => this with { Labels = labels }))
            .Concat(Codes.Shrink().Select(codes => this with { Codes = codes })))
        {
            yield return one;
        }
    }

    /// <summary>The rows as bytes.</summary>
    public Rows<float> Coded() => Built((builder, row) => builder.AddBytes(row));

    /// <summary>The same rows as compressed numbers.</summary>
    public Rows<float> Valued() => Built((builder, row) => builder.Add(Array.ConvertAll(row, value => value / 255f)));

    private Rows<float> Built(Action<RowsBuilder<float>, byte[]> add)
    {
        var builder = new RowsBuilder<float>(Codes.Columns, sparse: true);
        for (var r = 0; r < Count; r++)
        {
            add(builder, Codes.Row(r));
        }

        return builder.Build();
    }
}
