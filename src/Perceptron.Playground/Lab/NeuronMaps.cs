namespace Perceptron.Playground.Lab;

/// <summary>What each neuron of a model gives over a grid of its inputs.</summary>
public sealed class NeuronMaps
{
    /// <summary>Points on each axis of two inputs.</summary>
    public const int Side = 31;

    private readonly double[][,] _activations;

    private NeuronMaps(double[] axis, double[][,] activations) => (Axis, _activations) = (axis, activations);

    /// <summary>The values of x₁ and of x₂.</summary>
    public IReadOnlyList<double> Axis { get; }

    public static NeuronMaps Of(Model<double> model, double from, double to)
    {
        ArgumentNullException.ThrowIfNull(model);
        var axis = Surface.Axis(from, to, Side);
        var points = new double[model.InputCount == 1 ? Side : Side * Side, model.InputCount];
        for (var i = 0; i < points.GetLength(0); i++)
        {
            if (model.InputCount == 1)
            {
                points[i, 0] = axis[i];
            }
            else
            {
                (points[i, 0], points[i, 1]) = (axis[i / Side], axis[i % Side]);
            }
        }

        return new(axis, model.Activations(Rows.Of(points)));
    }

    /// <summary>The values of a neuron at (x₁, x₂), [index of x₁, index of x₂]; of one input, [index of x, 0].</summary>
    public double[,] Of(int layer, int unit)
    {
        var all = _activations[layer];
        var columns = all.GetLength(0) / Side;
        var values = new double[Side, columns];
        for (var i = 0; i < Side; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                values[i, j] = all[(i * columns) + j, unit];
            }
        }

        return values;
    }
}
