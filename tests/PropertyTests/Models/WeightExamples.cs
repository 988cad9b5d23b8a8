using Perceptron;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>
/// Losses with weights and their gradients (∂W row after row, then ∂b) on a small problem, with the numbers of PyTorch 1.13.0 in float64
/// and of scikit-learn 1.2.1, which <c>tests/references/weights.py</c> prints.
/// </summary>
public class WeightExamples
{
    private static readonly double[] Rows = [1, 0, 2, 0.5];
    private static readonly LossOptions Classes = new() { ClassWeights = [0.5, 1, 3] };
    private static readonly LossOptions Positives = new() { PositiveWeights = [2, 0.5, 4] };
    private static readonly double[,] X = { { 1, 0.5 }, { -0.25, 1 }, { 0.75, -1 }, { -1.5, -0.5 } };
    private static readonly Dataset<double> Indices = Dataset.Exclusive(X, [0, 1, 2, 1], 3);
    private static readonly Dataset<double> Soft = Dataset.Of(
        Perceptron.Rows.Of(X), Targets.Exclusive(new[,] { { 0.75, 0.25, 0 }, { 0, 1, 0 }, { 0.1, 0.2, 0.7 }, { 0.25, 0.5, 0.25 } }));

    private static readonly Dataset<double> Independent = Dataset.MultiLabel(X, new[,] { { 1.0, 0, 1 }, { 0, 1, 0 }, { 1, 1, 0 }, { 0.25, 0, 1 } });
    private static readonly double[,] W = { { 0.25, -0.5, 0.125 }, { 0, 0.75, -0.25 } };
    private static readonly double[] B = [0.1, 0, -0.1];
    private static readonly Model<double> Softmax = Model.Softmax(W, B);
    private static readonly Model<double> Sigmoid = Model.Sigmoid(W, B);

    [Fact]
    public void Cross_entropy_by_index() => Check(
        Softmax, Indices, Classes, 0.7619953355359551,
        [0.0561629713890478, 0.23252297609380673, -0.2886859474828545, -0.2499059703825588, -0.0760590469814374, 0.32596501736399613, 0.28805731251027594, -0.08607067115697489, -0.20198664135330094]);

    [Fact]
    public void Cross_entropy_by_probabilities() => Check(
        Softmax, Soft, Classes, 1.2264368510476418,
        [0.06957042590066545, -0.039432229834825167, -0.03013819606584022, -0.2307344786324777, -0.14830354816304286, 0.3790380267955204, 0.3468064074322854, -0.07071825975964235, -0.27608814767264295]);

    [Fact]
    public void Cross_entropy_with_row_weights() => Check(
        Softmax, Indices.WithRowWeights(Rows), null, 0.8150514402701499,
        [-0.01763578678223419, 0.23861082461037597, -0.2209750378281417, -0.35699081123009996, 0.013599854020152999, 0.3433909572099469, 0.13579755875532643, 0.06683977499387278, -0.2026373337491991]);

    [Fact]
    public void Cross_entropy_with_both() => Check(
        Softmax, Indices.WithRowWeights(Rows), Classes, 0.825036603802679,
        [0.2257391558187505, 0.14707210787385522, -0.37281126369260564, -0.4182417717529847, -0.06626431329105698, 0.4845060850440416, 0.3673694450862342, 0.07699523544477946, -0.4443646805310136]);

    [Fact]
    public void Binary_cross_entropy_with_positive_weights() => Check(
        Sigmoid, Independent, Positives, 1.1317883046888555,
        [-0.13803603133405346, -0.05554379348832064, 0.1218600084326127, 0.07778529222991927, 0.014034335057367231, -0.010308234881516123, -0.0945852463864687, 0.04474102058875041, -0.27463309079076653]);

