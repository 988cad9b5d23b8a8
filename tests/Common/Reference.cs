using Perceptron;

namespace Tests;

/// <summary>
/// The network once more, written from the formulas, plainly and in double: what the library is held against. It shares no
/// code with it, and reads a model by its public W and b alone.
/// </summary>
internal sealed class Reference
{
    private readonly double[][,] _w;
    private readonly double[][] _b;
    private readonly Activation[] _activations;
    private readonly bool _softmax;

    private Reference(double[][,] w, double[][] b, Activation[] activations, bool softmax)
    {
        _w = w;
        _b = b;
        _activations = activations;
        _softmax = softmax;
    }

    public static Reference Of(Model<double> model) => new(
        [.. model.Layers.Select(layer => layer.W.ToArray())],
        [.. model.Layers.Select(layer => layer.B.ToArray())],
        [.. model.Architecture.HiddenActivations],
        model.Architecture.Output == Output.Softmax);

    /// <summary>From the documented order: for each layer W row after row, then b.</summary>
    public static Reference Of(Architecture architecture, double[] parameters)
    {
        var (w, b) = (new double[architecture.LayerCount][,], new double[architecture.LayerCount][]);
        var next = 0;
        for (var l = 0; l < w.Length; l++)
        {
            w[l] = new double[architecture.Sizes[l], architecture.Sizes[l + 1]];
            b[l] = new double[architecture.Sizes[l + 1]];
            for (var i = 0; i < w[l].GetLength(0); i++)
            {
                for (var j = 0; j < w[l].GetLength(1); j++)
                {
                    w[l][i, j] = parameters[next++];
                }
            }

            for (var j = 0; j < b[l].Length; j++)
            {
                b[l][j] = parameters[next++];
            }
        }

        return new(w, b, [.. architecture.HiddenActivations], architecture.Output == Output.Softmax);
    }

    public static double[] Row(double[,] array, int row) =>
        [.. Enumerable.Range(0, array.GetLength(1)).Select(j => array[row, j])];

    public static double Sigmoid(double z) => z >= 0 ? 1 / (1 + Math.Exp(-z)) : Math.Exp(z) / (1 + Math.Exp(z));

    /// <summary>log(1 + x) = 2 artanh(x / (2 + x)).</summary>
    public static double Log1P(double x) => 2 * Math.Atanh(x / (2 + x));

    /// <summary>The logits of every layer.</summary>
    public double[][] LogitsOfLayers(double[] x)
    {
        var z = new double[_w.Length][];
        for (var l = 0; l < z.Length; l++)
        {
            var h = l == 0 ? x : Activate(l - 1, z[l - 1]);
            z[l] = [.. _b[l]];
            for (var j = 0; j < z[l].Length; j++)
            {
                for (var i = 0; i < h.Length; i++)
                {
                    z[l][j] += h[i] * _w[l][i, j];
                }
            }
        }

        return z;
    }

    public double[] Logits(double[] x) => LogitsOfLayers(x)[^1];

    public double[] Predict(double[] x) => Predicted(Logits(x));

    public double[][] Activations(double[] x)
    {
        var z = LogitsOfLayers(x);
        return [.. z.Select((logits, l) => l == z.Length - 1 ? Predicted(logits) : Activate(l, logits))];
    }

    public double Loss(double[,] x, double[,] y, double l2)
    {
        var sum = 0.0;
        for (var r = 0; r < x.GetLength(0); r++)
        {
            sum += RowLoss(Logits(Row(x, r)), Row(y, r));
        }

        return (sum / Divisor(x)) + (l2 / 2 * _w.Sum(w => w.Cast<double>().Sum(value => value * value)));
    }

    public double[] Gradient(double[,] x, double[,] y, double l2)
    {
        var gw = _w.Select(w => new double[w.GetLength(0), w.GetLength(1)]).ToArray();
        var gb = _b.Select(b => new double[b.Length]).ToArray();
        for (var r = 0; r < x.GetLength(0); r++)
        {
            var z = LogitsOfLayers(Row(x, r));
            var delta = Delta(z[^1], Row(y, r));
            for (var l = _w.Length - 1; l >= 0; l--)
            {
                var h = l == 0 ? Row(x, r) : Activate(l - 1, z[l - 1]);
                var before = new double[h.Length];
                for (var j = 0; j < delta.Length; j++)
                {
                    gb[l][j] += delta[j];
                    for (var i = 0; i < h.Length; i++)
                    {
                        gw[l][i, j] += h[i] * delta[j];
                        before[i] += _w[l][i, j] * delta[j];
                    }
                }

                delta = l == 0 ? [] : [.. before.Select((value, i) => value * Slope(l - 1, z[l - 1][i]))];
            }
        }

        var gradient = new List<double>();
        for (var l = 0; l < _w.Length; l++)
        {
            gradient.AddRange(gw[l].Cast<double>().Zip(_w[l].Cast<double>(), (g, w) => (g / Divisor(x)) + (l2 * w)));
            gradient.AddRange(gb[l].Select(g => g / Divisor(x)));
        }

        return [.. gradient];
    }

