using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Perceptron;
using Xunit;

namespace OnnxTests;

/// <summary>What the documentation shows of ONNX Runtime. Samples do not run it, for what it would tell of them.</summary>
public sealed class HowTo
{
    [Fact]
    public void A_file_is_computed_by()
    {
        var folder = Directory.CreateTempSubdirectory("perceptron-test-").FullName;
        var path = Path.Combine(folder, "digits.onnx");
        var digits = Digits.Embedded();
        var model = Model.Softmax<float>(64, 10).Train(digits.Data, new GradientDescent(0.5), 5).Last().Model;
        OnnxFile.Save(model, path);
        var (n, pixels) = (3, Enumerable.Range(0, 3).SelectMany(digits.Data.Rows.Row).ToArray());

        // <run>
        using var session = new InferenceSession(path);
        var x = new DenseTensor<float>(pixels, [n, 64]); // row after row
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("x", x)]);
        var byName = results.ToDictionary(result => result.Name);
        float[] probabilities = [.. byName["probabilities"].AsTensor<float>()];
        long[] classes = [.. byName["class"].AsTensor<long>()];
        // </run>

        Directory.Delete(folder, recursive: true);
        Assert.Equal(30, probabilities.Length);
        Assert.Equal(model.Classify(digits.Data.Select([0, 1, 2]).Rows), classes.Select(index => (int)index));
    }
}
