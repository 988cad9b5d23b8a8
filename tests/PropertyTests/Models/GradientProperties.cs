using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>Loss and gradient, held against finite differences and against the network written from the formulas.</summary>
[Properties(Arbitrary = [typeof(Generators)], QuietOnSuccess = true)]
public class GradientProperties
{
    [Property]
    public Property Gradient_agrees_with_finite_differences(ModelWithData given)
    {
        var rows = AwayFromKinks(given, 2.1e-3);
        return Prop.When(
            () => Assert.InRange(GradientCheck.Compare(given.Model, given.Data.Select(rows), given.Loss).RelativeError, 0, 1e-7),
            rows.Length > 0);
    }

    // Differences of sixth order, so neither their formula nor the loss is the library's.
    [Property]
    public Property Gradient_agrees_with_finite_differences_of_the_plain_network(ModelWithData given)
    {
        var rows = AwayFromKinks(given, 3.1e-3);
        return Prop.When(
            () =>
            {
                var (x, y) = (Pick(given.X, rows), Pick(given.Y, rows));
                var gradient = given.Model.Gradient(given.Data.Select(rows), given.Loss).ToArray();
                var at = given.Model.GetParameters();
                var numeric = new double[at.Length];
                for (var p = 0; p < at.Length; p++)
                {
                    var h = 1e-3 * Math.Max(1, Math.Abs(at[p]));
                    double Loss(double step)
                    {
                        double[] moved = [.. at];
                        moved[p] += step;
                        return Reference.Of(given.Model.Architecture, moved).Loss(x, y, given.L2);
                    }

                    numeric[p] = ((45 * (Loss(h) - Loss(-h))) - (9 * (Loss(2 * h) - Loss(-2 * h))) + Loss(3 * h) - Loss(-3 * h)) / (60 * h);
                }

                // The loss is rounded too, which shows where the gradient is tiny beside it.
                var scale = Math.Max(Norm(gradient), 1e-6 * given.Model.Loss(given.Data, given.Loss));
                Assert.InRange(Norm([.. gradient.Zip(numeric, (a, b) => a - b)]), 0, 1e-7 * scale);
            },
            rows.Length > 0);
    }

    [Property]
    public void Loss_and_gradient_agree_with_the_plain_network(ModelWithData given)
    {
        var (reference, bounds) = (Reference.Of(given.Model), Bounds(given));
        var gradient = given.Model.Gradient(given.Data, given.Loss);

        Same.Within(reference.Loss(given.X, given.Y, given.L2), gradient.Loss, bounds.Loss);
        Same.Within(reference.Gradient(given.X, given.Y, given.L2), gradient.ToArray(), i => bounds.Gradient[i]);
    }

    [Property]
    public Property Float_agrees_with_double_within_the_bound_of_its_rounding(ModelWithData given)
    {
        var model = given.Model.ConvertTo<float>();
        var all = given.Data.ConvertTo<float>();
        var flips = FloatBounds(model, all, given.L2).Flips;
        int[] rows = [.. Enumerable.Range(0, all.Count).Except(flips)];
        return Prop.When(
            () =>
            {
                var data = all.Select(rows);
                var bounds = FloatBounds(model, data, given.L2);
                var reference = Reference.Of(model.ConvertTo<double>());
                var (x, y) = (data.Rows.ConvertTo<double>().ToArray(), data.Targets.ConvertTo<double>().ToArray());
                var gradient = model.Gradient(data, given.Loss);

                Same.Within(reference.Loss(x, y, given.L2), gradient.Loss, bounds.Loss);
                Same.Within(reference.Gradient(x, y, given.L2), Same.Doubles(gradient.ToArray()), i => bounds.Gradient[i]);
                var logits = model.Logits(data.Rows);
                for (var r = 0; r < data.Count; r++)
                {
                    Same.Within(
                        reference.Logits(Reference.Row(x, r)), [.. Enumerable.Range(0, model.OutputCount).Select(j => (double)logits[r, j])], j => bounds.Logits[r, j]);
                }
            },
            rows.Length > 0);
    }

    // A bound that nothing could miss would prove nothing.
    [Property]
    public void The_bound_of_floats_rounding_is_small(ModelWithData given)
    {
        var bounds = FloatBounds(given.Model.ConvertTo<float>(), given.Data.ConvertTo<float>(), given.L2);

        Assert.InRange(bounds.Loss, 0, 1e-3);
        Assert.InRange(bounds.Gradient.Max(), 0, 5e-3);
        Assert.InRange(Bounds(given).Gradient.Max(), 0, 1e-11);
    }

