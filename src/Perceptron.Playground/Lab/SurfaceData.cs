using Perceptron.Playground.Views;

namespace Perceptron.Playground.Lab;

/// <summary>A surface of a session, as it is plotted.</summary>
/// <param name="X">The values along the first axis; <paramref name="Y"/> has none where there is one input.</param>
/// <param name="Values">[i, j] at (X[i], Y[j]).</param>
/// <param name="ZFrom">The lower end of what a neuron can give.</param>
/// <param name="ZTo">The upper end; for ReLU the largest value that is seen.</param>
public sealed record SurfaceData(
    double[] X, double[] Y, double[,] Values, string XName, string YName, string ZName, double ZFrom, double ZTo, IReadOnlyList<Observation> Observations)
{
    /// <summary>The line at which an output is read as the other class; hidden neurons have none.</summary>
    public double? Level { get; private init; }

    public static SurfaceData Of(LabSession session, SurfaceChoice choice)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(choice);
        var model = session.Model;
        var architecture = model.Architecture;
        var isOutput = choice.Layer == architecture.LayerCount - 1;
        double[] x, y;
        double[,] values;
        if (choice.IsOverHidden)
        {
            var (low, high) = (Surfaces.SmallestH(model), Surfaces.LargestH(model, session.Training.Rows));
            x = y = Surface.Axis(low, high, NeuronMaps.Side);
            values = Surfaces.OverH(model, x, choice.Unit);
        }
        else
        {
            x = [.. session.Maps.Axis];
            y = model.InputCount == 1 ? [] : x;
            values = session.Maps.Of(choice.Layer, choice.Unit);
        }

        var activation = isOutput ? Activation.Sigmoid : session.State.Activation;
        var highest = 1.0;
        if (activation == Activation.ReLU)
        {
            foreach (var value in values)
            {
                highest = Math.Max(highest, value);
            }
        }

        var inputs = choice.IsOverHidden ? choice.Layer - 1 : -1;
        return new(
            x,
            y,
            values,
            Parameter.Unit(architecture, inputs, 0),
            model.InputCount == 1 ? "" : Parameter.Unit(architecture, inputs, 1),
            isOutput ? "f" : Parameter.Unit(architecture, choice.Layer, choice.Unit),
            activation == Activation.Tanh ? -1 : 0,
            highest,
            [.. Points(session, session.Training, choice, isTest: false), .. session.Test is null ? [] : Points(session, session.Test, choice, isTest: true)])
        {
            Level = isOutput ? 0.5 : null,
        };
    }

    /// <summary>The observations; over a hidden neuron, which has no target, they lie on its surface.</summary>
    private static IEnumerable<Observation> Points(LabSession session, Dataset<double> data, SurfaceChoice choice, bool isTest)
    {
        var activations = session.Model.Activations(data.Rows);
        var (isOutput, isGate) = (choice.Layer == activations.Length - 1, session.State.Problem.IsGate);
        for (var row = 0; row < data.Count; row++)
        {
            var value = activations[choice.Layer][row, choice.Unit];
            var (x, y) = choice.IsOverHidden ? (activations[^2][row, 0], activations[^2][row, 1])
                : (data.Rows[row, 0], data.InputCount == 1 ? 0 : data.Rows[row, 1]);
            yield return new(x, y, value, isOutput ? data.Targets[row, choice.Unit] : value, isTest, isGate ? string.Concat(data.Rows.Row(row)) : null);
        }
    }
}
