using Perceptron;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>
/// The first ten steps on a small problem, with the numbers of PyTorch 1.13.0 in float64: <c>tests/references/optimizers.py</c>
/// prints them. And a rule of one's own.
/// </summary>
public class OptimizerExamples
{
    private static readonly Dataset<double> Data = Dataset.Exclusive(new[,] { { 1, 0.5 }, { -0.25, 1 }, { 0.75, -1 }, { -1.5, -0.5 } }, [0, 1, 2, 1], 3);

    private static readonly Model<double> Start = Model.Softmax(new[,] { { 0.25, -0.5, 0.125 }, { 0, 0.75, -0.25 } }, [0.1, 0, -0.1]);

    [Fact]
    public void Gradient_descent() => Check(
        new GradientDescent(0.5),
        [0.6248003489914824, 0.5457802492054481, 0.4861915587113006, 0.43957997276356386, 0.40195467977888877, 0.37080198237081685, 0.344481126245759, 0.32187905940734973, 0.30221295750052374, 0.28491434634313734],
        [0.7693510783697239, -1.3920850694094973, 0.49773399103977334, 0.4962704915621067, 0.9404862819622924, -0.9367567735243993, -0.12760522425956491, 0.3451280370835735, -0.21752281282400845]);

    [Fact]
    public void Momentum() => Check(
        new GradientDescent(0.5) { Momentum = 0.9 },
        [0.6248003489914824, 0.4746099333634889, 0.3418489480400054, 0.24310312353062463, 0.17296193967805512, 0.12359524031778787, 0.08905889329297463, 0.0650330349693142, 0.04832897053599655, 0.03663925312169433],
        [2.1551764752735543, -3.506963820094111, 1.226787344820557, 1.6830143614986308, 1.4186568470207728, -2.601671208519404, -0.6100265080203832, 1.1879991805153187, -0.5779726724949352]);

    [Fact]
    public void Nesterov() => Check(
        new GradientDescent(0.5) { Momentum = 0.9, Nesterov = true },
        [0.5418204490161758, 0.38730281426131175, 0.27809220728680073, 0.20160603653909331, 0.1476262600442362, 0.10940624337242189, 0.08227545381561704, 0.06290330639008154, 0.04893596239803135, 0.03873940736095516],
        [2.1127060238595448, -3.334898201660996, 1.09719217780145, 1.6061218524763123, 1.4813501023461926, -2.5874719548225054, -0.5650813012819591, 1.11234538723526, -0.5472640859533004]);

    [Fact]
    public void Adam() => Check(
        new Adam(0.1),
        [0.6177055813760431, 0.5242798361925227, 0.44994927774822024, 0.3905199033530189, 0.34188722890141376, 0.3008436539919939, 0.26530439484775825, 0.234116509142281, 0.20671202432381464, 0.18279384299333423],
        [1.2060795533993858, -1.4208324277695108, 0.9866142972363431, 0.9611093552770767, 1.564037218372473, -1.1976910163991334, -0.4505276523358283, 0.5630557024417933, -0.6951140311832292]);

    [Fact]
    public void Adam_with_other_settings() => Check(
        new Adam(0.1) { Beta1 = 0.8, Beta2 = 0.95, Epsilon = 1e-3 },
        [0.6184070166173898, 0.525627699771799, 0.45186991535355736, 0.39288411288890274, 0.3445468345518934, 0.30371267495747956, 0.2684379152248379, 0.2377287922114561, 0.21111200006901532, 0.18826870109002297],
        [1.181132263261987, -1.3908607204617336, 0.9404530238698505, 0.9350543159436222, 1.5266536110840623, -1.1729762077209114, -0.37493006486799346, 0.4982908613596482, -0.6405109354662619]);

    [Fact]
    public void AdamW() => Check(
        new AdamW(0.1) { WeightDecay = 0.2 },
        [0.6225265175253745, 0.5341488190745913, 0.46446658647918704, 0.4091135193869876, 0.364048380119353, 0.32617097575765674, 0.2934668142308492, 0.26480690656493644, 0.23962103115685401, 0.21760744135875942],
        [1.0832900257015299, -1.2569663738318797, 0.8983535350027586, 0.8792227963854231, 1.41128536792183, -1.0746955986695175, -0.4197389065860783, 0.5179096597757389, -0.642387702824988]);

