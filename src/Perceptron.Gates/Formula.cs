using System.Collections.ObjectModel;
using System.Globalization;
using System.Text;

namespace Perceptron;

/// <summary>A model as formulas with its numbers, in the usual notation.</summary>
public static class Formula
{
    /// <summary>A line for each neuron: first the outputs, then the neurons of each hidden layer.</summary>
    /// <remarks>
    /// A neuron reads as f(x) = σ(0.4 x₁ + 0.4 x₂ − 0.4), XOR as f(x) = σ(10 h₁ + 10 h₂ − 15) with h₁ = σ(10 x₁ + 10 x₂ − 5) and
    /// h₂. Several outputs are f₁(x), f₂(x) …; the neurons of a second hidden layer are h′₁, h′₂ … Very large and very small numbers are
    /// written as 1.5·10⁻⁷. A softmax reads as f(x) = softmax(z), followed by z₁, z₂ …
    /// </remarks>
    /// <param name="model">Any model.</param>
    /// <param name="digits">Significant digits of each number, 1 to 15.</param>
    /// <returns>One line for each neuron; for a softmax, one more at the top.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="digits"/> is below 1 or above 15.</exception>
    public static IReadOnlyList<string> Format(Model<double> model, int digits = 4)
    {
        ArgumentNullException.ThrowIfNull(model);
        OutOfRange.Between(1, 15, digits, nameof(digits));
        var lines = new List<string>();
        var last = model.Layers.Count - 1;
        var isSoftmax = model.Architecture.Output == Output.Softmax;
        foreach (var l in Enumerable.Range(0, last + 1).OrderBy(l => l == last ? -1 : l))
        {
            var layer = model.Layers[l];
            var input = l == 0 ? "x" : Hidden(l - 1);
            for (var neuron = 0; neuron < layer.OutputCount; neuron++)
            {
                var sum = Sum(layer.W.Column(neuron), layer.B[neuron], input, digits);
                var number = layer.OutputCount == 1 ? "" : Subscript(neuron + 1);
                lines.Add(l < last
                    ? $"{Hidden(l)}{number} = {Name(model.Architecture.HiddenActivations[l])}({sum})"
                    : isSoftmax ? $"z{number} = {sum}" : $"f{number}(x) = σ({sum})");
            }
        }

        if (isSoftmax)
        {
            lines.Insert(0, "f(x) = softmax(z)");
        }

        return new ReadOnlyCollection<string>(lines);
    }

    internal static string Sum(double[] w, double b, string input, int digits = 4)
    {
        var text = new StringBuilder();
        for (var i = 0; i < w.Length; i++)
        {
            Term(w[i], $" {input}{(w.Length == 1 ? "" : Subscript(i + 1))}");
        }

        Term(b, "");
        return text.ToString();

        void Term(double value, string suffix)
        {
            // A number that rounds to zero has no sign.
            var number = Number(Math.Abs(value), digits);
            var isNegative = value < 0 && number != "0";
            text.Append(text.Length == 0 ? (isNegative ? "−" : "") : isNegative ? " − " : " + ");
            text.Append(number).Append(suffix);
        }
    }

    private static string Number(double value, int digits)
    {
        var parts = value.ToString($"G{digits}", CultureInfo.InvariantCulture).Split('E');
        return parts.Length == 1
            ? parts[0]
            : string.Create(CultureInfo.InvariantCulture, $"{parts[0]}·10{Superscript(int.Parse(parts[1], CultureInfo.InvariantCulture))}");
    }

    private static string Superscript(int number) =>
        string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(sign => sign == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[sign - '0']));

    private static string Hidden(int layer) => "h" + new string('′', layer);

    private static string Subscript(int number) =>
        string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => (char)('₀' + (digit - '0'))));

    private static string Name(Activation activation) => activation == Activation.Sigmoid ? "σ" : activation.Name;
}
