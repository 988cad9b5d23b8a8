using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceptron;
using Perceptron.Support;
using Perceptron.Tables;
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
    }

    [Fact]
    public void A_source_holds_out_rows_to_choose_by()
    {
        var source = TableSource.Create("passengers", () => [Passengers.Select([.. Enumerable.Range(0, 400)]), Passengers.Select([.. Enumerable.Range(400, Passengers.Count - 400)])]);
        var passes = new List<Iterate>();
        var options = new ClassifierOptions
        {
            Optimizer = new Adam(0.03),
            Epochs = 300,
            BatchSize = 16,
            Patience = 4,
            Hidden = [32],
            L2 = 0,
            ValidationFraction = 0.3,
            Seed = 5,
            Progress = new SynchronousProgress<Iterate>(passes.Add),
        };
        var chosen = Classifier.Fit(source, "survived", options);

        // The rows that were held out, and the loss of each pass on them.
        var heldOut = chosen.Encoder.ToDataset(source.SplitByFraction(0.3, seed: 5).HeldOut.Tables().Aggregate((first, second) => Table.ParseCsv(Tables.Csv(first.ColumnNames, Cells(first).Concat(Cells(second))))));
        double[] losses = [.. passes.Select(pass => chosen.Model.WithParameters(pass.GetPoint()).Loss(heldOut))];
        var best = Array.IndexOf(losses, losses.Min());
        Assert.Equal(best + 1 + 4, passes.Count);
        Assert.Equal(passes[best].GetPoint(), chosen.Model.GetParameters());
        Assert.Contains($"the best of which is {best + 1} by the loss on {heldOut.Count} rows", chosen.Notes[^1], StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("options", () => Classifier.Fit(TableSource.FromTable(Passengers.Select(0, 1, 2)), chosen.Schema, new() { Optimizer = new Adam(0.1), Patience = 1, ValidationFraction = 1e-9 }));
    }

    [Fact]
    public void A_cancelled_training_gives_the_best_so_far()
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new SynchronousProgress<Iterate>(pass =>
        {
            if (pass.Number == 3)
            {
                cancellation.Cancel();
            }
        });
        var options = new ClassifierOptions { Optimizer = new Adam(0.01), Epochs = 1_000_000, BatchSize = 64, Progress = progress };

        Assert.InRange(Classifier.Fit(TableSource.FromTable(Passengers), "survived", options, cancellation.Token).Evaluate(Passengers).Accuracy, 0.6, 1);
    }

    [Theory]
    [InlineData("breast_cancer", "diagnosis")]
    [InlineData("wine", "cultivar")]
    public void Many_inputs_are_made_when_they_are_read_which_moves_no_bit_of_the_optimum(string name, string label)
    {
        var table = Tables.Read(name);
        var encoder = TableEncoder.Fit(table, Schema.Infer(table, label));
        var (few, many) = (encoder.ToDataset(table), encoder.ToDeferred(table, "table", new() { Threads = 2 }));
        Assert.IsType<EncodedRows>(many.Rows);

        var start = few.OutputCount == 1 ? Model.Sigmoid<double>(few.InputCount, 1) : Model.Softmax<double>(few.InputCount, few.OutputCount);
        var loss = new LossOptions { L2 = 1.0 / table.Count };
        Assert.Equal(start.Minimize(few, new Lbfgs(), loss).Model, start.Minimize(many, new Lbfgs(), loss, new() { Threads = 3 }).Model);
    }

    [Theory]
    [InlineData(true, 0, "1.5,a\n2.5,b\n0.5,a\n3.5,b\n")]
    [InlineData(true, 0, "1,a\n2,b\n007,a\n-0,b\n")]
    [InlineData(true, 0, "1.5,a\n0,b\n-0.0,a\n3.5,b\n")]
    [InlineData(false, 9, "1.5,a\n2.5,b\n0.5,a\n3.5,b\n")]
    [InlineData(false, 0, "1.5,a\n2,b\n0.5,a\n3.5,b\n")]
    [InlineData(false, 0, "1.5,a\n,b\n0.5,a\n3.5,b\n")]
    [InlineData(false, 0, "1e-9,a\n2.5,b\n0.5,a\n3.5,b\n")]
    [InlineData(false, 0, "2020-01-01,a\n2020-01-02,b\n2020-01-03,a\n2020-01-04,b\n")]
    public void Many_inputs_are_made_when_they_are_read_where_that_is_quick(bool isQuick, int many, string rows)
    {
        var table = Table.ParseCsv("x,y\n" + rows);
        var encoder = TableEncoder.Fit(table, Schema.Of("y").With("x", rows.StartsWith("2020", StringComparison.Ordinal) ? Column.Date() : Column.Number(gaps: Gaps.Mean)));

        Assert.Equal(isQuick, encoder.ToTraining(table, "table", null, many).Rows is EncodedRows);
    }

    [Property(Arbitrary = [typeof(TableGenerators)])]
    public void Inputs_made_when_they_are_read_are_those_of_a_dataset(RandomTable given)
    {
        var table = given.ToTable();
        var encoder = TableEncoder.Fit(table, RandomTable.Schema);
        var (all, read) = (encoder.Encode(table), encoder.ToDeferred(table, "table", null).Rows);

        Assert.IsType<EncodedRows>(read);
        Assert.Equal(all.ToArray(), read.ToArray());
        Assert.Equal(all.MaxAbs, read.MaxAbs);
        Assert.Equal(all[1, 2], read[1, 2]);
        int[] some = [.. Enumerable.Range(0, table.Count).Where(row => row % 3 != 1).Reverse()];
        Assert.Equal(all.Select(some).ToArray(), read.Select(some).ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void So_are_those_of_several_blocks(int threads)
    {
        var random = new Random(threads);
        var table = RandomTable.Of(Enumerable.Range(0, 1_700).Select(i => new RandomRow(
            i == 600 ? 1e6 : random.Next(5) == 0 ? null : random.Next(100) / 4.0, random.Next(4) == 0 ? "" : $"{random.Next(6)}",
            random.Next(3) == 0 ? null : random.Next(2) == 0, random.Next(5) == 0 ? null : random.Next(500), random.Next(2) == 0)));
        var encoder = TableEncoder.Fit(table, RandomTable.Schema);
        var compute = new ComputeOptions { Threads = threads };
        var (all, read) = (encoder.ToDataset(table), encoder.ToDeferred(table, "table", compute));
        var model = Model.Glorot<double>(Architecture.Of(all.InputCount).Hidden(5, Activation.Tanh).Sigmoid(1), seed: 2);
        var options = new TrainingOptions { BatchSize = 300, Seed = 3, Compute = compute };

        Assert.Equal(all.Rows.MaxAbs, read.Rows.MaxAbs);
        Assert.Equal(model.Gradient(all, compute: compute).ToArray(), model.Gradient(read, compute: compute).ToArray());
        Assert.Equal(model.Predict(all.Rows), model.Predict(read.Rows));
        Assert.Equal(model.Train(all, new Adam(0.1), 2, options).Last().Model, model.Train(read, new Adam(0.1), 2, options).Last().Model);
    }

    [Fact]
    public void Cells_that_cannot_be_encoded_are_told_of_before_training()
    {
        var near = Table.ParseCsv("x,y\n1e-300,up\n2e-300,down\n3e-300,up\n");
        var encoder = TableEncoder.Fit(near, Schema.Of("y").With("x", Column.Number(Scaling.UnitInterval)));
        var far = Table.ParseCsv("x,y\n0,up\n\n2000000000,down\n");

        string[] complaints =
        [
            Assert.Throws<ArgumentException>("table", () => encoder.Encode(far)).Message,
            Assert.Throws<ArgumentException>("table", () => encoder.ToDeferred(far, "table", null)).Message,
        ];
        Assert.All(complaints, message => Assert.StartsWith("text, line 4, column \"x\": \"2000000000\" is so far from the training rows", message, StringComparison.Ordinal));
    }

    [Fact]
    public void Threads_change_no_bit_and_no_complaint()
    {
        var one = Classifier.Fit(Passengers, "survived");
        Assert.Equal(one.Model, Classifier.Fit(Passengers, "survived", new() { Compute = new() { Threads = 3 } }).Model);
        var bad = Table.ParseCsv(Tables.Csv(["a", "b", "y"], Enumerable.Range(0, 5_000).Select(i => (string[])[i == 4_000 ? "x" : "1", i == 3_000 ? "x" : "2", i % 2 == 0 ? "up" : "down"])));
        var schema = Schema.Of("y").With("a", Column.Number()).With("b", Column.Number());
        string[] complaints = [.. Enumerable.Range(1, 4).Select(threads => Assert.Throws<ArgumentException>(() => Classifier.Fit(bad, schema, new() { Compute = new() { Threads = threads } })).Message)];
        Assert.StartsWith("text, line 4002, column \"a\": \"x\"", Assert.Single(complaints.Distinct()), StringComparison.Ordinal);
    }

    private static IEnumerable<string[]> Cells(Table table) => Enumerable.Range(0, table.Count).Select(row => table.ColumnNames.Select(name => table[row, name]).ToArray());

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
