using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra;
using Perceptron;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>Minimisation by L-BFGS: that it gets to the minimum, and what it says of why it stopped.</summary>
[Properties(Arbitrary = [typeof(Generators)], QuietOnSuccess = true, MaxTest = 40)]
public class LbfgsProperties
{
    [Property]
    public void The_minimum_of_a_quadratic_is_that_of_its_linear_equations(int seed)
    {
        var random = new Random(seed);
        var n = random.Next(1, 12);
        var root = Matrix<double>.Build.Dense(n, n, (_, _) => random.NextDouble() - 0.5);
        var a = (root * root.Transpose()) + (0.1 * Matrix<double>.Build.DenseIdentity(n));
        var b = Vector<double>.Build.Dense(n, _ => random.NextDouble() - 0.5);
        var result = new Lbfgs { GradientTolerance = 1e-9 }.Minimize(
            p => Loss(Vector<double>.Build.Dense(p)), p => ((a * Vector<double>.Build.Dense(p)) - b).ToArray(), [.. Enumerable.Range(0, n).Select(_ => 10 * random.NextDouble())]);

        Assert.Equal(StopReason.GradientToleranceReached, result.StopReason);
        Assert.InRange(result.GradientMaxNorm, 0, 1e-9);
        Same.Within(a.Solve(b).ToArray(), result.GetPoint(), 1e-7);
        Same.Within(Loss(a.Solve(b)), result.Loss, 1e-14);

        double Loss(Vector<double> p) => (0.5 * (p * (a * p))) - (b * p);
    }

    [Property]
    public void From_any_start_a_linear_model_gets_to_the_one_minimum(ModelWithData given)
    {
        var architecture = given.IsSoftmax ? Architecture.Of(given.Inputs).Softmax(given.Outputs) : Architecture.Of(given.Inputs).Sigmoid(given.Outputs);
        var minimizer = new Lbfgs { GradientTolerance = 1e-9 };
        var (zeros, random) = (Model.Zeros<double>(architecture), Model.Uniform<double>(architecture, -2, 2, given.Seed));
        var (first, second) = (zeros.Minimize(given.Data, minimizer, new LossOptions { L2 = 0.1 }), random.Minimize(given.Data, minimizer, new LossOptions { L2 = 0.1 }));

        foreach (var one in new[] { first, second })
        {
            // A class that never occurs has its best bias without end, and the way there is flat.
            Assert.Equal(StopReason.GradientToleranceReached, one.Minimum.StopReason);
            Assert.InRange(one.Model.Gradient(given.Data, new LossOptions { L2 = 0.1 }).ToArray().Max(Math.Abs), 0, 1e-9);
            Same.Bits(one.Model.Loss(given.Data, new LossOptions { L2 = 0.1 }), one.Minimum.Loss);
            Assert.Equal(one.Minimum.Loss, one.Minimum.Losses[^1]);
            Assert.All(one.Minimum.Losses.Zip(one.Minimum.Losses.Skip(1)), pair => Assert.True(pair.Second <= pair.First * (1 + 2e-14)));
        }

        Same.Within(first.Minimum.Loss, second.Minimum.Loss, 1e-7);
        Same.Within(Weights(first.Model), Weights(second.Model), 1e-6);
        Assert.True(first.Minimum.Loss <= zeros.Train(given.Data, new GradientDescent(0.5), 200, new TrainingOptions { Loss = new LossOptions { L2 = 0.1 } }).Last().Loss + 1e-12);

        static double[] Weights(Model<double> model) => Same.Flat(model.Layers[0].W.ToArray());
    }

    [Property]
    public void A_network_only_gets_better(ModelWithData given)
    {
        var result = given.Model.Minimize(given.Data, new Lbfgs { MaxIterations = 20 }, new LossOptions { L2 = given.L2 + 0.01 });

        Assert.True(result.Minimum.Losses[^1] <= result.Minimum.Losses[0]);
        Assert.Equal(result.Minimum.Iterations, result.Minimum.Losses.Count - 1);
        Same.Bits(result.Model.Loss(given.Data, new LossOptions { L2 = given.L2 + 0.01 }), result.Minimum.Loss);
    }

