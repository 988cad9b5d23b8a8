using System.Numerics;
using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;

namespace OnnxTests;

/// <summary>ONNX Runtime computes by the file what the library computes by the model.</summary>
[Properties(Arbitrary = [typeof(Generators)])]
public class RuntimeAgrees
{
    [Property]
    public void On_random_models_of_doubles(ModelWithData given) => Agree(given.Model, given.X, 1e-12);

    [Property]
    public void On_random_models_of_floats(ModelWithData given) => Agree(given.Model.ConvertTo<float>(), Floats(given.X), 1e-6);

    /// <summary>Of random numbers, and of f(x) of a row, which counts as a yes.</summary>
    [Property]
    public void On_random_thresholds(ModelWithData given)
    {
        if (given.IsSoftmax)
        {
            return;
        }

        var random = new Random(given.Seed);
        double[] thresholds = [.. Enumerable.Range(0, given.Outputs).Select(_ => random.Next(5) == 0 ? random.Next(2) : random.NextDouble())];
        var model = given.Model.WithThresholds(thresholds);
        Agree(model, given.X, 1e-12);
        Agree(model.ConvertTo<float>(), Floats(given.X), 1e-6);
        Assert.Equal(given.Outputs == 1, model.Architecture.OutputNames.Count == 1);
    }

    [Fact]
    public void On_thresholds_in_the_scalar_of_the_model()
    {
        // σ(0) is ½: a threshold of the next double is above it, and is ½ in float.
        var threshold = Math.BitIncrement(0.5);
        using var doubles = new Session<double>(Model.Neuron<double>(2).WithThreshold(threshold));
        using var floats = new Session<float>(Model.Neuron<float>(2).WithThreshold(threshold));
        using var each = new Session<double>(Model.Sigmoid<double>(2, 3).WithThresholds(0.25, 0.5, 0.75));

        Assert.Equal([0], doubles.Run(new double[1, 2]).Class!);
        Assert.Equal([1], floats.Run(new float[1, 2]).Class!);
        Assert.Equal(0, Model.Neuron<double>(2).WithThreshold(threshold).Classify(0, 0));
        Assert.Equal(1, Model.Neuron<float>(2).WithThreshold(threshold).Classify(0, 0));
        Assert.Equal(new[,] { { true, true, false }, { true, true, false } }, each.Run(new double[2, 2]).Classes);
    }

    /// <summary>A single row has the same results as among other rows.</summary>
    [Property(MaxTest = 30)]
    public void On_each_row_by_itself(ModelWithData given)
    {
        using var doubles = new Session<double>(given.Model);
        using var floats = new Session<float>(given.Model.ConvertTo<float>());
        for (var r = 0; r < given.Rows; r++)
        {
            var row = new double[1, given.Inputs];
            for (var i = 0; i < given.Inputs; i++)
            {
                row[0, i] = given.X[r, i];
            }

            Agree(given.Model, row, doubles.Run(row), 1e-12);
            Agree(given.Model.ConvertTo<float>(), Floats(row), floats.Run(Floats(row)), 1e-6);
        }
    }

    [Fact]
    public void On_no_rows_at_all()
    {
        using var exclusive = new Session<double>(Model.Softmax<double>(3, 2));
        using var single = new Session<float>(Model.Neuron<float>(3));

        Assert.Empty(exclusive.Run(new double[0, 3]).Class!);
        Assert.Empty(single.Run(new float[0, 3]).Class!);
    }

    [Fact]
    public void On_trained_digits()
    {
        var digits = Digits.Embedded().Data;
        var options = new TrainingOptions { BatchSize = 32, Seed = 1 };
        var descent = new GradientDescent(0.5);
        var flat = Model.Softmax<float>(64, 10).Train(digits, descent, 20, options).Last().Model;
        var deep = Model.He<float>(Architecture.Of(64).Hidden(32, Activation.ReLU).Softmax(10), 1).Train(digits, new GradientDescent(0.1), 20, options).Last().Model;
        var each = Model.Sigmoid<float>(64, 10).Train(digits, descent, 20, options).Last().Model;

        foreach (var model in new[] { flat, deep, each })
        {
            Assert.True(model.Accuracy(digits) > 0.9, model.ToString());
            Agree(model, digits.Rows.ToArray(), 1e-6);
        }

        // No two classes of these digits are so near that rounding decides.
        using var session = new Session<float>(deep);
        Assert.Equal(deep.Classify(digits.Rows), session.Run(digits.Rows.ToArray()).Class!.Select(index => (int)index));
    }

    [Fact]
    public void On_the_gates_by_hand()
    {
        double[,] x = { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } };
        foreach (var gate in new[] { LogicGate.Or, LogicGate.And, LogicGate.Nand, LogicGate.Xor })
        {
            using var session = new Session<double>(gate.Textbook);
            Assert.Equal(gate.Textbook.Classify(x), session.Run(x).Class!.Select(index => (int)index));
        }