    /// <summary>
    /// How far a computation with rounding unit <paramref name="u"/> may be from the exact result, by a running error analysis
    /// of first order (N. J. Higham, "Accuracy and stability of numerical algorithms", 2002, chapter 3):
    /// a sum of n products errs by at most (n + 2) u Σ|xw|, an activation passes errors on by at most its steepest slope
    /// and adds a few u of its own, and so on back through the layers. Twice that is given, which takes in the terms of
    /// higher order, as long as no ReLU is so near its kink that rounding flips it: such rows are named.
    /// </summary>
    public ErrorBounds Bounds(double[,] x, double[,] y, double l2, double u)
    {
        var (n, k) = (x.GetLength(0), _b[^1].Length);
        var flat = new double[_w.Sum(w => w.Length) + _b.Sum(b => b.Length)];
        var (logits, flips, loss) = (new double[n, k], new List<int>(), 0.0);
        for (var r = 0; r < n; r++)
        {
            var (z, target) = (LogitsOfLayers(Row(x, r)), Row(y, r));
            var (h, eh, ez) = (new double[_w.Length][], new double[_w.Length][], new double[_w.Length][]);
            for (var l = 0; l < _w.Length; l++)
            {
                h[l] = l == 0 ? Row(x, r) : Activate(l - 1, z[l - 1]);
                eh[l] = l == 0
                    ? new double[h[l].Length]
                    : [.. h[l].Select((value, i) => (Steepest(l - 1) * ez[l - 1][i]) + (4 * u * Math.Abs(value)))];
                ez[l] = [.. _b[l].Select((b, j) => Enumerable.Range(0, h[l].Length).Sum(i =>
                    Math.Abs(_w[l][i, j]) * (eh[l][i] + ((h[l].Length + 2) * u * (Math.Abs(h[l][i]) + eh[l][i])))) + (2 * u * Math.Abs(b)))];
                if (l < _activations.Length && _activations[l] == Activation.ReLU
                    && z[l].Where((value, i) => value != 0 && Math.Abs(value) <= 2 * ez[l][i]).Any())
                {
                    flips.Add(r);
                }
            }

            var (last, worst) = (ez[^1], ez[^1].Max());
            for (var j = 0; j < k; j++)
            {
                logits[r, j] = 2 * last[j];
            }

            loss += (_softmax ? 2 * worst : last.Sum()) + (8 * Unit.Double * (1 + RowLoss(z[^1], target) + z[^1].Max(Math.Abs)));
            var delta = Delta(z[^1], target);
            double[] ed = [.. last.Select(e => (_softmax ? worst / 2 : e / 4) + (8 * u))];
            var end = flat.Length;
            for (var l = _w.Length - 1; l >= 0; l--)
            {
                var (inputs, outputs) = (h[l].Length, delta.Length);
                var (bias, weights) = (end - outputs, end - outputs - (inputs * outputs));
                end = weights;
                var (sum, es) = (new double[inputs], new double[inputs]);
                for (var j = 0; j < outputs; j++)
                {
                    flat[bias + j] += ed[j] + ((n + 2) * u * Math.Abs(delta[j]));
                    for (var i = 0; i < inputs; i++)
                    {
                        var (a, d, w) = (Math.Abs(h[l][i]), Math.Abs(delta[j]), Math.Abs(_w[l][i, j]));
                        flat[weights + (i * outputs) + j] += (a * ed[j]) + (eh[l][i] * (d + ed[j])) + ((n + 2) * u * a * d);
                        sum[i] += _w[l][i, j] * delta[j];
                        es[i] += w * (ed[j] + ((outputs + 4) * u * d));
                    }
                }

                if (l > 0)
                {
                    var (slopes, layer) = (z[l - 1].Select(value => Slope(l - 1, value)).ToArray(), l);
                    delta = [.. sum.Select((value, i) => value * slopes[i])];
                    ed = [.. sum.Select((value, i) => (slopes[i] * es[i])
                        + (_activations[layer - 1] == Activation.ReLU ? 0 : ((2 * eh[layer][i]) + (4 * u)) * (Math.Abs(value) + es[i])))];
                }
            }
        }

        var exact = Gradient(x, y, l2);
        var parameters = Parameters();
        return new(
            logits,
            2 * ((loss / Divisor(x)) + (8 * Unit.Double * Loss(x, y, l2))),
            [.. flat.Select((e, i) => 2 * ((e / Divisor(x)) + (4 * u * (Math.Abs(exact[i]) + (2 * l2 * Math.Abs(parameters[i]))))))],
            [.. flips.Distinct()]);
    }