    [Property]
    public void Dense_and_sparse_rows_give_the_same(ModelWithData given)
    {
        var dense = Dataset.Of(given.Data.Rows.ToDense(), given.Data.Targets);
        var sparse = Dataset.Of(given.Data.Rows.ToSparse(), given.Data.Targets);

        Assert.Equal(given.Model.Logits(dense.Rows), given.Model.Logits(sparse.Rows));
        Assert.Equal(given.Model.Loss(dense, given.Loss), given.Model.Loss(sparse, given.Loss));
        Assert.Equal(given.Model.Gradient(dense, given.Loss).ToArray(), given.Model.Gradient(sparse, given.Loss).ToArray());

        var single = given.Model.ConvertTo<float>();
        Assert.Equal(
            single.Gradient(dense.ConvertTo<float>(), given.Loss).ToArray(), single.Gradient(sparse.ConvertTo<float>(), given.Loss).ToArray());
    }

    [Property]
    public void Loss_is_at_least_zero(ModelWithData given)
    {
        Assert.InRange(given.Model.Loss(given.Data), 0, double.MaxValue);
        Assert.InRange(given.Model.ConvertTo<float>().Loss(given.Data.ConvertTo<float>(), given.Loss), 0, double.MaxValue);
    }

    [Property]
    public void Gradient_is_zero_where_the_prediction_equals_the_target(ModelWithData given)
    {
        var prediction = given.Model.Predict(given.Data.Rows);
        var data = Dataset.Of(given.Data.Rows, given.IsSoftmax ? Targets.Exclusive(prediction) : SigmoidTargets.Of(prediction));
        var bounds = Reference.Of(given.Model).Bounds(given.X, prediction, 0, Unit.Double);

        Same.Within(new double[given.Model.ParameterCount], given.Model.Gradient(data).ToArray(), i => bounds.Gradient[i]);
    }

    [Property]
    public void Gradients_of_parts_add_up_to_that_of_the_whole(ModelWithData given)
    {
        var random = new Random(given.Seed);
        var parts = Enumerable.Range(0, given.Rows).GroupBy(_ => random.Next(3))
            .Select(part => given.Model.Gradient(given.Data.Select([.. part]), given.Loss));
        var sum = parts.Aggregate((left, right) => left + right);
        var (whole, bounds) = (given.Model.Gradient(given.Data, given.Loss), Bounds(given));

        Assert.Equal(given.Rows, sum.Count);
        Assert.Equal(given.Loss, sum.LossOptions);
        Same.Within(whole.Loss, sum.Loss, bounds.Loss);
        Same.Within(whole.ToArray(), sum.ToArray(), i => bounds.Gradient[i]);
    }

    [Property]
    public void The_order_of_the_rows_changes_nothing_beyond_rounding(ModelWithData given)
    {
        var order = Enumerable.Range(0, given.Rows).ToArray();
        new Random(given.Seed).Shuffle(order);
        var (ordered, shuffled) = (given.Model.Gradient(given.Data, given.Loss), given.Model.Gradient(given.Data.Select(order), given.Loss));
        var bounds = Bounds(given);

        Same.Within(ordered.Loss, shuffled.Loss, bounds.Loss);
        Same.Within(ordered.ToArray(), shuffled.ToArray(), i => bounds.Gradient[i]);
    }

    [Property]
    public void The_penalty_adds_to_the_weights_and_leaves_the_bias_alone(ModelWithData given)
    {
        const double L2 = 0.3;
        var (without, with) = (given.Model.Gradient(given.Data), given.Model.Gradient(given.Data, new LossOptions { L2 = L2 }));
        for (var l = 0; l < given.Model.Layers.Count; l++)
        {
            Same.Bits(without.ForLayer(l).B.ToArray(), with.ForLayer(l).B.ToArray());
            var (w, before) = (Same.Flat(given.Model.Layers[l].W.ToArray()), Same.Flat(without.ForLayer(l).W.ToArray()));
            Same.Within(
                [.. before.Zip(w, (g, weight) => g + (L2 * weight))], Same.Flat(with.ForLayer(l).W.ToArray()), i => 1e-15 * (1 + Math.Abs(before[i])));
        }

        var squares = given.Model.Layers.Sum(layer => Same.Flat(layer.W.ToArray()).Sum(w => w * w));
        Same.Within(without.Loss + (L2 / 2 * squares), with.Loss, 1e-14 * with.Loss);
    }

