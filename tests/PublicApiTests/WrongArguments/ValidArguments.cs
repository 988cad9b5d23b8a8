using System.Reflection;
using Perceptron;

namespace PublicApiTests.WrongArguments;

/// <summary>An argument for each parameter, so that the call succeeds.</summary>
internal static class ValidArguments
{
    private static readonly Dictionary<string, object> Numbers = new()
    {
        ["classCount"] = 2,
        ["inputCount"] = 2,
        ["outputCount"] = 2,
        ["folds"] = 2,
        ["heldOut"] = 1,
        ["k"] = 1,
        ["bins"] = 10,
        ["neurons"] = 2,
        ["capacity"] = 2,
        ["rows"] = 2,
        ["rowCount"] = 2,
        ["replicates"] = 2,
        ["repeats"] = 2,
        ["epochs"] = 2,
        ["steps"] = 2,
        ["height"] = 1,
        ["width"] = 2,
        ["enlarge"] = 1,
        ["size"] = 40,
        ["count"] = 2,
        ["digits"] = 3,
        ["value"] = 2,
        ["every"] = 2,
        ["step"] = 1,
        ["seed"] = 1,
        ["firstSeed"] = 1,
        ["targetHeight"] = 4,
        ["targetWidth"] = 4,
        ["box"] = 4,
        ["Count"] = 2,
        ["Support"] = 2,
        ["Number"] = 1,
        ["minCount"] = 2,
    };

    public static object? Of(ApiMember member, ParameterInfo parameter) => Special(member, parameter) is { } special ? special() : General(parameter.ParameterType, parameter.Name!);

    /// <summary>A table with enough rows of each answer for folds.</summary>
    private static Table Answered() => Table.ParseCsv("x,label\n1.5,yes\n2,no\n3,yes\n4,no\n5,no\n7.5,yes\n8,no\n9,yes\n1,no\n2.5,yes\n");

