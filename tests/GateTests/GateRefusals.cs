using Perceptron;
using Xunit;

namespace GateTests;

/// <summary>What the gates refuse: which argument is named, and what is said of it.</summary>
public class GateRefusals
{
    private static readonly Model<double> One = LogicGate.Not.Textbook;
    private static readonly Model<double> Two = LogicGate.Or.Textbook;
    private static readonly Model<double> Three = Model.Neuron<double>(3);
    private static readonly double[] Axis = [0, 1];

    private static readonly Dictionary<string, (string Argument, string Says, Action Call)> Table = new()
    {
        ["rate of 0"] = ("LearningRate", "above 0", () => _ = new GateOptions { LearningRate = 0 }),
        ["rate of NaN"] = ("LearningRate", "NaN", () => _ = new GateOptions { LearningRate = double.NaN }),
        ["epochs below 0"] = ("Epochs", "-1", () => _ = new GateOptions { Epochs = -1 }),
        ["hidden neurons below 0"] = ("HiddenNeurons", "0 means no hidden layer", () => _ = new GateOptions { HiddenNeurons = -1 }),
        ["no activation"] = ("HiddenActivation", "", () => _ = new GateOptions { HiddenActivation = null! }),
        ["infinite target loss"] = ("TargetLoss", "at least 0", () => _ = new GateOptions { TargetLoss = double.PositiveInfinity }),
        ["no start"] = ("start", "", () => new GateOptions().From(null!)),
        ["run of no gate"] = ("gate", "", () => GateRun.Run(null!)),
        ["start of other inputs"] = ("Start", "1 → 1 sigmoid", () => GateRun.Run(LogicGate.Xor, new GateOptions { Start = One })),
        ["start of other outputs"] = ("Start", "2 → 2 sigmoid", () => GateRun.Run(LogicGate.Xor, new GateOptions { Start = LogicGate.OrAnd.Textbook })),
        ["start with a softmax"] = ("Start", "2 → 2 softmax", () => GateRun.Run(LogicGate.OrAnd, new GateOptions { Start = Model.Softmax<double>(2, 2) })),
        ["survey of no gate"] = ("gate", "", () => GateSurvey.Run(null!, 1, 1)),
        ["survey of no seed"] = ("count", "0", () => GateSurvey.Run(LogicGate.Or, 1, 0)),
        ["seeds beyond the last"] = ("count", "2", () => GateSurvey.Run(LogicGate.Or, long.MaxValue, 3)),
        ["table of no model"] = ("model", "", () => TruthTable.Compute(null!, LogicGate.Or.Dataset)),
        ["table of no data"] = ("data", "", () => TruthTable.Compute(Two, null!)),
        ["table of other data"] = ("data", "2 values given; this model has 1 input", () => TruthTable.Compute(One, LogicGate.Or.Dataset)),
        ["formula of no model"] = ("model", "", () => Formula.Format(null!)),
        ["no digits"] = ("digits", "0", () => Formula.Format(Two, 0)),
        ["16 digits"] = ("digits", "16", () => Formula.Format(Two, 16)),
        ["line of no layer"] = ("layer", "", () => DecisionLine.Of(null!)),
        ["line of three inputs"] = ("layer", "The layer has 3 inputs; a line needs 2.", () => DecisionLine.Of(Three.Layers[0])),
        ["line of no neuron"] = ("neuron", "from 0 to 0", () => DecisionLine.Of(Two.Layers[0], 1)),
        ["square from NaN"] = ("from", "finite", () => DecisionLine.Of(Two.Layers[0]).Ends(double.NaN, 1)),
        ["square of nothing"] = ("to", "above 1", () => DecisionLine.Of(Two.Layers[0]).Ends(1, 1)),
        ["axis from infinity"] = ("from", "finite", () => Surface.Axis(double.NegativeInfinity, 1, 2)),
        ["axis downwards"] = ("to", "above 1", () => Surface.Axis(1, 0, 2)),
        ["axis of a point"] = ("count", "1", () => Surface.Axis(0, 1, 1)),
        ["surface of no model"] = ("model", "", () => Surface.Sample(null!, Axis, Axis)),
        ["surface of one input"] = ("model", "The model has 1 input; a model with 2 inputs is needed.", () => Surface.Sample(One, Axis, Axis)),
        ["surface without x1"] = ("x1", "", () => Surface.Sample(Two, null!, Axis)),
        ["surface without coordinates"] = ("x2", "has no coordinates", () => Surface.Sample(Two, Axis, [])),
        ["surface at NaN"] = ("x2", "The coordinate at 1 is NaN", () => Surface.Sample(Two, Axis, [0, double.NaN])),
        ["surface too large"] = ("x2", "65536 × 65536", () => Surface.Sample(Two, new double[65536], new double[65536])),
        ["surface of no output"] = ("output", "from 0 to 0", () => Surface.Sample(Two, Axis, Axis, 1)),
        ["hidden surface of none"] = ("model", "no hidden layer", () => Surface.SampleHidden(Two, Axis, Axis, 0)),
        ["hidden surface of no neuron"] = ("neuron", "from 0 to 1", () => Surface.SampleHidden(LogicGate.Xor.Textbook, Axis, Axis, 2)),
        ["curve of two inputs"] = ("model", "a model with 1 input is needed", () => Surface.SampleCurve(Two, Axis)),
        ["curve at infinity"] = ("x", "Infinity", () => Surface.SampleCurve(One, [double.PositiveInfinity])),
        ["curve of no output"] = ("output", "from 0 to 0", () => Surface.SampleCurve(One, Axis, -1)),
        ["map of no model"] = ("model", "", () => HeatMap.Draw<double>(null!, LogicGate.Or.Dataset)),
        ["map of no data"] = ("observations", "", () => HeatMap.Draw(Two, null!)),
        ["map of three inputs"] = ("model", "3 inputs", () => HeatMap.Draw(Three, LogicGate.Or.Dataset)),
        ["map of other data"] = ("observations", "1 input", () => HeatMap.Draw(Two, LogicGate.Not.Dataset)),
        ["map of no output"] = ("output", "from 0 to 0", () => HeatMap.Draw(Two, LogicGate.Or.Dataset, 1)),
        ["map too small"] = ("size", "31", () => HeatMap.Draw(Two, LogicGate.Or.Dataset, size: 31)),
        ["map too large"] = ("size", "8193", () => HeatMap.Draw(Two, LogicGate.Or.Dataset, size: 8193)),
        ["map without a range"] = ("observations", "Input 1 of the observations ranges from 1 to 1", () =>
            HeatMap.Draw(Two, Dataset.Binary(new double[,] { { 0, 1 }, { 1, 1 } }, [0.0, 1]))),
    };

    public static TheoryData<string> Cases() => [.. Table.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Names_its_argument(string name)
    {
        var (argument, says, call) = Table[name];
        var exception = Assert.IsAssignableFrom<ArgumentException>(Record.Exception(call));

        Assert.Equal(argument, exception.ParamName);
        Assert.Contains(says, exception.Message, StringComparison.Ordinal);
    }
}