    [Property]
    public void All_forms_of_loss_and_gradient_give_the_same_bits(ModelWithData given)
    {
        var gradient = given.Model.Gradient(given.Data, given.Loss);
        var array = gradient.ToArray();
        var into = new double[given.Model.ParameterCount];

        Same.Bits(gradient.Loss, given.Model.Gradient(given.Data, into.AsSpan(), given.Loss));
        Same.Bits(array, into);
        Same.Bits(gradient.Loss, given.Model.Loss(given.Data, given.Loss));
        Same.Bits(array, [.. Enumerable.Range(0, gradient.Length).Select(i => gradient[i])]);
        Same.Bits(array, [.. Enumerable.Range(0, given.Model.Layers.Count).Select(gradient.ForLayer)
            .SelectMany(layer => Same.Flat(layer.W.ToArray()).Concat(layer.B.ToArray()))]);
        Same.Within(Norm(array), gradient.Norm(), 1e-14 * gradient.Norm());
    }

    [Property]
    public void One_observation_is_a_dataset_of_one_row(ModelWithData given)
    {
        var one = given.Data.Select(0);
        var (x, y) = (Reference.Row(given.X, 0), Reference.Row(given.Y, 0));

        Same.Bits(given.Model.Loss(one), given.Model.Loss(x, y));
        Same.Bits(given.Model.Gradient(one).ToArray(), given.Model.Gradient(x, y).ToArray());
        if (given.Kind is TargetForm.Indices or TargetForm.OneHot)
        {
            Same.Bits(given.Model.Loss(one), given.Model.Loss(x, given.Indices[0]));
            Same.Bits(given.Model.Gradient(one).ToArray(), given.Model.Gradient(x, given.Indices[0]).ToArray());
        }
    }

    [Property]
    public Property Class_indices_one_hot_and_soft_targets_agree(ModelWithData given)
    {
        return Prop.When(
            () =>
            {
                var rows = given.Data.Rows;
                var indices = given.Model.Gradient(Dataset.Of(rows, Targets.Exclusive<double>(given.Indices, given.Outputs)), given.Loss);
                foreach (var targets in new[] { Targets.OneHot(given.Y), Targets.Exclusive(given.Y) })
                {
                    var other = given.Model.Gradient(Dataset.Of(rows, targets), given.Loss);
                    Same.Bits(indices.Loss, other.Loss);
                    Same.Bits(indices.ToArray(), other.ToArray());
                }
            },
            given.Kind is TargetForm.Indices or TargetForm.OneHot);
    }

    [Property]
    public void A_sigmoid_and_a_softmax_of_two_classes_agree(ModelWithData given)
    {
        // softmax(0, z) = (1 − σ(z), σ(z)), so a column of zeros beside the neuron's own makes one of the other.
        var random = new Random(given.Seed);
        var before = given.Model.Layers.Take(given.Model.Layers.Count - 1).ToArray();
        var w = given.Model.Layers[^1].W.Column(0);
        var b = given.Model.Layers[^1].B[0];
        var pair = new double[w.Length, 2];
        for (var i = 0; i < w.Length; i++)
        {
            pair[i, 1] = w[i];
        }

        var builder = Architecture.Of(given.Inputs);
        foreach (var (width, activation) in given.Hidden)
        {
            builder = builder.Hidden(width, activation);
        }

        var neuron = Model.Of(builder.Sigmoid(1), [.. before, Layer.Neuron(w, b)]);
        var softmax = Model.Of(builder.Softmax(2), [.. before, Layer.Of(pair, [0, b])]);
        var y = Enumerable.Range(0, given.Rows).Select(_ => random.Next(3) == 0 ? random.NextDouble() : random.Next(2)).ToArray();
        var both = new double[y.Length, 2];
        for (var r = 0; r < y.Length; r++)
        {
            (both[r, 0], both[r, 1]) = (1 - y[r], y[r]);
        }

        var (one, two) = (neuron.Predict(given.Data.Rows), softmax.Predict(given.Data.Rows));
        for (var r = 0; r < y.Length; r++)
        {
            Same.Within(one[r, 0], two[r, 1], 4 * Unit.Double);
            Same.Within(1 - one[r, 0], two[r, 0], 4 * Unit.Double);
        }

        var left = neuron.Gradient(Dataset.Binary(given.Data.Rows, y), given.Loss);
        var right = softmax.Gradient(Dataset.Of(given.Data.Rows, Targets.Exclusive(both)), given.Loss);
        Same.Within(left.Loss, right.Loss, 1e-14 * (1 + left.Loss));
        for (var l = 0; l < before.Length; l++)
        {
            Same.Within(Same.Flat(left.ForLayer(l).W.ToArray()), Same.Flat(right.ForLayer(l).W.ToArray()), 1e-13);
            Same.Within(left.ForLayer(l).B.ToArray(), right.ForLayer(l).B.ToArray(), 1e-13);
        }

        var (last, lastOfTwo) = (left.ForLayer(before.Length), right.ForLayer(before.Length));
        Same.Within(last.W.Column(0), lastOfTwo.W.Column(1), 1e-13);
        Same.Within(last.B[0], lastOfTwo.B[1], 1e-13);
        Same.Within(last.B[0], -lastOfTwo.B[0], 1e-13);
    }

