using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>Weights of rows and classes, held against the formulas written plainly, and against what they stand for.</summary>
[Properties(Arbitrary = [typeof(Generators)], QuietOnSuccess = true)]
public class WeightProperties
{
    [Property]
    public void Loss_is_that_of_the_formula(ModelWithData given)
    {
        var (r, weights) = Weights(given);
        var data = given.Data.WithRowWeights(r);
        var (z, softmax) = (given.Model.Logits(data.Rows), given.Output == Output.Softmax);
        var (c, p) = (weights.ClassWeights, weights.PositiveWeights);
        var (sum, total) = (0.0, 0.0);
        for (var i = 0; i < given.Rows; i++)
        {
            var logSum = Math.Log(Enumerable.Range(0, given.Outputs).Sum(j => Math.Exp(z[i, j])));
            var byIndex = given.Kind is TargetForm.Indices or TargetForm.OneHot;
            total += !softmax ? given.Outputs : byIndex ? r[i] * c![given.Indices[i]] : r[i];
            for (var j = 0; j < given.Outputs; j++)
            {
                var y = given.Y[i, j];
                sum += r[i] * c![j] * (softmax
                    ? y * (logSum - z[i, j])
                    : -(p![j] * y * Math.Log(Reference.Sigmoid(z[i, j]))) - ((1 - y) * Math.Log(Reference.Sigmoid(-z[i, j]))));
            }
        }

        Same.Within(sum / total, given.Model.Loss(data, weights), 1e-12 * (1 + (sum / total)));
    }

    [Property]
    public Property Gradient_agrees_with_finite_differences(ModelWithData given)
    {
        var (r, weights) = Weights(given);
        var reference = Reference.Of(given.Model);
        int[] rows = [.. Enumerable.Range(0, given.Rows).Where(row => reference.IsAwayFromKinks(Reference.Row(given.X, row), 2.1e-3))];
        return Prop.When(
            () => Assert.InRange(GradientCheck.Compare(given.Model, given.Data.WithRowWeights(r).Select(rows), weights.WithL2(given.L2)).RelativeError, 0, 1e-7),
            rows.Any(row => r[row] * weights.ClassWeights![given.Indices[row]] > 0));
    }

    [Property]
    public void Weights_of_1_change_no_bit(ModelWithData given)
    {
        double[] ones = [.. Enumerable.Repeat(1.0, given.Outputs)];
        var weights = new LossOptions { ClassWeights = ones, PositiveWeights = given.Output == Output.Sigmoid ? ones : null };
        var weighted = given.Data.WithRowWeights([.. Enumerable.Repeat(1.0, given.Rows)]);
        foreach (var batchSize in new int?[] { null, 3 })
        {
            var plain = new TrainingOptions { BatchSize = batchSize, Loss = given.Loss };
            var options = new TrainingOptions { BatchSize = batchSize, Loss = weights.WithL2(given.L2) };
            foreach (var (a, b) in given.Model.Train(given.Data, new GradientDescent(0.1), 2, plain)
                .Zip(given.Model.Train(weighted, new GradientDescent(0.1), 2, options)))
            {
                Same.Bits(a, b);
            }
        }

        Same.Bits(given.Model.Loss(given.Data, given.Loss), given.Model.Loss(weighted, weights.WithL2(given.L2)));
        Same.Bits(given.Model.Gradient(given.Data, given.Loss).ToArray(), given.Model.Gradient(given.Data, weights.WithL2(given.L2)).ToArray());
    }

