using System.Diagnostics;
using System.Numerics;
using System.Reflection;
using Perceptron;
using Xunit;

namespace PublicApiTests.WrongArguments;

// Inside the namespace, so that Vector is MathNet's and not that of System.Numerics.
using MathNet.Numerics.LinearAlgebra;

/// <summary>What no memory can hold is refused before memory is asked for, by a message that says what to do.</summary>
[Collection(nameof(WrongArgumentTests))]
public class TooMuch
{
    private const string Remedy = "take fewer rows at a time";

    /// <summary>The system gives memory when it is written to, so that this array takes none.</summary>
    [Fact]
    public void More_values_than_arrays_can_hold_are_refused_by_every_method_that_takes_an_array()
    {
        float[,] huge;
        try
        {
            huge = new float[3_000_000, 784];
        }
        catch (OutOfMemoryException)
        {
            Assert.Skip("This machine does not give an array of 9.4 GB, not even unused.");
            throw;
        }

        var takers = Takers(typeof(float[,])).ToArray();
        Assert.True(takers.Length > 20, $"{takers.Length} methods");
        Assert.All(takers, taker => Refuses(taker.Member, taker.Parameter, huge));
    }

    [Fact]
    public void So_are_more_answers()
    {
        var huge = new bool[50_000, 50_000];
        var takers = Takers(typeof(bool[,])).ToArray();
        Assert.True(takers.Length > 2, $"{takers.Length} methods");
        Assert.All(takers, taker => Refuses(taker.Member, taker.Parameter, huge));
    }

    [Fact]
    public void So_is_a_matrix_that_is_large_only_when_it_is_dense()
    {
        var takers = Takers(typeof(Matrix<double>)).ToArray();
        Assert.True(takers.Length > 6, $"{takers.Length} methods");
        Assert.All(takers, taker => Refuses(taker.Member, taker.Parameter, Matrix<double>.Build.Diagonal(70_000, 70_000, 1)));
    }

    [Fact]
    public void Copies_of_more_values_than_an_array_can_hold_are_refused()
    {
        var many = Targets.Exclusive<float>(new int[50_000], 50_000);
        Assert.Contains(Remedy, Assert.Throws<InvalidOperationException>(() => many.ToArray()).Message, StringComparison.Ordinal);
        var rows = Rows.Of(new float[50_000, 1]);
        var wide = Model.Softmax<float>(1, 50_000);
        Assert.All<Action>(
            [() => wide.Predict(rows), () => wide.Logits(rows), () => wide.Activations(rows)],
            call => Assert.Contains(Remedy, Assert.Throws<ArgumentException>("x", call).Message, StringComparison.Ordinal));
        var data = Dataset.Of(Rows.Of(new float[2, 1]), many.Select(0, 1));
        Assert.Throws<ArgumentException>("model", () => wide.Evaluate(data));
        Assert.Throws<ArgumentException>("model", () => ConfusionMatrix.Compute(wide, data));
    }