    [Fact]
    public void AdamW_that_leaves_the_bias_alone() => Check(
        new AdamW(0.1) { WeightDecay = 0.2, DecaysBias = false },
        [0.6226165976743905, 0.5340579471913215, 0.46431934511427164, 0.40917710943216373, 0.36453056739453465, 0.32713104093275636, 0.29481916660687757, 0.26637399173153653, 0.24119643176224373, 0.2190075708047973],
        [1.0838913381000694, -1.2574639484385746, 0.8985492421830052, 0.8805990605820344, 1.4007249953241474, -1.0751021519044166, -0.4550976346326291, 0.558819404248896, -0.6666074703002061]);

    [Fact]
    public void Schedules()
    {
        Check(Schedule.Constant, 1, 1, 1);
        Check(Schedule.Step(3, 0.5), 1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25);
        Check(Schedule.Exponential(0.75), 1, 0.75, 0.5625, 0.421875, 0.31640625, 0.2373046875, 0.177978515625, 0.13348388671875);
        Check(Schedule.Cosine(6, 0.25), 1, 0.9497595264191645, 0.8125, 0.625, 0.4375000000000001, 0.3002404735808355, 0.25);
        Check(Schedule.WarmUp(4), 0.25, 0.5, 0.75, 1, 1, 1, 1, 1);
        Check(Schedule.WarmUp(3).Then(3, Schedule.Cosine(4)), 0.3333333333333333, 0.6666666666666666, 1, 1, 0.8535533905932737, 0.5, 0.14644660940672627, 0);

        // PyTorch's cosine turns round and goes up again; this one has ended.
        Assert.Equal(0.25, Schedule.Cosine(6, 0.25).Factor(1000));
        Assert.Equal(0, Schedule.Cosine(6).Factor(long.MaxValue));
        Check(Schedule.Of(step => 1.0 / step), 1, 0.5, 1.0 / 3);

        static void Check(Schedule schedule, params double[] factors) =>
            Same.Within(factors, [.. factors.Select((_, i) => schedule.Factor(i + 1))], 1e-15);
    }

    [Fact]
    public void A_rule_of_ones_own()
    {
        // After one step the sum of squares is g², and so the step is the sign of the gradient.
        var first = Start.Train(Data, new AdaGrad(0.25) { Schedule = Schedule.WarmUp(2) }, 1).Last().Model.GetParameters();
        var gradient = Start.Gradient(Data).ToArray();
        Same.Within([.. Start.GetParameters().Zip(gradient, (p, g) => p - (0.125 * Math.Sign(g)))], first, 1e-6);

        Assert.InRange(Start.Train(Data, new AdaGrad(0.25), 100).Last().Loss, 0, 0.05);
    }

    private static void Check(Optimizer optimizer, double[] losses, double[] parameters)
    {
        var epochs = Start.Train(Data, optimizer, 10).Skip(1).ToArray();

        Same.Within(losses, [.. epochs.Select(epoch => epoch.Loss)], 1e-13);
        Same.Within(parameters, epochs[^1].Model.GetParameters(), 1e-13);
    }

    /// <summary>J. Duchi, E. Hazan and Y. Singer, 2011: every step over the root of the sum of the squares so far.</summary>
    private sealed class AdaGrad(double learningRate) : ScheduledOptimizer(learningRate)
    {
        public override int SlotCount => 1;

        public override void Step<T>(OptimizerStep step, Span<T> parameters, ReadOnlySpan<T> gradient, Span<T> slots)
        {
            var rate = T.CreateTruncating(RateOf<T>(step));
            var epsilon = T.CreateTruncating(1e-8);
            for (var i = 0; i < parameters.Length; i++)
            {
                slots[i] += gradient[i] * gradient[i];
                parameters[i] -= rate * gradient[i] / (T.Sqrt(slots[i]) + epsilon);
            }
        }
    }
}
