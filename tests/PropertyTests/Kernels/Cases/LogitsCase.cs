using FsCheck;
using FsCheck.Fluent;
using Perceptron.Kernels;

namespace PropertyTests;

/// <summary>Logits of up to sixteen classes, and the class of each row.</summary>
/// <param name="Logits">The logits of each row.</param>
/// <param name="Classes">The class of each row.</param>
/// <param name="Order">Where in the dataset the rows stand; the dataset has three more.</param>
/// <param name="Start">Where in the order the rows begin.</param>
public sealed record LogitsCase(Grid<double> Logits, Grid<int> Classes, Grid<int> Order, int Start)
{
    private const int Further = 3;

    public int Count => Logits.Rows;

    public int ClassCount => Logits.Columns;

    internal RowBlock Block => new(Order.ToArray(), Start, Count);

    /// <summary>The classes of all rows of the dataset.</summary>
    public int[] Y()
    {
        var y = new int[Order.Columns];
        for (var r = 0; r < Count; r++)
        {
            y[Block[r]] = Classes[r];
        }

        return y;
    }

    public static Gen<LogitsCase> Generate() =>
        from rows in Gen.Frequency((7, Gen.Choose(1, 19)), (1, Gen.Choose(20, 300)))
        from classes in Gen.Choose(2, 16)
        from scale in Gen.Choose(-4, 10)
        from logits in KernelGenerators.Filled(rows, classes, random => random.NextDouble() - 0.5)
        from equal in KernelGenerators.Filled(rows, classes, random => random.Next(4) == 0 ? random.Next(classes) : -1)
        from labels in KernelGenerators.Filled(1, rows, random => random.Next(classes))
        from order in Gen.Shuffle(Enumerable.Range(0, rows + Further))
        from start in Gen.Choose(0, Further)
        select new LogitsCase(WithEqualOnes(logits.Map(logit => Math.ScaleB(logit, scale)), equal), labels, new(1, order.Length, order), start);

    public IEnumerable<LogitsCase> Shrink()
    {
        if (Start > 0 || !Order.ToArray().SequenceEqual(Enumerable.Range(0, Order.Columns)))
        {
            yield return this with { Start = 0, Order = new(1, Order.Columns, [.. Enumerable.Range(0, Order.Columns)]) };
        }

        foreach (var kept in Shrinking.Kept(Count))
        {
            yield return new(
                Logits.WithRows(kept),
                Classes.WithColumns(kept),
                Order.WithColumns([.. Enumerable.Range(0, Order.Columns).Where(i => Order[i] < kept.Length + Further)]),
                Start);
        }

        foreach (var kept in Shrinking.Kept(ClassCount, least: 2))
        {
            yield return this with { Logits = Logits.WithColumns(kept), Classes = Classes.Map(c => Math.Max(0, Array.IndexOf(kept, c))) };
        }

        foreach (var classes in Classes.Shrink())
        {
            yield return this with { Classes = classes };
        }

        foreach (var logits in Logits.Shrink())
        {
            yield return this with { Logits = logits };
        }
    }

    /// <summary>Some logits are equal to another one of their row.</summary>
    private static Grid<double> WithEqualOnes(Grid<double> logits, Grid<int> equal) => new(
        logits.Rows,
        logits.Columns,
        [.. logits.ToArray().Select((logit, i) => equal[i] < 0 ? logit : logits[i / logits.Columns, equal[i]])]);
}