    /// <summary>Buffers are made for threads that work, and not for all that may.</summary>
    [Fact]
    public void Any_number_of_threads_may_be_asked_for()
    {
        var data = Dataset.Binary(new double[3000, 20], new bool[3000]);
        var model = Model.Glorot<double>(Architecture.Of(20).Hidden(30, Activation.Tanh).Sigmoid(1), 1);
        var compute = new ComputeOptions { Threads = int.MaxValue };
        Func<object>[] calls =
        [
            () => model.Predict(data.Rows, compute), () => model.Loss(data, compute: compute), () => model.Gradient(data, compute: compute), () => model.Evaluate(data, compute),
            () => model.Train(data, new GradientDescent(0.1), 2, new TrainingOptions { Compute = compute }).Last(),
            () => model.Train(data, new GradientDescent(0.1), 2, new TrainingOptions { Compute = compute, BatchSize = 100 }).Last(),
            () => model.Train(data, new Adam(0.1), 2, new TrainingOptions { Compute = compute, BatchSize = 2000 }).Last(),
            () => GateSurvey.Run(LogicGate.And, 0, 50, new GateOptions { Epochs = 5 }, compute),
        ];
        foreach (var call in calls)
        {
            var (before, watch) = (GC.GetTotalAllocatedBytes(), Stopwatch.StartNew());
            call();
            Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 200_000_000);
            Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
        }
    }

    [Fact]
    public void Only_float_and_double_are_scalars()
    {
        Half[,] x = { { Half.One, Half.Zero }, { Half.Zero, Half.One } };
        Half[] y = [Half.Zero, Half.One];
        Action[] calls =
        [
            () => Rows.Of(x), () => Rows.Of(y, 2), () => Rows.Of(new[] { y }), () => new RowsBuilder<Half>(2).Build(), () => Targets.Binary(y), () => Targets.Binary<Half>([true]), () => Targets.Exclusive<Half>([0], 2),
            () => Targets.OneHot(x), () => Targets.MultiLabel(x), () => Dataset.Exclusive(x, [0, 1], 2), () => Dataset.Binary(x, y), () => Layer.Of(x, y), () => Layer.Neuron(y, Half.One), () => Model.Neuron(y, Half.One),
            () => Model.Neuron<Half>(2), () => Model.Softmax(x, y), () => Model.Sigmoid<Half>(2, 2), () => Model.Zeros<Half>(Architecture.Of(2).Sigmoid(1)), () => Model.Uniform<Half>(Architecture.Of(2).Sigmoid(1), 0, 1, 1),
            () => Model.FromParameters(Architecture.Of(1).Sigmoid(1), y), () => Losses.BinaryCrossEntropy(x, x), () => Losses.CrossEntropy(x, [0, 1]), () => Evaluation.Compute(x, [0, 1]), () => Evaluation.Compute(y, y),
            () => RocAuc.Compute(x, [0, 1]), () => RocAuc.ComputeBinary(y, [true, false]), () => CalibrationCurve.Compute(y, [true, false]), () => RocCurve.Compute(y, [true, false]), () => PrecisionRecallCurve.Compute(y, [true, false]), () => ModelFile.Read<Half>(new MemoryStream(), "x"), () => Image.FromObservation(y, 1, 2),
            () => Examples.Of<Model<double>>().ConvertTo<Half>(), () => Examples.Of<Dataset<double>>().ConvertTo<Half>(), () => Epoch.Load<Half>("x"), () => ModelFile.Load<Half>("x"),
        ];
        Assert.All(calls, call => Assert.Contains("Half", Assert.Throws<NotSupportedException>(call).Message, StringComparison.Ordinal));
    }

    private static IEnumerable<(ApiMember Member, int Parameter)> Takers(Type type) =>
        from one in PublicTypes.OfLibraries
        where !one.IsEnum && !typeof(Exception).IsAssignableFrom(one)
        from member in ApiMember.Of(one, type == typeof(Matrix<double>) ? typeof(double) : typeof(float))
        from index in Enumerable.Range(0, member.Parameters.Length)
        where member.Parameters[index].ParameterType == type
        select (member, index);

    private static void Refuses(ApiMember member, int parameter, object argument)
    {
        object?[] arguments = [.. member.Parameters.Select((one, i) => i == parameter ? argument : ValidArguments.Of(member, one))];
        var instance = member.Method.IsStatic ? null : Examples.Of(member.Method.DeclaringType!)[0]();
        var exception = Assert.ThrowsAny<ArgumentException>(() => member.Invoke(instance, arguments));
        Assert.Contains(exception.ParamName!, member.Names);
        Assert.True(
            exception.Message.Contains(Remedy, StringComparison.Ordinal) || exception.Message.Contains(" are ", StringComparison.Ordinal) || exception.Message.Contains(" given", StringComparison.Ordinal),
            $"{member}: {exception.Message}");
        Assert.True(member.Name is not ("Rows.Of" or "Layer.Of" or "Targets.OneHot" or "Targets.Exclusive" or "Targets.MultiLabel" or "Model.Predict" or "Model.Logits" or "Model.Softmax" or "Model.Sigmoid" or "Dataset.Binary")
            || exception.Message.Contains(Remedy, StringComparison.Ordinal), $"{member}: {exception.Message}");
    }
}