    [Fact]
    public void Binary_cross_entropy_with_class_weights() => Check(
        Sigmoid, Independent, Classes, 1.091676092669127,
        [-0.04727949729116724, -0.07607014753456956, 0.15121159672402998, 0.026685779210104895, 0.03323016900339387, -0.0367584490676169, -0.006289355056763537, 0.0010272722958080405, -0.024763002307752538]);

    [Fact]
    public void Binary_cross_entropy_with_row_weights() => Check(
        Sigmoid, Independent.WithRowWeights(Rows), null, 0.7201455128443897,
        [-0.09938053841321544, -0.0923401503033959, 0.06011492056196755, 0.050426735164530195, 0.1330048864216551, -0.10405256446755284, -0.09831453745566077, -0.062058837260998145, 0.0271690027144814]);

    [Fact]
    public void Binary_cross_entropy_with_row_and_positive_weights() => Check(
        Sigmoid, Independent.WithRowWeights(Rows), Positives, 1.0327588448152725,
        [-0.17852607605197376, -0.04515796362416914, 0.030220593556068064, 0.10759847058721275, 0.07009530418268606, -0.13589147294780848, -0.21011907542762626, 0.0008507449779708645, -0.17164277406447725]);

    [Fact]
    public void Balanced_weights_are_those_of_scikit_learn()
    {
        // scikit-learn 1.2.1: compute_class_weight("balanced", ...).
        Same.Within([1.3333333333333333, 0.6666666666666666, 1.3333333333333333], [.. LossOptions.Balanced(Indices).ClassWeights!], 1e-15);

        // Two of three classes occur; and probabilities count as parts of rows: 1.1, 1.95 and 0.95 of 4.
        Same.Within([2, 2.0 / 3, 1], [.. LossOptions.Balanced(Dataset.Exclusive(X, [0, 1, 1, 1], 3)).ClassWeights!], 1e-15);
        Same.Within([4 / 3.3, 4 / 5.85, 4 / 2.85], [.. LossOptions.Balanced(Soft).ClassWeights!], 1e-15);
    }

    [Fact]
    public void A_batch_that_weighs_nothing_has_no_loss_and_no_gradient_but_the_penaltys()
    {
        var weighted = Indices.WithRowWeights(0, 1, 0, 1);
        var nothing = weighted.Select(0, 2);
        var penalty = 0.05 * W.Cast<double>().Sum(w => w * w);

        Assert.Equal(0, Softmax.Loss(nothing));
        Assert.Equal(new double[9], Softmax.Gradient(nothing).ToArray());
        Same.Within(penalty, Softmax.Gradient(nothing, new LossOptions { L2 = 0.1 }).Loss, 1e-16);
        Same.Within([.. W.Cast<double>().Select(w => 0.1 * w), 0, 0, 0], Softmax.Gradient(nothing, new LossOptions { L2 = 0.1 }).ToArray(), 1e-16);

        // Batches of one row: the first and the third leave the model alone, and count for nothing in the mean of the losses.
        var options = new TrainingOptions { BatchSize = 1, Shuffle = false };
        var epoch = Softmax.Train(weighted, new GradientDescent(0.5), 1, options).Last();
        var others = Softmax.Train(Indices.Select(1, 3), new GradientDescent(0.5), 1, options).Last();
        Same.Within(others.Model.GetParameters(), epoch.Model.GetParameters(), 1e-15);
        Same.Within(others.Loss, epoch.Loss, 1e-15);
        Assert.Equal(0, Softmax.Train(nothing, new GradientDescent(0.5), 1, options).Last().Loss);
    }

