namespace Perceptron;

/// <summary>
/// The straight line on which a neuron with two inputs has the logit 0: $w_1 a_1 + w_2 a_2 + b = 0$. It separates the two classes in
/// the plane of the neuron's inputs. That is the plane of x for a single neuron, and the plane of h for one after a hidden layer.
/// </summary>
public sealed class DecisionLine
{
    private DecisionLine(double w1, double w2, double b) => (W1, W2, B) = (w1, w2, b);

    /// <summary>The weight of the first input.</summary>
    public double W1 { get; }

    /// <summary>The weight of the second input.</summary>
    public double W2 { get; }

    /// <summary>The bias.</summary>
    public double B { get; }

    /// <summary>The line of a neuron.</summary>
    /// <param name="layer">A layer of two inputs.</param>
    /// <param name="neuron">The index of the neuron, from 0.</param>
    /// <returns>Its line.</returns>
    /// <exception cref="ArgumentException">The layer does not have two inputs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such neuron.</exception>
    public static DecisionLine Of(Layer<double> layer, int neuron = 0)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (layer.InputCount != 2)
        {
            throw new ArgumentException($"The layer has {Pluralize.Count(layer.InputCount, "input")}; a line needs 2.", nameof(layer));
        }

        if ((uint)neuron >= (uint)layer.OutputCount)
        {
            throw OutOfRange.Of(nameof(neuron), neuron, $"The neuron must be from 0 to {layer.OutputCount - 1}.");
        }

        return new(layer.W[0, neuron], layer.W[1, neuron], layer.B[neuron]);
    }

    /// <summary>The two points where the line enters and leaves a square.</summary>
    /// <param name="from">The lower end of the square, on both axes.</param>
    /// <param name="to">The upper end, above the lower one.</param>
    /// <returns>Two rows, each a point. No rows if the line misses the square, touches only a corner, or does not exist because both weights are 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An end is not finite, or <paramref name="to"/> is not above <paramref name="from"/>.</exception>
    public double[,] Ends(double from, double to)
    {
        if (!double.IsFinite(from))
        {
            throw OutOfRange.Of(nameof(from), from, "A finite number is needed.");
        }

        if (!double.IsFinite(to) || to <= from)
        {
            throw OutOfRange.Of(nameof(to), to, FormattableString.Invariant($"A finite number above {from} is needed."));
        }

        // The line as a point and a direction, clipped on each axis.
        var largest = Math.Max(Math.Abs(W1), Math.Abs(W2));
        if (largest == 0)
        {
            return new double[0, 2];
        }

        var (w1, w2, b) = (W1 / largest, W2 / largest, B / largest);
        var square = (w1 * w1) + (w2 * w2);
        var (p1, p2) = (-b * w1 / square, -b * w2 / square);
        var (d1, d2) = (w2, -w1);
        var (first, last) = (double.NegativeInfinity, double.PositiveInfinity);
        Clip(p1, d1);
        Clip(p2, d2);
        return first < last
            ? new[,] { { p1 + (first * d1), p2 + (first * d2) }, { p1 + (last * d1), p2 + (last * d2) } }
            : new double[0, 2];

        void Clip(double point, double direction)
        {
            if (direction == 0)
            {
                if (point < from || point > to)
                {
                    last = double.NegativeInfinity;
                }

                return;
            }

            var (enter, leave) = ((from - point) / direction, (to - point) / direction);
            first = Math.Max(first, Math.Min(enter, leave));
            last = Math.Min(last, Math.Max(enter, leave));
        }
    }

    /// <summary>The line, as "10 a₁ + 10 a₂ − 15 = 0".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Formula.Sum([W1, W2], B, "a")} = 0";
}
