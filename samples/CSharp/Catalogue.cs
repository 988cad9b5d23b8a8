namespace Samples.CSharp;

/// <summary>The samples by their names: OwnOptimizer.cs is own-optimizer.</summary>
internal static class Catalogue
{
    public static SortedDictionary<string, Action> Samples { get; } = new(StringComparer.Ordinal)
    {
        ["neuron"] = Neuron.Run,
    };
}