    [Fact]
    public void Mini_batches_take_the_mean_over_their_own_weights()
    {
        var data = Indices.WithRowWeights(Rows);
        var options = new TrainingOptions { BatchSize = 2, Shuffle = false, Loss = Classes.WithL2(0.1) };
        var (model, sum, weight) = (Softmax, 0.0, 0.0);
        foreach (var (part, weighs) in new[] { (data.Select(0, 1), 0.5), (data.Select(2, 3), 6.5) })
        {
            var gradient = model.Gradient(part, Classes.WithL2(0.1));
            (sum, weight) = (sum + (weighs * gradient.Loss), weight + weighs);
            model = model.WithParameters([.. model.GetParameters().Zip(gradient.ToArray(), (p, g) => p - (0.5 * g))]);
        }

        var epoch = Softmax.Train(data, new GradientDescent(0.5), 1, options).Last();
        Same.Within(model.GetParameters(), epoch.Model.GetParameters(), 1e-15);
        Same.Within(sum / weight, epoch.Loss, 1e-15);
        Same.Bits(epoch, Softmax.Train([data], new GradientDescent(0.5), options).Single());
    }

    [Fact]
    public void Far_logits_keep_their_digits()
    {
        var one = Dataset.Binary(new double[,] { { 0 } }, [1.0]);
        var zero = Dataset.Binary(new double[,] { { 0 } }, [0.0]);
        var weights = new LossOptions { PositiveWeights = [2] };
        Model<double> At(double z) => Model.Neuron([0.0], z);

        Same.Within(2 * 4.248354255291589e-18, At(40).Loss(one, weights), 1e-32);
        Same.Within(4.248354255291589e-18, At(-40).Loss(zero, weights), 1e-32);
        Same.Within(-2 * 4.248354255291589e-18, At(40).Gradient(one, weights)[1], 1e-32);
        Assert.Equal(2e300, At(-1e300).Loss(one, weights));
        Assert.Equal(1e300, At(1e300).Loss(zero, weights));
        Assert.Equal(-2, At(-1e300).Gradient(one, weights)[1]);
        Assert.Equal(0, At(1e300).Loss(one, weights));

        var soft = Dataset.Of(Perceptron.Rows.Of(new double[,] { { 0 } }), Targets.Exclusive(new[,] { { 0.5, 0.5 } }));
        var far = Model.Softmax(new double[1, 2], [1e300, -1e300]);
        Same.Within(3e300, far.Loss(soft, new LossOptions { ClassWeights = [1, 3] }), 1e285);
        Assert.Equal([1.5, -1.5], far.Gradient(soft, new LossOptions { ClassWeights = [1, 3] }).ForLayer(0).B.ToArray());
    }

    [Fact]
    public void Training_data_take_their_weights_along()
    {
        var data = Indices.WithRowWeights(1, 2, 3, 4);
        var split = data.SplitByCount(2, seed: 3);

        Assert.True(data.HasRowWeights);
        Assert.False(Indices.HasRowWeights);
        Assert.Equal([1, 1, 1, 1], Indices.GetRowWeights());
        Assert.Equal([4, 1, 4], data.Select(3, 0, 3).GetRowWeights());
        Assert.Equal([1, 2, 3, 4], data.Scale(2).GetRowWeights());
        Assert.Equal([1, 2, 3, 4], data.ConvertTo<float>().GetRowWeights());
        Assert.Equal([1, 2, 3, 4], StandardScaler.Fit(data).Transform(data).GetRowWeights());
        Assert.Equal([4, 3, 2, 1], data.WithRowWeights(4, 3, 2, 1).GetRowWeights());
        foreach (var part in data.Folds(2).Append(split).SelectMany(both => new[] { both.Training, both.HeldOut }))
        {
            for (var row = 0; row < part.Count; row++)
            {
                Assert.Equal(data.GetRowWeights()[Array.FindIndex([.. Enumerable.Range(0, 4)], i => X[i, 0] == part.Rows[row, 0])], part.GetRowWeights()[row]);
            }
        }

        Assert.EndsWith("3 exclusive classes; weighted", data.ToString(), StringComparison.Ordinal);
        double[] mine = [1, 2, 3, 4];
        var copied = Indices.WithRowWeights(mine);
        mine[0] = 7;
        copied.GetRowWeights()[1] = 7;
        Assert.Equal([1, 2, 3, 4], copied.GetRowWeights());
    }

