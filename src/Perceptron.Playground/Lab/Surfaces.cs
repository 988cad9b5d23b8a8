using Perceptron.Playground.Translation;

namespace Perceptron.Playground.Lab;

/// <summary>A surface that can be looked at.</summary>
/// <param name="Id">Its name in a link.</param>
/// <param name="Name">What it is a surface of, in symbols.</param>
/// <param name="Layer">Whose neuron is shown, from 0; that of the output is the last.</param>
/// <param name="Unit">Which neuron, from 0.</param>
/// <param name="IsOverHidden">Over the plane of h, not of x.</param>
public sealed record SurfaceChoice(string Id, string Name, int Layer, int Unit, bool IsOverHidden = false)
{
    /// <summary>What a person calls it.</summary>
    public string Title(Texts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return Id == Surfaces.All ? Name : IsOverHidden ? texts.LabOverH(Name) : texts.LabOverX(Name);
    }
}

/// <summary>The surfaces of a state's layers, and their values.</summary>
public static class Surfaces
{
    /// <summary>Shows each of the small ones at once: x → h, h → y and x → y.</summary>
    public const string All = "all";

    public static IReadOnlyList<SurfaceChoice> Of(LabState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var architecture = state.Architecture();
        var last = architecture.LayerCount - 1;
        var choices = new List<SurfaceChoice>();
        for (var output = 0; output < architecture.OutputCount; output++)
        {
            choices.Add(new(FormattableString.Invariant($"y{output + 1}"), Name(last, output), last, output));
        }

        for (var layer = 0; layer < last; layer++)
        {
            for (var unit = 0; unit < architecture.Sizes[layer + 1]; unit++)
            {
                choices.Add(new(FormattableString.Invariant($"h{layer + 1}.{unit + 1}"), Name(layer, unit), layer, unit));
            }
        }

        if (HasPlaneOfH(architecture))
        {
            choices.Add(new("hy", Name(last, 0), last, 0, IsOverHidden: true));
        }

        if (architecture.LayerCount > 1 && architecture.InputCount == 2)
        {
            choices.Add(new(All, "x → h, h → y, x → y", last, 0));
        }

        return choices;

        string Name(int layer, int unit) => layer == last
            ? state.Problem.Outputs == 1 ? "f(x)" : $"f(x) {state.Problem.OutputNames[unit]}"
            : Parameter.Unit(architecture, layer, unit);
    }

    /// <summary>Whether the last hidden layer has two neurons, so that h is a plane.</summary>
    public static bool HasPlaneOfH(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return architecture.LayerCount > 1 && architecture.Sizes[^2] == 2;
    }

    /// <summary>The part of a model behind its last hidden layer: f over h.</summary>
    public static Model<double> BehindH(Model<double> model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var layer = model.Layers[^1];
        return Perceptron.Model.Sigmoid(layer.W.ToArray(), layer.B.ToArray());
    }

    /// <summary>f over the plane of h, [i, j] at the i-th h₁ and the j-th h₂.</summary>
    public static double[,] OverH(Model<double> model, double[] h, int output)
    {
        var rows = Surface.Sample(BehindH(model), h, h, output);
        var values = new double[h.Length, h.Length];
        for (var i = 0; i < h.Length; i++)
        {
            for (var j = 0; j < h.Length; j++)
            {
                values[i, j] = rows[j, i];
            }
        }

        return values;
    }

    /// <summary>What h can be: from 0 to 1 by the sigmoid, from −1 to 1 by tanh, and for ReLU as far as the observations go.</summary>
    public static double LargestH(Model<double> model, Rows<double> observations)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Architecture.HiddenActivations[^1] != Activation.ReLU)
        {
            return 1;
        }

        var h = model.Activations(observations)[^2];
        var largest = 1.0;
        foreach (var value in h)
        {
            largest = Math.Max(largest, value);
        }

        return largest;
    }

    public static double SmallestH(Model<double> model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Architecture.HiddenActivations[^1] == Activation.Tanh ? -1 : 0;
    }
}