    /// <summary>
    /// Whether every ReLU stays on its side when any one parameter p moves by up to <paramref name="step"/> · max(1, |p|): a
    /// move reaches the logits of its own layer by way of h, and those of later layers by way of |W|.
    /// </summary>
    public bool IsAwayFromKinks(double[] x, double step)
    {
        var z = LogitsOfLayers(x);
        var (h, moved) = (x, new double[x.Length]);
        for (var l = 0; l < _activations.Length; l++)
        {
            var here = step * Math.Max(1, _w[l].Cast<double>().Max(Math.Abs)) * Math.Max(1, h.Max(Math.Abs));
            double[] dz = [.. z[l].Select((_, j) => here + Enumerable.Range(0, h.Length).Sum(i => Math.Abs(_w[l][i, j]) * moved[i]))];
            if (_activations[l] == Activation.ReLU && z[l].Where((value, j) => Math.Abs(value) <= 2 * dz[j]).Any())
            {
                return false;
            }

            (h, moved) = (Activate(l, z[l]), dz);
        }

        return true;
    }

    private double[] Parameters() => [.. _w.Zip(_b, (w, b) => w.Cast<double>().Concat(b)).SelectMany(layer => layer)];

    private double Divisor(double[,] x) => _softmax ? x.GetLength(0) : x.GetLength(0) * _b[^1].Length;

    private double[] Predicted(double[] z)
    {
        var max = z.Max();
        var sum = z.Sum(value => Math.Exp(value - max));
        return [.. z.Select(value => _softmax ? Math.Exp(value - max) / sum : Sigmoid(value))];
    }

    private double RowLoss(double[] z, double[] y)
    {
        if (_softmax)
        {
            var max = z.Max();
            var logSum = max + Math.Log(z.Sum(value => Math.Exp(value - max)));
            return z.Zip(y, (value, target) => target * (logSum - value)).Sum();
        }

        return z.Zip(y, (value, target) => Math.Max(value, 0) - (value * target) + Log1P(Math.Exp(-Math.Abs(value)))).Sum();
    }

    /// <summary>f − y; for softmax f Σy − y, as the targets sum to 1 within rounding only.</summary>
    private double[] Delta(double[] z, double[] y)
    {
        var total = _softmax ? y.Sum() : 1;
        return [.. Predicted(z).Zip(y, (f, target) => (f * total) - target)];
    }

    private double[] Activate(int layer, double[] z) =>
        [.. z.Select(value => _activations[layer].Name switch
        {
            "sigmoid" => Sigmoid(value),
            "tanh" => Math.Tanh(value),
            _ => value > 0 ? value : 0,
        })];

    private double Slope(int layer, double z) => _activations[layer].Name switch
    {
        "sigmoid" => Sigmoid(z) * Sigmoid(-z),
        "tanh" => 1 / (Math.Cosh(z) * Math.Cosh(z)),
        _ => z > 0 ? 1 : 0,
    };

    private double Steepest(int layer) => _activations[layer] == Activation.Sigmoid ? 0.25 : 1;
}

/// <summary>Bounds of what rounding may do to each logit, to the loss, and to each entry of the gradient.</summary>
/// <param name="Logits">Rows × outputs.</param>
/// <param name="Loss">The mean loss, which is summed in double.</param>
/// <param name="Gradient">An entry a parameter.</param>
/// <param name="Flips">The rows in which rounding may flip a ReLU, for which none of this holds.</param>
internal sealed record ErrorBounds(double[,] Logits, double Loss, double[] Gradient, int[] Flips);

/// <summary>Half the distance from 1 to the next number.</summary>
internal static class Unit
{
    public const double Single = 1.0 / (1 << 24);

    public const double Double = 1.0 / (1L << 53);
}
