namespace Samples.CSharp;

/// <summary>The samples by their names: OwnOptimizer.cs is own-optimizer.</summary>
internal static class Catalogue
{
    public static SortedDictionary<string, Action> Samples { get; } = new(StringComparer.Ordinal)
    {
        ["ada-grad-rule"] = AdaGradRule.Run,
        ["array-data"] = ArrayData.Run,
        ["checkpoints"] = Checkpoints.Run,
        ["count-model"] = CountModel.Run,
        ["csv-data"] = CsvData.Run,
        ["data-parts"] = DataParts.Run,
        ["neuron"] = Neuron.Run,
        ["row-and-class-weights"] = RowAndClassWeights.Run,
        ["same-bits"] = SameBits.Run,
        ["serving"] = Serving.Run,
        ["sigmoid-model"] = SigmoidModel.Run,
        ["sparse-data"] = SparseData.Run,
        ["splits"] = Splits.Run,
    };
}
