namespace Perceptron;

/// <summary>Values of f(x) over the plane of two inputs, as plain arrays for any plotting library.</summary>
public static class Surface
{
    /// <summary>Evenly spaced numbers, the ends included.</summary>
    /// <param name="from">The first number.</param>
    /// <param name="to">The last number, above the first.</param>
    /// <param name="count">How many numbers, at least 2.</param>
    /// <returns>Ascending numbers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An end is not finite, <paramref name="to"/> is not above <paramref name="from"/>, or <paramref name="count"/> is below 2.</exception>
    public static double[] Axis(double from, double to, int count)
    {
        if (!double.IsFinite(from))
        {
            throw OutOfRange.Of(nameof(from), from, "A finite number is needed.");
        }

        if (!double.IsFinite(to) || to <= from)
        {
            throw OutOfRange.Of(nameof(to), to, FormattableString.Invariant($"A finite number above {from} is needed."));
        }

        OutOfRange.Between(2, Array.MaxLength, count, nameof(count));
        var (axis, last) = (new double[count], count - 1.0);
        for (var i = 0; i < count; i++)
        {
            // Dividing last keeps round numbers round; dividing first avoids an overflow.
            var sum = (from * (last - i)) + (to * i);
            axis[i] = double.IsFinite(sum) ? sum / last : (from / last * (last - i)) + (to / last * i);
        }

        return axis;
    }

    /// <summary>An output's f(x) at every point of a grid.</summary>
    /// <param name="model">A model with two inputs.</param>
    /// <param name="x1">The grid's coordinates of the first input.</param>
    /// <param name="x2">The grid's coordinates of the second input.</param>
    /// <param name="output">The index of the output, from 0.</param>
    /// <returns>A row for each x2, with a value for each x1.</returns>
    /// <exception cref="ArgumentException">The model does not have two inputs, or an axis is empty or has a coordinate that is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public static double[,] Sample(Model<double> model, double[] x1, double[] x2, int output = 0)
    {
        var grid = Grid(model, x1, x2);
        RequireBelow(output, model.OutputCount, "output", nameof(output));
        return Column(model.Predict(grid), output, x1, x2);
    }

    /// <summary>The output of a neuron of the first hidden layer at every point of a grid.</summary>
    /// <param name="model">A model with two inputs and a hidden layer.</param>
    /// <param name="x1">The grid's coordinates of the first input.</param>
    /// <param name="x2">The grid's coordinates of the second input.</param>
    /// <param name="neuron">The index of the neuron, from 0.</param>
    /// <returns>A row for each x2, with a value for each x1.</returns>
    /// <exception cref="ArgumentException">The model does not have two inputs or has no hidden layer, or an axis is empty or has a coordinate that is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such neuron.</exception>
    public static double[,] SampleHidden(Model<double> model, double[] x1, double[] x2, int neuron)
    {
        var grid = Grid(model, x1, x2);
        if (model.Layers.Count == 1)
        {
            throw new ArgumentException("The model has no hidden layer.", nameof(model));
        }

        RequireBelow(neuron, model.Layers[0].OutputCount, "neuron", nameof(neuron));
        return Column(model.Activations(Rows.Of(grid))[0], neuron, x1, x2);
    }

    /// <summary>An output's f(x) along its one input.</summary>
    /// <param name="model">A model with one input.</param>
    /// <param name="x">The coordinates.</param>
    /// <param name="output">The index of the output, from 0.</param>
    /// <returns>A value for each x.</returns>
    /// <exception cref="ArgumentException">The model does not have one input, or the axis is empty or has a coordinate that is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public static double[] SampleCurve(Model<double> model, double[] x, int output = 0)
    {
        RequireInputs(model, 1);
        RequireCoordinates(x, nameof(x));
        RequireBelow(output, model.OutputCount, "output", nameof(output));
        return Array.ConvertAll(x, at => model.Predict(at)[output]);
    }

    private static double[,] Grid(Model<double> model, double[] x1, double[] x2)
    {
        RequireInputs(model, 2);
        RequireCoordinates(x1, nameof(x1));
        RequireCoordinates(x2, nameof(x2));
        if ((long)x1.Length * x2.Length > Array.MaxLength / 2)
        {
            throw new ArgumentException(
                $"A grid of {x1.Length} × {x2.Length} points is too large; {Array.MaxLength / 2} points is the maximum.", nameof(x2));
        }

        var grid = new double[x1.Length * x2.Length, 2];
        for (var i = 0; i < x2.Length; i++)
        {
            for (var j = 0; j < x1.Length; j++)
            {
                grid[(i * x1.Length) + j, 0] = x1[j];
                grid[(i * x1.Length) + j, 1] = x2[i];
            }
        }

        return grid;
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
                $"The model has {Pluralize.Count(model.InputCount, "input")}; a model with {Pluralize.Count(inputs, "input")} is needed.", nameof(model));
        }
    }

    private static void RequireCoordinates(double[] axis, string name)
    {
        ArgumentNullException.ThrowIfNull(axis, name);
        if (axis.Length == 0)
        {
            throw new ArgumentException("The axis has no coordinates.", name);
        }

        var bad = Array.FindIndex(axis, at => !double.IsFinite(at));
        if (bad >= 0)
        {
            throw new ArgumentException(FormattableString.Invariant($"The coordinate at {bad} is {axis[bad]}; it must be finite."), name);
        }
    }

    private static void RequireBelow(int index, int count, string what, string name)
    {
        if ((uint)index >= (uint)count)
        {
            throw OutOfRange.Of(name, index, $"The {what} must be from 0 to {count - 1}.");
        }
    }
}
