using FsCheck;
using FsCheck.Xunit;
using Perceptron;
using Perceptron.Engine;
using Perceptron.Kernels;
using Perceptron.Support;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>
/// First layers of few neurons compute eight inputs at a time. All kinds of rows give the same bits. Within rounding, panels of neurons
/// give the same. Without fused multiply-add there are only panels.
/// </summary>
[Properties(Arbitrary = [typeof(KernelGenerators)], QuietOnSuccess = true)]
public class InputBlockProperties
{
    private const int Width = BlockKernels.Width;

    [Property(MaxTest = 20)]
    public void Bytes_dense_rows_and_single_rows_give_the_same_bits(LabelledBytes given)
    {
        var coded = given.Coded();
        var dense = coded.ToDense();
        var options = new TrainingOptions
        {
            BatchSize = given.BatchSize,
            Seed = given.Seed,
            Loss = new LossOptions { L2 = given.L2 },
            Compute = new ComputeOptions { Threads = given.Threads, SharesEveryBatch = true },
        };
        var start = Model.Glorot<float>(given.Architecture, given.Seed);
        Model<float> Trained(Rows<float> rows) =>
            start.Train(Dataset.Exclusive(rows, given.Y, given.ClassCount), new GradientDescent(0.1) { Momentum = 0.5 }, 2, options).Last().Model;
        var model = Trained(coded);
        Same.Bits(model.GetParameters(), Trained(dense).GetParameters());
        Same.Bits(Gradient(model, coded, given), Gradient(model, dense, given));
        var predictions = model.Predict(coded);
        Same.Bits(predictions, model.Predict(dense));
        for (var r = 0; r < Math.Min(given.Count, 20); r++)
        {
            float[] expected = [.. Enumerable.Range(0, given.ClassCount).Select(j => predictions[r, j])], one = new float[given.ClassCount];
            Same.Bits(expected, model.Predict(coded.Row(r)));
            model.Predict(coded, r, one);
            Same.Bits(expected, one);
        }
    }

    [Property(MaxTest = 20)]
    public void Panels_give_the_same_within_rounding(LabelledBytes given)
    {
        var (coded, valued) = (given.Coded(), given.Valued());
        var model = Model.Glorot<float>(Architecture.Of(coded.InputCount).Softmax(given.ClassCount), given.Seed);
        var exact = model.ConvertTo<double>();
        Assert.Null(valued.Blocks);
        var expected = Same.Flat(exact.Logits(valued.ConvertTo<double>()));
        var gradient = exact.Gradient(Dataset.Exclusive(valued.ConvertTo<double>(), given.Y, given.ClassCount)).ToArray();
        foreach (var rows in (Rows<float>[])[coded, valued, valued.ToDense()])
        {
            Same.Within(expected, Same.Doubles(Same.Flat(model.Logits(rows))), 2e-5);
            Same.Within(gradient, Same.Doubles(Gradient(model, rows, given)), 2e-5);
        }
    }

    /// <summary>Dense rows and bytes use input blocks if there are few neurons and many inputs, otherwise panels of neurons.</summary>
    [Theory]
    [InlineData(64, 10, 0.5, true)]
    [InlineData(64, 11, 0.5, false)]
    [InlineData(56, 10, 0.5, false)]
    [InlineData(68, 10, 0.5, false)]
    [InlineData(4096, 2, 0.5, true)]
    [InlineData(4104, 2, 0.5, false)]
    [InlineData(512, 10, 0.01, true)]
    public void Input_blocks_are_for_few_neurons_and_many_inputs(int inputs, int neurons, double share, bool areBlocked)
    {
        var (coded, valued, _) = SomeRows(40, inputs, share);
        var model = Model.Zeros<float>(Architecture.Of(inputs).Sigmoid(neurons));
        var expected = areBlocked && BlockKernels.IsSupported;
        Assert.Equal(expected, model.PackedFor().Layout.Layers[0].IsBlocked);
        Assert.Equal(expected, model.PackedFor(coded).Layout.Layers[0].IsBlocked);
        Assert.Equal(expected, model.PackedFor(coded.ToDense()).Layout.Layers[0].IsBlocked);
        Assert.False(model.PackedFor(valued).Layout.Layers[0].IsBlocked);
        Assert.False(model.ConvertTo<double>().PackedFor().Layout.Layers[0].IsBlocked);
    }

