using FsCheck;
using FsCheck.Fluent;
using Perceptron.Kernels;

namespace PropertyTests;

/// <summary>The inputs of the products of panels: rows in some order, weights of one or several panels, and a δ for each row.</summary>
/// <param name="Codes">A byte for each value of the rows.</param>
/// <param name="Table">What a byte stands for; 0 stands for 0.</param>
/// <param name="Order">The rows in another order; null for their own order.</param>
/// <param name="Start">Where the block of rows begins.</param>
/// <param name="W">A row for each input, and whole vectors of neurons.</param>
/// <param name="B">A row.</param>
/// <param name="Delta">A row for each row of the block, perhaps wider than the panels.</param>
/// <param name="Rows">The rows of the block to compute.</param>
/// <param name="Inputs">The inputs to compute.</param>
public sealed record PanelCase(
    Grid<byte> Codes, Grid<double> Table, Grid<int>? Order, int Start, Grid<double> W, Grid<double> B, Grid<double> Delta, (int From, int To) Rows, (int From, int To) Inputs)
{
    public static int Lanes => Perceptron.Kernels.Lanes.Count<double>();

    public int InputCount => Codes.Columns;

    public int PanelCount => W.Columns / Lanes;

    public int Stride => Delta.Columns;

    public int Count => Delta.Rows;

    internal RowBlock Block => new(Order?.ToArray(), Start, Count);

    public static Gen<PanelCase> Generate(int mostRows, int mostInputs, int mostPanels, int leastInputs = 1) =>
        from rows in Gen.Choose(1, mostRows)
        from inputs in Gen.Choose(leastInputs, mostInputs)
        from panels in Gen.Choose(1, mostPanels)
        from further in Gen.Choose(0, 1)
        from codes in KernelGenerators.Codes(rows, inputs)
        from table in KernelGenerators.Numbers(1, 256)
        from order in Gen.OneOf(Gen.Constant<int[]?>(null), Gen.Shuffle(Enumerable.Range(0, rows)).Select(order => (int[]?)order), Gen.ArrayOf(Gen.Choose(0, rows - 1), rows).Select(order => (int[]?)order))
        from start in Gen.Choose(0, rows - 1)
        from w in KernelGenerators.Numbers(inputs, panels * Lanes)
        from b in KernelGenerators.Numbers(1, panels * Lanes)
        from delta in KernelGenerators.Numbers(rows - start, (panels + further) * Lanes)
        from someRows in KernelGenerators.Part(rows - start)
        from someInputs in KernelGenerators.Part(inputs)
        select new PanelCase(
            codes, new(1, 256, [0, .. table.ToArray()[1..]]), order is null ? null : new(1, rows, order), start, w, b, delta, someRows, someInputs);

    /// <summary>The values of the dataset, row after row.</summary>
    internal double[] X() => Codes.Map(code => Table[code]).ToArray();

    /// <summary>The values of each row of the block.</summary>
    internal double[][] BlockRows()
    {
        var block = Block;
        return [.. Enumerable.Range(0, Count).Select(r => Array.ConvertAll(Codes.Row(block[r]), code => Table[code]))];
    }

    public IEnumerable<PanelCase> Shrink()
    {
        if (Order is not null || Start > 0)
        {
            int[] used = [.. Enumerable.Range(0, Count).Select(r => Block[r])];
            yield return this with { Codes = Codes.WithRows(used), Order = null, Start = 0 };
        }

        foreach (var kept in Shrinking.Kept(Count))
        {
            yield return WithRows(kept);
        }

        foreach (var kept in Shrinking.Kept(InputCount))
        {
            yield return this with { Codes = Codes.WithColumns(kept), W = W.WithRows(kept), Inputs = Shrinking.Clamp(Inputs.From, Inputs.To, kept.Length) };
        }

        foreach (var kept in Shrinking.Kept(PanelCount))
        {
            var places = Shrinking.Places(kept, Lanes);
            yield return this with { W = W.WithColumns(places), B = B.WithColumns(places), Delta = Delta.WithColumns(places) };
        }

        if (Stride > W.Columns)
        {
            yield return this with { Delta = Delta.WithColumns([.. Enumerable.Range(0, W.Columns)]) };
        }

        if (Rows != (0, Count) || Inputs != (0, InputCount))
        {
            yield return this with { Rows = (0, Count), Inputs = (0, InputCount) };
        }

        if (Table[2] != 2)
        {
            yield return this with { Table = new(1, 256, [.. Enumerable.Range(0, 256).Select(code => (double)code)]) };
        }

        var values = Codes.Shrink().Select(codes => this with { Codes = codes })
            .Concat(B.Shrink().Select(b => this with { B = b }))
            .Concat(W.Shrink().Select(w => this with { W = w }))
            .Concat(Delta.Shrink().Select(delta => this with { Delta = delta }));
        foreach (var simpler in values)
        {
            yield return simpler;
        }
    }

    /// <summary>Of the block some rows alone.</summary>
    private PanelCase WithRows(int[] kept)
    {
        int[] used = [.. kept.Select(r => Block[r])];
        var some = this with { Start = 0, Delta = Delta.WithRows(kept), Rows = Shrinking.Clamp(Rows.From, Rows.To, kept.Length) };
        if (Order is null)
        {
            return some with { Codes = Codes.WithRows(used) };
        }

        int[] stored = [.. used.Distinct().Order()];
        return some with { Codes = Codes.WithRows(stored), Order = new(1, used.Length, [.. used.Select(row => Array.IndexOf(stored, row))]) };
    }
}

/// <summary>A case of several panels and many inputs.</summary>
public sealed record WidePanelCase(PanelCase Panels);

/// <summary>A case of many rows.</summary>
public sealed record LongPanelCase(PanelCase Panels);

/// <summary>A case of a single neuron: of each row of W and δ, and of b, the first number. Rows fill a vector at least.</summary>
public sealed record NeuronCase(PanelCase Panels)
{
    public static Gen<NeuronCase> Generate() => PanelCase.Generate(39, 199, 1, Lanes.Count<float>()).Select(given => new NeuronCase(given));

    public IEnumerable<NeuronCase> Shrink() =>
        Panels.Shrink().Where(panels => panels.InputCount >= Lanes.Count<float>()).Select(panels => new NeuronCase(panels));
}
