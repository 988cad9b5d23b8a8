using Perceptron;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>Logits so far apart that f(x) is rounded to 0 or to 1: what orders classes and observations still tells them apart.</summary>
public class SaturationExamples
{
    [Fact]
    public void The_area_of_a_saturated_sigmoid_is_that_of_its_logits()
    {
        Check<float>(20, 30, 25, 40);
        Check<double>(200, 300, 250, 400);

        static void Check<T>(params T[] logits)
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            var neuron = Model.Neuron([T.One], T.Zero);
            var data = Dataset.Binary(Rows.Of(logits, 1), [T.Zero, T.One, T.Zero, T.One]);
            Assert.All(logits, z => Assert.Equal(T.One, neuron.Predict(z)[0]));
            Assert.Equal(1, RocAuc.Compute(neuron, data)[0]);
        }
    }

    [Fact]
    public void The_areas_of_a_saturated_softmax_are_those_of_its_log_odds()
    {
        // f of class 0 is 1 in all rows, that of class 2 is 0; rows 1 and 3 are of class 2, and their log-odds for it are larger.
        var data = Dataset.Exclusive(new float[,] { { 500, 0, 0 }, { 500, 0, 90 }, { 600, 0, 0 }, { 500, 100, 80 } }, [0, 2, 0, 2], 3);
        var areas = RocAuc.Compute(Identity(3), data);

        Assert.Equal(1, areas[0]);
        Assert.Equal(1, areas[2]);
        Assert.True(double.IsNaN(areas[1]));
    }

    [Fact]
    public void Log_odds_need_all_other_logits_not_only_the_classs_own()
    {
        // The logit of class 0 is larger in row 1, its probability in row 0.
        var data = Dataset.Exclusive(new float[,] { { 1, 0 }, { 2, 5 } }, [0, 1], 2);

        Assert.Equal(1, RocAuc.Compute(Identity(2), data)[0]);
    }

    [Fact]
    public void Ranks_follow_the_logits_where_f_is_0()
    {
        var evaluation = Identity(3).Evaluate(Dataset.Exclusive(new float[,] { { -150, -120, 0 } }, [1], 3));

        Assert.Equal((0, 1, 1), (evaluation.TopKAccuracy(1), evaluation.TopKAccuracy(2), evaluation.TopKAccuracy(3)));
        var prediction = Identity(3).PredictClass(-150, -120, 0);
        Assert.Equal([2, 1, 0], prediction.Ranking.Select(one => one.Index));
        Assert.Equal(0, prediction.Ranking[1].Probability);
    }

    [Fact]
    public void The_class_is_that_of_the_largest_logit_where_two_f_are_equal()
    {
        // e^−1e-9 is 1 in float.
        var model = Identity(3);
        float[] x = [0, 1e-9f, -5];
        var data = Dataset.Exclusive(Rows.Of(x, 3), [1], 3);
        Assert.Equal(model.Predict(x)[0], model.Predict(x)[1]);

        Assert.Equal(1, model.Classify(x));
        Assert.Equal(1, model.Classify(data.Rows)[0]);
        Assert.Equal(1, model.PredictClass(x).Index);
        Assert.Equal(1, model.PredictClass(x).Ranking[0].Index);
        Assert.Equal(1, model.Accuracy(data));
        Assert.Equal(1, model.Evaluate(data).Accuracy);
        Assert.Equal(1, model.Evaluate(data).TopKAccuracy(1));
        Assert.Equal(1, ConfusionMatrix.Compute(model, data)[1, 1]);
    }

    [Fact]
    public void A_sum_that_overflows_is_never_taken_for_an_answer()
    {
        // h = 1e60 is infinite in float, and ∞ − ∞ is not a number.
        foreach (var activation in new[] { Activation.ReLU, Activation.Tanh, Activation.Sigmoid })
        {
            var softmax = Overflowing(Architecture.Of(1).Hidden(2, Activation.ReLU).Hidden(2, activation).Softmax(2), 2);
            var sigmoids = Overflowing(Architecture.Of(1).Hidden(2, Activation.ReLU).Hidden(2, activation).Sigmoid(2), 2);
            var neuron = Overflowing(Architecture.Of(1).Hidden(2, Activation.ReLU).Hidden(2, activation).Sigmoid(1), 1);
            foreach (var model in new[] { softmax, sigmoids, neuron })
            {
                Assert.All(model.Predict(1e30f), f => Assert.True(float.IsNaN(f)));
                Assert.All(model.Activations(1e30f).Skip(1).SelectMany(layer => layer), h => Assert.True(float.IsNaN(h)));
            }

            var x = Rows.Of([1f, 1e30f], 1);
            var exclusive = Dataset.Exclusive(x, [0, 1], 2);
            var independent = Dataset.MultiLabel(x, new float[,] { { 0, 1 }, { 0, 1 } });
            var binary = Dataset.Binary(x, [0f, 1]);
            Assert.True(double.IsNaN(softmax.Loss(exclusive)) && double.IsNaN(sigmoids.Loss(independent)) && double.IsNaN(neuron.Loss(binary)));
            foreach (Action action in new Action[]
            {
                () => softmax.Classify(x), () => softmax.Classify(1e30f), () => softmax.ClassifyName(1e30f), () => softmax.PredictClass(1e30f),
                () => softmax.Accuracy(exclusive), () => softmax.Evaluate(exclusive), () => ConfusionMatrix.Compute(softmax, exclusive),
                () => RocAuc.Compute(softmax, exclusive), () => CalibrationCurve.Compute(softmax, exclusive),
                () => sigmoids.ClassifyMultiLabel(x), () => sigmoids.ClassifyMultiLabel(1e30f), () => sigmoids.Accuracy(independent),
                () => sigmoids.Evaluate(independent), () => ConfusionMatrix.ComputeFor(sigmoids, independent, 1),
                () => RocAuc.Compute(sigmoids, independent), () => CalibrationCurve.Compute(sigmoids, independent, 1),
                () => neuron.Classify(x), () => neuron.PredictClass(1e30f), () => neuron.Accuracy(binary), () => neuron.Evaluate(binary),
                () => ConfusionMatrix.Compute(neuron, binary), () => RocAuc.Compute(neuron, binary), () => CalibrationCurve.Compute(neuron, binary),
            })
            {
                Assert.Contains("overflows in Single", Assert.Throws<NotFiniteNumberException>(action).Message, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>Logits that are the inputs.</summary>
    private static Model<float> Identity(int classes)
    {
        var w = new float[classes, classes];
        for (var i = 0; i < classes; i++)
        {
            w[i, i] = 1;
        }

        return Model.Softmax(w, new float[classes]);
    }

    private static Model<float> Overflowing(Architecture architecture, int outputs)
    {
        // The hidden layers' weights are so large that sums of both signs overflow, for x = 1e30 and not for 1.
        var last = new float[2, outputs];
        for (var j = 0; j < outputs; j++)
        {
            (last[0, j], last[1, j]) = (1, -1);
        }

        return Model.Of(
            architecture,
            Layer.Of(new float[,] { { 1e30f, 1e30f } }, [0, 0]),
            Layer.Of(new float[,] { { 1, -1 }, { -1, 1 } }, [0, 0]),
            Layer.Of(last, new float[outputs]));
    }
}
