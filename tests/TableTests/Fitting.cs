using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceptron;
using Xunit;

namespace TableTests;

/// <summary>How a classifier is trained: by a table or a source, with weights, from an earlier one, by other optimizers.</summary>
public class Fitting
{
    private static readonly Table Passengers = Tables.Read("passengers");

    [Fact]
    public void The_positive_answer_is_told_and_can_be_chosen()
    {
        var (usual, other) = (Classifier.Fit(Passengers, "survived"), Classifier.Fit(Passengers, "survived", new() { Positive = "no" }));

        Assert.Equal(["no", "yes"], usual.ClassNames);
        Assert.Equal(["yes", "no"], other.ClassNames);
        Assert.Contains(usual.Notes, note => note.Contains("\"yes\"", StringComparison.Ordinal));
        Assert.Equal(usual.Evaluate(Passengers).LogLoss, other.Evaluate(Passengers).LogLoss, 1e-9);
        Assert.Throws<ArgumentException>("options", () => Classifier.Fit(Passengers, "survived", new() { Positive = "perhaps" }));
    }

    [Property(Arbitrary = [typeof(TableGenerators)], MaxTest = 20)]
    public Property A_source_gives_the_model_of_the_table(RandomTable given, PositiveInt size)
    {
        var (table, source) = (Classifier.Fit(given.ToTable(), RandomTable.Schema), Classifier.Fit(given.InBatches(size.Get), RandomTable.Schema));
        return table.Model.GetParameters().Zip(source.Model.GetParameters()).All(pair => Math.Abs(pair.First - pair.Second) < 1e-5).ToProperty();
    }

    [Property(Arbitrary = [typeof(TableGenerators)], MaxTest = 20)]
    public Property An_inferred_schema_gives_the_bits_of_the_same_schema_said(RandomTable given)
    {
        var inferred = Classifier.Fit(given.ToTable(), RandomTable.Label);
        return inferred.Model.Equals(Classifier.Fit(given.ToTable(), Schema.Infer(given.ToTable(), RandomTable.Label)).Model).ToProperty();
    }

