using System.Globalization;
using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;

namespace GateTests;

/// <summary>Formulas, surfaces and lines, held against the model computed another way.</summary>
[Properties(Arbitrary = [typeof(Generators)], QuietOnSuccess = true, MaxTest = 100)]
public class GateGeometryProperties
{
    [Property]
    public void A_formula_read_back_computes_the_model(ModelWithData given)
    {
        var lines = Formula.Format(given.Model, digits: 15);
        var isSoftmax = given.Model.Architecture.Output == Output.Softmax;
        var expected = given.Model.Logits(given.Data.Rows.Row(0));
        var actual = new ReadFormula(lines, given.Data.Rows.Row(0)).Logits(isSoftmax ? "z" : "f", expected.Length, isSoftmax);

        Assert.Equal(given.Model.Layers.Sum(layer => layer.OutputCount) + (isSoftmax ? 1 : 0), lines.Count);
        Same.Within(expected, actual, i => 1e-11 * (1 + Math.Abs(expected[i])));
    }

    [Property]
    public void A_surface_is_f_at_every_crossing(int seed, byte wide, byte deep, bool softmax)
    {
        var (x1, x2) = (Coordinates(seed, (wide % 6) + 1), Coordinates(seed + 1, (deep % 6) + 1));
        var hidden = Architecture.Of(2).Hidden(3, seed % 2 == 0 ? Activation.Tanh : Activation.Sigmoid);
        var model = Model.Uniform<double>(softmax ? hidden.Softmax(2) : hidden.Sigmoid(2), -3, 3, seed);
        var reference = Reference.Of(model);

        for (var output = 0; output < 2; output++)
        {
            var surface = Surface.Sample(model, x1, x2, output);
            Assert.Equal((x2.Length, x1.Length), (surface.GetLength(0), surface.GetLength(1)));
            ForEach(surface, (i, j, value) => Same.Within(reference.Activations([x1[j], x2[i]])[^1][output], value, 1e-12));
        }

        for (var neuron = 0; neuron < 3; neuron++)
        {
            ForEach(
                Surface.SampleHidden(model, x1, x2, neuron),
                (i, j, value) => Same.Within(reference.Activations([x1[j], x2[i]])[0][neuron], value, 1e-12));
        }
    }

    [Property]
    public void A_curve_is_f_at_every_place(int seed, byte some)
    {
        var x = Coordinates(seed, (some % 6) + 1);
        var model = Model.Uniform<double>(Architecture.Of(1).Sigmoid(2), -3, 3, seed);
        var layer = model.Layers[0];

        for (var output = 0; output < 2; output++)
        {
            Same.Within(
                [.. x.Select(at => Reference.Sigmoid((at * layer.W[0, output]) + layer.B[output]))], Surface.SampleCurve(model, x, output), 1e-12);
        }
    }

    [Property]
    public void An_axis_is_evenly_spaced_from_end_to_end(short low, byte range, byte some)
    {
        var (from, to, count) = (low / 8.0, (low / 8.0) + ((range + 1) / 16.0), (some % 50) + 2);
        var axis = Surface.Axis(from, to, count);

        Assert.Equal((from, to, count), (axis[0], axis[^1], axis.Length));
        for (var i = 1; i < count; i++)
        {
            Same.Within((to - from) / (count - 1), axis[i] - axis[i - 1], 1e-9);
        }
    }

    [Fact]
    public void Round_numbers_stay_round_and_the_largest_finite()
    {
        Assert.Equal([-0.25, 0, 0.25, 0.5, 0.75, 1, 1.25], Surface.Axis(-0.25, 1.25, 7));
        Assert.Equal([-double.MaxValue, 0, double.MaxValue], Surface.Axis(-double.MaxValue, double.MaxValue, 3));
    }

