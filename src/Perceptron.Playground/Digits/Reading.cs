namespace Perceptron.Playground.Digits;

/// <summary>A model's prediction for an observation, with all intermediate values that the page shows.</summary>
public sealed class Reading
{
    public Reading(DigitsModel model, float[] x)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(x);
        (Model, X) = (model, x);
        F = model.Model.Predict(x);
        Z = model.Model.Logits(x);
        Class = model.Model.Classify(x);
        var activations = model.HasHidden ? model.Model.Activations(x) : [];
        Hidden = model.HasHidden ? activations[0] : [];
        var given = model.HasHidden ? activations[^2] : x;
        Sums = [.. Enumerable.Range(0, Z.Length).Select(output => model.LastSum(given, output))];
        Contributions = [.. model.FirstColumns.Select(column => column.Zip(x, (w, pixel) => w * pixel).ToArray())];
        Scale = Contributions.Max(each => each.Max(Math.Abs));
    }

    public DigitsModel Model { get; }

    public float[] X { get; }

    public float[] F { get; }

    public float[] Z { get; }

    /// <summary>The class that is predicted.</summary>
    public int Class { get; }

    public string ClassName => Model.Model.ClassNames[Class];

    /// <summary>The first hidden layer's activations; empty if there is none.</summary>
    public float[] Hidden { get; }

    /// <summary>x · W_j of each class, or of the last hidden layer, h · W_j.</summary>
    public IReadOnlyList<double> Sums { get; }

    /// <summary>What each pixel adds: x_i W_ij, for each column j that is pictured.</summary>
    public IReadOnlyList<float[]> Contributions { get; }

    /// <summary>The largest of them, by magnitude.</summary>
    public double Scale { get; }

    /// <summary>x · W_j by rows of pixels: their sum over all rows is x · W_j.</summary>
    public double[] RowSums(int column)
    {
        var sums = new double[Model.Height];
        for (var i = 0; i < X.Length; i++)
        {
            sums[i / Model.Width] += Contributions[column][i];
        }

        return sums;
    }
}