    [Fact]
    public void Rosenbrocks_valley_is_gone_through()
    {
        // f = 100 (y − x²)² + (1 − x)², from (−1.2, 1); its minimum is 0 at (1, 1).
        var result = new Lbfgs { GradientTolerance = 1e-8 }.Minimize(
            p => (100 * Math.Pow(p[1] - (p[0] * p[0]), 2)) + Math.Pow(1 - p[0], 2),
            p => [(-400 * p[0] * (p[1] - (p[0] * p[0]))) - (2 * (1 - p[0])), 200 * (p[1] - (p[0] * p[0]))],
            [-1.2, 1]);

        Assert.Equal(StopReason.GradientToleranceReached, result.StopReason);
        Same.Within([1, 1], result.GetPoint(), 1e-7);
        Assert.InRange(result.Evaluations, result.Iterations + 1, 60);
    }

    [Fact]
    public void What_is_not_finite_is_a_wall()
    {
        // x − log x, which ends at 0; the first steps from 5 lead beyond.
        var result = new Lbfgs { GradientTolerance = 1e-8 }.Minimize(p => p[0] - Math.Log(p[0]), p => [1 - (1 / p[0])], [5]);
        Same.Within([1], result.GetPoint(), 1e-7);

        // Lower beyond the wall, but nobody knows in which direction.
        result = new Lbfgs { GradientTolerance = 1e-8 }.Minimize(
            p => p[0] > 0 ? p[0] - Math.Log(p[0]) : -5, p => [p[0] > 0 ? 1 - (1 / p[0]) : double.NaN], [5]);
        Same.Within([1], result.GetPoint(), 1e-7);

        foreach (var value in new[] { double.NaN, double.PositiveInfinity })
        {
            var exception = Assert.Throws<DivergedException>(() => new Lbfgs().Minimize(_ => value, p => p, [1]));
            Assert.Contains("At the start", exception.Message, StringComparison.Ordinal);
            Assert.Throws<DivergedException>(() => new Lbfgs().Minimize(_ => 0, _ => [value], [1]));
        }
    }

