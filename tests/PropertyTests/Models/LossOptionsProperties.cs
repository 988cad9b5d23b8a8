using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>Smoothed labels, row weights and the penalty, against the formulas written plainly.</summary>
[Properties(Arbitrary = [typeof(Generators)], QuietOnSuccess = true)]
public class LossOptionsProperties
{
    [Theory]
    [InlineData(new double[0], 0.9974034150361915)]
    [InlineData(new[] { 1, 2, 0.5 }, 0.833024117394862)]
    public void Smoothed_labels_give_the_numbers_of_PyTorch(double[] classWeights, double expected)
    {
        // torch.nn.functional.cross_entropy(logits, torch.tensor([0, 2]), weight=weights, label_smoothing=0.1).
        var logits = new[,] { { 2, 0.5, -1 }, { 0.1, 1.5, 0.3 } };
        var loss = new LossOptions { LabelSmoothing = 0.1, ClassWeights = classWeights.Length == 0 ? null : classWeights };

        Same.Within(expected, Losses.CrossEntropy(logits, [0, 2], loss), 1e-15);

        // A model whose logits these are: of the rows of the identity.
        var model = Model.Softmax(logits, new double[3]);
        Same.Within(expected, model.Loss(Dataset.Exclusive(new double[,] { { 1, 0 }, { 0, 1 } }, [0, 2], 3), loss), 1e-15);
    }

    [Property]
    public Property The_loss_of_a_softmax_is_that_of_the_formula(ModelWithData given) => Prop.When(
        () =>
        {
            var (r, loss) = Options(given);
            var z = given.Model.Logits(given.Data.Rows);
            var byIndex = given.Kind is TargetForm.Indices or TargetForm.OneHot;
            var (sum, total) = (0.0, 0.0);
            for (var i = 0; i < given.Rows; i++)
            {
                var logSum = Math.Log(Enumerable.Range(0, given.Outputs).Sum(j => Math.Exp(z[i, j])));
                total += r[i] * (byIndex ? loss.ClassWeights![given.Indices[i]] : 1);
                for (var j = 0; j < given.Outputs; j++)
                {
                    var y = ((1 - loss.LabelSmoothing!.Value) * given.Y[i, j]) + (loss.LabelSmoothing.Value / given.Outputs);
                    sum += r[i] * loss.ClassWeights![j] * y * (logSum - z[i, j]);
                }
            }

            Same.Within(sum / total, given.Model.Loss(given.Data, loss), 1e-12 * (1 + (sum / total)));
            var logits = z;
            var alone = byIndex ? Losses.CrossEntropy(logits, given.Indices, loss) : Losses.CrossEntropy(logits, given.Y, loss);
            Same.Within(sum / total, alone, 1e-12 * (1 + (sum / total)));
            Same.Bits(given.Model.Loss(given.Data.WithRowWeights(r), loss.WithRowWeights(r)), given.Model.Loss(given.Data, loss));
        },
        given.Output == Output.Softmax);

    [Property]
    public Property Its_gradient_agrees_with_finite_differences(ModelWithData given)
    {
        var (_, loss) = Options(given);
        var reference = Reference.Of(given.Model);
        int[] rows = [.. Enumerable.Range(0, given.Rows).Where(row => reference.IsAwayFromKinks(Reference.Row(given.X, row), 2.1e-3))];
        return Prop.When(
            () =>
            {
                var some = loss.WithRowWeights([.. rows.Select(row => loss.RowWeights![row])]).WithL2(given.L2);
                Assert.InRange(GradientCheck.Compare(given.Model, given.Data.Select(rows), some).RelativeError, 0, 1e-7);
            },
            given.Output == Output.Softmax && rows.Length > 0);
    }

    [Property]
    public void Nothing_set_and_zeros_change_no_bit(ModelWithData given)
    {
        var zeros = new LossOptions { L2 = 0, LabelSmoothing = given.Output == Output.Softmax ? 0 : null };
        Assert.Equal(new LossOptions(), zeros);
        Assert.Equal(new LossOptions().GetHashCode(), zeros.GetHashCode());
        Same.Bits(given.Model.Loss(given.Data), given.Model.Loss(given.Data, zeros));
        Same.Bits(given.Model.Gradient(given.Data).ToArray(), given.Model.Gradient(given.Data, zeros).ToArray());
    }