        // 0.401, 0.5, 0.5 and 0.599, of which 0.5 counts as 1.
        using var or = new Session<double>(Model.Neuron([0.4, 0.4], -0.4));
        Assert.Equal(0.5, or.Run(x).Probabilities[1, 0]);
        Assert.Equal([0, 1, 1, 1], or.Run(x).Class!);
    }

    [Fact]
    public void On_a_half_and_on_ties()
    {
        Check<float>();
        Check<double>();

        static void Check<T>()
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var one = T.One;
            using var half = new Session<T>(Model.Neuron<T>(2));
            Assert.Equal([1], half.Run(new T[1, 2]).Class!);
            using var halves = new Session<T>(Model.Sigmoid(new[,] { { one, -one, T.Zero } }, new T[3]));
            Assert.Equal(new[,] { { true, false, true }, { true, true, true } }, halves.Run(new[,] { { one }, { T.Zero } }).Classes);

            // Of equal logits the lowest index, wherever they are.
            using var ties = new Session<T>(Model.Softmax(new[,] { { T.Zero, one, one, T.Zero, one } }, new T[5]));
            Assert.Equal([0, 1, 0], ties.Run(new[,] { { T.Zero }, { one }, { -one } }).Class!);

            // Logits that differ, of probabilities that do not: the class is that of the larger logit.
            var near = T.BitIncrement(T.Zero);
            var model = Model.Softmax(new[,] { { T.Zero, near } }, new T[2]);
            using var nearly = new Session<T>(model);
            Assert.Equal([model.Classify(one)], nearly.Run(new[,] { { one } }).Class!.Select(index => (int)index));
            Assert.Equal(model.Predict(one)[0], model.Predict(one)[1]);
            Assert.Equal(1, model.Classify(one));
        }
    }

    [Fact]
    public void On_extreme_weights()
    {
        Check(1e30f, 1e-6);
        Check(1e300, 1e-12);

        static void Check<T>(T large, double tolerance)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var (one, small) = (T.One, T.One / large);
            T[,] x = { { one }, { -one }, { T.Zero }, { small } };
            T[,] w = { { large, -large, small, T.Zero } };
            Agree(Model.Softmax(w, new T[4]), x, tolerance);
            Agree(Model.Sigmoid(w, new T[4]), x, tolerance);
            foreach (var activation in new[] { Activation.Sigmoid, Activation.Tanh })
            {
                var architecture = Architecture.Of(1).Hidden(4, activation).Sigmoid(1);
                Agree(Model.Of(architecture, Layer.Of(w, new T[4]), Layer.Neuron([one, one, one, one], -one)), x, tolerance);
            }
        }
    }

    private static void Agree<T>(Model<T> model, T[,] x, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var session = new Session<T>(model);
        Agree(model, x, session.Run(x), tolerance);
    }

    private static void Agree<T>(Model<T> model, T[,] x, Answer<T> answer, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (logits, probabilities) = (model.Logits(x), model.Predict(x));
        Near(logits, answer.Logits, tolerance);
        Near(probabilities, answer.Probabilities, tolerance);

        // In the model's scalar.
        double[] thresholds = [.. model.Thresholds.Select(threshold => double.CreateTruncating(T.CreateTruncating(threshold)))];
        for (var r = 0; r < x.GetLength(0); r++)
        {
            double[] f = [.. Enumerable.Range(0, model.OutputCount).Select(j => double.CreateTruncating(answer.Probabilities[r, j]))];
            if (answer.Classes is { } classes)
            {
                var row = new T[model.InputCount];
                Buffer.BlockCopy(x, r * row.Length * Size<T>(), row, 0, row.Length * Size<T>());
                var ours = model.ClassifyMultiLabel(row);
                for (var j = 0; j < f.Length; j++)
                {
                    Assert.Equal(f[j] >= thresholds[j], classes[r, j]);
                    Assert.True(ours[j] == classes[r, j] || Math.Abs(f[j] - thresholds[j]) <= tolerance, $"Row {r}, class {j}: {f[j]}.");
                }

                continue;
            }

            // By the probabilities beside it exactly; by the library's, where rounding does not decide.
            var expected = f.Length == 1 ? f[0] >= thresholds[0] ? 1 : 0 : Array.IndexOf(f, f.Max());
            var own = model.Architecture.Output == Output.Softmax || f.Length == 1 ? model.Classify(Rows.Of(x))[r] : -1;
            var margin = f.Length == 1 ? Math.Abs(f[0] - thresholds[0]) : f.Max() - f[own];
            Assert.Equal(expected, answer.Class![r]);
            Assert.True(own == answer.Class[r] || margin <= tolerance, $"Row {r}: {own} here, {answer.Class[r]} there.");
        }
    }

    /// <summary>Within the tolerance, or within that part of the largest number of a row, of which the others are differences.</summary>
    private static void Near<T>(T[,] expected, T[,] actual, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (rows, columns) = (expected.GetLength(0), expected.GetLength(1));
        Assert.Equal((rows, columns), (actual.GetLength(0), actual.GetLength(1)));
        for (var r = 0; r < rows; r++)
        {
            double[] ours = [.. Enumerable.Range(0, columns).Select(j => double.CreateTruncating(expected[r, j]))];
            var limit = tolerance * Math.Max(1, ours.Max(Math.Abs));
            for (var j = 0; j < columns; j++)
            {
                var theirs = double.CreateTruncating(actual[r, j]);
                Assert.True(Math.Abs(ours[j] - theirs) <= limit, $"Row {r}, column {j}: {ours[j]} here, {theirs} there.");
            }
        }
    }

    private static int Size<T>() => typeof(T) == typeof(float) ? sizeof(float) : sizeof(double);

    private static float[,] Floats(double[,] x)
    {
        var floats = new float[x.GetLength(0), x.GetLength(1)];
        for (var i = 0; i < x.GetLength(0); i++)
        {
            for (var j = 0; j < x.GetLength(1); j++)
            {
                floats[i, j] = (float)x[i, j];
            }
        }

        return floats;
    }
}