    [Fact]
    public void Metrics_count_every_row_once()
    {
        var data = Indices.WithRowWeights(Rows);

        Assert.Equal(Softmax.Accuracy(Indices), Softmax.Accuracy(data));
        Assert.Equal(Softmax.Evaluate(Indices).LogLoss, Softmax.Evaluate(data).LogLoss);
        Assert.Equal(Softmax.Evaluate(Indices).ToTable(), Softmax.Evaluate(data).ToTable());
    }

    [Fact]
    public void The_minimum_is_that_of_scikit_learn()
    {
        // scikit-learn 1.2.1, LogisticRegression(solver="newton-cg", tol=1e-14, C=1 / (0.1 Σ weights), class_weight={0: 0.5, 1: 1, 2: 3}).fit(x, y, sample_weight=[1, 0.25, 2, 0.5]).
        var minimum = Softmax.Minimize(
            Indices.WithRowWeights(1, 0.25, 2, 0.5), new Lbfgs { GradientTolerance = 1e-10 }, Classes.WithL2(0.1));

        Same.Within(0.34244669587135046, minimum.Minimum.Loss, 1e-12);
        Same.Within([0.30745730097414387, -0.8167426408694325, 0.5092853398952886, 0.5610033685490846, 0.343958196082888, -0.9049615646319724], minimum.Model.GetParameters()[..6], 1e-6);
    }

    [Fact]
    public void Held_out_data_are_scored_by_the_same_loss()
    {
        var options = new TrainingOptions { Loss = Classes };
        var fit = Softmax.Fit(Indices, new GradientDescent(0.5), 3, options, new StoppingOptions<double> { Validation = Soft });

        Assert.Equal(-fit.Last.Model.Loss(Soft, Classes), fit.Scores[^1]);
        Assert.Equal(Softmax.Loss(Indices, Classes), fit.Losses[0]);
        Assert.Equal("full batches, class weights 0.5, 1, 3, 1 thread", options.ToString());
    }

