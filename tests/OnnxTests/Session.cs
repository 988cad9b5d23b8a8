using System.Numerics;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Perceptron;

namespace OnnxTests;

/// <summary>What ONNX Runtime computes by the file of a model.</summary>
internal sealed class Session<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly InferenceSession _session;

    public Session(Model<T> model)
    {
        using var stream = new MemoryStream();
        OnnxFile.Write(model, stream);

        // One thread, as tests run beside each other.
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        _session = new InferenceSession(stream.ToArray(), options);
    }

    public Answer<T> Run(T[,] x)
    {
        using var results = _session.Run([NamedOnnxValue.CreateFromTensor("x", x.ToTensor())]);
        var last = results.Single(result => result.Name is "class" or "classes");
        return new(
            Matrix(results.Single(result => result.Name == "logits").AsTensor<T>()),
            Matrix(results.Single(result => result.Name == "probabilities").AsTensor<T>()),
            last.Name == "class" ? Vector(last.AsTensor<long>()) : null,
            last.Name == "classes" ? Matrix(last.AsTensor<bool>()) : null);
    }

    public void Dispose() => _session.Dispose();

    private static TValue[,] Matrix<TValue>(Tensor<TValue> tensor)
    {
        var matrix = new TValue[tensor.Dimensions[0], tensor.Dimensions[1]];
        for (var i = 0; i < matrix.GetLength(0); i++)
        {
            for (var j = 0; j < matrix.GetLength(1); j++)
            {
                matrix[i, j] = tensor[i, j];
            }
        }

        return matrix;
    }

    private static long[] Vector(Tensor<long> tensor) =>
        tensor.Rank == 1 ? [.. tensor] : throw new InvalidOperationException($"A vector was expected, not {tensor.Rank} dimensions.");
}

/// <summary>The outputs, of which one of the last two is there.</summary>
internal sealed record Answer<T>(T[,] Logits, T[,] Probabilities, long[]? Class, bool[,]? Classes);
