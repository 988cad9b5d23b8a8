using FsCheck;
using FsCheck.Fluent;

namespace PropertyTests;

/// <summary>Parameters, their gradient and their velocity, one row each; how they are updated; and a value that is not finite, with its place.</summary>
public sealed record UpdateCase(Grid<double> Values, double Rate, double Momentum, double L2, int Divisor, double NotFinite, int Place)
{
    public static Gen<UpdateCase> Generate() =>
        from n in Gen.Choose(1, 39)
        from values in KernelGenerators.Numbers(3, n)
        from rates in KernelGenerators.Filled(1, 2, random => random.NextDouble())
        from l2 in Gen.Elements(0, 0.1)
        from divisor in Gen.OneOf(Gen.Constant(128), Gen.Choose(1, 99))
        from notFinite in Gen.Elements(double.NaN, double.PositiveInfinity, double.NegativeInfinity)
        from place in Gen.Choose(0, n - 1)
        select new UpdateCase(values, rates[0], rates[1], l2, divisor, notFinite, place);

    public IEnumerable<UpdateCase> Shrink()
    {
        foreach (var kept in Shrinking.Kept(Values.Columns))
        {
            yield return this with { Values = Values.WithColumns(kept), Place = Math.Min(Place, kept.Length - 1) };
        }

        UpdateCase[] simpler =
        [
            this with { Divisor = 1 }, this with { L2 = 0 }, this with { Momentum = 0 }, this with { Rate = 1 }, this with { Momentum = Math.Round(Momentum, 1), Rate = Math.Round(Rate, 1) },
        ];
        foreach (var one in simpler.Where(one => one != this).Concat(Values.Shrink().Select(values => this with { Values = values })))
        {
            yield return one;
        }
    }
}
