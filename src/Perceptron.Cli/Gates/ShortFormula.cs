namespace Perceptron.Cli.Gates;

/// <summary>A model's formulas: for each neuron if there are few, else with matrices.</summary>
internal static class ShortFormula
{
    /// <summary>The maximum number of neurons that a formula, a diagram or a page shows one by one.</summary>
    public const int MaxNeurons = 8;

    /// <summary>Whether every neuron has its own formula.</summary>
    public static bool IsWhole(Model<double> model) => model.Layers[0].OutputCount <= MaxNeurons;

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