    [Property]
    public void A_line_ends_at_the_border_where_the_logit_is_zero(int seed, byte scale)
    {
        var random = new Random(seed);
        var size = Math.Pow(10, (scale % 41) - 20);
        double[] w = [random.NextDouble() - 0.5, random.NextDouble() - 0.5];
        var b = random.NextDouble() - 0.5;
        var (from, to) = (-random.NextDouble(), 0.1 + random.NextDouble());
        var ends = DecisionLine.Of(Layer.Neuron([size * w[0], size * w[1]], size * b)).Ends(from, to);

        // The line passes where corners lie to both sides of it, and only there.
        double[] corners = [Logit(from, from), Logit(from, to), Logit(to, from), Logit(to, to)];
        Assert.Equal(corners.Min() < 0 && corners.Max() > 0 ? 2 : 0, ends.GetLength(0));
        for (var end = 0; end < ends.GetLength(0); end++)
        {
            var (one, other) = (ends[end, 0], ends[end, 1]);
            Same.Within(0, Logit(one, other), 1e-12);
            Assert.InRange(one, from - 1e-12, to + 1e-12);
            Assert.InRange(other, from - 1e-12, to + 1e-12);
            Assert.True(
                ((double[])[one - from, to - one, other - from, to - other]).Min(Math.Abs) < 1e-12, $"({one}, {other}) is not on the border.");
        }

        double Logit(double one, double other) => (w[0] * one) + (w[1] * other) + b;
    }

    private static double[] Coordinates(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (4 * random.NextDouble()) - 2)];
    }

    private static void ForEach(double[,] surface, Action<int, int, double> check)
    {
        for (var i = 0; i < surface.GetLength(0); i++)
        {
            for (var j = 0; j < surface.GetLength(1); j++)
            {
                check(i, j, surface[i, j]);
            }
        }
    }

    /// <summary>Takes formulas for what they say: names on the left, sums of numbers times names on the right.</summary>
    private sealed class ReadFormula
    {
        private readonly Dictionary<string, string> _lines;
        private readonly Dictionary<string, double> _values = [];

        public ReadFormula(IEnumerable<string> lines, double[] x)
        {
            _lines = lines.Select(line => line.Split(" = ")).ToDictionary(parts => parts[0].Replace("(x)", "", StringComparison.Ordinal), parts => parts[1]);
            for (var i = 0; i < x.Length; i++)
            {
                _values[x.Length == 1 ? "x" : "x" + Subscript(i + 1)] = x[i];
            }
        }

        public double[] Logits(string name, int count, bool isBare) =>
        [
            .. Enumerable.Range(1, count).Select(i => _lines[count == 1 ? name : name + Subscript(i)])
                .Select(text => Sum(isBare ? text : text["σ(".Length..^1])),
        ];

        private static string Subscript(int number) =>
            string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(digit => "₀₁₂₃₄₅₆₇₈₉"[digit - '0']));

        private double Sum(string text) => text.Replace(" − ", " + −", StringComparison.Ordinal).Split(" + ").Sum(term =>
        {
            var parts = term.Split(' ');
            return Number(parts[0]) * (parts.Length == 1 ? 1 : Value(parts[1]));
        });

        private double Value(string name)
        {
            if (!_values.TryGetValue(name, out var value))
            {
                var (function, rest) = (_lines[name][.._lines[name].IndexOf('(')], _lines[name][(_lines[name].IndexOf('(') + 1)..^1]);
                var z = Sum(rest);
                _values[name] = value = function switch
                {
                    "σ" => 1 / (1 + Math.Exp(-z)),
                    "tanh" => Math.Tanh(z),
                    "ReLU" => Math.Max(0, z),
                    _ => throw new InvalidDataException(function),
                };
            }

            return value;
        }

        private static double Number(string text)
        {
            text = text.Replace("·10", "e", StringComparison.Ordinal).Replace('−', '-').Replace('⁻', '-');
            for (var digit = 0; digit < 10; digit++)
            {
                text = text.Replace("⁰¹²³⁴⁵⁶⁷⁸⁹"[digit], (char)('0' + digit));
            }

            return double.Parse(text, CultureInfo.InvariantCulture);
        }
    }
}
