using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;
using Perceptron;
using Tests;
using Xunit;

namespace PublicApiTests;

/// <summary>No public object changes: by the shape of every public type, and by trying to change what goes in and comes out.</summary>
public class Immutability
{
    private static readonly Dictionary<Type, object> Samples = MakeSamples().ToDictionary(sample => Definition(sample.GetType()));

    /// <summary>Others have a comma for the point, another minus, other digits, calendars, and another i.</summary>
    private static readonly string[] Cultures = ["", "de-DE", "nb-NO", "ar-SA", "fa-IR", "th-TH", "tr-TR"];

    public static TheoryData<string> Types() => [.. PublicTypes.OfLibraries.Where(type => !type.IsEnum).Select(type => type.FullName!)];

    public static TheoryData<string> Sampled() => [.. Samples.Keys.Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Public_members_cannot_be_set(string name)
    {
        var type = PublicTypes.OfLibraries.Single(type => type.FullName == name);
        const BindingFlags All = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

        Assert.Empty(type.GetProperties(All)
            .Where(property => property.SetMethod is { IsPublic: true } setter
                && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)))
            .Select(property => property.Name));
        Assert.Empty(type.GetFields(All).Where(field => !field.IsInitOnly && !field.IsLiteral).Select(field => field.Name));
        Assert.Empty(type.GetEvents(All).Select(member => member.Name));
        Assert.Empty(type.GetFields(All).Where(field => FSharpRules.IsMutable(field.FieldType)).Select(field => field.Name));
        Assert.True(type.IsSealed || type.IsAbstract || typeof(ComputeOptions).IsAssignableFrom(type), "Is open to being derived from.");
        Assert.All(type.GetMethods(All), method => Assert.False(method.ReturnType.IsByRef, $"{method.Name} returns a reference."));
    }

    [Fact]
    public void Every_class_of_the_core_has_a_sample_here()
    {
        var missing = typeof(Model).Assembly.GetExportedTypes()
            .Where(type => !type.IsEnum && !typeof(Exception).IsAssignableFrom(type) && type is not { IsAbstract: true, IsSealed: true })
            .Where(type => !Samples.Keys.Any(sample => Definition(type).IsAssignableFrom(sample) || IsBase(Definition(type), sample)));

        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(Sampled))]
    public void A_text_is_short_and_one_line(string name)
    {
        var invariant = (string?)null;
        foreach (var culture in Cultures)
        {
            var before = Thread.CurrentThread.CurrentCulture;
            Thread.CurrentThread.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            try
            {
                var text = Sample(name).ToString()!;
                Assert.InRange(text.Length, 1, 120);
                Assert.DoesNotContain('\n', text);
                Assert.DoesNotContain(Sample(name).GetType().ToString(), text, StringComparison.Ordinal);
                Assert.DoesNotMatch("[0-9],[0-9]", text);
                Assert.Equal(invariant ??= text, text);
            }
            finally
            {
                Thread.CurrentThread.CurrentCulture = before;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sampled))]
    public void A_property_gives_the_same_each_time_and_nothing_that_can_be_changed(string name)
    {
        var sample = Sample(name);
        foreach (var property in sample.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0))
        {
            var (first, second) = (property.GetValue(sample), property.GetValue(sample));
            if (first is null or ValueType or string)
            {
                Assert.Equal(first, second);
                continue;
            }

            Assert.Same(first, second);
            Assert.False(first is Array, $"{property.Name} is an array.");
            Assert.True(first is not (IList { IsReadOnly: false } or IDictionary { IsReadOnly: false }), $"{property.Name} can be written to.");
        }
    }

    [Theory]
    [MemberData(nameof(Sampled))]
    public void What_a_method_returns_may_be_changed_without_changing_the_object(string name)
    {
        var sample = Sample(name);
        foreach (var method in sample.GetType().GetMethods().Where(method => method.GetParameters().Length == 0 && !method.IsGenericMethod))
        {
            if (method.DeclaringType == typeof(object) || !FSharpRules.IsMutable(method.ReturnType))
            {
                continue;
            }

            var before = Texts(method.Invoke(sample, null)!);
            Clear(method.Invoke(sample, null)!);
            Assert.Equal(before, Texts(method.Invoke(sample, null)!));
            Assert.NotSame(method.Invoke(sample, null), method.Invoke(sample, null));
        }
    }

    [Fact]
    public void What_a_method_with_arguments_returns_may_be_changed_too()
    {
        var model = (Model<double>)Samples[typeof(Model<>)];
        var (data, gradient) = ((Dataset<double>)Samples[typeof(Dataset<>)], (Gradient<double>)Samples[typeof(Gradient<>)]);
        Func<object>[] calls =
        [
            () => model.Layers[0].W.Column(0),
            () => model.Predict(1, 2),
            () => model.Logits(1, 2),
            () => model.Activations(1, 2)[0],
            () => model.Activations(data.Rows)[0],
            () => model.Predict(data.Rows),
            () => model.Classify(data.Rows),
            () => model.Predict(Matrix<double>.Build.Dense(2, 2, 1)),
            () => data.Rows.Row(0),
            () => gradient.ForLayer(0).W.ToArray(),
        ];

        foreach (var call in calls)
        {
            var before = Texts(call());
            Clear(call());
            Assert.Equal(before, Texts(call()));
        }
    }

    [Fact]
    public void What_was_handed_over_may_be_changed_afterwards()
    {
        double[] parameters = [1, 2, 3];
        var model = Model.FromParameters(Architecture.Of(2).Sigmoid(1), parameters);
        Unchanged(() => model.GetParameters(), parameters);
        Unchanged(() => model.Predict(1, 1), parameters);
        var with = model.WithParameters(parameters = [4, 5, 6]);
        Unchanged(() => with.GetParameters(), parameters);

        double[,] w = { { 1, 2 }, { 3, 4 } };
        double[] b = [5, 6];
        var (softmax, sigmoid, layer) = (Model.Softmax(w, b), Model.Sigmoid(w, b), Layer.Of(w, b));
        Unchanged(() => softmax.GetParameters(), w, b);
        w[0, 0] = 9;
        Assert.Equal(1, sigmoid.Layers[0].W[0, 0]);
        Assert.Equal([5.0, 6], layer.B.ToArray());

        double[] weights = [1, 2];
        var neuron = Model.Neuron(weights, 3);
        Unchanged(() => neuron.GetParameters(), weights);
        Layer<double>[] layers = [Layer.Neuron([1.0, 2], 3)];
        var of = Model.Of(Architecture.Of(2).Sigmoid(1), layers);
        layers[0] = null!;
        Assert.Equal(neuron, of);

        var (matrix, vector) = (Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 2 } }), Vector<double>.Build.Dense([3.0, 4]));
        var fromMatrix = Model.Softmax(matrix, vector);
        Unchanged(() => fromMatrix.GetParameters(), matrix, vector);

        string[] names = ["a", "b"];
        var named = softmax.WithClassNames(names);
        names[0] = "z";
        Assert.Equal(["a", "b"], named.ClassNames);

        double[] thresholds = [0.25, 0.75];
        var careful = sigmoid.WithThresholds(thresholds);
        thresholds[0] = 1;
        Assert.Equal([0.25, 0.75], careful.Thresholds);

        double[,] x = { { 1, 0 }, { 0, 2 } };
        double[] flat = [1, 0, 0, 2];
        double[][] rows = [[1, 0], [0, 2]];
        var (dense, sparse) = (Matrix<double>.Build.DenseOfArray(x), Matrix<double>.Build.SparseOfArray(x));
        Rows<double>[] all = [Rows.Of(x), Rows.Of(flat, 2), Rows.Of(rows), Rows.Of(dense), Rows.Of(sparse)];
        foreach (var one in all)
        {
            Unchanged(() => one.ToArray(), x, flat, rows[0], dense, sparse);
            Assert.Equal(new double[,] { { 1, 0 }, { 0, 2 } }, one.ToArray());
        }

        double[] added = [1, 0];
        var builder = new RowsBuilder<double>(2).Add(added);
        Clear(added);
        Assert.Equal([1.0, 0], builder.Build().Row(0));

        int[] indices = [0, 1];
        double[,] y = { { 1, 0 }, { 0, 1 } };
        double[] column = [0, 1];
        Targets<double>[] targets = [Targets.Exclusive<double>(indices, 2), Targets.OneHot(y), Targets.Exclusive(y), Targets.MultiLabel(y)];
        bool[] yes = [false, true];
        bool[,] several = { { true, false }, { false, true } };
        var (single, binary, multiLabel) = (Targets.Binary(column), Targets.Binary<double>(yes), Targets.MultiLabel<double>(several));
        foreach (var one in targets)
        {
            Unchanged(() => one.ToArray(), indices, y, column);
            Assert.Equal(new double[,] { { 1, 0 }, { 0, 1 } }, one.ToArray());
        }

        Unchanged(() => binary.ToArray(), yes);
        Unchanged(() => multiLabel.ToArray(), several);
        Assert.Equal(new double[,] { { 0 }, { 1 } }, single.ToArray());
        Assert.Equal(new double[,] { { 0 }, { 1 } }, binary.ToArray());
        Assert.Equal(new double[,] { { 1, 0 }, { 0, 1 } }, multiLabel.ToArray());
        string[] labels = ["b", "a"];
        string[] classNames = ["b", "a"];
        Dataset<double>[] datasets =
        [
            Dataset.Exclusive(all[0], labels), Dataset.Exclusive(all[0], labels, classNames), Dataset.Exclusive(all[0], [0, 1], classNames),
            Dataset.Binary(all[0], labels, "b"), Dataset.Binary(all[0], labels, classNames), Dataset.Binary(all[0], [0, 1]).WithClassNames(classNames),
        ];
        (labels[0], classNames[0]) = ("z", "z");
        Assert.All(datasets, one => Assert.Equal(["a", "b"], one.ClassNames.Order()));
        int[] picked = [1];
        var some = Dataset.Of(all[0], targets[0]).Select(picked);
        Unchanged(() => some.Rows.ToArray(), picked);
        Assert.Equal(1, some.Targets.ClassOf(0));

        double[] observation = [1, 2];
        var gradient = model.Gradient(observation, [1]);
        Unchanged(() => gradient.ToArray(), observation);
    }

    [Fact]
    public void Training_leaves_where_it_started_as_it_was()
    {
        var (model, data) = SmallNetwork.WithData();
        var (before, x, y) = (model.GetParameters(), data.Rows.ToArray(), data.Targets.ToArray());
        var epochs = model.Train(data, new GradientDescent(1) { Momentum = 0.9 }, 5, new TrainingOptions { BatchSize = 2 }).ToArray();
        var numbers = epochs.Select(epoch => epoch.Model.GetParameters()).ToArray();
        _ = epochs[2].Resume(data, new GradientDescent(1) { Momentum = 0.9 }, 3, new TrainingOptions { BatchSize = 2 }).Last();

        Assert.Equal(before, model.GetParameters());
        Assert.Equal(x, data.Rows.ToArray());
        Assert.Equal(y, data.Targets.ToArray());
        Assert.Equal(numbers, epochs.Select(epoch => epoch.Model.GetParameters()));
        Assert.Equal(6, numbers.Select(parameters => string.Join(' ', parameters)).Distinct().Count());
    }

    private static IEnumerable<object> MakeSamples()
    {
        var architecture = Architecture.Of(2).Hidden(3, Activation.Tanh).Softmax(2);
        var model = Model.Glorot<double>(architecture, 1);
        var data = Dataset.Exclusive(new[,] { { 0.5, 1 }, { -1.25, 0 } }, [0, 1], 2);
        var descent = new GradientDescent(0.125) { Momentum = 0.5, Nesterov = true };
        var reports = new List<FitProgress<double>>();
        var progress = new SynchronousProgress<FitProgress<double>>(reports.Add);
        var fit = model.Fit(data, descent, 2, stopping: new StoppingOptions<double> { Validation = data }, progress: progress);
        yield return progress;
        yield return reports[1];
        yield return Activation.Tanh;
        yield return Output.Softmax;
        yield return architecture;
        yield return Architecture.Of(2).Hidden(3, Activation.ReLU);
        yield return model;
        yield return model.Layers[0];
        yield return model.Layers[0].W;
        yield return model.Layers[0].B;
        yield return model.Gradient(data, new LossOptions { L2 = 0.5 });
        yield return data;
        yield return data.Rows;
        yield return data.Targets;
        yield return data.SplitByCount(1);
        yield return StandardScaler.Fit(data);
        yield return new RowsBuilder<double>(2).Add([1, 2]);
        yield return new ComputeOptions();
        yield return BlasProvider.Mkl;
        yield return BlasProvider.Mkl.Check();
        yield return new TrainingOptions { BatchSize = 3, Seed = -7, Loss = new LossOptions { L2 = 0.25 } };
        yield return new StoppingOptions<double> { TargetLoss = 0.5 };
        yield return descent;
        yield return new Adam(0.001) { Schedule = Schedule.Cosine(100, 0.5) };
        yield return new AdamW(0.001) { DecaysBias = false };
        yield return Schedule.WarmUp(100).Then(100, Schedule.Cosine(900, 0.5));
        yield return new OptimizerStep(-1, true);
        yield return fit;
        yield return fit.Last;
        yield return descent.Minimize(p => 0.5 * p[0] * p[0], p => p, [1], 1).Last();
        yield return new LossOptions { ClassWeights = [0.5, 1], PositiveWeights = [2, 1] };
        yield return new Lbfgs { LossTolerance = 1e-9 };
        yield return model.Minimize(data, new Lbfgs { MaxIterations = 3 });
        yield return model.Minimize(data, new Lbfgs { MaxIterations = 3 }).Minimum;
        yield return GradientCheck.Compare(model, data);
        yield return model.PredictClass(1, 2);
        yield return model.PredictClass(1, 2).Ranking[0];
        yield return ConfusionMatrix.Compute(model, data);
        yield return model.Evaluate(data);
        yield return model.Evaluate(data).Macro;
        yield return RocAuc.Compute(model, data);
        yield return CalibrationCurve.Compute(model, data, 1);
        yield return CalibrationCurve.Compute(model, data, 1).Bins[4];
        using var file = new MemoryStream();
        ModelFile.Write(model, file, new ModelFileMetadata { InputDivisor = 255 });
        file.Position = 0;
        var saved = ModelFile.Read<double>(file, "sample");
        yield return saved;
        yield return saved.Metadata;
        yield return LogicGate.Xor;
        yield return DecisionLine.Of(model.Layers[0]);
        yield return new GateOptions { LearningRate = 0.5, Epochs = 3 };
        var run = GateRun.Run(LogicGate.Xor, new GateOptions { Epochs = 3 });
        yield return run;
        yield return run.Table;
        yield return run.Table.Rows[1];
        var survey = GateSurvey.Run(LogicGate.Xor, 1, 2, new GateOptions { Epochs = 3 });
        yield return survey;
        yield return survey.Outcomes[0];
        foreach (var one in MakeTables().Concat(MakeMetrics()).Concat(MakeTuning()))
        {
            yield return one;
        }
    }

    private static IEnumerable<object> MakeMetrics()
    {
        yield return RocCurve.Compute([0.5, 0.25, 0.125], [true, false, true]);
        yield return new RocPoint(0.25, 0.125, 0.5);
        yield return PrecisionRecallCurve.Compute([0.5, 0.25, 0.125], [true, false, true]);
        yield return new PrecisionRecallPoint(0.25, 0.125, 0.5);
        yield return WeightedConfusionMatrix.Compute([0, 1], [0, 1], 2, [0.25, 0.5]);
        yield return MultiLabelEvaluation.Compute(new[,] { { true, false } }, new[,] { { true, true } });
        yield return Bootstrap.Interval(3, weights => weights[0], replicates: 10);
    }

    private static IEnumerable<object> MakeTuning()
    {
        var table = Table.ParseCsv("age,answer\n1.5,yes\n2.5,no\n3.25,yes\n-3.25,no\n");
        HeldOutResult? held = null;
        var tuning = new TuningOptions { Folds = FoldPlan.Stratified(2), Metrics = [TuningMetric.Of("kept", one => (held = one).Evaluation.LogLoss)] };
        var result = ClassifierTuning.Search(table, "answer", Grid.Of().WithL2(0.5, 0.25).ToCandidates(), tuning);
        yield return tuning;
        yield return tuning.Folds;
        yield return tuning.Metrics[0];
        yield return held!;
        yield return Grid.Of().WithL2(0.5, 0.25);
        yield return result;
        yield return result.Folds[0];
        yield return result.Best;
        yield return result.Best.Candidate;
        yield return result.Best.Score;
        yield return result.Candidates[1].DifferenceToBest;
        yield return new TuningProgress(1, 2, "one", 1, 1, 0.5);
    }

    private static IEnumerable<object> MakeTables()
    {
        var table = Table.ParseCsv("age,class,answer\n1.5,a,yes\n2.5,b,no\n,a,yes\n-3.25,c,no\n");
        var source = TableSource.FromTable(table);
        var schema = Schema.Infer(table, "answer");
        var classifier = Classifier.Fit(table, schema, new() { L2 = 0.125 });
        yield return table;
        yield return table.SplitByFraction(0.5);
        yield return source;
        yield return source.SplitByFraction(0.5);
        yield return new CsvOptions { Separator = ';', GapTexts = ["NA"] };
        yield return new Row { ["age"] = 1.5, ["class"] = "a" };
        yield return schema;
        yield return Column.Number(gaps: Gaps.Constant(-1.25));
        yield return Gaps.Constant(-1.25).WithIndicator();
        yield return classifier;
        yield return classifier.Encoder;
        yield return new EncoderFit(schema);
        yield return new ClassifierOptions { L2 = 0.125, Hidden = [3, 2], Optimizer = new Adam(0.5) };
        yield return new LabelPrediction("late", 0.125, true);
        yield return classifier.Drift(table);
        yield return classifier.Drift(table).Columns[0];
    }

    private static object Sample(string name) => Samples.Single(sample => sample.Key.FullName == name).Value;

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private static bool IsBase(Type definition, Type sample) =>
        sample.BaseType is { } parent && (Definition(parent) == definition || IsBase(definition, parent));

    private static string Texts(object result) => string.Join(' ', ((IEnumerable)Values(result)).Cast<object>());

    private static object Values(object result) => result switch
    {
        Matrix<double> matrix => matrix.ToRowMajorArray(),
        Vector<double> vector => vector.ToArray(),
        _ => result,
    };

    private static void Clear(object result)
    {
        switch (result)
        {
            case Matrix<double> matrix:
                matrix.Clear();
                matrix[0, 0] = 77;
                break;
            case Vector<double> vector:
                vector.Clear();
                vector[0] = 77;
                break;
            case double[] doubles:
                Array.Fill(doubles, 77);
                break;
            case int[] ints:
                Array.Fill(ints, 0);
                break;
            default:
                Array.Clear((Array)result);
                break;
        }
    }

    private static void Unchanged(Func<Array> read, params object[] handedOver)
    {
        var before = Texts(read());
        foreach (var one in handedOver)
        {
            Clear(one);
        }

        Assert.Equal(before, Texts(read()));
    }
}