    [Property]
    public void Every_output_may_be_shifted_under_a_softmax(ModelWithData given, int by)
    {
        var shift = by % 100;
        var softmax = AsSoftmax(given, out var data);
        var last = softmax.Layers[^1];
        var shifted = softmax.WithLayer(
            softmax.Layers.Count - 1, Layer.Of(last.W.ToArray(), [.. last.B.ToArray().Select(b => b + shift)]));

        Same.Within(Same.Flat(softmax.Predict(data.Rows)), Same.Flat(shifted.Predict(data.Rows)), 1e-13);
        var (gradient, other) = (softmax.Gradient(data, given.Loss), shifted.Gradient(data, given.Loss));
        Same.Within(gradient.Loss, other.Loss, 1e-13 * (1 + gradient.Loss));
        Same.Within(gradient.ToArray(), other.ToArray(), 1e-12);
    }

    [Property]
    public void The_losses_by_themselves_are_those_of_a_model(ModelWithData given)
    {
        var logits = given.Model.Logits(given.X);
        var loss = given.Model.Loss(given.Data);

        Same.Within(loss, given.IsSoftmax ? Losses.CrossEntropy(logits, given.Y) : Losses.BinaryCrossEntropy(logits, given.Y), 1e-14 * (1 + loss));
        if (given.IsSoftmax && given.Kind != TargetForm.Probabilities)
        {
            Same.Within(loss, Losses.CrossEntropy(logits, given.Indices), 1e-14 * (1 + loss));
        }
    }