    [Fact]
    public void It_says_why_it_stopped()
    {
        Func<double[], double> quartic = p => 1 + Math.Pow(p[0], 4);
        Func<double[], double[]> slope = p => [4 * Math.Pow(p[0], 3)];

        Assert.Equal(StopReason.GradientToleranceReached, new Lbfgs().Minimize(quartic, slope, [3]).StopReason);
        Assert.Equal(0, new Lbfgs().Minimize(quartic, slope, [0]).Iterations);

        var few = new Lbfgs { MaxIterations = 4 }.Minimize(quartic, slope, [3]);
        Assert.Equal((StopReason.MaxIterationsReached, 4, 5), (few.StopReason, few.Iterations, few.Losses.Count));
        Assert.Equal([3.0], new Lbfgs { MaxIterations = 0 }.Minimize(quartic, slope, [3]).GetPoint());

        var settled = new Lbfgs { LossTolerance = 1e-3 }.Minimize(quartic, slope, [3]);
        Assert.Equal(StopReason.LossToleranceReached, settled.StopReason);
        var changes = settled.Losses.Zip(settled.Losses.Skip(1), (before, after) => (before - after) / Math.Max(1, before)).ToArray();
        Assert.NotEmpty(changes[..^1]);
        Assert.All(changes[..^1], change => Assert.True(change >= 1e-3));
        Assert.True(changes[^1] < 1e-3);

        // With the sign of the gradient wrong, no step goes down; where a loss has no end, none is long enough.
        var wrong = new Lbfgs().Minimize(quartic, p => [-slope(p)[0]], [3]);
        Assert.Equal((StopReason.NoProgress, 0), (wrong.StopReason, wrong.Iterations));
        Assert.Equal(StopReason.Diverged, new Lbfgs().Minimize(p => -p[0], _ => [-1], [1]).StopReason);
        Assert.StartsWith("NoProgress after 0 iterations, loss 82, gradient", wrong.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_minimisation_keeps_what_there_was()
    {
        var (model, data) = SmallNetwork.WithData();
        using var source = new CancellationTokenSource();
        var asked = 0;
        double[] start = [-1.2, 1];
        var result = new Lbfgs().Minimize(
            p =>
            {
                if (++asked == 10)
                {
                    source.Cancel();
                }

                return (100 * Math.Pow(p[1] - (p[0] * p[0]), 2)) + Math.Pow(1 - p[0], 2);
            },
            p => [(-400 * p[0] * (p[1] - (p[0] * p[0]))) - (2 * (1 - p[0])), 200 * (p[1] - (p[0] * p[0]))],
            start,
            cancellationToken: source.Token);

        Assert.Equal(StopReason.Cancelled, result.StopReason);
        Assert.Equal(10, result.Evaluations);
        Assert.Equal(result.Loss, result.Losses[^1]);
        Assert.True(result.Loss < result.Losses[0]);

        var none = model.Minimize(data, new Lbfgs(), cancellationToken: source.Token);
        Assert.Equal(StopReason.Cancelled, none.Minimum.StopReason);
        Assert.Same(model, none.Model);
        Assert.Throws<OperationCanceledException>(() => new Lbfgs().Minimize(_ => throw new OperationCanceledException(), p => p, start, cancellationToken: source.Token.IsCancellationRequested ? default : source.Token));
    }

    [Fact]
    public void Its_progress_is_the_way_that_it_goes_and_what_it_throws_reaches_the_caller()
    {
        var (model, data) = SmallNetwork.WithData();
        var told = new List<Iterate>();
        var minimum = model.Minimize(data, new Lbfgs { MaxIterations = 5 }, progress: new SynchronousProgress<Iterate>(told.Add)).Minimum;

        Assert.Equal([0, 1, 2, 3, 4, 5], told.Select(iterate => iterate.Number));
        Assert.Equal(minimum.Losses, told.Select(iterate => iterate.Loss));
        Assert.Equal(model.GetParameters(), told[0].GetPoint());
        Assert.Equal(minimum.GetPoint(), told[^1].GetPoint());
        Assert.Equal(StopReason.MaxIterationsReached, minimum.StopReason);

        using var source = new CancellationTokenSource();
        var exception = new OperationCanceledException(source.Token);
        Assert.Same(exception, Record.Exception(() => model.Minimize(
            data,
            new Lbfgs(),
            progress: new SynchronousProgress<Iterate>(_ =>
            {
                source.Cancel();
                throw exception;
            }),
            cancellationToken: source.Token)));
    }

    [Fact]
    public void Float_gets_where_double_gets_and_threads_change_nothing()
    {
        var (model, data) = SmallNetwork.WithData();
        data = data.Select([.. Enumerable.Range(0, 2000).Select(i => i * i % 5)]);
        var minimizer = new Lbfgs { MaxIterations = 30 };
        var wide = model.ConvertTo<float>().ConvertTo<double>().Minimize(data.ConvertTo<float>().ConvertTo<double>(), minimizer, new LossOptions { L2 = 0.01 });
        var narrow = model.ConvertTo<float>().Minimize(data.ConvertTo<float>(), minimizer, new LossOptions { L2 = 0.01 });
        var threads = model.ConvertTo<float>().ConvertTo<double>().Minimize(data.ConvertTo<float>().ConvertTo<double>(), minimizer, new LossOptions { L2 = 0.01 }, new ComputeOptions { Threads = 3 });

        Assert.Equal(wide.Model.ConvertTo<float>(), narrow.Model);
        Assert.Equal(wide.Minimum.Losses, narrow.Minimum.Losses);
        Same.Bits(wide.Model.GetParameters(), threads.Model.GetParameters());
    }

    [Fact]
    public void Badly_scaled_inputs_are_named_and_so_is_an_end_before_the_minimum()
    {
        // Income and age: 1,000 times apart. 20 steps get nowhere near the minimum, which 100 on standardised inputs reach.
        var raw = Dataset.Binary(new double[,] { { 30_000, 25 }, { 52_000, 33 }, { 48_000, 61 }, { 75_000, 48 }, { 29_000, 52 }, { 61_000, 29 } }, [0, 1, 0, 1, 0, 1]);
        var minimizer = new Lbfgs { MaxIterations = 20 };
        var loss = new LossOptions { L2 = 0.01 };
        var early = Model.Neuron<double>(2).Minimize(raw, minimizer, loss);

        Assert.Equal(StopReason.MaxIterationsReached, early.Minimum.StopReason);
        Assert.Equal(2, early.Notes.Count);
        Assert.StartsWith("It stopped before the minimum: an entry of the gradient is", early.Notes[0], StringComparison.Ordinal);
        Assert.Equal("Inputs differ in size, from about 43 (input 1) to 5.2E+04 (input 0): L-BFGS does better on inputs of about 1. Scale them, best by StandardScaler.", early.Notes[1]);
        Assert.Equal($"{early.Minimum}. {early.Notes[0]} {early.Notes[1]}", early.ToString());

        var scaled = Model.Neuron<double>(2).Minimize(StandardScaler.Fit(raw).Transform(raw), new Lbfgs { MaxIterations = 100 }, loss);
        Assert.Equal(StopReason.GradientToleranceReached, scaled.Minimum.StopReason);
        Assert.Empty(scaled.Notes);
        Assert.Equal(scaled.Minimum.ToString(), scaled.ToString());

        // Of 40,000 rows one in two is looked at, of each kind as many.
        var many = Dataset.Concat([.. Enumerable.Repeat(raw, 40_000 / raw.Count)]);
        Assert.Equal(early.Notes[1], Model.Neuron<double>(2).Minimize(many, minimizer, loss).Notes[^1]);
        Assert.Empty(Model.Neuron<double>(2).Minimize(StandardScaler.Fit(many).Transform(many), new Lbfgs { MaxIterations = 100 }, loss).Notes);

        // Where the gradient is flat because all inputs are tiny, it stops at once and seems to be done.
        var tiny = Model.Neuron<double>(2).Minimize(raw.Scale(1e-12), minimizer);
        Assert.Contains(tiny.Notes, note => note.StartsWith("Inputs ", StringComparison.Ordinal));
    }

    [Property]
    public void Notes_follow_the_sizes_of_the_inputs_where_they_are_not_0(int seed, bool sparse)
    {
        var random = new Random(seed);
        var sizes = Enumerable.Range(0, random.Next(2, 9)).Select(_ => Math.Pow(10, (random.NextDouble() * 3) - 1.5)).ToArray();
        var x = new double[40, sizes.Length];
        for (var row = 0; row < 40; row++)
        {
            for (var i = 0; i < sizes.Length; i++)
            {
                // Zeros don't count: a rare input is not a small one.
                x[row, i] = row % (i + 1) == 0 ? (random.Next(2) == 0 ? -1 : 1) * sizes[i] : 0;
            }
        }

        var rows = sparse ? Rows.Of(x).ToSparse() : Rows.Of(x);
        var notes = Model.Neuron<double>(sizes.Length).Minimize(Dataset.Binary(rows, [.. Enumerable.Range(0, 40).Select(i => i % 2)]), new Lbfgs { MaxIterations = 0 }).Notes;

        Assert.Equal(sizes.Max() > 100 * sizes.Min() || sizes.Max() > 16 || sizes.Max() < 1.0 / 64, notes.Count == 2);
        Assert.Equal(notes.Count == 0, notes.All(note => note.Length == 0));
        if (sizes.Max() > 100 * sizes.Min())
        {
            Assert.Contains($"(input {Array.IndexOf(sizes, sizes.Max())})", notes[1], StringComparison.Ordinal);
            Assert.Contains($"(input {Array.IndexOf(sizes, sizes.Min())})", notes[1], StringComparison.Ordinal);
        }
    }
}
