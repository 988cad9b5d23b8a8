using System.Globalization;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Perceptron;

namespace Tests;

/// <summary>How a random dataset says what its rows belong to.</summary>
public enum TargetForm
{
    Indices,
    OneHot,
    Probabilities,

    /// <summary>A number from 0 to 1 for each output: binary targets where there is one, else multi-label ones.</summary>
    Independent,
}

/// <summary>Targets of a sigmoid, which have another name where there is one output.</summary>
public static class SigmoidTargets
{
    public static Targets<T> Of<T>(T[,] y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        y.GetLength(1) == 1 ? Targets.Binary([.. y.Cast<T>()]) : Targets.MultiLabel(y);
}

/// <summary>
/// A random model with a random dataset of its shape. It is a recipe of a few numbers, from which the same model and data
/// are made each time: what a failing property prints is enough to make the case again.
/// </summary>
public sealed class ModelWithData
{
    public ModelWithData(
        int inputs, (int Width, Activation Activation)[] hidden, Output output, int outputs, TargetForm kind, int rows, double zeros, bool sparse, double l2, int seed)
    {
        (Inputs, Hidden, Output, Outputs, Kind, Rows, Zeros, Sparse, L2, Seed) =
            (inputs, hidden, output, outputs, kind, rows, zeros, sparse, l2, seed);

        var builder = Architecture.Of(inputs);
        foreach (var (width, activation) in hidden)
        {
            builder = builder.Hidden(width, activation);
        }

        var random = new Random(seed);
        double Uniform(double limit) => limit * ((2 * random.NextDouble()) - 1);
        var architecture = output == Output.Softmax ? builder.Softmax(outputs) : builder.Sigmoid(outputs);
        var parameters = new List<double>();
        for (var l = 0; l < architecture.LayerCount; l++)
        {
            // Logits of the size of the inputs, whatever the width.
            var limit = 1.5 / Math.Sqrt(architecture.Sizes[l]);
            parameters.AddRange(Enumerable.Range(0, architecture.Sizes[l] * architecture.Sizes[l + 1]).Select(_ => Uniform(limit)));
            parameters.AddRange(Enumerable.Range(0, architecture.Sizes[l + 1]).Select(_ => Uniform(0.5)));
        }

        Model = Perceptron.Model.FromParameters<double>(architecture, [.. parameters]);
        X = new double[rows, inputs];
        for (var r = 0; r < rows; r++)
        {
            for (var i = 0; i < inputs; i++)
            {
                X[r, i] = random.NextDouble() < zeros ? 0 : Uniform(2);
            }
        }

        Indices = [.. Enumerable.Range(0, rows).Select(_ => random.Next(outputs))];
        Y = new double[rows, outputs];
        for (var r = 0; r < rows; r++)
        {
            var weights = Enumerable.Range(0, outputs).Select(_ => random.Next(4) == 0 ? 0 : random.NextDouble()).ToArray();
            weights[Indices[r]] += 0.1;
            for (var j = 0; j < outputs; j++)
            {
                Y[r, j] = kind switch
                {
                    TargetForm.Probabilities => weights[j] / weights.Sum(),
                    TargetForm.Independent => random.Next(3) == 0 ? random.NextDouble() : random.Next(2),
                    _ => j == Indices[r] ? 1 : 0,
                };
            }
        }

        var dense = Perceptron.Rows.Of(X);
        Data = Dataset.Of(sparse ? dense.ToSparse() : dense, kind switch
        {
            TargetForm.Indices => Targets.Exclusive<double>(Indices, outputs),
            TargetForm.OneHot => Targets.OneHot(Y),
            TargetForm.Probabilities => Targets.Exclusive(Y),
            _ => SigmoidTargets.Of(Y),
        });
    }

    public int Inputs { get; }

    public (int Width, Activation Activation)[] Hidden { get; }

    public Output Output { get; }

    public int Outputs { get; }

    public TargetForm Kind { get; }

    public int Rows { get; }

    /// <summary>The part of the values that is 0.</summary>
    public double Zeros { get; }

    public bool Sparse { get; }

    public double L2 { get; }

    /// <summary>The loss with that penalty.</summary>
    public LossOptions Loss => new() { L2 = L2 };

    public int Seed { get; }

    public Model<double> Model { get; }