    [Fact]
    public void What_cannot_be_weights_is_refused()
    {
        Says("rowWeights", "3 weights given; 4 expected", () => Indices.WithRowWeights(1, 2, 3));
        Says("rowWeights", "The weight of row 1 is -1; weights are finite and at least 0", () => Indices.WithRowWeights(1, -1, 3, 4));
        Says("rowWeights", "The weight of row 3 is NaN", () => Indices.WithRowWeights(1, 1, 3, double.NaN));
        Says("rowWeights", "All weights are 0", () => Indices.WithRowWeights(0, 0, 0, 0));
        Says("rowWeights", "their sum is", () => Indices.WithRowWeights(1e308, 1e308, 0, 0));
        Says("rowWeights", "", () => Indices.WithRowWeights(null!));
        Says("ClassWeights", "The weight of class 0 is", () => _ = new LossOptions { ClassWeights = [double.PositiveInfinity] });
        Says("ClassWeights", "All weights are 0", () => _ = new LossOptions { ClassWeights = [0, 0] });
        Says("ClassWeights", "There is no weight", () => _ = new LossOptions { ClassWeights = [] });
        Says("LabelSmoothing", "from 0 to 1", () => _ = new LossOptions { LabelSmoothing = 1.5 });
        Says("L2", "at least 0", () => _ = new LossOptions { L2 = double.NaN });
        Says("loss", "3 row weights given; 4 expected", () => Softmax.Loss(Indices, new LossOptions { RowWeights = [1, 2, 3] }));
        Says("loss", "Label smoothing is for the classes of a softmax", () => Sigmoid.Loss(Independent, new LossOptions { LabelSmoothing = 0.1 }));
        Says("loss", "L2 is a penalty", () => Losses.CrossEntropy(new double[1, 2], [0], new LossOptions { L2 = 1 }));
        Says("options", "Row weights belong to one dataset", () => Softmax.Train([Indices], new GradientDescent(1), new TrainingOptions { Loss = new LossOptions { RowWeights = Rows } }));
        Says("PositiveWeights", "The weight of output 1 is -2", () => _ = new LossOptions { PositiveWeights = [1, -2] });
        Says("data", "independent", () => LossOptions.Balanced(Independent));
        Says("data", "", () => LossOptions.Balanced<double>(null!));
        var two = new LossOptions { ClassWeights = [1, 2] };
        var huge = new LossOptions { ClassWeights = [1e200, 1, 1] };
        var options = new TrainingOptions { Loss = two };
        Says("loss", "2 class weights given; this model has 3 outputs", () => Softmax.Loss(Indices, two));
        Says("loss", "2 class weights given", () => Softmax.Gradient(Indices, two));
        Says("loss", "2 class weights given", () => Softmax.Gradient(Indices, new double[9].AsSpan(), two));
        Says("loss", "2 class weights given", () => Softmax.Minimize(Indices, new Lbfgs(), two));
        Says("loss", "2 class weights given", () => GradientCheck.Compare(Softmax, Indices, two));
        Says("loss", "1 positive weight given; this model has 3 outputs", () => Sigmoid.Loss(Independent, new LossOptions { PositiveWeights = [1] }));
        Says("loss", "Use ClassWeights", () => Softmax.Loss(Indices, Positives));
        Says("loss", "too large", () => Softmax.Loss(Indices.WithRowWeights(1e200, 1, 1, 1), huge));
        Says("options", "2 class weights given", () => Softmax.Train(Indices, new GradientDescent(1), 1, options));
        Says("options", "2 class weights given", () => Softmax.Train([Indices], new GradientDescent(1), options));
        Says("options", "2 class weights given", () => Softmax.Train(Indices, new GradientDescent(1), 1).First().Resume(Indices, new GradientDescent(1), 1, options, acceptChanges: true));
        Says("options", "2 class weights given", () => Softmax.Fit(Indices, new GradientDescent(1), 1, new TrainingOptions { Loss = two }));
        Says("other", "The losses differ: class weights 0.5, 1, 3, and plain loss", () => Softmax.Gradient(Indices, Classes).Add(Softmax.Gradient(Indices)));

        static void Says(string argument, string part, Action call)
        {
            var exception = Assert.IsAssignableFrom<ArgumentException>(Record.Exception(call));
            Assert.Equal(argument, exception.ParamName);
            Assert.Contains(part, exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Weights_are_values()
    {
        double[] mine = [0.5, 1, 3];
        var same = new LossOptions { ClassWeights = mine };
        mine[0] = 7;

        Assert.Equal(Classes, same);
        Assert.Equal(Classes.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(Classes, Positives);
        Assert.NotEqual(new LossOptions { ClassWeights = [1] }, new LossOptions { PositiveWeights = [1] });
        Assert.Equal("plain loss", new LossOptions().ToString());
        Assert.Equal("positive weights 2, 0.5, 4", Positives.ToString());
        Assert.Equal("class weights 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, …, positive weights 2", new LossOptions { ClassWeights = [.. Enumerable.Repeat(1.0, 11)], PositiveWeights = [2] }.ToString());
    }

    private static void Check(Model<double> model, Dataset<double> data, LossOptions? weights, double loss, double[] gradient)
    {
        var into = new double[model.ParameterCount];

        Same.Within(loss, model.Loss(data, weights), 1e-14);
        Same.Within(loss, model.Gradient(data, into.AsSpan(), weights), 1e-14);
        Same.Within(gradient, into, 1e-14);
        Same.Within(gradient, model.Gradient(data, weights).ToArray(), 1e-14);
        var single = model.ConvertTo<float>().Gradient(data.ConvertTo<float>(), weights);
        Same.Within(loss, single.Loss, 1e-6);
        Same.Within(gradient, Same.Doubles(single.ToArray()), 1e-6);
    }
}
