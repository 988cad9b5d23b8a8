using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>The gradient check and the minimiser, for models and for functions of a person's own.</summary>
[Properties(Arbitrary = [typeof(Generators)], QuietOnSuccess = true, MaxTest = 50)]
public class VerificationProperties
{
    [Property]
    public void A_right_gradient_of_ones_own_passes(int seed)
    {
        var (loss, gradient, point) = Own(seed);
        var result = GradientCheck.Compare(loss, gradient, point);

        Assert.InRange(result.RelativeError, 0, 1e-9);
    }

    [Property]
    public void A_planted_error_is_found_where_it_is(int seed)
    {
        var (loss, gradient, point) = Own(seed);
        var (wrong, size) = (new Random(seed).Next(point.Length), gradient(point).Max(Math.Abs));
        double[] Planted(double[] at)
        {
            var slopes = gradient(at);
            slopes[wrong] += 0.01 * size;
            return slopes;
        }

        var result = GradientCheck.Compare(loss, Planted, point);
        Assert.InRange(result.RelativeError, 1e-3, 1);
        Assert.Equal(wrong, result.Index);
        Assert.Equal($"[{wrong}]", result.Where);
        Same.Within(0.01 * size, result.LargestDifference, 1e-6 * size);
        Same.Bits(Planted(point)[wrong], result.Analytic);
        Same.Within(gradient(point)[wrong], result.Numeric, 1e-8 * size);
        Assert.Contains($"[{wrong}]", result.ToString(), StringComparison.Ordinal);
    }

    [Property]
    public void The_place_of_the_largest_difference_has_the_name_of_its_layer(ModelWithData given)
    {
        var result = GradientCheck.Compare(given.Model, given.Data.Select(0), given.Loss);
        var names = given.Model.Layers.SelectMany((layer, l) =>
            Enumerable.Range(0, layer.InputCount).SelectMany(i => Enumerable.Range(0, layer.OutputCount).Select(j => $"layer {l}, W[{i}, {j}]"))
                .Concat(Enumerable.Range(0, layer.OutputCount).Select(j => $"layer {l}, b[{j}]"))).ToArray();

        Assert.Equal(names[result.Index], result.Where);
        Same.Bits(given.Model.Gradient(given.Data.Select(0), given.Loss)[result.Index], result.Analytic);
        Same.Bits(Math.Abs(result.Analytic - result.Numeric), result.LargestDifference);
    }