    /// <summary>A single neuron has its weights one after another, if they fill a vector; bytes stay in input blocks.</summary>
    [Theory]
    [InlineData(15, 1, false)]
    [InlineData(16, 1, true)]
    [InlineData(64, 1, true)]
    [InlineData(64, 2, false)]
    public void A_single_neuron_stands_by_itself(int inputs, int neurons, bool isNeuron)
    {
        var (coded, valued, _) = SomeRows(40, inputs, 0.5);
        var model = Model.Zeros<float>(Architecture.Of(inputs).Sigmoid(neurons));
        Assert.Equal(isNeuron, model.PackedFor().Layout.IsNeuron);
        Assert.Equal(isNeuron, model.PackedFor(coded.ToDense()).Layout.IsNeuron);
        Assert.Equal(isNeuron, model.PackedFor(valued).Layout.IsNeuron);
        Assert.Equal(isNeuron && coded.Blocks is null, model.PackedFor(coded).Layout.IsNeuron);
        Assert.False(Model.Zeros<float>(Architecture.Of(inputs).Hidden(1, Activation.Tanh).Sigmoid(1)).PackedFor().Layout.IsNeuron);
    }

    [Property(MaxTest = 30)]
    public void What_is_packed_by_input_blocks_is_unpacked_again(byte inputBlocks, byte hidden, byte outputs)
    {
        var architecture = Architecture.Of(Width * (8 + (inputBlocks % 12))).Hidden(1 + (hidden % 10), Activation.ReLU).Softmax(2 + (outputs % 28));
        float[] parameters = [.. Enumerable.Range(1, architecture.ParameterCount).Select(number => (float)number)];
        var packed = PackedParameters<float>.Of(PackedLayout.Of<float>(architecture, PackedForm.Blocks), parameters);
        Same.Bits(parameters, packed.Layout.Unpack<float>(packed.Parameters));
    }

    [Theory]
    [InlineData(1e38f)]
    [InlineData(3.4e38f)]
    [InlineData(1e-38f)]
    [InlineData(float.Epsilon)]
    public void Weights_at_the_ends_of_what_is_finite_give_the_same(float scale)
    {
        var (random, inputs, classes) = (new Random(3), 80, 5);
        var (coded, _, labels) = SomeRows(70, inputs, share: 0.5, classes);
        float Weight() => scale * (random.Next(2) == 0 ? -1 : 1) * (scale > 1 ? 1 - (random.NextSingle() / 4) : 1);
        var w = new float[inputs, classes];
        foreach (var (i, j) in from i in Enumerable.Range(0, inputs) from j in Enumerable.Range(0, classes) select (i, j))
        {
            w[i, j] = Weight();
        }

        var model = Model.Softmax(w, [.. Enumerable.Range(0, classes).Select(_ => Weight())]);
        var predictions = model.Predict(coded);
        Same.Bits(predictions, model.Predict(coded.ToDense()));
        Same.Bits(model.Gradient(Dataset.Exclusive(coded, labels, classes)).ToArray(), model.Gradient(Dataset.Exclusive(coded.ToDense(), labels, classes)).ToArray());
    }

    [Fact]
    public void A_batch_allocates_nothing()
    {
        var (coded, _, labels) = SomeRows(2000, 64, share: 0.5);
        using var epochs = Model.Softmax<float>(64, 2)
            .Train(Dataset.Exclusive(coded, labels, 2), new GradientDescent(0.1), 10, new TrainingOptions { BatchSize = 4 }).GetEnumerator();
        var allocated = long.MaxValue;
        for (var epoch = 0; epoch < 10; epoch++)
        {
            // An epoch of 500 batches allocates a model of 130 numbers, and little else.
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.True(epochs.MoveNext());
            allocated = epoch == 0 ? allocated : Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.InRange(allocated, 1, 4000);
    }

    private static float[] Gradient(Model<float> model, Rows<float> rows, LabelledBytes given) => model.Gradient(Dataset.Exclusive(rows, given.Y, given.ClassCount)).ToArray();

    /// <summary>The same rows as bytes and as compressed numbers, some of them all zero; and their classes.</summary>
    private static (Rows<float> Coded, Rows<float> Valued, int[] Labels) SomeRows(int count, int inputs, double share, int classes = 2)
    {
        var random = new Random(inputs);
        var given = new LabelledBytes(
            new(count, inputs, [.. Enumerable.Range(0, count * inputs).Select(i => i / inputs % 50 != 7 && random.NextDouble() < share ? (byte)random.Next(256) : (byte)0)]),
            new(1, count, [.. Enumerable.Range(0, count).Select(_ => random.Next(classes))]),
            classes, Hidden: 0, BatchSize: 1, Threads: 1, L2: 0, Seed: 0);
        return (given.Coded(), given.Valued(), given.Y);
    }
}
