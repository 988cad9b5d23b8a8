using Perceptron;
using Xunit;

namespace GateTests;

/// <summary>The numbers of the gates that everybody must get.</summary>
public class GateExamples
{
    private static readonly Dictionary<string, Func<bool, bool, bool>> Meanings = new()
    {
        ["OR"] = (one, other) => one | other,
        ["AND"] = (one, other) => one & other,
        ["NAND"] = (one, other) => !(one & other),
        ["XOR"] = (one, other) => one ^ other,
    };

    [Fact]
    public void There_are_five_gates_of_one_output_and_one_of_two()
    {
        Assert.Equal(["NOT", "OR", "AND", "NAND", "XOR"], LogicGate.All.Select(gate => gate.ToString()));
        Assert.Equal([1, 2, 2, 2, 2], LogicGate.All.Select(gate => gate.InputCount));
        Assert.All(LogicGate.All, gate => Assert.Equal([gate.Name], gate.OutputNames));
        Assert.Equal(["OR", "AND"], LogicGate.OrAnd.OutputNames);
    }

    [Fact]
    public void What_is_not_a_number_is_not_rounded()
    {
        // The hidden neurons are infinite at 200, and their difference is NaN.
        var model = Model.Of(
            Architecture.Of(1).Hidden(2, Activation.ReLU).Sigmoid(1), Layer.Of(new[,] { { 1e308, 1e308 } }, [0.0, 0]), Layer.Of(new[,] { { 1.0 }, { -1 } }, [0.0]));

        Assert.Equal([1], TruthTable.Compute(model, Dataset.Binary(new double[,] { { -200 } }, [1.0])).Rows[0].Rounded);
        var exception = Assert.Throws<NotFiniteNumberException>(() => TruthTable.Compute(model, Dataset.Binary(new double[,] { { -200 }, { 200 } }, [1.0, 0])));
        Assert.Contains("row 1 is not a number", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Truth_tables()
    {
        Assert.Equal(new double[,] { { 0 }, { 1 } }, LogicGate.Not.Dataset.Rows.ToArray());
        Assert.Equal(new double[,] { { 1 }, { 0 } }, LogicGate.Not.Dataset.Targets.ToArray());
        foreach (var gate in LogicGate.All.Skip(1).Append(LogicGate.OrAnd))
        {
            Assert.Equal(new double[,] { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } }, gate.Dataset.Rows.ToArray());
            for (var row = 0; row < 4; row++)
            {
                Assert.All(gate.OutputNames, (name, output) =>
                    Assert.Equal(Meanings[name](row >= 2, row % 2 == 1) ? 1 : 0, gate.Dataset.Targets[row, output]));
            }
        }
    }

    [Fact]
    public void Or_by_hand() => Check(LogicGate.Or, [0.4, 0.4], -0.4, [0.401, 0.5, 0.5, 0.599], [0, 1, 1, 1]);

    [Fact]
    public void And_by_hand() => Check(LogicGate.And, [0.4, 0.4], -0.8, [0.310, 0.401, 0.401, 0.5], [0, 0, 0, 1]);

    [Fact]
    public void Xor_by_hand()
    {
        var model = LogicGate.Xor.Textbook;
        var table = TruthTable.Compute(model, LogicGate.Xor.Dataset);

        Assert.Equal(new double[,] { { 10, -10 }, { 10, -10 } }, model.Layers[0].W.ToArray());
        Assert.Equal([-5.0, 15], model.Layers[0].B.ToArray());
        Assert.Equal(new double[,] { { 10 }, { 10 } }, model.Layers[1].W.ToArray());
        Assert.Equal([-15.0], model.Layers[1].B.ToArray());

        // h1 is OR, h2 is NAND: σ(−5), σ(5), σ(15) and their like.
        Assert.Equal([[0.0067, 1], [0.9933, 0.9933], [0.9933, 0.9933], [1, 0.0067]], table.Rows.Select(row => row.Hidden.Select(h => Math.Round(h, 4))));
        Assert.Equal([0.0072, 0.9924, 0.9924, 0.0072], table.Rows.Select(row => Math.Round(row.Predictions[0], 4)));
        Assert.Equal([-4.93, 4.87, 4.87, -4.93], table.Rows.Select(row => Math.Round(row.Logits[0], 2)));
        Assert.Equal([0, 1, 1, 0], table.Rows.Select(row => row.Rounded[0]));
        Assert.Equal([0.0, 1, 1, 0], table.Rows.Select(row => row.Targets[0]));
        Assert.True(table.IsCorrect);
    }

    [Fact]
    public void Every_model_by_hand_is_right() =>
        Assert.All(LogicGate.All.Append(LogicGate.OrAnd), gate => Assert.True(TruthTable.Compute(gate.Textbook, gate.Dataset).IsCorrect, gate.Name));

    [Fact]
    public void Or_and_and_by_hand_are_two_neurons_side_by_side()
    {
        var table = TruthTable.Compute(LogicGate.OrAnd.Textbook, LogicGate.OrAnd.Dataset);

        Assert.Equal([[0, 0], [1, 0], [1, 0], [1, 1]], table.Rows.Select(row => row.Rounded));
        Assert.Equal([0.401, 0.310], table.Rows[0].Predictions.Select(f => Math.Round(f, 3)));
        Assert.Equal(["OR", "AND"], LogicGate.OrAnd.Textbook.ClassNames);
    }

    [Fact]
    public void Half_counts_as_one_and_just_below_it_as_nothing()
    {
        var data = LogicGate.Not.Dataset;
        var half = TruthTable.Compute(Model.Neuron([0.0], 0), data);
        var below = TruthTable.Compute(Model.Neuron([0.0], -1e-9), data);

        Assert.Equal([1, 1], half.Rows.Select(row => row.Rounded[0]));
        Assert.Equal([true, false], half.Rows.Select(row => row.IsCorrect));
        Assert.Equal([false, true], below.Rows.Select(row => row.IsCorrect));
        Assert.Equal("1 of 2 rows correct, loss 0.6931", half.ToString());
        Assert.Equal("0: 0.5 for 1", half.Rows[0].ToString());
    }

    [Fact]
    public void A_table_knows_the_loss_of_each_row_and_their_mean()
    {
        // f = 0.99 where 1 is right, and where 0 is.
        var table = TruthTable.Compute(Model.Neuron([0.0], Math.Log(99)), LogicGate.Not.Dataset);

        Assert.Equal([0.01005, 4.605], table.Rows.Select(row => row.Loss), (expected, actual) => Math.Abs(expected - actual) < 1e-3 * expected);
        Assert.Equal(table.Rows.Average(row => row.Loss), table.Loss, 1e-12);
    }

    [Fact]
    public void The_start_by_hand_that_learns_XOR()
    {
        var run = GateRun.Run(LogicGate.Xor, new GateOptions { Start = XorStart.Learns, LearningRate = 1 });

        Assert.Equal([1, -1, 1, -1, 1, 1, -1, -1, -1], XorStart.Learns.GetParameters());
        Assert.Equal(0.0518, run.Fit.Losses[1000], 5e-5);
        Assert.Equal(0.00227, run.Fit.Losses[5000], 5e-6);
        Assert.Equal(run.Fit.Losses[5000], run.Loss);
        Assert.True(run.IsLearned);
        Assert.Null(run.Seed);
    }

    [Fact]
    public void The_start_by_hand_from_which_XOR_gets_stuck()
    {
        var options = new GateOptions { Start = XorStart.GetsStuck, LearningRate = 1 };
        var run = GateRun.Run(LogicGate.Xor, options);

        Assert.Equal([1, -1, 1, 1, -1, -1, -1, -1, -1], XorStart.GetsStuck.GetParameters());
        Assert.Equal(0.3627, run.Fit.Losses[1000], 5e-5);
        Assert.Equal(0.3486, run.Fit.Losses[5000], 5e-5);
        Assert.True(run.Loss > Math.Log(2) / 2);
        Assert.Equal([0.5, 1, 0.5, 0], run.Table.Rows.Select(row => row.Predictions[0]), (expected, actual) => Math.Abs(expected - actual) < 0.02);
        Assert.False(run.IsLearned);

        Assert.True(GateRun.Run(LogicGate.Xor, new GateOptions { Start = XorStart.GetsStuck, LearningRate = 10 }).IsLearned, "A rate of 10 escapes.");
    }

    [Fact]
    public void A_softmax_cannot_tell_neither_nor_both()
    {
        var start = Model.Softmax<double>(2, 2);
        Assert.Throws<ArgumentException>(() => start.Loss(LogicGate.OrAnd.Dataset));

        var learned = start.Fit(LogicGate.OrAndForSoftmax, new GradientDescent(1), 5000).Last.Model;
        var f = LogicGate.OrAnd.Dataset.Rows.ToArray();
        var predictions = learned.Predict(f);
        for (var row = 0; row < 4; row++)
        {
            Assert.Equal(1, predictions[row, 0] + predictions[row, 1], 1e-12);
        }

        Assert.True(predictions[1, 0] > 0.99 && predictions[2, 0] > 0.99, "01 and 10 are OR.");
        Assert.Equal(0.5, predictions[3, 0], 0.02);
        Assert.True(predictions[0, 0] > 0.99, "00 is taken for OR, with all that a softmax has to give.");
    }

    [Fact]
    public void Formulas_read_as_a_person_would_write_them()
    {
        Assert.Equal(["f(x) = σ(0.4 x₁ + 0.4 x₂ − 0.4)"], Formula.Format(LogicGate.Or.Textbook));
        Assert.Equal(["f(x) = σ(−0.4 x + 0.2)"], Formula.Format(LogicGate.Not.Textbook));
        Assert.Equal(
            ["f(x) = σ(10 h₁ + 10 h₂ − 15)", "h₁ = σ(10 x₁ + 10 x₂ − 5)", "h₂ = σ(−10 x₁ − 10 x₂ + 15)"],
            Formula.Format(LogicGate.Xor.Textbook));
        Assert.Equal(["f₁(x) = σ(0.4 x₁ + 0.4 x₂ − 0.4)", "f₂(x) = σ(0.4 x₁ + 0.4 x₂ − 0.8)"], Formula.Format(LogicGate.OrAnd.Textbook));
        Assert.Equal(
            ["f(x) = softmax(z)", "z₁ = 1 x + 0", "z₂ = 2 x + 0.33"],
            Formula.Format(Model.Softmax(new double[,] { { 1, 2 } }, [-0.0, 1 / 3.0]), digits: 2));
        Assert.Equal(
            ["f(x) = σ(1.5·10⁻⁷ h′ + 1·10¹²)", "h = tanh(2 x + 0)", "h′ = ReLU(3 h − 1)"],
            Formula.Format(Model.Of(
                Architecture.Of(1).Hidden(1, Activation.Tanh).Hidden(1, Activation.ReLU).Sigmoid(1),
                Layer.Neuron([2.0], 0),
                Layer.Neuron([3.0], -1),
                Layer.Neuron([1.5e-7], 1e12))));
    }

    [Fact]
    public void A_line_in_h_space()
    {
        var line = DecisionLine.Of(LogicGate.Xor.Textbook.Layers[1]);

        Assert.Equal("10 a₁ + 10 a₂ − 15 = 0", line.ToString());
        Assert.Equal([(0.5, 1), (1, 0.5)], Points(line.Ends(0, 1)).Order());
        Assert.Empty(DecisionLine.Of(Layer.Neuron([0.0, 0], 0)).Ends(0, 1));
        Assert.Empty(DecisionLine.Of(Layer.Neuron([1.0, 1], -3)).Ends(0, 1));
        Assert.Equal([(0.25, 0), (0.25, 1)], Points(DecisionLine.Of(Layer.Neuron([4.0, 0], -1)).Ends(0, 1)).Order());
    }

    private static void Check(LogicGate gate, double[] w, double b, double[] predictions, int[] rounded)
    {
        var table = TruthTable.Compute(gate.Textbook, gate.Dataset);

        Assert.Equal(w, gate.Textbook.Layers[0].W.Column(0));
        Assert.Equal(b, gate.Textbook.Layers[0].B[0]);
        Assert.Equal(predictions, table.Rows.Select(row => Math.Round(row.Predictions[0], 3)));
        Assert.Equal(rounded, table.Rows.Select(row => row.Rounded[0]));
        Assert.All(table.Rows, row => Assert.Empty(row.Hidden));
        Assert.True(table.IsCorrect);
    }

    private static IEnumerable<(double, double)> Points(double[,] ends) =>
        Enumerable.Range(0, ends.GetLength(0)).Select(end => (Math.Round(ends[end, 0], 12), Math.Round(ends[end, 1], 12)));
}
