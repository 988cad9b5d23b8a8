using System.Text.Json.Nodes;

namespace Perceptron.Bench.Compare.Points;

/// <summary>The peers at the tasks of a shape, one thread each.</summary>
internal sealed class ShapePeers(Peers peers, DataShape shape, string folder)
{
    private const int Part = 4096;

    private static readonly string[] s_methods = ["predict_proba", "decision_function"];

    public Side[] Epoch() => WithScikit(PyTorch("shape epoch"), () => [("partial_fit", Question("shape epoch"))]);

    /// <summary>PyTorch alone: scikit-learn has no public function for a gradient.</summary>
    public Side[] Gradient()
    {
        Way[] ways = shape.NonZeros is null
            ? InParts("shape gradient", shape.Rows, "")
            : [
                .. InParts("shape gradient", shape.Rows, ", sparse gradient", ("sparse_gradient", () => true)),
                .. InParts("shape gradient", shape.Rows, ", dense gradient", ("sparse_gradient", () => false)),
            ];
        return [peers.PyTorch.Side(peers.PyTorch.Name, ways)];
    }

    public Side[] Predict(int rows) =>
    [
        .. WithScikit(peers.PyTorch.Side(peers.PyTorch.Name, InParts("shape predict", rows, "", ("rows", () => rows))), () => Methods("shape predict", "rows", rows)),
        .. Onnx("shape predict", "rows", rows),
    ];

    /// <summary>The time of one call, as a mean of many.</summary>
    public Side[] PredictRows(int calls, int scikitCalls)
    {
        var sides = WithScikit(PyTorch("shape predict rows", ("calls", calls)), () => Methods("shape predict rows", "calls", scikitCalls));
        return
        [
            sides[0].Over(calls), .. sides.Skip(1).Select(side => side.Over(scikitCalls)),
            .. Onnx("shape predict rows", "calls", scikitCalls).Select(side => side.Over(scikitCalls)),
        ];
    }

    /// <summary>ONNX Runtime with our exported model, on dense rows alone: ONNX has no sparse inputs.</summary>
    private Side[] Onnx(string task, string option, int value) => shape.NonZeros is not null
        ? []
        : [peers.OnnxRuntime.Side("ONNX Runtime", peers.OnnxRuntime.Way(
            "1 thread", new JsonObject { ["task"] = task, ["folder"] = folder, ["inputs"] = shape.Inputs, [option] = value }))];

    private Side PyTorch(string task, params (string Name, JsonNode Value)[] options) =>
        peers.PyTorch.Side(peers.PyTorch.Name, peers.PyTorch.Way("1 thread", Question(task, options)));

    /// <summary>All rows together, and in parts, whose intermediate results stay in the cache: PyTorch can be many times as fast.</summary>
    private Way[] InParts(string task, int rows, string suffix, params (string Name, Func<JsonNode> Value)[] options) =>
        [.. new (int Rows, string Name)[] { (rows, "all rows together"), (Part, "in parts") }.Select(part => peers.PyTorch.Way(
            part.Name + suffix, Question(task, [("part", part.Rows), .. options.Select(option => (option.Name, option.Value()))])))];

    private Side[] WithScikit(Side torch, Func<(string Name, JsonObject Question)[]> ways) => shape.HasScikit
        ? [torch, peers.Scikit.Side("scikit-learn", [.. ways().Select(way => peers.Scikit.Way(way.Name, way.Question))])]
        : [torch];

    /// <summary>Probabilities, and logits, which take less.</summary>
    private (string Name, JsonObject Question)[] Methods(string task, string option, int value) =>
        [.. s_methods.Select(method => (method, Question(task, (option, value), ("method", method))))];

    private JsonObject Question(string task, params (string Name, JsonNode Value)[] options)
    {
        var question = new JsonObject { ["task"] = task, ["shape"] = shape.ToJson(folder) };
        foreach (var (name, value) in options)
        {
            question[name] = value;
        }

        return question;
    }
}
