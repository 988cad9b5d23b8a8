using System.Numerics;
using Perceptron;
using Tests;

namespace PublicApiTests.WrongArguments;

// Inside the namespace, so that Vector is MathNet's and not that of System.Numerics.
using MathNet.Numerics.LinearAlgebra;

/// <summary>
/// Objects of every public type, by their type. The first of each goes with the first of all others: two observations of two inputs and two
/// classes. The others are right on their own, but do not fit.
/// </summary>
internal static partial class Examples
{
    private static readonly Dictionary<Type, Func<object>[]> Makers = [];

    static Examples()
    {
        Folder = new TemporaryFolder();
        WriteImages();
        AddScalar<float>();
        AddScalar<double>();
        AddOthers();
        AddTables();
        AddMetrics();
        AddTuning();
        RestoreFiles();
    }

    public static TemporaryFolder Folder { get; }

    /// <summary>Writes the files anew: methods that save are called with the paths of all of them, and tests come in any order.</summary>
    public static void RestoreFiles()
    {
        WriteImages();
        ModelFile.Save(Of<Model<float>>(), Folder["model"]);
        Of<Epoch<float>>().Save(Folder["epoch"]);
        Of<Epoch<double>>().Save(Folder["epoch-double"]);
        Of<Classifier>().Save(Folder["classifier"]);
        File.WriteAllText(Folder["table"], "a,b,label\n1,x,no\n2,y,yes\n4,,yes\n");
        File.Delete(Folder["missing"]);
    }

    private static void WriteImages()
    {
        Directory.CreateDirectory(Folder["mnist"]);
        Idx.WriteImages(Folder["mnist/train-images-idx3-ubyte"], [0, 255, 255, 0], 1, 2);
        Idx.WriteLabels(Folder["mnist/train-labels-idx1-ubyte"], [0, 1]);
        Idx.WriteImages(Folder["mnist/t10k-images-idx3-ubyte"], [0, 255], 1, 2);
        Idx.WriteLabels(Folder["mnist/t10k-labels-idx1-ubyte"], [1]);
    }

    public static IReadOnlyList<Func<object>> Of(Type type) => Makers.GetValueOrDefault(type) ?? [];

    public static TItem Of<TItem>(int index = 0) => (TItem)Makers[typeof(TItem)][index]();

    private static void Add<TItem>(params TItem[] items)
        where TItem : notnull => Makers.Add(typeof(TItem), [.. items.Select(item => (Func<object>)(() => item))]);

    private static void Make<TItem>(params Func<TItem>[] makers)
        where TItem : notnull => Makers.Add(typeof(TItem), [.. makers.Select(make => (Func<object>)(() => make()))]);