    [Property]
    public void Row_weights_of_the_options_are_those_of_the_dataset(ModelWithData given)
    {
        double[] r = [.. Enumerable.Range(0, given.Rows).Select(row => 0.25 + (row % 3))];
        var loss = new LossOptions { RowWeights = r };
        Same.Bits(given.Model.Loss(given.Data.WithRowWeights(r)), given.Model.Loss(given.Data, loss));
        Same.Bits(
            given.Model.Train(given.Data.WithRowWeights(r), new GradientDescent(0.1), 2, new TrainingOptions { BatchSize = 3 }).Last().Model.GetParameters(),
            given.Model.Train(given.Data, new GradientDescent(0.1), 2, new TrainingOptions { BatchSize = 3, Loss = loss }).Last().Model.GetParameters());
    }

    [Fact]
    public void Balanced_weights_of_one_output_are_those_of_its_two_classes()
    {
        // scikit-learn's class_weight="balanced": n / (2 n_0) = 2/3 and n / (2 n_1) = 2.
        var loss = LossOptions.Balanced(Dataset.Binary(new double[,] { { 0 }, { 1 }, { 2 }, { 3 } }, [0.0, 0, 1, 0])).WithL2(0.1);

        Same.Within([2.0 / 3, 2], [.. loss.ClassWeights!], 1e-15);
        Assert.Null(loss.PositiveWeights);
        Assert.Equal("L2 0.1, class weights 0.666667, 2", loss.ToString());
    }

    /// <summary>
    /// scikit-learn minimises C Σ s_i ℓ_ij + ½ Σ w² over all classes j. At our minimum with λ = 1 / (C n k) its gradient is 0, for k
    /// sigmoids and whatever the weights s, since our mean divides by n k.
    /// </summary>
    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public void The_minimum_of_sigmoids_is_that_of_scikit_learns_objective(int k, bool isWeighted)
    {
        const double C = 2.5;
        double[,] x = { { 1, 0.5 }, { -0.25, 1 }, { 0.75, -1 }, { -1.5, -0.5 }, { 0.5, 0.25 } };
        double[,] all = { { 1, 0, 1 }, { 0, 1, 0 }, { 0, 0, 1 }, { 1, 1, 0 }, { 0, 1, 1 } };
        var (n, y, s) = (5, new double[5, k], isWeighted ? [1, 0.25, 2, 0.5, 3] : new double[] { 1, 1, 1, 1, 1 });
        foreach (var (i, j) in Enumerable.Range(0, n).SelectMany(_ => Enumerable.Range(0, k), (i, j) => (i, j)))
        {
            y[i, j] = all[i, j];
        }

        var loss = new LossOptions { L2 = 1 / (C * n * k), RowWeights = s };
        var model = Model.Sigmoid(new double[2, k], new double[k])
            .Minimize(k == 1 ? Dataset.Binary(x, [.. y.Cast<double>()]) : Dataset.MultiLabel(x, y), new Lbfgs { GradientTolerance = 1e-12 }, loss).Model;

        var (w, f) = (model.Layers[0].W, model.Predict(Rows.Of(x)));
        for (var j = 0; j < k; j++)
        {
            Same.Within(0, C * Enumerable.Range(0, n).Sum(i => s[i] * (f[i, j] - y[i, j])), 1e-9);
            for (var d = 0; d < 2; d++)
            {
                Same.Within(0, (C * Enumerable.Range(0, n).Sum(i => s[i] * (f[i, j] - y[i, j]) * x[i, d])) + w[d, j], 1e-9);
            }
        }
    }

    /// <summary>PyTorch's weight_decay adds itself times the parameter to the gradient, as the gradient of the penalty does with W.</summary>
    [Fact]
    public void A_step_with_a_penalty_is_one_with_a_decay_of_the_weights()
    {
        var (model, data) = SmallNetwork.WithData();
        var (plain, penalised) = (model.Gradient(data).ToArray(), model.Gradient(data, new LossOptions { L2 = 0.1 }));
        var index = 0;
        foreach (var layer in model.Layers)
        {
            foreach (var weight in layer.W.ToArray().Cast<double>())
            {
                Same.Within(plain[index] + (0.1 * weight), penalised[index++], 1e-15);
            }

            for (var j = 0; j < layer.OutputCount; j++)
            {
                Same.Bits(plain[index], penalised[index++]);
            }
        }
    }

    private static (double[] Rows, LossOptions Loss) Options(ModelWithData given)
    {
        var random = new Random(given.Seed ^ 0x50f7);
        double[] Some(int count) => [.. Enumerable.Range(0, count).Select(_ => 0.1 + (2 * random.NextDouble()))];
        var rows = Some(given.Rows);
        return (rows, new() { RowWeights = rows, ClassWeights = Some(given.Outputs), LabelSmoothing = random.Next(5) / 4.0 });
    }
}
