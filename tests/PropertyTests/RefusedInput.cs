using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;
using Perceptron;
using Xunit;

namespace PropertyTests;

/// <summary>Arguments that are refused on entry: which one the message names, and what it says.</summary>
public class RefusedInput
{
    private const double NaN = double.NaN;
    private const double Infinity = double.PositiveInfinity;

    private static readonly Model<double> Neuron = Model.Neuron([0.5, -0.5], 0.1);
    private static readonly Model<double> Softmax = Model.Softmax<double>(2, 3);
    private static readonly Model<double> Independent = Model.Sigmoid<double>(2, 3);
    private static readonly Model<double> Deep = Model.Glorot<double>(Architecture.Of(2).Hidden(4, Activation.Tanh).Softmax(3), 1);
    private static readonly int[] OneRow = [0, 1];

    private static readonly Rows<double> TwoRows = Rows.Of(new double[,] { { 1, 2 }, { 3, 4 } });
    private static readonly Rows<double> Wide = Rows.Of(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } });
    private static readonly Rows<double> NoRow = Rows.Of(new double[0, 2]);
    private static readonly Dataset<double> Digits = Dataset.Exclusive(TwoRows, [0, 2], 3);
    private static readonly Dataset<double> Labels = Dataset.Of(TwoRows, Targets.MultiLabel(new double[,] { { 0, 1, 1 }, { 1, 0, 0 } }));
    private static readonly Dataset<double> YesNo = Dataset.Binary(new double[,] { { 1, 2 }, { 3, 4 } }, [0.0, 1]);
    private static readonly GradientDescent Descent = new(0.1);
    private static readonly Optimizer WithMomentum = new GradientDescent(0.1) { Momentum = 0.9 };
    private static readonly Dictionary<string, Refusal> Table = All().ToDictionary(refusal => refusal.Call);

    public static TheoryData<string> Calls() => [.. Table.Keys];

    [Theory]
    [MemberData(nameof(Calls))]
    public void Names_its_argument(string call)
    {
        var refusal = Table[call];
        var exception = Assert.IsAssignableFrom<ArgumentException>(Record.Exception(refusal.Action));

        Assert.Equal(refusal.Argument, exception.ParamName);
        Assert.Contains(refusal.Says, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_number_of_values_says_both_numbers() =>
        Assert.Equal(
            "3 values given; this model has 2 inputs. (Parameter 'x')",
            Assert.Throws<ArgumentException>(() => Neuron.Predict(1, 2, 3)).Message);

    [Fact]
    public void A_softmax_of_one_output_says_what_to_use()
    {
        var message = Assert.Throws<ArgumentOutOfRangeException>(() => Architecture.Of(2).Softmax(1)).Message;

        Assert.Contains("is always 1; use sigmoid", message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_array_cannot_hold_is_told_of_and_not_tried()
    {
        var rows = Rows.Of(new float[1 << 22, 1]);
        var model = Model.Softmax<float>(1, 1024);

        Assert.Contains("4194304 × 1024", Assert.Throws<ArgumentException>("x", () => model.Predict(rows)).Message, StringComparison.Ordinal);
        Assert.Contains("4294967296", Assert.Throws<ArgumentException>(() => model.Predict(rows, Array.Empty<float>())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_float_cannot_hold_is_not_converted_to_it()
    {
        var model = Model.Neuron([1e300], 0);
        var rows = Rows.Of(new[,] { { 1e300 } });

        Assert.Contains("1E+300", Assert.Throws<OverflowException>(() => model.ConvertTo<float>()).Message, StringComparison.Ordinal);
        Assert.Contains("1E+300", Assert.Throws<OverflowException>(() => rows.ConvertTo<float>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_scalars_are_refused_with_a_word()
    {
        var one = new[,] { { Half.One } };
        Action[] calls =
        [
            () => Model.Neuron([Half.One], Half.One),
            () => Model.Neuron<Half>(2),
            () => Model.Softmax<Half>(2, 2),
            () => Model.FromParameters(Architecture.Of(1).Sigmoid(1), [Half.One, Half.One]),
            () => Model.Uniform<Half>(Architecture.Of(1).Sigmoid(1), 0, 1, 1),
            () => Model.Glorot<Half>(Architecture.Of(1).Sigmoid(1), 1),
            () => Model.He<Half>(Architecture.Of(1).Sigmoid(1), 1),
            () => Layer.Of(one, [Half.One]),
            () => Rows.Of(one),
            () => Rows.Of([Half.One], 1),
            () => Rows.Of(Enumerable.Repeat(new[] { Half.One }, 2)),
            () => _ = new RowsBuilder<Half>(1),
            () => Targets.Exclusive<Half>([0], 2),
            () => Targets.Binary([Half.One]),
            () => Targets.Binary<Half>([true]),
            () => Targets.MultiLabel(new[,] { { Half.One, Half.One } }),
            () => Dataset.Binary(one, [1]),
            () => Losses.BinaryCrossEntropy(one, one),
            () => Neuron.ConvertTo<Half>(),
            () => YesNo.ConvertTo<Half>(),
        ];

        Assert.All(calls, call => Assert.Contains("float or double", Assert.Throws<NotSupportedException>(call).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_state_does_not_allow_says_what_to_use_instead()
    {
        Says("use ClassifyMultiLabel", () => Independent.Classify(1, 2));
        Says("use ClassifyMultiLabel", () => Independent.Classify(TwoRows));
        Says("use Classify", () => Softmax.ClassifyMultiLabel(1, 2));
        Says("use Classify", () => Softmax.ClassifyMultiLabel(TwoRows));
        Says("use ComputeFor", () => ConfusionMatrix.Compute(Independent, Labels));
        Says("use Classify", () => ConfusionMatrix.ComputeFor(Softmax, Digits, 0));
        Says("use ClassifyMultiLabel", () => Independent.PredictClass(1, 2));
        Says("use ClassifyMultiLabel", () => Independent.ClassifyName(1, 2));
        Says("use ClassifyMultiLabel", () => Independent.ClassifyNames(TwoRows));
        Says("A softmax has no thresholds", () => Softmax.WithThreshold(0.5));
        Says("A softmax has no thresholds", () => Softmax.Architecture.WithThresholds(0.5, 0.5, 0.5));
        Says("read them by [row, output]", () => Labels.Targets.ClassOf(0));
        Says("can't be split", () => Digits.Select(0).SplitByFraction(0.5));
        Says("can't be split", () => Digits.Select(0).SplitByCount(1));
        Says("Split without it", () => Labels.SplitByCount(1, stratified: true));
        var builder = new RowsBuilder<double>(1);
        builder.Build();
        Says("begin a new builder", () => builder.Build());
        Says("begin a new builder", () => builder.Add([1]));
        Says("begin a new builder", () => builder.AddBytes([1]));

        static void Says(string part, Action call) =>
            Assert.Contains(part, Assert.Throws<InvalidOperationException>(call).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_builder_that_refused_a_row_goes_on_as_if_nothing_had_been()
    {
        foreach (var sparse in new[] { false, true })
        {
            var builder = new RowsBuilder<double>(2, sparse);
            builder.Add([1, 0]);
            Assert.Throws<ArgumentException>(() => builder.Add([5, NaN]));
            Assert.Throws<ArgumentException>(() => builder.Add([5]));
            Assert.Throws<ArgumentException>(() => builder.AddBytes([5]));
            Assert.Throws<ArgumentException>(() => builder.Add([0, 1], [5, NaN]));
            Assert.Throws<ArgumentException>(() => builder.Add([0, 2], [5, 6]));
            Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddBytes([5, 6], NaN));
            builder.Add([0, 2]);
            Assert.Equal(2, builder.Count);
            Assert.Equal(new double[,] { { 1, 0 }, { 0, 2 } }, builder.Build().ToArray());
        }
    }

    [Fact]
    public void A_message_speaks_the_same_language_everywhere()
    {
        var before = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo("de-DE");
            var message = Assert.Throws<ArgumentException>(() => Targets.Binary([0.5, 1.5])).Message;
            Assert.Contains("is 1.5;", message, StringComparison.Ordinal);
            Assert.Equal("gradient descent, rate 0.1, momentum 0.9", WithMomentum.ToString());
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    private static IEnumerable<Refusal> All() =>
    [
        // Architectures.
        Refuse("inputCount", "At least 1", () => Architecture.Of(0)),
        Refuse("neurons", "At least 1", () => Architecture.Of(2).Hidden(0, Activation.Tanh)),
        Refuse("activation", "", () => Architecture.Of(2).Hidden(1, null!)),
        Refuse("outputCount", "At least 1", () => Architecture.Of(2).Sigmoid(0)),
        Refuse("outputCount", "At least 1", () => Architecture.Of(2).Softmax(-1)),
        Refuse("outputCount", "is always 1; use sigmoid", () => Architecture.Of(2).Softmax(1)),
        Refuse("outputCount", "more than a model can have", () => Architecture.Of(100_000).Sigmoid(100_000)),
        Refuse("names", "1 name given; this model has 3 classes", () => Softmax.Architecture.WithClassNames("a")),
        Refuse("names", "is empty", () => Softmax.WithClassNames("a", "", "c")),
        Refuse("names", "\"a\" is there twice", () => Softmax.WithClassNames("a", "b", "a")),
        Refuse("names", "", () => Softmax.WithClassNames(null!)),
        Refuse("names", "", () => Softmax.WithClassNames((IReadOnlyList<string>)null!)),
        Refuse("names", "1 name given; this model has 2 classes, of which the negative one is named first", () => Neuron.WithClassNames("yes")),
        Refuse("names", "4 names given; this model has 3 classes", () => Softmax.WithClassNames(new List<string> { "a", "b", "c", "d" })),
        Refuse("threshold", "The threshold is 1.5; like f(x) it must be from 0 to 1", () => Neuron.WithThreshold(1.5)),
        Refuse("threshold", "The threshold is -0.1", () => Independent.Architecture.WithThreshold(-0.1)),
        Refuse("threshold", "NaN", () => Neuron.WithThreshold(NaN)),
        Refuse("thresholds", "1 threshold given; 3 expected", () => Independent.WithThresholds(0.5)),
        Refuse("thresholds", "The threshold at index 1 is NaN", () => Independent.WithThresholds(0.5, NaN, 0.5)),
        Refuse("thresholds", "", () => Independent.WithThresholds(null!)),

        // Layers and models from numbers.
        Refuse("w", "0 × 1", () => Layer.Neuron(Array.Empty<double>(), 1)),
        Refuse("w", "NaN", () => Layer.Neuron([1, NaN], 1)),
        Refuse("b", "Infinity", () => Layer.Neuron([1.0], Infinity)),
        Refuse("w", "2 × 0", () => Layer.Of(new double[2, 0], [])),
        Refuse("b", "1 value given; W has 2 columns", () => Layer.Of(new double[1, 2], [1])),
        Refuse("w", "row 0, column 1 is NaN", () => Layer.Of(new[,] { { 1, NaN } }, [1, 2])),
        Refuse("w", "", () => Layer.Of((double[,])null!, [1])),
        Refuse("b", "", () => Layer.Of(new double[1, 1], null!)),
        Refuse("w", "", () => Layer.Of((Matrix<double>)null!, Vector<double>.Build.Dense(1))),
        Refuse("b", "", () => Layer.Of(Matrix<double>.Build.Dense(1, 1), null!)),
        Refuse("b", "3 values given; W has 2 columns", () => Layer.Of(Matrix<double>.Build.Dense(1, 2), Vector<double>.Build.Dense(3))),
        Refuse("w", "", () => Model.Neuron<double>(null!, 1)),
        Refuse("w", "0 × 1", () => Model.Neuron(Array.Empty<double>(), 0)),
        Refuse("inputCount", "At least 1", () => Model.Neuron<double>(0)),
        Refuse("outputCount", "At least 1", () => Model.Sigmoid<double>(1, 0)),
        Refuse("outputCount", "is always 1; use sigmoid", () => Model.Softmax<double>(2, 1)),
        Refuse("w", "is always 1; use sigmoid", () => Model.Softmax(new double[2, 1], [1])),
        Refuse("w", "is always 1; use sigmoid", () => Model.Softmax(Matrix<double>.Build.Dense(2, 1), Vector<double>.Build.Dense(1))),
        Refuse("b", "3 values given", () => Model.Sigmoid(new double[1, 2], [1, 2, 3])),
        Refuse("architecture", "", () => Model.Of(null!, Layer.Neuron([1.0], 0))),
        Refuse("layers", "", () => Model.Of(Neuron.Architecture, (Layer<double>[])null!)),
        Refuse("layers", "1 layer given", () => Model.Of(Deep.Architecture, Deep.Layers[0])),
        Refuse("layers", "Layer 1 is 2 × 4; 4 × 3 is expected", () => Model.Of(Deep.Architecture, Deep.Layers[0], Deep.Layers[0])),
        Refuse("layers", "Layer 1 is null", () => Model.Of(Deep.Architecture, Deep.Layers[0], null!)),
        Refuse("parameters", "2 parameters given", () => Model.FromParameters(Neuron.Architecture, [1.0, 2])),
        Refuse("parameters", "index 1 is NaN", () => Model.FromParameters(Neuron.Architecture, [1, NaN, 3])),
        Refuse("parameters", "", () => Model.FromParameters<double>(Neuron.Architecture, null!)),
        Refuse("architecture", "", () => Model.FromParameters<double>(null!, [])),
        Refuse("architecture", "", () => Model.Zeros<double>(null!)),
        Refuse("architecture", "", () => Model.Uniform<double>(null!, 0, 1, 1)),
        Refuse("architecture", "", () => Model.Glorot<double>(null!, 1)),
        Refuse("architecture", "", () => Model.He<double>(null!, 1)),
        Refuse("low", "finite", () => Model.Uniform<double>(Neuron.Architecture, NaN, 1, 1)),
        Refuse("high", "finite", () => Model.Uniform<double>(Neuron.Architecture, 0, Infinity, 1)),
        Refuse("high", "from 1 to a number above it", () => Model.Uniform<double>(Neuron.Architecture, 1, 1, 1)),
        Refuse("high", "within Single", () => Model.Uniform<float>(Neuron.Architecture, 0, 1e300, 1)),
        Refuse("parameters", "4 parameters given", () => Neuron.WithParameters([1, 2, 3, 4])),
        Refuse("index", "The layer must be from 0 to 1", () => Deep.WithLayer(2, Deep.Layers[0])),
        Refuse("index", "The layer must be from 0 to 0", () => Neuron.WithLayer(-1, Neuron.Layers[0])),
        Refuse("layer", "The layer is 2 × 4; 4 × 3 is expected", () => Deep.WithLayer(1, Deep.Layers[0])),
        Refuse("layer", "", () => Deep.WithLayer(0, null!)),
        Refuse("input", "The input must be from 0 to 1", () => _ = Neuron.Layers[0].W[2, 0]),
        Refuse("output", "The output must be from 0 to 0", () => _ = Neuron.Layers[0].W[0, 1]),
        Refuse("output", "The output must be from 0 to 0", () => Neuron.Layers[0].W.Column(-1)),
        Refuse("output", "The output must be from 0 to 0", () => _ = Neuron.Layers[0].B[1]),

        // Predictions.
        Refuse("x", "3 values given; this model has 2 inputs", () => Neuron.Predict(1, 2, 3)),
        Refuse("x", "1 value given; this model has 2 inputs", () => Neuron.Logits(1)),
        Refuse("x", "index 1 is NaN", () => Neuron.Predict(1, NaN)),
        Refuse("x", "index 0 is -Infinity", () => Neuron.Logits(-Infinity, 1)),
        Refuse("x", "", () => Neuron.Predict((double[])null!)),
        Refuse("x", "", () => Neuron.Logits((double[])null!)),
        Refuse("x", "", () => Neuron.Predict((Vector<double>)null!)),
        Refuse("x", "", () => Neuron.Logits((Vector<double>)null!)),
        Refuse("x", "3 values given", () => Neuron.Predict(Vector<double>.Build.Dense(3))),
        Refuse("x", "", () => Neuron.Predict((double[,])null!)),
        Refuse("x", "3 values given", () => Neuron.Predict(new double[1, 3])),
        Refuse("x", "row 1, column 0 is NaN", () => Neuron.Predict(new[,] { { 1, 2 }, { NaN, 3 } })),
        Refuse("x", "3 values given", () => Neuron.Logits(new double[1, 3])),
        Refuse("x", "", () => Neuron.Predict((Matrix<double>)null!)),
        Refuse("x", "3 values given", () => Neuron.Predict(Matrix<double>.Build.Dense(1, 3))),
        Refuse("x", "3 values given", () => Neuron.Logits(Matrix<double>.Build.Dense(1, 3))),
        Refuse("x", "row 0, column 1 is NaN", () => Neuron.Logits(Matrix<double>.Build.DenseOfArray(new[,] { { 1, NaN } }))),
        Refuse("x", "", () => Neuron.Predict((Rows<double>)null!)),
        Refuse("x", "3 values given; this model has 2 inputs", () => Neuron.Predict(Wide)),
        Refuse("x", "3 values given; this model has 2 inputs", () => Neuron.Logits(Wide)),
        Refuse("x", "3 values given", () => Neuron.Predict([1, 2, 3], new double[1])),
        Refuse("x", "index 1 is NaN", () => Neuron.Predict([1, NaN], new double[1])),
        Refuse("destination", "2 places given; 1 expected", () => Neuron.Predict([1, 2], new double[2])),
        Refuse("destination", "0 places given; 3 expected", () => Softmax.Logits([1, 2], [])),
        Refuse("x", "3 values given; this model has 2 inputs", () => Neuron.Predict(Wide, 0, new double[1])),
        Refuse("row", "", () => Neuron.Predict(TwoRows, 2, new double[1])),
        Refuse("row", "", () => Neuron.Logits(TwoRows, -1, new double[1])),
        Refuse("destination", "2 places given; 1 expected", () => Neuron.Predict(TwoRows, 0, new double[2])),
        Refuse("destination", "0 places given; 1 expected", () => Neuron.Logits(TwoRows, 0, [])),
        Refuse("destination", "1 place given; 2 expected", () => Neuron.Predict(TwoRows, new double[1])),
        Refuse("destination", "3 places given; 2 expected", () => Neuron.Logits(TwoRows, new double[3])),
        Refuse("x", "3 values given", () => Neuron.Logits(Wide, new double[2])),
        Refuse("x", "", () => Neuron.Predict(null!, new double[2])),
        Refuse("x", "3 values given", () => Neuron.Activations(1, 2, 3)),
        Refuse("x", "", () => Neuron.Activations((double[])null!)),
        Refuse("x", "3 values given", () => Neuron.Activations(Wide)),
        Refuse("x", "", () => Neuron.Activations((Rows<double>)null!)),
        Refuse("x", "3 values given", () => Neuron.Activations([1, 2, 3], new double[1])),
        Refuse("destination", "3 places given; 7 expected", () => Deep.Activations([1, 2], new double[3])),
        Refuse("x", "3 values given", () => Neuron.Classify(1, 2, 3)),
        Refuse("x", "", () => Neuron.Classify((double[])null!)),
        Refuse("x", "", () => Neuron.Classify((Vector<double>)null!)),
        Refuse("x", "index 0 is NaN", () => Neuron.Classify(NaN, 2)),
        Refuse("x", "3 values given", () => Neuron.Classify(new double[1, 3])),
        Refuse("x", "3 values given", () => Neuron.Classify(Wide)),
        Refuse("x", "", () => Neuron.Classify((Rows<double>)null!)),
        Refuse("x", "3 values given", () => Neuron.ClassifyMultiLabel(1, 2, 3)),
        Refuse("x", "", () => Neuron.ClassifyMultiLabel((double[])null!)),
        Refuse("x", "3 values given", () => Neuron.ClassifyMultiLabel(Wide)),

        // Loss, gradient, accuracy.
        Refuse("data", "", () => Neuron.Loss(null!)),
        Refuse("data", "3 values given; this model has 2 inputs", () => Neuron.Loss(Dataset.Of(Wide, Targets.Binary([0.0, 1])))),
        Refuse("data", "The targets are those of 3 exclusive classes; this model has 1 output (sigmoid). For one output use Dataset.Binary.", () => Neuron.Gradient(Digits)),
        Refuse("data", "For one output use Dataset.Binary", () => Neuron.Loss(Dataset.Exclusive(TwoRows, [0, 1], 2))),
        Refuse("data", "exclude each other", () => Softmax.Loss(Labels)),
        Refuse("data", "exclude each other", () => Softmax.Gradient(Labels)),
        Refuse("data", "exclude each other", () => Softmax.Accuracy(Labels)),
        Refuse("data", "", () => Softmax.Accuracy(null!)),
        Refuse("destination", "8 places given; 9 expected", () => Softmax.Gradient(Digits, new double[8].AsSpan())),
        Refuse("data", "", () => Softmax.Gradient(null!, new double[9].AsSpan())),
        Refuse("x", "3 values given", () => Neuron.Loss([1, 2, 3], [1])),
        Refuse("x", "index 0 is NaN", () => Neuron.Gradient([NaN, 2], [1])),
        Refuse("x", "", () => Neuron.Loss(null!, [1])),
        Refuse("y", "", () => Neuron.Loss([1, 2], null!)),
        Refuse("y", "2 targets given; 1 expected", () => Neuron.Loss([1, 2], [1, 0])),
        Refuse("y", "is 1.5; targets are from 0 to 1", () => Neuron.Gradient([1, 2], [1.5])),
        Refuse("y", "sums to 1.5", () => Softmax.Loss([1, 2], [0.5, 0.5, 0.5])),
        Refuse("classIndex", "The class must be from 0 to 2", () => Softmax.Loss([1, 2], 3)),
        Refuse("classIndex", "The class must be from 0 to 2", () => Softmax.Gradient([1, 2], -1)),
        Refuse("classIndex", "give its target as an array", () => Neuron.Loss([1, 2], 0)),
        Refuse("names", "control character", () => Softmax.WithClassNames("a", "\u001b[31mb", "c")),
        Refuse("neurons", "A layer of 5000000 neurons", () => Architecture.Of(1).Hidden(5_000_000, Activation.Tanh)),
        Refuse("outputCount", "A layer of 5000000 neurons", () => Architecture.Of(1).Sigmoid(5_000_000)),
        Refuse("x", "1 value given", () => Softmax.Gradient([1], 0)),
        Refuse("parameter", "The parameter must be from 0 to 8", () => _ = Softmax.Gradient(Digits)[9]),
        Refuse("index", "The layer must be from 0 to 0", () => Softmax.Gradient(Digits).ForLayer(1)),
        Refuse("other", "different models", () => Softmax.Gradient(Digits).Add(Deep.Gradient(Digits))),
        Refuse("other", "The losses differ: plain loss, and L2 1", () => Softmax.Gradient(Digits).Add(Softmax.Gradient(Digits, new LossOptions { L2 = 1 }))),
        Refuse("other", "", () => Softmax.Gradient(Digits).Add(null!)),
        Refuse("left", "", () => _ = null! + Softmax.Gradient(Digits)),
        Refuse("right", "", () => _ = Softmax.Gradient(Digits) + null!),
        Refuse("right", "different models", () => _ = Softmax.Gradient(Digits) + Deep.Gradient(Digits)),

        // Losses from logits.
        Refuse("logits", "", () => Losses.BinaryCrossEntropy(null!, new double[1, 1])),
        Refuse("targets", "", () => Losses.BinaryCrossEntropy(new double[1, 1], null!)),
        Refuse("targets", "The targets are 1 × 2; the logits are 1 × 1", () => Losses.BinaryCrossEntropy(new double[1, 1], new double[1, 2])),
        Refuse("targets", "row 0, column 0 is 2; targets are from 0 to 1", () => Losses.BinaryCrossEntropy(new double[1, 1], new double[,] { { 2 } })),
        Refuse("logits", "NaN", () => Losses.BinaryCrossEntropy(new[,] { { NaN } }, new double[1, 1])),
        Refuse("logits", "no row", () => Losses.BinaryCrossEntropy(new double[0, 1], new double[0, 1])),
        Refuse("logits", "", () => Losses.CrossEntropy<double>(null!, [0])),
        Refuse("logits", "is always 1; use BinaryCrossEntropy", () => Losses.CrossEntropy(new double[1, 1], [0])),
        Refuse("logits", "is always 1; use BinaryCrossEntropy", () => Losses.CrossEntropy(new double[1, 1], new double[,] { { 1 } })),
        Refuse("logits", "Infinity", () => Losses.CrossEntropy(new[,] { { Infinity, 0 } }, [0])),
        Refuse("classIndices", "", () => Losses.CrossEntropy(new double[1, 2], (int[])null!)),
        Refuse("classIndices", "The class of row 0 is 2; with 2 classes", () => Losses.CrossEntropy(new double[1, 2], [2])),
        Refuse("classIndices", "The targets are 2 × 2; the logits are 1 × 2", () => Losses.CrossEntropy(new double[1, 2], [0, 1])),
        Refuse("logits", "", () => Losses.CrossEntropy(null!, new double[,] { { 1, 0 } })),
        Refuse("targets", "", () => Losses.CrossEntropy(new double[1, 2], (double[,])null!)),
        Refuse("targets", "Row 0 sums to 0", () => Losses.CrossEntropy(new double[1, 2], new double[1, 2])),

        // Rows.
        Refuse("x", "", () => Rows.Of((double[,])null!)),
        Refuse("x", "at least 1 input", () => Rows.Of(new double[2, 0])),
        Refuse("x", "row 0, column 1 is NaN", () => Rows.Of(new[,] { { 1, NaN } })),
        Refuse("x", "", () => Rows.Of((IEnumerable<double[]>)null!)),
        Refuse("x", "There is no row", () => Rows.Of(Enumerable.Empty<double[]>())),
        Refuse("x", "Row 1 is null", () => Rows.Of(new List<double[]> { new double[1], null! })),
        Refuse("x", "1 value given for row 1; these rows have 2 inputs", () => Rows.Of(new List<double[]> { new double[2], new double[1] })),
        Refuse("x", "at least 1 input", () => Rows.Of(new List<double[]> { Array.Empty<double>() })),
        Refuse("x", "row 1, column 0 is Infinity", () => Rows.Of(new List<double[]> { new double[1], new[] { Infinity } })),
        Refuse("values", "3 values given; rows of 2 need a multiple of 2", () => Rows.Of(new double[3], 2)),
        Refuse("values", "row 1, column 1 is NaN", () => Rows.Of([1, 2, 3, NaN], 2)),
        Refuse("values", "", () => Rows.Of((double[])null!, 2)),
        Refuse("inputCount", "At least 1", () => Rows.Of(new double[3], 0)),
        Refuse("x", "", () => Rows.Of((Matrix<double>)null!)),
        Refuse("x", "row 0, column 1 is NaN", () => Rows.Of(Matrix<double>.Build.SparseOfArray(new[,] { { 0, NaN } }))),
        Refuse("row", "The row must be from 0 to 1", () => _ = TwoRows[2, 0]),
        Refuse("input", "The input must be from 0 to 1", () => _ = TwoRows[0, -1]),
        Refuse("row", "The row must be from 0 to 1", () => TwoRows.Row(-1)),
        Refuse("rows", "There is no row 2; there are 2 rows", () => TwoRows.Select(0, 2)),
        Refuse("rows", "", () => TwoRows.Select(null!)),
        Refuse("factor", "finite", () => TwoRows.Scale(NaN)),
        Refuse("factor", "Infinity", () => Rows.Of(new[,] { { 1e200 } }).Scale(1e200)),
        Refuse("factor", "finite", () => Rows.Of(new[,] { { 0f, 1 } }).ToSparse().Scale(1e200)),
        Refuse("inputCount", "At least 1", () => _ = new RowsBuilder<double>(0)),
        Refuse("capacity", "At least 0", () => _ = new RowsBuilder<double>(1, capacity: -1)),
        Refuse("row", "1 value given for row 0; these rows have 2 inputs", () => new RowsBuilder<double>(2).Add([1])),
        Refuse("row", "row 0, column 1 is NaN", () => new RowsBuilder<double>(2, sparse: true).Add([1, NaN])),
        Refuse("row", "3 values given for row 0; these rows have 2 inputs", () => new RowsBuilder<double>(2).AddBytes([1, 2, 3])),
        Refuse("indices", "1 value given for 2 inputs of row 0", () => new RowsBuilder<double>(2).Add([0, 1], [1])),
        Refuse("indices", "Row 0 has the index 2; there are 2 inputs, from 0", () => new RowsBuilder<double>(2).Add([0, 2], [1, 2])),
        Refuse("indices", "Row 0 has the index -1", () => new RowsBuilder<double>(2).Add([-1], [1])),
        Refuse("indices", "Row 0 has the index 0 after 1; they have to rise", () => new RowsBuilder<double>(2).Add([1, 0], [1, 2])),
        Refuse("indices", "Row 0 has the index 1 after 1", () => new RowsBuilder<double>(2).Add([1, 1], [1, 2])),
        Refuse("values", "row 0, column 1 is NaN", () => new RowsBuilder<double>(2).Add([1], [NaN])),
        Refuse("rowStarts", "", () => Rows.OfCsr(null!, [0], [1.0], 2)),
        Refuse("columns", "", () => Rows.OfCsr(OneRow, null!, [1.0], 2)),
        Refuse("values", "", () => Rows.OfCsr<double>(OneRow, [0], null!, 2)),
        Refuse("inputCount", "At least 1", () => Rows.OfCsr(OneRow, [0], [1.0], 0)),
        Refuse("columns", "1 value given for 2 columns", () => Rows.OfCsr(OneRow, [0, 1], [1.0], 2)),
        Refuse("rowStarts", "begin with 0 and end with the number of values, 1", () => Rows.OfCsr([], [0], [1.0], 2)),
        Refuse("rowStarts", "begin with 0", () => Rows.OfCsr([1, 1], [0], [1.0], 2)),
        Refuse("rowStarts", "end with the number of values, 1", () => Rows.OfCsr([0, 2], [0], [1.0], 2)),
        Refuse("rowStarts", "Row 1 begins at 1 and ends at 0, of 1 value", () => Rows.OfCsr([0, 1, 0, 1], [0], [1.0], 2)),
        Refuse("rowStarts", "Row 0 begins at 0 and ends at 5, of 1 value", () => Rows.OfCsr([0, 5, 1], [0], [1.0], 2)),
        Refuse("columns", "Row 1 has the index 7; there are 2 inputs", () => Rows.OfCsr([0, 1, 2], [0, 7], [1.0, 2], 2)),
        Refuse("values", "row 1, column 0 is NaN", () => Rows.OfCsr([0, 1, 2], [0, 0], [1, NaN], 2)),
        Refuse("divisor", "above 0", () => new RowsBuilder<double>(1).AddBytes([1], 0)),
        Refuse("divisor", "above 0", () => new RowsBuilder<double>(1).AddBytes([1], NaN)),
        Refuse("divisor", "Bytes over this", () => new RowsBuilder<float>(1).AddBytes([1], 1e-40)),
        Refuse("divisor", "Bytes over this", () => new RowsBuilder<float>(1).AddBytes([1], 1e300)),

        // Targets.
        Refuse("indices", "", () => Targets.Exclusive<double>(null!, 2)),
        Refuse("indices", "The class of row 1 is 3; with 3 classes it must be from 0 to 2", () => Targets.Exclusive<double>([0, 3], 3)),
        Refuse("indices", "is -1", () => Targets.Exclusive<double>([-1], 3)),
        Refuse("classCount", "At least 2", () => Targets.Exclusive<double>([0], 1)),
        Refuse("y", "", () => Targets.OneHot((double[,])null!)),
        Refuse("y", "", () => Targets.OneHot((Matrix<double>)null!)),
        Refuse("y", "1 column given", () => Targets.OneHot(new double[,] { { 1 } })),
        Refuse("y", "it has no 1", () => Targets.OneHot(new double[1, 2])),
        Refuse("y", "1 stands in column 1", () => Targets.OneHot(new double[,] { { 1, 1 } })),
        Refuse("y", "0.5 stands in column 0", () => Targets.OneHot(Matrix<double>.Build.Dense(1, 2, 0.5))),
        Refuse("probabilities", "", () => Targets.Exclusive((double[,])null!)),
        Refuse("probabilities", "", () => Targets.Exclusive((Matrix<double>)null!)),
        Refuse("probabilities", "1 column given", () => Targets.Exclusive(new double[,] { { 1 } })),
        Refuse("probabilities", "Row 1 sums to 0.9", () => Targets.Exclusive(new[,] { { 0.5, 0.5 }, { 0.5, 0.4 } })),
        Refuse("probabilities", "row 0, column 1 is -0.5", () => Targets.Exclusive(new[,] { { 1, -0.5 } })),
        Refuse("probabilities", "NaN", () => Targets.Exclusive(Matrix<double>.Build.Dense(1, 2, NaN))),
        Refuse("y", "", () => Targets.MultiLabel((double[,])null!)),
        Refuse("y", "", () => Targets.MultiLabel((Matrix<double>)null!)),
        Refuse("probabilities", "", () => Targets.Binary((double[])null!)),
        Refuse("y", "0 columns given; independent classes are at least 2", () => Targets.MultiLabel(new double[1, 0])),
        Refuse("y", "1 column given; independent classes are at least 2. For one column of positive or negative use Binary.", () => Targets.MultiLabel(new double[1, 1])),
        Refuse("probabilities", "The target at row 1 is 1.1; targets are from 0 to 1", () => Targets.Binary([0, 1.1])),
        Refuse("y", "NaN", () => Targets.MultiLabel(new[,] { { 0, NaN } })),
        Refuse("row", "The row must be from 0 to 1", () => _ = Digits.Targets[2, 0]),
        Refuse("output", "The output must be from 0 to 2", () => _ = Digits.Targets[0, 3]),
        Refuse("row", "The row must be from 0 to 1", () => Digits.Targets.ClassOf(2)),
        Refuse("rows", "There is no row -1", () => Digits.Targets.Select(-1)),
        Refuse("rows", "", () => Digits.Targets.Select(null!)),

        // Datasets.
        Refuse("rows", "", () => Dataset.Of(null!, Digits.Targets)),
        Refuse("targets", "", () => Dataset.Of(TwoRows, null!)),
        Refuse("targets", "1 target given for 2 rows", () => Dataset.Of(TwoRows, Targets.Binary([1.0]))),
        Refuse("rows", "at least one observation", () => Dataset.Of(NoRow, Targets.Exclusive<double>([], 2))),
        Refuse("x", "", () => Dataset.Exclusive((Rows<double>)null!, [0], 2)),
        Refuse("indices", "1 target given for 2 rows", () => Dataset.Exclusive(TwoRows, [0], 2)),
        Refuse("indices", "is 2", () => Dataset.Exclusive(TwoRows, [0, 2], 2)),
        Refuse("classCount", "At least 2", () => Dataset.Exclusive(TwoRows, [0, 0], 1)),
        Refuse("x", "", () => Dataset.Exclusive((double[,])null!, [0], 2)),
        Refuse("x", "at least one observation", () => Dataset.Exclusive(new double[0, 2], [], 2)),
        Refuse("indices", "2 targets given for 1 row", () => Dataset.Exclusive(new double[1, 1], [0, 1], 2)),
        Refuse("x", "NaN", () => Dataset.Exclusive(new[,] { { NaN } }, [0], 2)),
        Refuse("y", "2 targets given for 1 row", () => Dataset.MultiLabel(new double[1, 1], new double[2, 2])),
        Refuse("y", "is 2", () => Dataset.MultiLabel(new double[1, 1], new double[,] { { 0, 2 } })),
        Refuse("y", "", () => Dataset.MultiLabel(new double[1, 1], (double[,])null!)),
        Refuse("probabilities", "", () => Dataset.Binary(new double[1, 1], (double[])null!)),
        Refuse("probabilities", "2 targets given for 1 row", () => Dataset.Binary(new double[1, 1], [0.0, 1])),
        Refuse("x", "at least one observation", () => Dataset.Binary(new double[0, 1], Array.Empty<double>())),
        Refuse("rows", "at least one observation", () => Digits.Select()),
        Refuse("rows", "There is no row 7", () => Digits.Select(7)),
        Refuse("rows", "", () => Digits.Select(null!)),
        Refuse("factor", "finite", () => Digits.Scale(Infinity)),
        Refuse("heldOut", "above 0 and below 1", () => Digits.SplitByFraction(0)),
        Refuse("heldOut", "above 0 and below 1", () => Digits.SplitByFraction(1)),
        Refuse("heldOut", "above 0 and below 1", () => Digits.SplitByFraction(NaN)),
        Refuse("heldOut", "Of 2 observations, from 1 to 1", () => Digits.SplitByCount(0)),
        Refuse("heldOut", "Of 2 observations, from 1 to 1", () => Digits.SplitByCount(2)),
        Refuse("training", "", () => StandardScaler.Fit<double>(null!)),
        Refuse("rows", "", () => StandardScaler.Fit(Digits).Transform((Rows<double>)null!)),
        Refuse("data", "", () => StandardScaler.Fit(Digits).Transform((Dataset<double>)null!)),
        Refuse("rows", "3 inputs given; the statistics are those of 2 inputs", () => StandardScaler.Fit(Digits).Transform(Wide)),
        Refuse("data", "3 inputs given; the statistics are those of 2 inputs", () => StandardScaler.Fit(Digits).Transform(Dataset.Exclusive(Wide, [0, 1], 2))),
        Refuse("input", "The input must be from 0 to 1", () => StandardScaler.Fit(Digits).Mean(2)),
        Refuse("input", "The input must be from 0 to 1", () => StandardScaler.Fit(Digits).StandardDeviation(-1)),

        // Training.
        Refuse("learningRate", "above 0", () => _ = new GradientDescent(0)),
        Refuse("learningRate", "above 0", () => _ = new GradientDescent(NaN)),
        Refuse("Momentum", "from 0 to below 1", () => _ = new GradientDescent(1) { Momentum = 1 }),
        Refuse("Momentum", "from 0 to below 1", () => _ = new GradientDescent(1) { Momentum = NaN }),
        Refuse("Threads", "At least 1", () => _ = new ComputeOptions { Threads = 0 }),
        Refuse("BatchSize", "At least 1", () => _ = new TrainingOptions { BatchSize = 0 }),
        Refuse("Patience", "At least 1", () => _ = new StoppingOptions<double> { Patience = 0 }),
        Refuse("TargetLoss", "at least 0", () => _ = new StoppingOptions<double> { TargetLoss = NaN }),
        Refuse("model", "", () => ((Model<double>)null!).Train(Digits, Descent, 1)),
        Refuse("data", "", () => Softmax.Train(null!, Descent, 1)),
        Refuse("data", "The targets are binary (one column); this model has 3 outputs (softmax). The classes of a softmax exclude each other: use Dataset.Exclusive", () => Softmax.Train(YesNo, Descent, 1)),
        Refuse("optimizer", "", () => Softmax.Train(Digits, null!, 1)),
        Refuse("epochs", "At least 0", () => Softmax.Train(Digits, Descent, -1)),
        Refuse("epoch", "", () => ((Epoch<double>)null!).Resume(Digits, Descent, 1)),
        Refuse("data", "", () => Softmax.Train(Digits, Descent, 1).Last().Resume(null!, Descent, 1)),
        Refuse("optimizer", "remembers 1 number a parameter; the epoch's had 0", () => Softmax.Train(Digits, Descent, 1).Last().Resume(Digits, WithMomentum, 1, acceptChanges: true)),
        Refuse("optimizer", "remembers 0 numbers a parameter; the epoch's had 1", () => Softmax.Train(Digits, WithMomentum, 1).Last().Resume(Digits, Descent, 1, acceptChanges: true)),
        Refuse("epochs", "At least 0", () => Softmax.Train(Digits, Descent, 1).Last().Resume(Digits, Descent, -1)),
        Refuse("model", "", () => ((Model<double>)null!).Fit(Digits, Descent, 1)),
        Refuse("data", "exclude each other", () => Softmax.Fit(Labels, Descent, 1)),
        Refuse("optimizer", "", () => Softmax.Fit(Digits, null!, 1)),
        Refuse("epochs", "At least 0", () => Softmax.Fit(Digits, Descent, -1)),
        Refuse("model", "", () => ((Model<double>)null!).Train([Digits], Descent)),
        Refuse("chunks", "", () => Softmax.Train((IEnumerable<Dataset<double>>)null!, Descent)),
        Refuse("chunks", "this model has 3 outputs", () => _ = Softmax.Train([Digits, YesNo], Descent).Last()),
        Refuse("chunks", "", () => _ = Softmax.Train([Digits, null!], Descent).Last()),
        Refuse("optimizer", "", () => Softmax.Train([Digits], null!)),
        Refuse("optimizer", "remembers 1 number a parameter; the epoch's had 0", () => Softmax.Train([Digits], Descent).Last().Resume([Digits], WithMomentum, acceptChanges: true)),
        Refuse("epoch", "", () => ((Epoch<double>)null!).Resume([Digits], Descent)),
        Refuse("chunks", "", () => Softmax.TrainAsync(null!, Descent)),
        Refuse("data", "", () => ((Dataset<double>)null!).Folds(2)),
        Refuse("folds", "2 observations can be split into 2 folds at least and one for each at most", () => Digits.Folds(1)),
        Refuse("folds", "2 observations", () => Digits.Folds(3)),
        Refuse("stopping", "needs full batches", () => Softmax.Fit(Digits, Descent, 1, new TrainingOptions { BatchSize = 1 }, new StoppingOptions<double> { GradientTolerance = 1 })),
        Refuse("MinDelta", "at least 0", () => _ = new StoppingOptions<double> { MinDelta = -1 }),
        Refuse("LossTolerance", "at least 0", () => _ = new StoppingOptions<double> { LossTolerance = NaN }),
        Refuse("GradientTolerance", "at least 0", () => _ = new StoppingOptions<double> { GradientTolerance = -1 }),
        Refuse("stopping", "set Validation", () => Softmax.Fit(Digits, Descent, 1, stopping: new StoppingOptions<double> { Patience = 1 })),
        Refuse("stopping", "this model has 3 outputs", () => Softmax.Fit(Digits, Descent, 1, stopping: new StoppingOptions<double> { Validation = YesNo })),
        Refuse("learningRate", "above 0", () => _ = new Adam(0)),
        Refuse("learningRate", "above 0", () => _ = new AdamW(NaN)),
        Refuse("Beta1", "from 0 to below 1", () => _ = new Adam(1) { Beta1 = 1 }),
        Refuse("Beta2", "from 0 to below 1", () => _ = new AdamW(1) { Beta2 = -0.5 }),
        Refuse("Epsilon", "above 0", () => _ = new Adam(1) { Epsilon = 0 }),
        Refuse("WeightDecay", "at least 0", () => _ = new AdamW(1) { WeightDecay = -1 }),
        Refuse("Schedule", "", () => _ = new GradientDescent(1) { Schedule = null! }),
        Refuse("every", "At least 1", () => Schedule.Step(0, 0.5)),
        Refuse("factor", "above 0 and at most 1", () => Schedule.Step(1, 0)),
        Refuse("factor", "above 0 and at most 1", () => Schedule.Exponential(1.5)),
        Refuse("steps", "At least 1", () => Schedule.Cosine(0)),
        Refuse("end", "from 0 to 1", () => Schedule.Cosine(1, NaN)),
        Refuse("steps", "At least 1", () => Schedule.WarmUp(0)),
        Refuse("factor", "", () => Schedule.Of(null!)),
        Refuse("steps", "At least 1", () => Schedule.Constant.Then(0, Schedule.Constant)),
        Refuse("next", "", () => Schedule.Constant.Then(1, null!)),
        Refuse("other", "", () => Schedule.Constant.Multiply(null!)),
        Refuse("step", "At least 1", () => Schedule.Constant.Factor(0)),
        Refuse("loss", "", () => Descent.Minimize(null!, p => p, [1], 1)),
        Refuse("gradient", "", () => Descent.Minimize(_ => 0, null!, [1], 1)),
        Refuse("start", "", () => Descent.Minimize(_ => 0, p => p, null!, 1)),
        Refuse("start", "At least 1", () => Descent.Minimize(_ => 0, p => p, [], 1)),
        Refuse("start", "index 0 is NaN", () => Descent.Minimize(_ => 0, p => p, [NaN], 1)),
        Refuse("steps", "At least 0", () => Descent.Minimize(_ => 0, p => p, [1], -1)),
        Refuse("gradient", "gave 2 values for a point of 1", () => _ = Descent.Minimize(_ => 0, _ => [1, 2], [1], 1).Last()),
        Refuse("gradient", "gave 0 values for a point of 1", () => _ = Descent.Minimize(_ => 0, _ => null!, [1], 1).Last()),
        Refuse("Memory", "At least 1", () => _ = new Lbfgs { Memory = 0 }),
        Refuse("MaxIterations", "At least 0", () => _ = new Lbfgs { MaxIterations = -1 }),
        Refuse("GradientTolerance", "at least 0", () => _ = new Lbfgs { GradientTolerance = NaN }),
        Refuse("LossTolerance", "at least 0", () => _ = new Lbfgs { LossTolerance = -1 }),
        Refuse("loss", "", () => new Lbfgs().Minimize(null!, p => p, [1])),
        Refuse("gradient", "", () => new Lbfgs().Minimize(_ => 0, null!, [1])),
        Refuse("start", "At least 1", () => new Lbfgs().Minimize(_ => 0, p => p, [])),
        Refuse("start", "index 0 is NaN", () => new Lbfgs().Minimize(_ => 0, p => p, [NaN])),
        Refuse("gradient", "gave 2 values for a point of 1", () => new Lbfgs().Minimize(_ => 0, _ => [1, 2], [1])),
        Refuse("model", "", () => ((Model<double>)null!).Minimize(Digits, new Lbfgs())),
        Refuse("data", "exclude each other", () => Softmax.Minimize(Labels, new Lbfgs())),
        Refuse("minimizer", "", () => Softmax.Minimize(Digits, null!)),

        // Model files.
        Refuse("model", "", () => ModelFile.Save<double>(null!, "model.safetensors")),
        Refuse("path", "", () => ModelFile.Save(Neuron, null!)),
        Refuse("model", "", () => ModelFile.Write<double>(null!, Stream.Null)),
        Refuse("stream", "", () => ModelFile.Write(Neuron, null!)),
        Refuse("path", "", () => ModelFile.Load<double>(null!)),
        Refuse("stream", "", () => ModelFile.Read<double>(null!, "model")),
        Refuse("name", "", () => ModelFile.Read<double>(Stream.Null, null!)),
        Refuse("InputDivisor", "above 0", () => _ = new ModelFileMetadata { InputDivisor = 0 }),
        Refuse("Entries", "", () => _ = new ModelFileMetadata { Entries = null! }),
        Refuse("Entries", "is the library's own", () => _ = new ModelFileMetadata { Entries = new Dictionary<string, string> { ["perceptron.x"] = "" } }),
        Refuse("Entries", "The entry \"note\" is null", () => _ = new ModelFileMetadata { Entries = new Dictionary<string, string> { ["note"] = null! } }),

        // Verification and evaluation.
        Refuse("model", "", () => GradientCheck.Compare<double>(null!, Digits)),
        Refuse("data", "", () => GradientCheck.Compare(Softmax, null!)),
        Refuse("loss", "", () => GradientCheck.Compare(null!, p => p, [1])),
        Refuse("gradient", "", () => GradientCheck.Compare(_ => 0, null!, [1])),
        Refuse("gradient", "gave 0 values for a point of 1", () => GradientCheck.Compare(_ => 0, _ => null!, [1])),
        Refuse("gradient", "gave 2 values for a point of 1", () => GradientCheck.Compare(_ => 0, _ => [1, 2], [1])),
        Refuse("point", "", () => GradientCheck.Compare(_ => 0, p => p, null!)),
        Refuse("point", "no coordinate", () => GradientCheck.Compare(_ => 0, p => p, [])),
        Refuse("point", "index 0 is Infinity", () => GradientCheck.Compare(_ => 0, p => p, [Infinity])),
        Refuse("model", "", () => ConfusionMatrix.Compute<double>(null!, Digits)),
        Refuse("data", "", () => ConfusionMatrix.Compute(Softmax, null!)),
        Refuse("data", "this model has 3 outputs", () => ConfusionMatrix.Compute(Softmax, YesNo)),
        Refuse("model", "", () => ConfusionMatrix.ComputeFor<double>(null!, Labels, 0)),
        Refuse("data", "", () => ConfusionMatrix.ComputeFor(Independent, null!, 0)),
        Refuse("outputIndex", "The output must be from 0 to 2", () => ConfusionMatrix.ComputeFor(Independent, Labels, 3)),
        Refuse("actual", "The class must be from 0 to 2", () => _ = ConfusionMatrix.Compute(Softmax, Digits)[3, 0]),
        Refuse("predicted", "The class must be from 0 to 2", () => _ = ConfusionMatrix.Compute(Softmax, Digits)[0, -1]),
        Refuse("classIndex", "The class must be from 0 to 2", () => ConfusionMatrix.Compute(Softmax, Digits).Recall(3)),
        Refuse("classIndex", "The class must be from 0 to 2", () => ConfusionMatrix.Compute(Softmax, Digits).Precision(3)),
        Refuse("classIndex", "The class must be from 0 to 2", () => ConfusionMatrix.Compute(Softmax, Digits).F1(-1)),
        Refuse("actual", "The class of row 1 is 3", () => ConfusionMatrix.Compute([0, 3], [0, 0], 3)),
        Refuse("predicted", "The class of row 0 is -1", () => ConfusionMatrix.Compute([0, 1], [-1, 0], 3)),
        Refuse("predicted", "1 prediction given; 2 expected", () => ConfusionMatrix.Compute([0, 1], [0], 3)),
        Refuse("classCount", "At least 2", () => ConfusionMatrix.Compute([0], [0], 1)),
        Refuse("right", "The classes differ: 0, 1 and 0, 1, 2", () => _ = ConfusionMatrix.Compute([0], [0], 2) + ConfusionMatrix.Compute([0], [0], 3)),
        Refuse("other", "", () => ConfusionMatrix.Compute([0], [0], 2).Add(null!)),
        Refuse("model", "", () => ((Model<double>)null!).Evaluate(Digits)),
        Refuse("data", "exclude each other", () => Softmax.Evaluate(Labels)),
        Refuse("chunks", "this model has 3 outputs", () => Softmax.Evaluate([Digits, YesNo])),
        Refuse("chunks", "There is no part", () => Softmax.Evaluate(Array.Empty<Dataset<double>>())),
        Refuse("chunks", "There is no part", () => Softmax.EvaluateAsync(AsyncEnumerable.Empty<Dataset<double>>()).GetAwaiter().GetResult()),
        Refuse("chunks", "", () => Softmax.EvaluateAsync(null!).GetAwaiter().GetResult()),
        Refuse("predictions", "Row 0 of the predictions sums to 0.75", () => Evaluation.Compute(new[,] { { 0.5, 0.25 } }, [0])),
        Refuse("predictions", "row 0, column 1 is -0.5; f(x) is from 0 to 1", () => Evaluation.Compute(new[,] { { 1.5 - 1, -0.5 } }, new[,] { { 0.0, 1 } })),
        Refuse("predictions", "row 1, column 0 is NaN", () => Evaluation.Compute(new[] { 1, NaN }, [0.0, 1])),
        Refuse("predictions", "no prediction", () => Evaluation.Compute(new double[0, 2], Array.Empty<int>())),
        Refuse("classIndices", "The targets are 2 × 2; the predictions are 1 × 2", () => Evaluation.Compute(new[,] { { 0.5, 0.5 } }, [0, 1])),
        Refuse("classIndices", "The class of row 0 is 2", () => Evaluation.Compute(new[,] { { 0.5, 0.5 } }, [2])),
        Refuse("targets", "The targets are 1 × 1; the predictions are 2 × 1", () => Evaluation.Compute(new[] { 0.5, 1 }, [1.0])),
        Refuse("targets", "column 0 is 2", () => Evaluation.Compute(new[,] { { 0.5 } }, new[,] { { 2.0 } })),
        Refuse("k", "From 1 to 3 classes", () => Softmax.Evaluate(Digits).TopKAccuracy(4)),
        Refuse("classIndex", "from 0 to 2", () => Softmax.Evaluate(Digits).ForClass(3)),
        Refuse("classIndex", "from 0 to 2", () => Softmax.Evaluate(Digits).ConfusionMatrixFor(-1)),
        Refuse("other", "can't be added up", () => Softmax.Evaluate(Digits).Add(Independent.Evaluate(Labels))),
        Refuse("data", "exclude each other", () => RocAuc.Compute(Softmax, Labels)),
        Refuse("scores", "row 0, column 1 is NaN", () => RocAuc.Compute(new[,] { { 0, NaN } }, [0])),
        Refuse("targets", "The targets are 1 × 1; the predictions are 1 × 2", () => RocAuc.Compute(new[,] { { 0.0, 1 } }, Targets.Binary([1.0]))),
        Refuse("isOfClass", "1 answer given; 2 expected", () => RocAuc.ComputeBinary([0.0, 1], [true])),
        Refuse("scores", "index 1 is Infinity", () => RocAuc.ComputeBinary([0, Infinity], [true, false])),
        Refuse("predictions", "index 1 is 1.5; f(x) is from 0 to 1", () => CalibrationCurve.Compute([0, 1.5], [true, false])),
        Refuse("predictions", "is 1.0000000000000002; f(x) is from 0 to 1", () => CalibrationCurve.Compute([1.0000000000000002], [true])),
        Refuse("predictions", "is 1.0000000000000002; f(x) is from 0 to 1", () => Evaluation.Compute([1.0000000000000002], [1.0])),
        Refuse("predictions", "is -5E-324; f(x) is from 0 to 1", () => Evaluation.Compute([-5e-324], [1.0])),
        Refuse("y", "0.99999994 stands in column 0", () => Targets.OneHot(new[,] { { 0.99999994f, 0 } })),
        Refuse("probabilities", "is 1.0000001; targets are from 0 to 1", () => Targets.Binary([1.0000001f])),
        Refuse("probabilities", "sums to 1.0000000999999998", () => Targets.Exclusive(new[,] { { 0.5000001, 0.5 } })),
        Refuse("threshold", "is 1.0000000000000002; like f(x)", () => Architecture.Of(1).Sigmoid(1).WithThreshold(1.0000000000000002)),
        Refuse("bins", "At most 1000000", () => CalibrationCurve.Compute([0.0], [true], int.MaxValue)),
        Refuse("classCount", "4294967296 pairs", () => ConfusionMatrix.Compute([0], [0], 65_536)),
        Refuse("capacity", "At most 1073741795", () => _ = new RowsBuilder<double>(2, capacity: int.MaxValue)),
        Refuse("rows", "At most 1073741795", () => new RowsBuilder<double>(2).EnsureCapacity(int.MaxValue)),
        Refuse("inputCount", "At most 2147483591", () => _ = new RowsBuilder<double>(int.MaxValue, sparse: true)),
        Refuse("inputCount", "parameters are more than a model can have", () => Model.Neuron<float>(int.MaxValue)),
        Refuse("weights", "The weight of class 0 is NaN", () => new LossOptions().WithClassWeights(NaN, 1)),
        Refuse("labelSmoothing", "from 0 to 1", () => new LossOptions().WithLabelSmoothing(2)),
        Refuse("gradient", "1 number given; 2 expected", () => Descent.Step(new OptimizerStep(1, false), new double[2], new double[1], [])),
        Refuse("slots", "3 numbers given; 4 expected", () => new Adam(0.1).Step(new OptimizerStep(1, false), new double[2], new double[2], new double[3])),
        Refuse("bins", "At least 1", () => CalibrationCurve.Compute([0.0], [true], 0)),
        Refuse("outputIndex", "from 0 to 2", () => CalibrationCurve.Compute(Softmax, Digits, 3)),
        Refuse("right", "The numbers of bins differ: 10 and 5", () => _ = CalibrationCurve.Compute([0.0], [true]) + CalibrationCurve.Compute([0.0], [true], 5)),
    ];

    private static Refusal Refuse(string argument, string says, Action action, [CallerArgumentExpression(nameof(action))] string call = "") =>
        new(argument, says, action, call);

    private sealed record Refusal(string Argument, string Says, Action Action, string Call);
}
