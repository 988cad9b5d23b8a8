using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;
using Perceptron;
using Perceptron.Support;
using Architecture = Perceptron.Architecture;

namespace Child;

/// <summary>Trainings that between them go through every kernel, with enough to do for eight threads.</summary>
internal static class Trainings
{
    /// <summary>Says what is accelerated here; then of each training its name, a hash of its numbers, and some of these.</summary>
    public static void Print(int threads)
    {
        Console.WriteLine(
            $"512 bits {Vector512.IsHardwareAccelerated}, 256 bits {Vector256.IsHardwareAccelerated}, 128 bits {Vector128.IsHardwareAccelerated}, "
            + $"fused {Fma.IsSupported || AdvSimd.IsSupported}, {threads} threads");
        Softmax<float>("bytes, softmax, mini-batches", Bytes<float>(), batchSize: 128, threads);
        Softmax<double>("bytes, softmax, large batches", Bytes<double>(), batchSize: 700, threads);
        Softmax<float>("bytes, softmax, full batches", Bytes<float>(), batchSize: 0, threads, epochs: 20);
        Softmax<float>("bytes by input blocks, softmax, mini-batches", Bytes<float>(1040), batchSize: 100, threads);
        Softmax<float>("dense by input blocks, softmax, full batches", Bytes<float>(256).ToDense(), batchSize: 0, threads);
        Hidden<float>("dense, hidden layers, mini-batches", Bytes<float>().ToDense(), batchSize: 256, threads);
        Hidden<double>("sparse, hidden layers, full batches", Bytes<double>().ConvertTo<float>().ConvertTo<double>(), batchSize: 0, threads);
        Softmax<float>("dense, softmax, full batches of six leaves", Bytes<float>(30, count: 2700).ToDense(), batchSize: 0, threads);
        Neuron<float>("dense, one neuron, mini-batches", Bytes<float>(331).ToDense(), batchSize: 128, threads);
        Neuron<double>("sparse, one neuron, full batches", Bytes<double>(5000), batchSize: 0, threads);
        Independent("dense, independent classes, mini-batches", Bytes<float>().ToDense(), batchSize: 300, threads);
    }

    private static void Neuron<T>(string name, Rows<T> rows, int batchSize, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Train(name, Model.Neuron<T>(rows.InputCount), Dataset.Binary(rows, Array.ConvertAll(Classes(2, rows.Count), number => number == 1)), new GradientDescent(0.1), batchSize, threads);

    private static Rows<T> Bytes<T>(int inputs = 300, int count = 1300)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(1);
        var builder = new RowsBuilder<T>(inputs, sparse: true);
        for (var row = 0; row < count; row++)
        {
            builder.AddBytes([.. Enumerable.Range(0, inputs).Select(i => (byte)(random.Next(3) == 0 ? random.Next(256) : 0))]);
        }

        return builder.Build();
    }

    private static int[] Classes(int classes, int count)
    {
        var random = new Random(2);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(classes))];
    }

    private static void Softmax<T>(string name, Rows<T> rows, int batchSize, int threads, int epochs = 3)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Train(name, Model.Softmax<T>(rows.InputCount, 10), Dataset.Exclusive(rows, Classes(10, rows.Count), 10), new GradientDescent(0.1), batchSize, threads, epochs);

    private static void Hidden<T>(string name, Rows<T> rows, int batchSize, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var architecture = Architecture.Of(300).Hidden(40, Activation.Tanh).Hidden(24, Activation.ReLU).Hidden(9, Activation.Sigmoid).Softmax(3);
        var momentum = new GradientDescent(0.05) { Momentum = 0.9, Nesterov = true };
        Train(name, Model.Glorot<T>(architecture, 5), Dataset.Exclusive(rows, Classes(3, rows.Count), 3), momentum, batchSize, threads);
    }

    private static void Independent(string name, Rows<float> rows, int batchSize, int threads)
    {
        var random = new Random(3);
        var y = new float[rows.Count, 20];
        foreach (ref var value in MemoryMarshal.CreateSpan(ref y[0, 0], y.Length))
        {
            value = random.NextSingle();
        }

        Train(name, Model.Zeros<float>(Architecture.Of(300).Sigmoid(20)), Dataset.Of(rows, Targets.MultiLabel(y)), new GradientDescent(0.5), batchSize, threads);
    }

    private static void Train<T>(string name, Model<T> start, Dataset<T> data, Optimizer optimizer, int batchSize, int threads, int epochs = 3)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var options = new TrainingOptions { BatchSize = batchSize == 0 ? null : batchSize, Seed = 6, Loss = new LossOptions { L2 = 0.001 }, Compute = new ComputeOptions { Threads = threads, SharesEveryBatch = true } };
        var last = start.Train(data, optimizer, epochs, options).Last();
        var loss = last.Model.Loss(data, options.Loss, options.Compute);
        var numbers = new List<double>
        {
            last.Loss,
            loss,
            last.Model.Gradient(data, options.Loss, options.Compute).Loss,
        };
        numbers.AddRange(last.Model.Gradient(data, options.Loss, options.Compute).ToArray().Select(double.CreateTruncating));
        numbers.AddRange(last.Model.GetParameters().Select(double.CreateTruncating));
        numbers.AddRange(last.Model.Predict(data.Rows, options.Compute).Cast<T>().Select(double.CreateTruncating));
        var hash = SHA256.HashData(MemoryMarshal.AsBytes(numbers.ToArray().AsSpan()));
        var some = numbers.Where((_, i) => i < 3 || i % 97 == 0).Select(value => value.ToString("R", CultureInfo.InvariantCulture));
        Console.WriteLine($"{name}; {Convert.ToHexString(hash)}; {string.Join(' ', some)}");
    }
}