    [Fact]
    public void Float_models_pass_with_the_error_of_floats()
    {
        var (model, data) = SmallNetwork.WithData();

        Assert.InRange(GradientCheck.Compare(model.ConvertTo<float>(), data.ConvertTo<float>()).RelativeError, 1e-9, 1e-4);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_value_that_is_not_finite_disagrees_with_everything(double bad)
    {
        var result = GradientCheck.Compare(p => p[0] * p[1], p => [p[1], bad], [2, 3]);

        Assert.Equal(double.PositiveInfinity, result.RelativeError);
        Assert.Equal(1, result.Index);
        Assert.Equal(double.PositiveInfinity, GradientCheck.Compare(_ => bad, _ => [1.0], [1]).RelativeError);
    }

    [Fact]
    public void Where_both_are_zero_there_is_no_error() =>
        Assert.Equal(0, GradientCheck.Compare(_ => 3, _ => [0.0, 0], [1, 2]).RelativeError);

    [Property]
    public void Descent_on_a_quadratic_has_a_closed_form(int seed)
    {
        // ½ a (x − c)² shrinks the distance to c by 1 − ηa a step, each coordinate separately.
        var random = new Random(seed);
        double[] Numbers(double low, double high) => [.. Enumerable.Range(0, 3).Select(_ => low + ((high - low) * random.NextDouble()))];
        var (a, c, start) = (Numbers(0.1, 2), Numbers(-3, 3), Numbers(-3, 3));
        var iterates = new GradientDescent(0.4).Minimize(
            p => p.Select((x, i) => a[i] / 2 * (x - c[i]) * (x - c[i])).Sum(), p => [.. p.Select((x, i) => a[i] * (x - c[i]))], start, 25);

        foreach (var iterate in iterates)
        {
            double[] expected = [.. start.Select((x, i) => c[i] + (Math.Pow(1 - (0.4 * a[i]), iterate.Number) * (x - c[i])))];
            Same.Within(expected, iterate.GetPoint(), 1e-13);
            Same.Within(expected.Select((x, i) => a[i] / 2 * (x - c[i]) * (x - c[i])).Sum(), iterate.Loss, 1e-12);
        }

        Assert.Equal(Enumerable.Range(0, 26), iterates.Select(iterate => iterate.Number));
    }

    [Property]
    public void Minimising_a_models_loss_is_training_it(ModelWithData given)
    {
        foreach (var optimizer in new[] { new GradientDescent(0.3), new GradientDescent(0.3) { Momentum = 0.9, Nesterov = true } })
        {
            var epochs = given.Model.Train(given.Data, optimizer, 4, new TrainingOptions { Loss = given.Loss });
            var iterates = optimizer.Minimize(
                p => given.Model.WithParameters(p).Loss(given.Data, given.Loss),
                p => given.Model.WithParameters(p).Gradient(given.Data, given.Loss).ToArray(),
                given.Model.GetParameters(),
                4);
            Assert.Equal(5, iterates.Count());
            foreach (var (epoch, iterate) in epochs.Zip(iterates))
            {
                Same.Bits(epoch.Loss, iterate.Loss);
                Same.Bits(epoch.Model.GetParameters(), iterate.GetPoint());
            }
        }
    }

    [Fact]
    public void A_minimisation_that_diverges_says_so()
    {
        var steps = new GradientDescent(10).Minimize(p => p[0] * p[0], p => [2 * p[0]], [1], 10_000);
        var exception = Assert.Throws<DivergedException>(() => steps.Count());

        Assert.InRange(exception.Epoch, 50, 500);
    }

    [Fact]
    public void A_check_can_be_cancelled()
    {
        var (model, data) = SmallNetwork.WithData();
        using var source = new CancellationTokenSource();
        var asked = 0;
        Assert.Throws<OperationCanceledException>(() => GradientCheck.Compare(model, data, cancellationToken: new CancellationToken(true)));
        Assert.Throws<OperationCanceledException>(() => GradientCheck.Compare(
            p =>
            {
                if (++asked == 3)
                {
                    source.Cancel();
                }

                return p.Sum();
            },
            p => [.. p.Select(_ => 1.0)],
            [1, 2],
            source.Token));
        Assert.Equal(3, asked);
    }

    [Fact]
    public void Nobody_can_reach_the_point_that_moves()
    {
        double[] start = [1, 2];
        var steps = new GradientDescent(0.1).Minimize(
            p =>
            {
                var loss = p.Sum(x => x * x);
                Array.Clear(p);
                return loss;
            },
            p =>
            {
                double[] slopes = [.. p.Select(x => 2 * x)];
                Array.Fill(p, 99);
                return slopes;
            },
            start,
            2);
        start[0] = 77;
        var iterates = steps.ToArray();
        Array.Clear(iterates[2].GetPoint());

        Same.Within([0.64, 1.28], iterates[2].GetPoint(), 1e-15);
        Same.Within(5, iterates[0].Loss, 1e-15);
    }

    /// <summary>Σ a sin(x) + products of neighbours.</summary>
    private static (Func<double[], double> Loss, Func<double[], double[]> Gradient, double[] Point) Own(int seed)
    {
        var random = new Random(seed);
        var n = random.Next(1, 8);
        double[] a = [.. Enumerable.Range(0, n).Select(_ => 1 + random.NextDouble())];
        double[] point = [.. Enumerable.Range(0, n).Select(_ => 0.1 + random.NextDouble())];
        return (
            p => p.Select((x, i) => (a[i] * Math.Sin(x)) + (x * p[(i + 1) % n])).Sum(),
            p => [.. p.Select((x, i) => (a[i] * Math.Cos(x)) + p[(i + 1) % n] + p[(i + n - 1) % n])],
            point);
    }
}
