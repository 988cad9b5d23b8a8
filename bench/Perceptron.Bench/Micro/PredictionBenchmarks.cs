using BenchmarkDotNet.Attributes;

namespace Perceptron.Bench.Micro;

/// <summary>Softmax regression's f(x) for MNIST's 10,000 test images, and for one.</summary>
public class PredictionBenchmarks : MnistBenchmarks
{
    private readonly Model<float> _model =
        Model.Uniform<float>(Architecture.Of(784).Softmax(10), -0.1, 0.1, seed: 1);

    private readonly ComputeOptions _two = new() { Threads = 2 };
    private readonly float[] _prediction = new float[10];
    private float[] _predictions = [];
    private float[] _row = [];
    private Rows<float> _dense = null!;

    /// <inheritdoc/>
    public override void SetUp()
    {
        base.SetUp();
        _predictions = new float[Test.Count * Test.ClassCount];
        _row = Test.Rows.Row(0);
        _dense = Test.Rows.ToDense();
    }

    /// <summary>All images into the caller's memory, one thread.</summary>
    [Benchmark]
    public void Images() => _model.Predict(Test.Rows, _predictions);

    /// <summary>All images into the caller's memory, two threads.</summary>
    [Benchmark]
    public void ImagesTwoThreads() => _model.Predict(Test.Rows, _predictions, _two);

    /// <summary>The logits alone: the forward kernel on compressed rows, and little else.</summary>
    [Benchmark]
    public void Logits() => _model.Logits(Test.Rows, _predictions);

    /// <summary>The logits of dense rows.</summary>
    [Benchmark]
    public void DenseLogits() => _model.Logits(_dense, _predictions);

    /// <summary>The class of each image.</summary>
    [Benchmark]
    public int[] Classes() => _model.Classify(Test.Rows);

    /// <summary>One image, as dense pixels, into the caller's memory: allocates nothing.</summary>
    [Benchmark]
    public void OneImage() => _model.Predict(_row, _prediction);

    /// <summary>One image of the compressed rows, into the caller's memory: allocates nothing.</summary>
    [Benchmark]
    public void OneCompressedImage() => _model.Predict(Test.Rows, 0, _prediction);
}
