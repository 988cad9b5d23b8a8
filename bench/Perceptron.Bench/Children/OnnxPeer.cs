using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Perceptron.Bench.Children;

/// <summary>ONNX Runtime's part of the comparison: predictions by the models that we export, one thread.</summary>
internal static class OnnxPeer
{
    private static readonly string[] s_inputs = ["x"];
    private static readonly string[] s_outputs = ["probabilities"];

    public static int Run() => Answers.Run(
        $"ONNX Runtime {typeof(InferenceSession).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]}",
        question => (string?)question["task"] switch
        {
            "shape predict" => new(Predict((string)question["folder"]!, (int)question["inputs"]!, (int)question["rows"]!, 1)),
            "shape predict rows" => new(Predict((string)question["folder"]!, (int)question["inputs"]!, 1, (int)question["calls"]!)),
            var task => throw new ArgumentException($"Unknown task \"{task}\"."),
        });

    /// <summary>Calls one after the other, each with its rows, which are tensors before.</summary>
    private static Action Predict(string folder, int inputs, int rows, int calls)
    {
        var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL };
        var session = new InferenceSession(Path.Combine(folder, "model.onnx"), options);
        var bytes = new byte[(long)rows * calls * inputs * sizeof(float)];
        using (var file = File.OpenRead(Path.Combine(folder, "values.f32")))
        {
            file.ReadExactly(bytes);
        }

        var values = MemoryMarshal.Cast<byte, float>(bytes).ToArray();
        OrtValue[][] arguments = [.. Enumerable.Range(0, calls).Select(call => new[]
        {
            OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, values.AsMemory(call * rows * inputs, rows * inputs), [rows, inputs]),
        })];
        var run = new RunOptions();
        return () =>
        {
            foreach (var argument in arguments)
            {
                using var results = session.Run(run, s_inputs, argument, s_outputs);
            }
        };
    }
}