    [Fact]
    public void A_source_trains_several_classes_sparse_rows_and_weights_too()
    {
        var source = TableSource.FromCsv(Tables.Path("wine"), new CsvOptions { BatchRows = 50 });
        var (one, other) = (Classifier.Fit(Tables.Read("wine"), "cultivar", new() { BalancedClasses = true }), Classifier.Fit(source, "cultivar", new() { BalancedClasses = true }));
        Assert.All(one.Model.GetParameters().Zip(other.Model.GetParameters()), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        Assert.Equal(one.Evaluate(Tables.Read("wine")).LogLoss, other.Evaluate(source).LogLoss, 1e-8);

        var schema = Schema.Infer(Passengers, "survived").With("cabin", Column.Category()).With("companions", Column.Ignored);
        var passengers = TableSource.FromCsv(Tables.Path("passengers"), new CsvOptions { BatchRows = 250 });
        var options = new ClassifierOptions { WeightColumn = "fare" };
        Assert.Throws<ArgumentException>("options", () => Classifier.Fit(Passengers, schema, options));
        var without = schema.With("fare", Column.Ignored);
        Assert.All(
            Classifier.Fit(Passengers, without, options).Model.GetParameters().Zip(Classifier.Fit(passengers, without, options).Model.GetParameters()),
            pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Fact]
    public void A_weight_of_two_is_a_row_twice()
    {
        var weighted = Table.ParseCsv("x,w,y\n1,1,up\n2,2,down\n4,0,up\n3,1,up\n0,1,down\n");
        var twice = Table.ParseCsv("x,y\n1,up\n2,down\n2,down\n3,up\n0,down\n");
        var options = new ClassifierOptions { L2 = 0.125 };
        var schema = Schema.Of("y").With("x", Column.Number(Scaling.None));

        // The mean of a sigmoid divides by the rows, so that weights which sum to their number leave the penalty as it is.
        Assert.All(
            Classifier.Fit(weighted, schema, new() { L2 = 0.125, WeightColumn = "w" }).Model.GetParameters().Zip(Classifier.Fit(twice, schema, options).Model.GetParameters()),
            pair => Assert.Equal(pair.First, pair.Second, 1e-7));
        Assert.Throws<ArgumentException>("table", () => Classifier.Fit(Table.ParseCsv("x,w,y\n1,-1,up\n2,2,down\n"), schema, new() { WeightColumn = "w" }));
    }

    [Fact]
    public void Hidden_layers_optimizers_and_early_stopping()
    {
        var split = Passengers.SplitByFraction(0.2, seed: 1, label: "survived");
        ClassifierOptions[] all =
        [
            new() { L2 = 0.01, Hidden = [32] }, new() { Hidden = [8, 4], Activation = Activation.Tanh, Seed = 3, Lbfgs = new Lbfgs { MaxIterations = 50 } },
            new() { Optimizer = new Adam(0.01), Epochs = 30, BatchSize = 32, Seed = 2 }, new() { Optimizer = new Adam(0.05), Epochs = 200, BatchSize = 64, Patience = 5, Hidden = [8] },
        ];
        foreach (var options in all)
        {
            var (one, again) = (Classifier.Fit(split.Training, "survived", options), Classifier.Fit(split.Training, "survived", options));
            Assert.Equal(one.Model, again.Model);
            Assert.InRange(one.Evaluate(split.HeldOut).Accuracy, 0.7, 1);
            Assert.Equal(options.Hidden.Count + 1, one.Model.Layers.Count);
        }

        Assert.Contains("near the optimum", Classifier.Fit(split.Training, "survived", all[2]).Notes[^1], StringComparison.Ordinal);
        Assert.Contains("near the optimum", Classifier.Fit(TableSource.FromTable(split.Training), "survived", all[2]).Notes[^1], StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("options", () => Classifier.Fit(Passengers, "survived", new() { Patience = 3 }));
        Assert.Throws<ArgumentException>("options", () => Classifier.Fit(Passengers, "survived", new() { BatchSize = 3 }));
        Assert.Throws<ArgumentException>("options", () => Classifier.Fit(TableSource.FromTable(Passengers), "survived", all[3]));
    }

    [Fact]
    public void An_earlier_classifier_is_a_start()
    {
        var first = Classifier.Fit(Passengers, "survived");
        var again = Classifier.Fit(Passengers, "survived", new() { From = first });

        Assert.Same(first.Encoder, again.Encoder);
        Assert.Equal(first.Model, again.Model);
        Assert.Throws<ArgumentException>("options", () => Classifier.Fit(Tables.Read("iris"), "species", new() { From = first }));
        Assert.Throws<ArgumentException>("options", () => Classifier.Fit(Passengers, Schema.Of("survived").With("age", Column.Number()), new() { From = first }));
    }

    [Fact]
    public void Steps_are_reported_and_can_be_cancelled()
    {
        var steps = new List<Iterate>();
        using var source = new CancellationTokenSource();
        var progress = new SynchronousProgress<Iterate>(step =>
        {
            steps.Add(step);
            if (step.Number == 3)
            {
                source.Cancel();
            }
        });
        var classifier = Classifier.Fit(Passengers, "survived", new() { Progress = progress }, source.Token);

        Assert.Equal([0, 1, 2, 3], steps.Select(step => step.Number));
        Assert.Contains("Cancelled after 3 steps", classifier.Notes[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Several_labels_have_an_answer_each()
    {
        var table = Table.ParseCsv("x,z,red,round\n1,5,yes,no\n2,4,yes,no\n3,5,no,no\n4,1,no,yes\n1,2,yes,yes\n2,1,yes,yes\n");
        var schema = Schema.Infer(table, labels: ["red", "round"]);
        var classifier = Classifier.Fit(table, schema);
        var answers = classifier.PredictLabels(new { x = 1.0, z = 1.0 });

        Assert.Equal(["red", "round"], classifier.ClassNames);
        Assert.Equal(["red: yes", "round: yes"], answers.Select(one => one.ToString().Split(',')[0]));
        Assert.Equal(answers, classifier.PredictLabels(new Row { ["x"] = 1, ["z"] = 1 }));
        Assert.Equal(6, classifier.PredictAllLabels(table).Count);
        Assert.False(classifier.WithThresholds(1, 0.5).PredictLabels(new { x = 1.0, z = 1.0 })[0].IsPredicted);
        Assert.Throws<InvalidOperationException>(() => classifier.Predict(new { x = 1.0, z = 1.0 }));
        Assert.Throws<InvalidOperationException>(() => Classifier.Fit(table, "red").PredictLabels(new { x = 1.0, z = 1.0, round = "yes" }));
        Assert.Throws<ArgumentException>("table", () => Schema.Infer(table, labels: ["red", "x"]));
        var source = Classifier.Fit(TableSource.FromTable(table), schema);
        Assert.All(classifier.Model.GetParameters().Zip(source.Model.GetParameters()), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public void A_model_of_ones_own_and_a_threshold()
    {
        var encoder = TableEncoder.Fit(Passengers, Schema.Infer(Passengers, "survived"));
        var data = encoder.ToDataset(Passengers);
        var model = Model.Sigmoid<double>(encoder.InputCount, 1).WithClassNames(encoder.ClassNames).Train(data, new GradientDescent(0.5), 20).Last().Model;
        var classifier = Classifier.Of(encoder, model);
        var cautious = classifier.WithThreshold(0.9);

        Assert.Equal(model.Evaluate(data).LogLoss, classifier.Evaluate(Passengers).LogLoss);
        Assert.True(cautious.PredictAll(Passengers).Count(answer => answer.Index == 1) < classifier.PredictAll(Passengers).Count(answer => answer.Index == 1));
        Assert.Throws<ArgumentException>("model", () => Classifier.Of(encoder, Model.Sigmoid<double>(3, 1)));
        Assert.Throws<ArgumentException>("model", () => Classifier.Of(encoder, Model.Softmax<double>(encoder.InputCount, 2)));
        Assert.Throws<ArgumentException>("model", () => Classifier.Of(encoder, Model.Sigmoid<double>(encoder.InputCount, 1)));
    }

    [Fact]
    public void Splits_hold_out_whole_rows_by_the_label()
    {
        var split = Passengers.SplitByFraction(0.2, seed: 1, label: "survived");
        var again = Passengers.SplitByFraction(0.2, seed: 1, label: "survived");

        Assert.Equal((720, 180), (split.Training.Count, split.HeldOut.Count));
        Assert.Equal(Enumerable.Range(0, 180).Select(row => split.HeldOut[row, "fare"]), Enumerable.Range(0, 180).Select(row => again.HeldOut[row, "fare"]));
        var (all, some) = (Enumerable.Range(0, 900).Count(row => Passengers[row, "survived"] == "yes"), Enumerable.Range(0, 180).Count(row => split.HeldOut[row, "survived"] == "yes"));
        Assert.InRange(some - (0.2 * all), -1, 1);
        Assert.Throws<ArgumentOutOfRangeException>("heldOut", () => Passengers.SplitByFraction(1));

        var parts = TableSource.FromCsv(Tables.Path("passengers"), new CsvOptions { BatchRows = 77 }).SplitByFraction(0.2, seed: 5);
        var other = TableSource.FromTable(Passengers).SplitByFraction(0.2, seed: 5);
        string[] Fares(TableSource source) => [.. source.Tables().SelectMany(table => Enumerable.Range(0, table.Count).Select(row => table[row, "fare"]))];
        Assert.Equal(Fares(other.HeldOut), Fares(parts.HeldOut));
        Assert.Equal(900, Fares(parts.Training).Length + Fares(parts.HeldOut).Length);
        Assert.InRange(Fares(parts.HeldOut).Length, 140, 220);
    }
}