    [Property]
    public void A_weight_of_2_is_the_row_twice(ModelWithData given)
    {
        var repeats = Enumerable.Range(0, given.Rows).Select(row => (row * 7 % 3) + (row == 0 ? 1 : 0)).ToArray();
        var weighted = given.Model.Gradient(given.Data.WithRowWeights([.. repeats.Select(times => (double)times)]), given.Loss);
        var repeated = given.Model.Gradient(given.Data.Select([.. repeats.SelectMany((times, row) => Enumerable.Repeat(row, times))]), given.Loss);

        // A sigmoid's mean is over the entries, whatever these weigh.
        var penalty = given.Model.Loss(given.Data, given.Loss) - given.Model.Loss(given.Data);
        var factor = given.Output == Output.Softmax ? 1 : (double)repeats.Sum() / given.Rows;
        Same.Within((factor * (repeated.Loss - penalty)) + penalty, weighted.Loss, 1e-12 * (1 + factor) * (1 + repeated.Loss));
        if (factor == 1 || given.L2 == 0)
        {
            var scale = 1e-12 * (1 + factor) * (1 + repeated.Norm());
            Same.Within([.. repeated.ToArray().Select(g => factor * g)], weighted.ToArray(), scale);
        }
    }

    [Property]
    public Property Class_weights_by_index_are_row_weights(ModelWithData given)
    {
        var (_, weights) = Weights(given);
        return Prop.When(
            () =>
            {
                var byRows = given.Model.Gradient(given.Data.WithRowWeights([.. given.Indices.Select(c => weights.ClassWeights![c])]), given.Loss);
                var byClasses = given.Model.Gradient(given.Data, weights.WithL2(given.L2));
                Same.Bits(byRows.Loss, byClasses.Loss);
                Same.Bits(byRows.ToArray(), byClasses.ToArray());
            },
            given.Output == Output.Softmax && given.Kind is TargetForm.Indices or TargetForm.OneHot);
    }

    [Property]
    public Property Parts_add_up_to_the_whole(ModelWithData given, PositiveInt at)
    {
        var (r, weights) = Weights(given);
        var data = given.Data.WithRowWeights(r);
        return Prop.When(
            () =>
            {
                var first = 1 + (at.Get % (given.Rows - 1));
                Gradient<double> Of(int from, int count) =>
                    given.Model.Gradient(data.Select([.. Enumerable.Range(from, count)]), weights.WithL2(given.L2));
                var (whole, parts) = (Of(0, given.Rows), Of(0, first) + Of(first, given.Rows - first));
                Assert.Equal(whole.Count, parts.Count);
                Same.Within(whole.Loss, parts.Loss, 1e-13 * (1 + whole.Loss));
                Same.Within(whole.ToArray(), parts.ToArray(), 1e-13 * (1 + whole.Norm()));
            },
            given.Rows > 1);
    }

    [Property]
    public void Balanced_classes_weigh_alike(ModelWithData given)
    {
        var data = Dataset.Exclusive(given.X, given.Indices, Math.Max(2, given.Outputs));
        var weights = LossOptions.Balanced(data).ClassWeights!;
        var groups = given.Indices.GroupBy(c => c).ToArray();
        foreach (var group in groups)
        {
            Same.Within((double)given.Rows / groups.Length, group.Count() * weights[group.Key], 1e-12 * given.Rows);
        }

        Assert.All(Enumerable.Range(0, weights.Count).Except(given.Indices), c => Assert.Equal(1, weights[c]));
    }

    /// <summary>Weights of rows and classes, some of which are 0, but those of the first row aren't; and positive ones for a sigmoid.</summary>
    private static (double[] Rows, LossOptions Loss) Weights(ModelWithData given)
    {
        var random = new Random(given.Seed ^ 0x5eed);
        double[] Some(int count, int above) =>
            [.. Enumerable.Range(0, count).Select(i => i == above ? 1.5 : random.Next(4) == 0 ? 0 : 3 * random.NextDouble())];
        var (rows, classes, positives) = (Some(given.Rows, 0), Some(given.Outputs, given.Indices[0]), Some(given.Outputs, given.Indices[0]));
        return (rows, new() { ClassWeights = classes, PositiveWeights = given.Output == Output.Sigmoid ? positives : null });
    }
}
