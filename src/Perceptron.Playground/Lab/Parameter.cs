using System.Collections.ObjectModel;
using Perceptron.Playground.Translation;

namespace Perceptron.Playground.Lab;

/// <summary>A weight or bias of a model, and what it is called.</summary>
/// <param name="Index">Its place in <see cref="Model{T}.GetParameters"/>.</param>
/// <param name="Layer">From 0.</param>
/// <param name="From">The input of its layer, from 0; −1 for a bias.</param>
/// <param name="To">The neuron of its layer, from 0.</param>
/// <param name="Name">As short as can be, such as w₁ or W1 x₁→h₂.</param>
/// <param name="Source">What it comes from, in plain signs; "" for a bias.</param>
/// <param name="Target">Its neuron, in plain signs.</param>
public sealed record Parameter(int Index, int Layer, int From, int To, string Name, string Source, string Target)
{
    /// <summary>All of a model's, in the order of <see cref="Model{T}.GetParameters"/>: of each layer W, input by input, and then b.</summary>
    public static IReadOnlyList<Parameter> Of(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var all = new List<Parameter>(architecture.ParameterCount);
        var isNeuron = architecture.LayerCount == 1 && architecture.OutputCount == 1;
        for (var layer = 0; layer < architecture.LayerCount; layer++)
        {
            var (inputs, outputs) = (architecture.Sizes[layer], architecture.Sizes[layer + 1]);
            for (var from = 0; from < inputs; from++)
            {
                for (var to = 0; to < outputs; to++)
                {
                    var (source, target) = (Unit(architecture, layer - 1, from), Unit(architecture, layer, to));
                    Add(layer, from, to, isNeuron ? "w" + (inputs == 1 ? "" : Subscript(from + 1)) : $"{source}→{target}", Plain(source), Plain(target));
                }
            }

            for (var to = 0; to < outputs; to++)
            {
                var target = Unit(architecture, layer, to);
                Add(layer, -1, to, isNeuron ? "b" : $"b {target}", "", Plain(target));
            }
        }

        return new ReadOnlyCollection<Parameter>(all);

        void Add(int layer, int from, int to, string name, string source, string target) => all.Add(new(all.Count, layer, from, to, name, source, target));
    }

    /// <summary>As it is said, such as "weight from x1 to h2".</summary>
    public string Spoken(Texts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return From < 0 ? texts.LabBiasOf(Target) : texts.LabWeightFrom(Source, Target);
    }

    /// <summary>What a unit is called: x₁ of layer −1, h₁ and h′₁ of hidden layers, y or y₁ of the last.</summary>
    public static string Unit(Architecture architecture, int layer, int unit)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var letter = layer < 0 ? "x" : layer == architecture.LayerCount - 1 ? "y" : "h" + new string('′', layer);
        return architecture.Sizes[layer + 1] == 1 && !letter.StartsWith('h') ? letter : letter + Subscript(unit + 1);
    }

    private static string Subscript(int number) => string.Concat(number.ToString(System.Globalization.CultureInfo.InvariantCulture).Select(digit => (char)('₀' + (digit - '0'))));

    private static string Plain(string unit) => string.Concat(unit.Select(sign => sign is >= '₀' and <= '₉' ? (char)('0' + (sign - '₀')) : sign == '′' ? '\'' : sign));
}