    /// <summary>What a parameter of this name needs in this member.</summary>
    private static Func<object?>? Special(ApiMember member, ParameterInfo parameter) => ($"{member.Name}", parameter.Name!) switch
    {
        ("Model.FromParameters" or "Model.WithParameters", "parameters") => () => Scalars(parameter.ParameterType, 0, 1, 2, 3, 4, 5),
        ("Model.Gradient", "destination") => () => Scalars(parameter.ParameterType, new double[6]),
        ("Model.Activations", "destination") => () => Scalars(parameter.ParameterType, new double[2]),
        ("Model.Logits" or "Model.Predict", "destination") when parameter.ParameterType.Name.StartsWith("Memory", StringComparison.Ordinal) => () => Memory(parameter.ParameterType, 4),
        ("Model.WithLayer", "layer") => null,
        ("ModelFile.Load", "path") => () => Examples.Folder["model"],
        ("Epoch.Load", "path") => () => Examples.Folder[member.Method.GetGenericArguments() is [var scalar] && scalar == typeof(double) ? "epoch-double" : "epoch"],
        ("Idx.ReadImages" or "ImageDataset.Read", "path" or "imagesPath") => () => Examples.Folder["mnist/train-images-idx3-ubyte"],
        ("Idx.ReadLabels" or "ImageDataset.Read", "path" or "labelsPath") => () => Examples.Folder["mnist/train-labels-idx1-ubyte"],
        ("Classifier.Load", "path") => () => Examples.Folder["classifier"],
        ("Classifier.Read", "stream") => () => new MemoryStream(File.ReadAllBytes(Examples.Folder["classifier"])),
        ("Table.ReadCsv" or "TableSource.FromCsv", "path") => () => Examples.Folder["table"],
        ("Table.ReadCsv", "stream") => () => new MemoryStream(File.ReadAllBytes(Examples.Folder["table"])),
        ("Table.ParseCsv", "text") => () => "a,b\n1,2\n",
        ("Table.get_Item", "row") => () => 1,
        ("Row.Value", "name") => () => "b",
        ("Table.SplitByFraction" or "TableSource.SplitByFraction", "heldOut") => () => 0.5,
        ("Table.SplitByFraction" or "Schema.Infer" or "Classifier.Fit", "label") => () => "label",
        ("Table.Select", "rows") => () => new[] { 0, 1 },
        ("Schema.Infer", "labels") => () => new[] { "label" },
        ("TableEncoder.Fit" or "EncoderFit.Build", "positive") => () => "no",
        ("EncoderFit.Merge", "other") => null,
        ("Classifier.WithThresholds", "thresholds") => () => new[] { 0.25, 0.75 },
        ("Classifier.Of", "model") => () => Model.Sigmoid<double>(Examples.Of<TableEncoder>().InputCount, 1).WithClassNames("no", "yes"),
        ("CsvOptions.set_Separator", _) => () => ';',
        ("CsvOptions.set_DecimalMark", _) => () => ',',
        ("ClassifierOptions.set_Hidden", _) => () => new[] { 2, 3 },
        ("GreyImage.Load", "path") => () => Examples.Folder["picture"],
        ("GreyImage.Read", "stream") => () => new MemoryStream(File.ReadAllBytes(Examples.Folder["picture"])),
        ("MnistOptions.set_EmnistSplit", _) => () => "letters",
        ("ModelFile.Read", "stream") => () => new MemoryStream(File.ReadAllBytes(Examples.Folder["model"])),
        ("Idx.ReadImages", "stream") => () => new MemoryStream(File.ReadAllBytes(Examples.Folder["mnist/train-images-idx3-ubyte"])),
        ("Idx.ReadLabels", "stream") => () => new MemoryStream(File.ReadAllBytes(Examples.Folder["mnist/train-labels-idx1-ubyte"])),
        ("Idx.WriteImages", "pixels") => () => new byte[] { 1, 2 },
        ("DigitPreparation.Prepare", "grey") => () => new byte[] { 255, 255, 255, 255, 0, 255, 255, 255, 255 },
        ("DigitPreparation.Prepare", "height" or "width") => () => 3,
        ("Dataset.Binary", "labels") => () => new[] { "a", "b" },
        ("DecisionLine.Ends" or "Surface.Axis", "from") => () => 0.0,
        ("DecisionLine.Ends" or "Surface.Axis", "to") => () => 1.0,
        ("Model.Uniform", "high") => () => 0.75,
        ("Surface.SampleCurve", "model") => () => Model.Neuron([1.0], 0),
        ("ConfusionMatrix.ComputeFor" or "MultiLabelEvaluation.Compute", "model") => () => Examples.Of(parameter.ParameterType)[4](),
        ("ConfusionMatrix.ComputeFor" or "MultiLabelEvaluation.Compute", "data") => () => Examples.Of(parameter.ParameterType)[3](),
        ("ModelTraining.ResumeFit", "epoch") => () => Examples.Of(parameter.ParameterType)[4](),
        ("Surface.SampleHidden", "model") => () => Examples.Of<Model<double>>(1),
        ("Evaluation.op_Addition" or "Evaluation.Add", _) => null,
        ("AdamRule.set_Beta1" or "AdamRule.set_Beta2", _) => () => 0.5,
        ("Model.Loss", "y") => null,
        ("Gradient.get_Item", _) => () => 0,
        ("GateRun.Run" or "GateSurvey.Run", "options") => () => Examples.Of<GateOptions>(),
        ("Dataset.ConvertTo" or "Rows.ConvertTo", _) => null,
        ("Optimizer.Step" or "AdamRule.Step" or "GradientDescent.Step", "slots") => () => Scalars(parameter.ParameterType, new double[2 * SlotCount(member)]),
        ("Rows.OfCsr", "rowStarts") => () => new[] { 0, 1 },
        ("RowsBuilder.Add", "indices") or ("Rows.OfCsr", "columns") => () => new[] { 0 },
        ("RowsBuilder.Add" or "Rows.OfCsr", "values") => () => Scalars(parameter.ParameterType, [0.5]),
        ("RowsBuilder.AddBytes", "row") => () => new byte[] { 1, 2 },
        ("Lbfgs.Minimize" or "Optimizer.Minimize" or "GradientCheck.Compare", "loss") when parameter.ParameterType == typeof(Func<double[], double>) => () => (Func<double[], double>)(p => p.Sum(x => x * x)),
        ("Lbfgs.Minimize" or "Optimizer.Minimize" or "GradientCheck.Compare", "gradient") => () => (Func<double[], double[]>)(p => [.. p.Select(x => 2 * x)]),
        ("FoldPlan.Split" or "ClassifierTuning.CrossValidate" or "ClassifierTuning.Search", "label") => () => "label",
        ("ClassifierTuning.CrossValidate" or "ClassifierTuning.Search", "table") => () => Answered(),
        ("ClassifierTuning.CrossValidate" or "ClassifierTuning.Search", "schema") => () => Schema.Infer(Answered(), "label"),
        ("ClassifierTuning.CrossValidate" or "ClassifierTuning.Search", "tuning") => () => Examples.Of<TuningOptions>(),
        ("FoldPlan.ByGroup" or "FoldPlan.ByTime", "column") => () => "label",
        ("Grid.WithL2", "values") => () => new[] { 0.5, 0.25 },
        ("Grid.WithHidden", "layers") => () => new[] { new[] { 2 }, [] },
        ("Grid.WithOptimizers", "optimizers") => () => new Optimizer[] { new Adam(0.5) },
        ("Grid.WithBatchSizes", "sizes") => () => new[] { 2, 3 },
        ("ClassifierTuning.Search", "candidates") => () => new[] { Examples.Of<Candidate>() },
        ("TuningOptions.set_Metrics", _) => () => new[] { TuningMetric.LogLoss },
        ("TuningMetric.Of", "measure") => () => (Func<HeldOutResult, double>)(held => held.Evaluation.LogLoss),
        ("Bootstrap.Interval", "metric") => () => (Func<double[], double>)(weights => weights[0]),
        ("StoppingOptions.set_Validation", _) => () => Examples.Of(parameter.ParameterType)[0](),
        ("MnistOptions.set_Folder", _) => () => Examples.Folder.Path,
        ("Mnist.IsIn" or "Mnist.Load", "folder") => () => Examples.Folder["mnist"],
        _ => null,
    };

