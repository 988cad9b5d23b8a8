namespace Perceptron;

/// <summary>f(x) over the plane of two inputs, as plain arrays that any plotting library takes.</summary>
public static class Surface
{
    /// <summary>Evenly spaced numbers, the ends included.</summary>
    /// <param name="from">The first.</param>
    /// <param name="to">The last, above the first.</param>
    /// <param name="count">How many, at least 2.</param>
    /// <returns>Ascending numbers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An end is not finite or not above the other, or <paramref name="count"/> is below 2.</exception>
    public static double[] Axis(double from, double to, int count)
    {
        if (!double.IsFinite(from))
        {
            throw new ArgumentOutOfRangeException(nameof(from), from, "A finite number is needed.");
        }

        if (!double.IsFinite(to) || to <= from)
        {
            throw new ArgumentOutOfRangeException(nameof(to), to, FormattableString.Invariant($"A finite number above {from} is needed."));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        var (axis, last) = (new double[count], count - 1.0);
        for (var i = 0; i < count; i++)
        {
            // Divided last, so that round numbers stay round; first where that would overflow.
            var sum = (from * (last - i)) + (to * i);
            axis[i] = double.IsFinite(sum) ? sum / last : (from / last * (last - i)) + (to / last * i);
        }

        return axis;
    }

    /// <summary>An output's f(x) at every crossing of two axes.</summary>
    /// <param name="model">A model of two inputs.</param>
    /// <param name="x1">Where on the first input.</param>
    /// <param name="x2">Where on the second.</param>
    /// <param name="output">Which output, from 0.</param>
    /// <returns>A row for each x2, in it a value for each x1.</returns>
    /// <exception cref="ArgumentException">The model has not two inputs, or an axis has no coordinate or one that is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public static double[,] Sample(Model<double> model, double[] x1, double[] x2, int output = 0)
    {
        var crossings = Crossings(model, x1, x2);
        RequireBelow(output, model.OutputCount, "output", nameof(output));
        return Column(model.Predict(crossings), output, x1, x2);
    }

    /// <summary>What a neuron of the first hidden layer gives at every crossing of two axes.</summary>
    /// <param name="model">A model of two inputs with a hidden layer.</param>
    /// <param name="x1">Where on the first input.</param>
    /// <param name="x2">Where on the second.</param>
    /// <param name="neuron">Which neuron, from 0.</param>
    /// <returns>A row for each x2, in it a value for each x1.</returns>
    /// <exception cref="ArgumentException">The model has not two inputs or no hidden layer, or an axis has no coordinate or one that is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such neuron.</exception>
    public static double[,] SampleHidden(Model<double> model, double[] x1, double[] x2, int neuron)
    {
        var crossings = Crossings(model, x1, x2);
        if (model.Layers.Count == 1)
        {
            throw new ArgumentException("The model has no hidden layer.", nameof(model));
        }

        RequireBelow(neuron, model.Layers[0].OutputCount, "neuron", nameof(neuron));
        return Column(model.Activations(Rows.Of(crossings))[0], neuron, x1, x2);
    }

    /// <summary>An output's f(x) along one input.</summary>
    /// <param name="model">A model of one input.</param>
    /// <param name="x">Where.</param>
    /// <param name="output">Which output, from 0.</param>
    /// <returns>A value for each x.</returns>
    /// <exception cref="ArgumentException">The model has not one input, or an axis has no coordinate or one that is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public static double[] SampleCurve(Model<double> model, double[] x, int output = 0)
    {
        RequireInputs(model, 1);
        RequireCoordinates(x, nameof(x));
        RequireBelow(output, model.OutputCount, "output", nameof(output));
        return Array.ConvertAll(x, at => model.Predict(at)[output]);
    }

    private static double[,] Crossings(Model<double> model, double[] x1, double[] x2)
    {
        RequireInputs(model, 2);
        RequireCoordinates(x1, nameof(x1));
        RequireCoordinates(x2, nameof(x2));
        if ((long)x1.Length * x2.Length > Array.MaxLength / 2)
        {
            throw new ArgumentException(
                $"{x1.Length} × {x2.Length} crossings are more than an array can hold; {Array.MaxLength / 2} is the most.", nameof(x2));
        }

        var crossings = new double[x1.Length * x2.Length, 2];
        for (var i = 0; i < x2.Length; i++)
        {
            for (var j = 0; j < x1.Length; j++)
            {
                crossings[(i * x1.Length) + j, 0] = x1[j];
                crossings[(i * x1.Length) + j, 1] = x2[i];
            }
        }

        return crossings;
    }

    private static double[,] Column(double[,] values, int column, double[] x1, double[] x2)
    {
        var surface = new double[x2.Length, x1.Length];
        for (var i = 0; i < x2.Length; i++)
        {
            for (var j = 0; j < x1.Length; j++)
            {
                surface[i, j] = values[(i * x1.Length) + j, column];
            }
        }

        return surface;
    }

    private static void RequireInputs(Model<double> model, int inputs)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.InputCount != inputs)
        {
            throw new ArgumentException(
                $"The model has {Pluralize.Count(model.InputCount, "input")}; one of {Pluralize.Count(inputs, "input")} is needed.", nameof(model));
        }
    }

    private static void RequireCoordinates(double[] axis, string name)
    {
        ArgumentNullException.ThrowIfNull(axis, name);
        if (axis.Length == 0)
        {
            throw new ArgumentException("An axis needs coordinates.", name);
        }

        var bad = Array.FindIndex(axis, at => !double.IsFinite(at));
        if (bad >= 0)
        {
            throw new ArgumentException(FormattableString.Invariant($"The coordinate at {bad} is {axis[bad]}; only finite ones will do."), name);
        }
    }

    private static void RequireBelow(int index, int count, string what, string name)
    {
        if ((uint)index >= (uint)count)
        {
            throw new ArgumentOutOfRangeException(name, index, $"The {what} must be from 0 to {count - 1}.");
        }
    }
}