    public Dataset<double> Data { get; }

    /// <summary>The observations as they were before a dataset took them.</summary>
    public double[,] X { get; }

    /// <summary>The targets as they were before a dataset took them, class indices as one-hot rows.</summary>
    public double[,] Y { get; }

    /// <summary>A class for each row; the targets of the kinds that have one.</summary>
    public int[] Indices { get; }

    public bool IsSoftmax => Output == Output.Softmax;

    /// <summary>The same with another number of rows.</summary>
    public ModelWithData WithRows(int rows) => new(Inputs, Hidden, Output, Outputs, Kind, rows, Zeros, Sparse, L2, Seed);

    /// <summary>Simpler cases that may fail too.</summary>
    public IEnumerable<ModelWithData> Shrink()
    {
        ModelWithData With(
            int? inputs = null, (int, Activation)[]? hidden = null, int? outputs = null, int? rows = null, bool? sparse = null, double? l2 = null) =>
            new(inputs ?? Inputs, hidden ?? Hidden, Output, outputs ?? Outputs, Kind, rows ?? Rows, Zeros, sparse ?? Sparse, l2 ?? L2, Seed);

        if (Rows > 1)
        {
            yield return With(rows: 1);
            yield return With(rows: Rows / 2);
            yield return With(rows: Rows - 1);
        }

        for (var l = 0; l < Hidden.Length; l++)
        {
            yield return With(hidden: [.. Hidden[..l], .. Hidden[(l + 1)..]]);
            if (Hidden[l].Width > 1)
            {
                yield return With(hidden: [.. Hidden[..l], (Hidden[l].Width / 2, Hidden[l].Activation), .. Hidden[(l + 1)..]]);
            }
        }

        if (L2 > 0)
        {
            yield return With(l2: 0);
        }

        if (Sparse)
        {
            yield return With(sparse: false);
        }

        if (Inputs > 1)
        {
            yield return With(inputs: Inputs / 2);
        }

        if (Outputs > 2)
        {
            yield return With(outputs: Math.Max(2, Outputs / 2));
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Model.Architecture}; {Rows} rows, {Zeros:0.0} of them 0, {(Sparse ? "sparse" : "dense")}, targets {Kind}, L2 {L2}, seed {Seed}");
}

/// <summary>The random values that properties are given.</summary>
public static class Generators
{
    // Widths around whole vectors of 8 doubles and 16 floats, where padding begins and ends.
    private static readonly Gen<int> Width = Gen.Frequency(
        (3, Gen.Choose(1, 5)), (2, Gen.Elements(7, 8, 9, 15, 16, 17)), (1, Gen.Choose(1, 20)));

    private static readonly Gen<(int, Activation)> HiddenLayer =
        from width in Width
        from activation in Gen.Elements(Activation.Sigmoid, Activation.Tanh, Activation.ReLU)
        select (width, activation);

    public static Arbitrary<ModelWithData> ModelsWithData() => Arb.From(
        from inputs in Gen.Choose(1, 6)
        from depth in Gen.Choose(0, 3)
        from hidden in Gen.ArrayOf(HiddenLayer, depth)
        from output in Gen.Elements(Output.Sigmoid, Output.Softmax)
        from width in Width
        let outputs = output == Output.Softmax ? Math.Max(2, width) : width
        from kind in Gen.Elements(Kinds(output, outputs))
        from rows in Gen.Frequency((1, Gen.Choose(1, 3)), (3, Gen.Choose(1, 40)))
        from zeros in Gen.Elements(0, 0.2, 0.8)
        from sparse in Gen.Elements(true, false)
        from l2 in Gen.Elements(0, 0, 0.01, 1.0)
        from seed in Gen.Choose(0, int.MaxValue)
        select new ModelWithData(inputs, hidden, output, outputs, kind, rows, zeros, sparse, l2, seed),
        given => given.Shrink());

    private static TargetForm[] Kinds(Output output, int outputs) =>
        output == Output.Softmax
            ? [TargetForm.Indices, TargetForm.OneHot, TargetForm.Probabilities]
            : outputs == 1
                ? [TargetForm.Independent]
                : [TargetForm.Indices, TargetForm.OneHot, TargetForm.Probabilities, TargetForm.Independent, TargetForm.Independent];
}
