using System.Numerics;
using FsCheck.Xunit;
using MathNet.Numerics.Providers.MKL.LinearAlgebra;
using Perceptron;
using Tests;
using Xunit;

// The stand-in counts for the whole process.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace BlasTests;

/// <summary>What is asked of a provider that refuses all that a real one refuses, and what comes of it.</summary>
[Properties(Arbitrary = [typeof(Cases)], MaxTest = 15)]
public class BlasProperties
{
    [Fact]
    public void MKL_s_stand_in_is_there() => Assert.True(BlasProvider.Mkl.Check().IsAvailable);

    [Property]
    public void All_that_takes_a_provider_agrees_with_our_own_kernels(NetworkCase network)
    {
        Compare<double>(network, 1e-9);
        Compare<float>(network, 1e-3);
    }

    [Property]
    public void Only_large_products_of_dense_rows_go_there_and_all_others_are_counted_as_our_own(NetworkCase network)
    {
        var (model, data) = Make<float>(network);
        var before = BlasProvider.Mkl.Check();
        StandIn.Products.Clear();
        model.Gradient(data, compute: new ComputeOptions { UseMkl = true, Threads = network.Threads });

        // Forward and gradient of each layer, backward of all but the first, for each block of 512 rows.
        int[] sizes = [.. network.Widths, 3];
        int[] blocks = [.. Enumerable.Range(0, (network.Rows + 511) / 512).Select(block => Math.Min(512, network.Rows - (block * 512)))];
        var expected =
            from rows in blocks
            from layer in Enumerable.Range(0, 3)
            let isDense = layer > 0 || !network.IsSparse
            where isDense && rows >= BlasProvider.MinRows && Math.Min(sizes[layer], sizes[layer + 1]) >= BlasProvider.MinWidth
            from product in (Product[])
            [
                new(sizes[layer + 1], sizes[layer], rows),
                new(sizes[layer + 1], rows, sizes[layer]),
                .. layer == 0 ? (Product[])[] : [new(sizes[layer], sizes[layer + 1], rows)],
            ]
            select product;
        Assert.Equal(expected.Order(ByName), StandIn.Products.Order(ByName));
        var after = BlasProvider.Mkl.Check();
        Assert.Equal(StandIn.Products.Count, after.ProductCount - before.ProductCount);
        Assert.Equal(blocks.Length * 8, after.ProductCount - before.ProductCount + after.OwnProductCount - before.OwnProductCount);
    }

    [Fact]
    public void Single_rows_and_small_batches_never_go_there()
    {
        var (model, data) = Make<float>(new NetworkCase([512, 512, 512], 1000, false, 1, 0));
        var compute = new ComputeOptions { UseMkl = true };
        StandIn.Products.Clear();
        _ = model.Predict(data.Rows.Row(0));
        _ = model.Predict(data.Rows.Select([5]), compute);
        foreach (var batchSize in (int[])[1, 32, 128, BlasProvider.MinRows - 1])
        {
            _ = model.Gradient(data.Select([.. Enumerable.Range(0, batchSize)]), compute: compute);
        }

        Assert.Empty(StandIn.Products);
    }

    [Fact]
    public void What_is_small_has_the_bits_of_our_own_kernels_on_any_number_of_threads()
    {
        var (model, data) = Make<double>(new NetworkCase([300, 280, 260], 600, false, 1, 0));
        TrainingOptions Options(bool useMkl, int threads) =>
            new() { BatchSize = BlasProvider.MinRows - 1, Compute = new ComputeOptions { UseMkl = useMkl, Threads = threads } };

        // Not the loss of the start, which takes all rows at once.
        double[] Trained(TrainingOptions options) => model.Train(data, new GradientDescent(0.1), 2, options).Last().Model.GetParameters();

        Same.Bits(Trained(Options(false, 1)), Trained(Options(true, 1)));
        Same.Bits(Trained(Options(false, 1)), Trained(Options(true, 3)));
    }

    [Fact]
    public void Eight_threads_at_once_get_the_bits_of_one()
    {
        var (model, data) = Make<float>(new NetworkCase([256, 256, 256], 700, false, 1, 0));
        var compute = new ComputeOptions { UseMkl = true };
        var expected = model.Gradient(data, compute: compute).ToArray();
        var runs = new float[8][];
        Parallel.For(0, runs.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => runs[i] = model.Gradient(data, compute: compute).ToArray());
        Assert.All(runs, run => Same.Bits(expected, run));
    }

    [Fact]
    public void The_switch_is_MKL_by_name()
    {
        Assert.Same(BlasProvider.Mkl, new ComputeOptions { UseMkl = true }.Blas);
        Assert.Null(new ComputeOptions { UseMkl = true, Blas = null }.Blas);
        Assert.Null(new ComputeOptions { Blas = BlasProvider.Mkl, UseMkl = false }.Blas);
        Assert.Same(BlasProvider.OpenBlas, new ComputeOptions { Blas = BlasProvider.OpenBlas, UseMkl = false }.Blas);
        Assert.False(new ComputeOptions { Blas = BlasProvider.OpenBlas }.UseMkl);
        Assert.Equal("2 threads, OpenBLAS", $"{new ComputeOptions { Threads = 2, Blas = BlasProvider.OpenBlas }}");
    }

    [Fact]
    public void The_real_assembly_of_OpenBLAS_is_found_and_its_native_library_is_what_is_missing()
    {
        var status = BlasProvider.OpenBlas.Check();
        Assert.False(status.IsAvailable);
        Assert.Contains("its native library libMathNetNumericsOpenBLAS", status.Description, StringComparison.Ordinal);
        Assert.Equal((0, 0), (status.ProductCount, status.OwnProductCount));
    }

    private static readonly Comparer<Product> ByName = Comparer<Product>.Create((a, b) => string.CompareOrdinal($"{a}", $"{b}"));

    private static (Model<T> Model, Dataset<T> Data) Make<T>(NetworkCase network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(1);
        var values = new T[network.Rows * network.Widths[0]];
        foreach (ref var value in values.AsSpan())
        {
            value = T.CreateChecked((random.NextDouble() - 0.5) * random.Next(2));
        }

        var rows = Rows.Of(values, network.Widths[0]);
        var data = Dataset.Exclusive(network.IsSparse ? rows.ToSparse() : rows, [.. Enumerable.Range(0, network.Rows).Select(row => row % 3)], 3);
        return (Model.Glorot<T>(network.Architecture, 1), data);
    }

    private static void Compare<T>(NetworkCase network, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (model, data) = Make<T>(network);
        var ours = Everything(model, data, network, useMkl: false);
        var theirs = Everything(model, data, network, useMkl: true);
        Same.Within(ours, theirs, i => tolerance * Math.Max(0.01, Math.Abs(ours[i])));
    }

    private static double[] Everything<T>(Model<T> model, Dataset<T> data, NetworkCase network, bool useMkl)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var options = new TrainingOptions
        {
            BatchSize = network.BatchSize == 1 ? null : network.BatchSize,
            Compute = new ComputeOptions { Threads = network.Threads, UseMkl = useMkl },
        };
        var last = model.Train(data, new GradientDescent(0.1), 1, options).Last();
        T[] numbers =
        [
            .. model.Gradient(data, new LossOptions { L2 = 0.01 }, options.Compute).ToArray(),
            .. model.Predict(data.Rows, options.Compute).Cast<T>(),
            .. last.Model.GetParameters(),
        ];
        return [model.Loss(data, compute: options.Compute), last.Loss, .. numbers.Select(double.CreateChecked)];
    }
}
