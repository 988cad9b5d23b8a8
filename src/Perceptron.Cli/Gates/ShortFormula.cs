namespace Perceptron.Cli.Gates;

/// <summary>A model's formulas, neuron by neuron as long as there are few, else by matrices.</summary>
internal static class ShortFormula
{
    /// <summary>More neurons than a formula, a diagram or a page should show one by one.</summary>
    public const int MostNeurons = 8;

    /// <summary>Whether every neuron has its own formula.</summary>
    public static bool IsWhole(Model<double> model) => model.Layers[0].OutputCount <= MostNeurons;

    /// <summary>The outputs first.</summary>
    public static IReadOnlyList<string> Of(Model<double> model)
    {
        if (IsWhole(model))
        {
            return Formula.Format(model);
        }

        var activation = model.Architecture.HiddenActivations[0];
        var name = activation == Activation.Sigmoid ? "σ" : activation.Name;
        return
        [
            .. Enumerable.Repeat("f(x) = σ(hW₂ + b₂)", model.OutputCount),
            $"h = {name}(xW₁ + b₁), of {Pluralize.Count(model.Layers[0].OutputCount, "neuron")}",
        ];
    }
}