    private static int SlotCount(ApiMember member) => member.Name.StartsWith("Adam", StringComparison.Ordinal) ? 2 : member.Name.StartsWith("GradientDescent", StringComparison.Ordinal) ? 0 : 0;

    private static object? General(Type type, string name)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Examples.Of(type) is [var first, ..])
        {
            return first();
        }

        if (type == typeof(int))
        {
            return Numbers.GetValueOrDefault(name, 0);
        }

        if (type == typeof(long))
        {
            return Convert.ToInt64(Numbers.GetValueOrDefault(name, 1), null);
        }

        if (type.IsByRefLike || (type.IsArray && !type.GetElementType()!.IsArray))
        {
            return Array(type, name);
        }

        return type switch
        {
            _ when type == typeof(double) => 0.5,
            _ when type == typeof(float) => 0.5f,
            _ when type == typeof(bool) => name == "acceptChanges",
            _ when type == typeof(byte) => (byte)1,
            _ when type == typeof(object) => "text",
            _ when type == typeof(string) => name switch { "path" => Examples.Folder["saved"], "positive" => "b", _ => "a" },
            _ when type == typeof(Stream) => new MemoryStream(),
            _ when type == typeof(CancellationToken) => CancellationToken.None,
            _ when type == typeof(IReadOnlyList<string>) || type == typeof(IEnumerable<string>) => new[] { "a", "b" },
            _ when type == typeof(IReadOnlyList<double>) => new[] { 0.25, 0.75 },
            _ when type == typeof(IReadOnlyList<Uri>) => new[] { new Uri("http://127.0.0.1:1/") },
            _ when type == typeof(IReadOnlyDictionary<string, string>) => new Dictionary<string, string> { ["k"] = "v" },
            _ when type == typeof(System.Text.Encoding) => System.Text.Encoding.UTF8,
            _ when type == typeof(char) => ',',
            _ when type == typeof(IEnumerable<KeyValuePair<string, double>>) => new[] { KeyValuePair.Create("a", 1.0), KeyValuePair.Create("b", 2.0) },
            _ when type == typeof(IEnumerable<KeyValuePair<string, float>>) => new[] { KeyValuePair.Create("a", 1f), KeyValuePair.Create("b", 2f) },
            _ when type == typeof(IEnumerable<double>) => new[] { 1.0, 2 },
            _ when type == typeof(IEnumerable<float>) => new[] { 1f, 2 },
            _ when type == typeof(Func<IEnumerable<Table>>) => (Func<IEnumerable<Table>>)(() => [Examples.Of<Table>()]),
            _ when type == typeof(Func<long, double>) => (Func<long, double>)(_ => 0.5),
            _ when type == typeof(Func<Model<float>, Dataset<float>, double>) => (Func<Model<float>, Dataset<float>, double>)((_, _) => 0.5),
            _ when type == typeof(Func<Model<double>, Dataset<double>, double>) => (Func<Model<double>, Dataset<double>, double>)((_, _) => 0.5),
            _ when type == typeof(Action<float>) => (Action<float>)(_ => { }),
            _ when type == typeof(Action<double>) => (Action<double>)(_ => { }),
            _ when type == typeof(IEnumerable<float[]>) => new[] { new[] { 0.5f, 1 }, [0, 1] },
            _ when type == typeof(IEnumerable<double[]>) => new[] { new[] { 0.5, 1 }, [0, 1] },
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IProgress<>) => null,
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IEnumerable<>) && Examples.Of(type.GetGenericArguments()[0]) is [var item, ..] => Items(type.GetGenericArguments()[0], item()),
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>) && Examples.Of(type.GetGenericArguments()[0]) is [var item, ..] =>
                Later(type.GetGenericArguments()[0], false, item()),
            _ => throw new NotSupportedException($"No example of {type} for {name}."),
        };
    }

    /// <summary>An array of two elements, or of two times two.</summary>
    private static Array Array(Type type, string name)
    {
        var element = type.IsByRefLike ? type.GetGenericArguments()[0] : type.GetElementType()!;
        if (type.IsArray && type.GetArrayRank() == 2)
        {
            var square = System.Array.CreateInstance(element, 2, 2);
            square.SetValue(Element(element, 1), 0, 0);
            square.SetValue(Element(element, 1), 1, 1);
            return square;
        }

        if (element == typeof(float) || element == typeof(double))
        {
            return (Array)Scalars(type, 0.25, 0.75);
        }

        if (Examples.Of(element) is [var first, ..])
        {
            return Items(element, name == "layers" ? [first()] : [first(), first()]);
        }

        var pair = System.Array.CreateInstance(element, 2);
        pair.SetValue(element == typeof(string) ? "a" : Element(element, 0), 0);
        pair.SetValue(element == typeof(string) ? "b" : Element(element, 1), 1);
        return pair;
    }

    private static object Element(Type type, int value) => type == typeof(bool) ? value == 1 : Convert.ChangeType(value, type, null);

    public static Array Items(Type element, params object?[] items)
    {
        var array = System.Array.CreateInstance(element, items.Length);
        for (var i = 0; i < items.Length; i++)
        {
            array.SetValue(items[i], i);
        }

        return array;
    }

    public static object Later(Type element, bool throws, params object?[] items) =>
        typeof(Hostile).GetMethod(nameof(Hostile.Later))!.MakeGenericMethod(element).Invoke(null, [throws, Items(element, items)])!;

    private static object Scalars(Type type, params double[] values)
    {
        var element = type.IsArray ? type.GetElementType()! : type.GetGenericArguments()[0];
        return element == typeof(float) ? System.Array.ConvertAll(values, value => (float)value) : values;
    }

    private static object Memory(Type type, int length) => type == typeof(Memory<float>) ? new Memory<float>(new float[length]) : new Memory<double>(new double[length]);
}