    private static void AddScalar<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (zero, one, half, most) = (T.Zero, T.One, T.CreateTruncating(0.5), typeof(T) == typeof(float) ? T.CreateTruncating(float.MaxValue) : T.CreateTruncating(double.MaxValue));
        T[,] identity = { { one, zero }, { zero, one } };
        Rows<T>[] rows =
        [
            Rows.Of(identity), Rows.Of(identity).ToSparse(), Rows.Of(new T[,] { { one, half, zero }, { zero, zero, one } }), Rows.Of(new T[0, 2]),
            Rows.Of(new T[,] { { one, half } }), Rows.Of(new T[,] { { most, most }, { most, -most } }), Rows.Of(new T[5, 2]),
            new RowsBuilder<T>(2, sparse: true).AddBytes([0, 255]).AddBytes([7, 0]).Build(),
        ];
        Targets<T>[] targets =
        [
            Targets.Exclusive<T>([0, 1], 2), Targets.Exclusive(new T[,] { { half, half }, { zero, one } }), Targets.Binary<T>([false, true]), Targets.MultiLabel(identity),
            Targets.Exclusive<T>([0, 4], 5), Targets.Exclusive<T>([], 2), Targets.Exclusive<T>([1], 2), Targets.Exclusive<T>([0, 0, 0, 0, 0], 2), Targets.MultiLabel(new T[2, 3]),
        ];
        Dataset<T>[] data =
        [
            Dataset.Of(rows[0], targets[0]), Dataset.Of(rows[1], targets[1]), Dataset.Of(rows[0], targets[2]), Dataset.Of(rows[0], targets[3]), Dataset.Of(rows[2], targets[0]),
            Dataset.Of(rows[1], targets[0]), Dataset.Of(rows[4], targets[6]), Dataset.Of(rows[5], targets[0]), Dataset.Of(rows[6], targets[7]), Dataset.Of(rows[0], targets[4]),
            Dataset.Of(rows[7], targets[8]), Dataset.Of(rows[0], targets[0]).WithRowWeights(0, 1), Dataset.Of(rows[0], targets[0]).WithClassNames("y", "z"),
        ];
        var hidden = Architecture.Of(2).Hidden(3, Activation.Tanh).Softmax(2);
        Model<T>[] models =
        [
            Model.Softmax(identity, [half, zero]), Model.Glorot<T>(hidden, 1), Model.Neuron([one, half], zero), Model.Sigmoid(new T[2, 3], new T[3]), Model.Sigmoid(identity, [half, zero]),
            Model.Softmax(new T[3, 2], new T[2]), Model.Softmax(new T[,] { { most, -most }, { most, most } }, [most, zero]), Model.Softmax(identity, [half, zero]).WithClassNames("y", "z"),
            Model.Softmax(new T[2, 5], new T[5]), Model.Softmax(new T[784, 10], new T[10]), Model.Glorot<T>(Architecture.Of(1).Hidden(2, Activation.ReLU).Hidden(2, Activation.ReLU).Sigmoid(1), 1),
        ];
        Layer<T>[] layers = [.. models.SelectMany(model => model.Layers)];
        Optimizer adam = new Adam(0.5);
        Epoch<T>[] epochs =
        [
            models[0].Train(data[0], new GradientDescent(0.5), 1).Last(), models[0].Train(data[0], adam, 1).Last(), models[1].Train(data[0], new GradientDescent(0.5), 1).First(),
            models[2].Train(data[2], new GradientDescent(0.5), 2, new TrainingOptions { BatchSize = 1 }).Last(), models[0].Fit(data[0], new GradientDescent(0.5), 1, stopping: new StoppingOptions<T> { Validation = data[0], Patience = 1 }).Last,
        ];
        StoppingOptions<T>[] stopping =
        [
            new() { Validation = data[0], Patience = 1 }, new() { Validation = data[4] }, new() { Validation = data[5] }, new() { Validation = data[2] }, new() { Patience = 1 },
            new() { Score = (_, _) => 1 }, new() { Validation = data[0], Score = (_, _) => double.NaN, Patience = int.MaxValue, MinDelta = 1e300 }, new() { Validation = data[7], TargetLoss = 1e300 },
            new() { Validation = data[0], Score = (_, _) => throw new OwnException() }, new() { LossTolerance = 1e300, GradientTolerance = 1e300 }, new() { Validation = data[10] },
        ];
        var reports = new List<FitProgress<T>>();
        var fit = models[0].Fit(data[0], new GradientDescent(0.5), 1, progress: new SynchronousProgress<FitProgress<T>>(reports.Add));
        using var file = new MemoryStream();
        ModelFile.Write(models[0], file);