    [Property]
    public void The_largest_logits_give_finite_losses_and_gradients(ModelWithData given)
    {
        double[] far = [0, 1, -1, 40, -40, 710, -710, 1e5, -1e5, 1e30, -1e30, 1e300, -1e300];
        var random = new Random(given.Seed);
        RequireFinite(far, value => value);
        RequireFinite([.. far.Where(value => Math.Abs(value) <= 1e30)], value => (float)value);

        void RequireFinite<T>(double[] logits, Func<double, T> convert)
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            // The observations are the logits: W is the unit matrix.
            var k = given.Outputs;
            var (w, x, y) = (new T[k, k], new T[given.Rows, k], new T[given.Rows, k]);
            for (var j = 0; j < k; j++)
            {
                w[j, j] = T.One;
                for (var r = 0; r < given.Rows; r++)
                {
                    x[r, j] = convert(logits[random.Next(logits.Length)]);
                    y[r, j] = convert(given.Y[r, j]);
                }
            }

            var model = given.IsSoftmax ? Model.Softmax(w, new T[k]) : Model.Sigmoid(w, new T[k]);
            var data = Dataset.Of(Rows.Of(x), given.IsSoftmax ? Targets.Exclusive(y) : SigmoidTargets.Of(y));
            Assert.Equal(Same.Flat(x), Same.Flat(model.Logits(x)));
            var gradient = model.Gradient(data);
            Assert.InRange(gradient.Loss, 0, double.MaxValue);
            Assert.All(gradient.ToArray(), value => Assert.True(T.IsFinite(value)));
            var prediction = model.Predict(x);
            Assert.All(Same.Flat(prediction), value => Assert.InRange(double.CreateTruncating(value), 0, 1));
            for (var r = 0; r < given.Rows && given.IsSoftmax; r++)
            {
                var sum = Enumerable.Range(0, k).Sum(j => double.CreateTruncating(prediction[r, j]));
                Same.Within(1, sum, k * (typeof(T) == typeof(float) ? Unit.Single : 2 * Unit.Double));
            }
        }
    }

    [Property]
    public void Wide_margins_keep_their_digits(ModelWithData given)
    {
        // A class ahead of all others by m costs log(1 + (k − 1) e^−m), and pulls at its own logit with the negated slope of that.
        var random = new Random(given.Seed);
        var (margin, k) = (20 + (random.NextDouble() * 680), given.Outputs);
        var e = Math.Exp(-margin);
        var (right, x) = (random.Next(k), new double[] { 1 });
        if (given.IsSoftmax)
        {
            var b = Enumerable.Range(0, k).Select(j => j == right ? margin : 0).ToArray();
            var gradient = Model.Softmax(new double[1, k], b).Gradient(x, right);
            var others = (k - 1) * e;
            Same.Within(Reference.Log1P(others), gradient.Loss, 1e-14 * gradient.Loss);
            Same.Within(-others / (1 + others), gradient.ForLayer(0).B[right], 1e-14 * others);
            Same.Within(e / (1 + others), gradient.ForLayer(0).B[(right + 1) % k], 1e-14 * e);
        }
        else
        {
            var gradient = Model.Neuron([0.0], margin).Gradient(x, [1]);
            Same.Within(Reference.Log1P(e), gradient.Loss, 1e-14 * e);
            Same.Within(-e / (1 + e), gradient.ForLayer(0).B[0], 1e-14 * e);
            var mirrored = Model.Neuron([0.0], -margin).Gradient(x, [0]);
            Same.Bits(gradient.Loss, mirrored.Loss);
            Same.Within(e / (1 + e), mirrored.ForLayer(0).B[0], 1e-14 * e);
        }
    }

    internal static Model<double> AsSoftmax(ModelWithData given, out Dataset<double> data)
    {
        var builder = Architecture.Of(given.Inputs);
        foreach (var (width, activation) in given.Hidden)
        {
            builder = builder.Hidden(width, activation);
        }

        var k = Math.Max(2, given.Outputs);
        var architecture = builder.Softmax(k);
        data = Dataset.Exclusive(given.Data.Rows, [.. given.Indices.Select(index => index % k)], k);
        return given.Outputs == k
            ? Model.FromParameters(architecture, given.Model.GetParameters())
            : Model.Uniform<double>(architecture, -1, 1, given.Seed);
    }

    private static ErrorBounds Bounds(ModelWithData given)
    {
        // Both sides of a comparison may err.
        var bounds = Reference.Of(given.Model).Bounds(given.X, given.Y, given.L2, Unit.Double);
        return bounds with { Loss = 2 * bounds.Loss, Gradient = [.. bounds.Gradient.Select(bound => 2 * bound)] };
    }

    private static ErrorBounds FloatBounds(Model<float> model, Dataset<float> data, double l2) =>
        Reference.Of(model.ConvertTo<double>()).Bounds(
            data.Rows.ConvertTo<double>().ToArray(), data.Targets.ConvertTo<double>().ToArray(), l2, Unit.Single);

    /// <summary>A few rows in which no ReLU comes near its kink; none where every row has one that does.</summary>
    private static int[] AwayFromKinks(ModelWithData given, double step)
    {
        var reference = Reference.Of(given.Model);
        return [.. Enumerable.Range(0, given.Rows).Where(row => reference.IsAwayFromKinks(Reference.Row(given.X, row), step)).Take(6)];
    }

    private static double[,] Pick(double[,] array, int[] rows)
    {
        var picked = new double[rows.Length, array.GetLength(1)];
        for (var r = 0; r < rows.Length; r++)
        {
            for (var j = 0; j < picked.GetLength(1); j++)
            {
                picked[r, j] = array[rows[r], j];
            }
        }

        return picked;
    }

    private static double Norm(double[] values) => Math.Sqrt(values.Sum(value => value * value));
}