        Add(rows);
        Add(targets);
        Add(data);
        Add(models);
        Add(layers);
        Add(layers.Select(layer => layer.W).ToArray());
        Add(layers.Select(layer => layer.B).ToArray());
        Add(epochs);
        Add(stopping);
        Add(models[0].Gradient(data[0]), models[1].Gradient(data[0]), models[0].Gradient(data[0], new LossOptions { L2 = 1 }), models[7].Gradient(data[0]), models[0].Gradient(data[7]));
        Add(data[0].SplitByCount(1));
        Add(new SynchronousProgress<T>(_ => { }), new SynchronousProgress<T>(_ => throw new OwnException()));
        Add(StandardScaler.Fit(data[0]), StandardScaler.Fit(data[4]));
        Add(reports[0]);
        Add(fit);
        Add(models[0].Minimize(data[0], new Lbfgs { MaxIterations = 2 }));
        Add(ModelFile.Read<T>(new MemoryStream(file.ToArray()), "example"));
        Make(() => new RowsBuilder<T>(2), () => new RowsBuilder<T>(3), Built<T>, () => new RowsBuilder<T>(2, sparse: true));
        Add(Matrix<T>.Build.DenseOfArray(identity), Matrix<T>.Build.SparseOfArray(identity), Matrix<T>.Build.Dense(1, 1), Matrix<T>.Build.Dense(2, 3), Matrix<T>.Build.Dense(3, 2),
            Matrix<T>.Build.Dense(2, 2, T.NaN), Matrix<T>.Build.Diagonal(2, 2, one), Matrix<T>.Build.Dense(2, 2, most), Matrix<T>.Build.Sparse(2, 3), Matrix<T>.Build.Dense(2, 2, T.NegativeInfinity));
        Add(Vector<T>.Build.Dense([half, half]), Vector<T>.Build.Dense(1), Vector<T>.Build.Dense(3), Vector<T>.Build.Dense(2, T.NaN), Vector<T>.Build.Dense(2, most), Vector<T>.Build.Sparse(2));
    }

    private static RowsBuilder<T> Built<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var builder = new RowsBuilder<T>(2);
        builder.Build();
        return builder;
    }

    private static void AddOthers()
    {
        var (model, data) = (Of<Model<double>>(), Of<Dataset<double>>());
        var descent = new GradientDescent(0.5);
        Add(Architecture.Of(2).Softmax(2), Architecture.Of(2).Hidden(3, Activation.ReLU).Softmax(2), Architecture.Of(2).Sigmoid(1), Architecture.Of(2).Sigmoid(2), Architecture.Of(3).Softmax(5),
            Architecture.Of(2).Softmax(2).WithClassNames("y", "z"));
        Add(Architecture.Of(2), Architecture.Of(2).Hidden(3, Activation.Tanh), Architecture.Of(int.MaxValue));
        Add(Activation.Tanh, Activation.ReLU, Activation.Sigmoid);
        Add(Output.Softmax, Output.Sigmoid);
        Add<Optimizer>(
            descent, new Adam(0.5), new AdamW(0.5) { WeightDecay = 0.1 }, new GradientDescent(1e300), new GradientDescent(double.Epsilon), new GradientDescent(double.MaxValue) { Momentum = 0.9 },
            new GradientDescent(0.5) { Schedule = Schedule.Of(_ => double.NaN) }, new Adam(0.5) { Schedule = Schedule.Of(_ => -1) }, new AdamW(0.5) { Schedule = Schedule.Of(_ => throw new OwnException()) },
            new Adam(1e300), new Adam(0.5) { Schedule = Schedule.Of(_ => 1e300) },
            new Hostile.Rule(-1), new Hostile.Rule(int.MaxValue), new Hostile.Rule(0, () => throw new OwnException()), new Hostile.Rule(1, becomes: double.NaN), new Hostile.Rule(0, becomes: 1e300));
        Add<ScheduledOptimizer>(descent, new GradientDescent(1e300), new GradientDescent(0.5) { Schedule = Schedule.Of(_ => double.NaN) }, new Adam(double.Epsilon));
        Add<AdamRule>(new Adam(0.5), new AdamW(0.5));
        Add(new GradientDescent(0.5), new GradientDescent(1e300), new GradientDescent(0.5) { Momentum = 0.5, Nesterov = true });
        Add(new Adam(0.5), new Adam(1e300));
        Add(new AdamW(0.5), new AdamW(1e300) { WeightDecay = 1e300 });
        Add(Schedule.WarmUp(3), Schedule.Of(_ => double.NaN), Schedule.Of(_ => throw new OwnException()), Schedule.Cosine(long.MaxValue), Schedule.Of(_ => 1e300), Schedule.Constant.Then(long.MaxValue, Schedule.Constant));
        Add(new OptimizerStep(1, false), default, new OptimizerStep(-1, true), new OptimizerStep(long.MaxValue, true));
        Add(new ComputeOptions(), new ComputeOptions { Threads = int.MaxValue }, new ComputeOptions { UseMkl = true });
        Add(BlasProvider.Mkl.Check());
        Add(BlasProvider.Mkl);
        Add(new LossOptions(), new LossOptions { RowWeights = [1] }, new LossOptions { RowWeights = [0, 1] }, new LossOptions { ClassWeights = [1, 2, 3] }, new LossOptions { ClassWeights = [0, 1] },
            new LossOptions { PositiveWeights = [1, 2, 3] }, new LossOptions { PositiveWeights = [2, 0] }, new LossOptions { L2 = 1e300 }, new LossOptions { LabelSmoothing = 1 }, new LossOptions { L2 = double.Epsilon },
            new LossOptions { ClassWeights = [1e300, 1e300] }, new LossOptions { RowWeights = [1e300, 1e-300] }, new LossOptions { RowWeights = [double.Epsilon, 0] });
        Add(new TrainingOptions(), new TrainingOptions { BatchSize = 1, Seed = long.MinValue }, new TrainingOptions { BatchSize = int.MaxValue }, new TrainingOptions { Loss = new LossOptions { RowWeights = [1] } },
            new TrainingOptions { Loss = new LossOptions { ClassWeights = [1, 2, 3] }, BatchSize = 1 }, new TrainingOptions { Compute = new ComputeOptions { Threads = int.MaxValue }, BatchSize = 1 },
            new TrainingOptions { Loss = new LossOptions { PositiveWeights = [1, 2] } }, new TrainingOptions { Loss = new LossOptions { L2 = 1e300 } }, new TrainingOptions { Loss = new LossOptions { RowWeights = [0, 1] }, BatchSize = 1 },
            new TrainingOptions { Loss = new LossOptions { LabelSmoothing = 1 } });
        Add(new Lbfgs(), new Lbfgs { Memory = int.MaxValue }, new Lbfgs { MaxIterations = 0 }, new Lbfgs { GradientTolerance = double.MaxValue, LossTolerance = double.MaxValue });
        Add(model.Minimize(data, new Lbfgs { MaxIterations = 1 }).Minimum);
        Add(descent.Minimize(p => p[0], p => [1.0], [1], 1).Last());
        Add(GradientCheck.Compare(model, data));
        Add(model.PredictClass(1, 2));
        Add(model.PredictClass(1, 2).Ranking[0], default);
        Add(ConfusionMatrix.Compute(model, data), Of<Model<double>>(7).Evaluate(data).ConfusionMatrix(), ConfusionMatrix.Compute([0], [1], 5));
        Add(model.Evaluate(data), Of<Model<double>>(7).Evaluate(data), Of<Model<double>>(2).Evaluate(Of<Dataset<double>>(2)), Of<Model<double>>(4).Evaluate(Of<Dataset<double>>(3)));
        Add(model.Evaluate(data).Macro, default);
        Add(RocAuc.Compute(model, data));
        Add(CalibrationCurve.Compute(model, data, 1), CalibrationCurve.Compute(model, data, 1, bins: 3));
        Add(CalibrationCurve.Compute(model, data, 1).Bins[4], default);
        Add(new ModelFileMetadata(), new ModelFileMetadata { InputDivisor = double.MaxValue }, new ModelFileMetadata { Entries = new Dictionary<string, string> { ["k"] = "\0", [""] = "" } },
            new ModelFileMetadata { Entries = new Dictionary<string, string> { ["\ud800"] = "\udc00\ud800" } });

        Add<LogicGate>([LogicGate.And, .. LogicGate.All]);
        Add(DecisionLine.Of(model.Layers[0]), DecisionLine.Of(Layer.Neuron([0.0, 0.0], 1.0)), DecisionLine.Of(Layer.Neuron([0.0, 1.0], 1.0)));
        Add(new GateOptions { Epochs = 2 }, new GateOptions { Epochs = 2, Start = model }, new GateOptions { Epochs = 2, Start = Of<Model<double>>(5) }, new GateOptions { Epochs = 2, LearningRate = 1e300 }, new GateOptions { Epochs = 0 },
            new GateOptions { Epochs = 2, HiddenNeurons = 3 }, new GateOptions { Epochs = int.MaxValue, TargetLoss = double.MaxValue }, new GateOptions { Seed = 1, Start = XorStart.Learns, Epochs = 2 });
        var run = GateRun.Run(LogicGate.And, new GateOptions { Epochs = 2 });
        var survey = GateSurvey.Run(LogicGate.And, 1, 2, new GateOptions { Epochs = 2 });
        Add(run);
        Add(run.Table);
        Add(run.Table.Rows[0]);
        Add(survey);
        Add(survey.Outcomes[0]);

        var images = ImageDataset.Of(Of<Dataset<float>>(), 1, 2);
        using var idx = new MemoryStream();
        Idx.WriteImages(idx, [0, 255, 255, 0], 1, 2);
        Add(images, Digits.Embedded());
        Add(images.SplitByCount(1));
        Add(Idx.ReadImages(new MemoryStream(idx.ToArray()), "example"));
        Add(new MnistOptions { Offline = true, Folder = Folder["mnist"] }, new MnistOptions { Offline = true, Folder = "" }, new MnistOptions { Offline = true, Folder = Folder["missing"] }, new MnistOptions { Offline = true, Folder = Folder["model"] },
            new MnistOptions { Offline = true, Folder = "a\0b" }, new MnistOptions { Offline = true, Folder = Folder.Path });
        Add(Mnist.Load(Folder["mnist"]));
        var picture = Image.FromObservation([0.5, 1], 1, 2);
        picture.SavePng(Folder["picture"]);
        Add(picture);
        Add(GreyImage.Load(Folder["picture"]));
        Add(Rgb(1), default);
        Add(WeightImages.Of(model, 1, 2));
    }

    private static Rgb Rgb(byte value) => new(value, value, value);
}
