using System.Reflection;
using Perceptron;

namespace PublicApiTests.WrongArguments;

/// <summary>A value to put in the place of a right one, and what it is in a message.</summary>
internal sealed record WrongValue(string Text, Func<object?> Make);

/// <summary>What people and programs hand over by mistake, by the type of a parameter.</summary>
internal static class WrongValues
{
    private static readonly double[] Doubles =
    [
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, -1, 0, -0.0, 1, 1.0000000000000002, 2, 1e300, -1e300, double.MaxValue, double.Epsilon, 1e-300, 3.5e38, 1e-46,
    ];

    private static readonly int[] Ints = [int.MinValue, -1, 0, 1, 2, 3, 255, 65_536, int.MaxValue - 1, int.MaxValue];

    public static IEnumerable<WrongValue> For(ParameterInfo parameter, object? valid)
    {
        var type = parameter.ParameterType;
        return Nullable.GetUnderlyingType(type) is { } underlying ? [Null, .. Of(underlying, valid)] : Of(type, valid);
    }

    private static readonly int[] Lengths = [0, 1, 2, 3, 7];

    private static WrongValue Null { get; } = new("null", () => null);

    private static IEnumerable<WrongValue> Of(Type type, object? valid) => type switch
    {
        _ when type == typeof(MnistOptions) => Others(type),
        _ when Examples.Of(type).Count > 0 => type.IsValueType ? Others(type) : Others(type).Prepend(Null),
        _ when type == typeof(int) => Values(Ints),
        _ when type == typeof(long) => Values([.. Ints.Select(value => (long)value), long.MinValue, long.MaxValue]),
        _ when type == typeof(double) => Values(Doubles),
        _ when type == typeof(float) => Values(System.Array.ConvertAll(Doubles, value => (float)value)),
        _ when type == typeof(bool) => Values([true, false]),
        _ when type == typeof(byte) => Values<byte>([0, 255]),
        _ when type == typeof(char) => Values(['"', '\n', 'a', '.', 'é', '\0', '\ud800']),
        _ when type == typeof(System.Text.Encoding) => [Null, new("UTF-32", () => System.Text.Encoding.UTF32)],
        _ when type == typeof(KeyValuePair<string, double>) => Pairs(1.0, double.NaN),
        _ when type == typeof(KeyValuePair<string, float>) => Pairs(1f, float.PositiveInfinity),
        _ when type == typeof(object) => [Null, new("a number", () => 1)],
        _ when type == typeof(string) => Strings(),
        _ when type == typeof(Stream) => Streams(),
        _ when type == typeof(CancellationToken) => [new("a cancelled token", () => new CancellationToken(true))],
        { IsArray: true } => type.GetElementType()!.IsArray ? [Null] : Arrays(type, (Array)valid!),
        { IsByRefLike: true } => Arrays(type.GetGenericArguments()[0].MakeArrayType(), (Array)valid!),
        _ when type == typeof(Memory<float>) => Memories<float>(),
        _ when type == typeof(Memory<double>) => Memories<double>(),
        _ when type.IsAssignableTo(typeof(Delegate)) => Delegates(type).Prepend(Null),
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IProgress<>) =>
            [new("progress that throws", () => Activator.CreateInstance(typeof(Hostile.Progress<>).MakeGenericType(type.GetGenericArguments())))],
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>) => AsyncSequences(type.GetGenericArguments()[0]),
        _ when type == typeof(IReadOnlyDictionary<string, string>) => Dictionaries(),
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) => Arrays(type.GetGenericArguments()[0].MakeArrayType(), (Array)valid!),
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IEnumerable<>) => Sequences(type.GetGenericArguments()[0], (Array)valid!),
        _ => throw new NotSupportedException($"No wrong value of {type}."),
    };

    private static IEnumerable<WrongValue> Values<TItem>(TItem[] values)
        where TItem : notnull => values.Select(value => new WrongValue(FormattableString.Invariant($"{value:R}"), () => value));

    private static IEnumerable<WrongValue> Pairs<TValue>(TValue valid, TValue wrong) =>
    [
        new("a name of null", () => KeyValuePair.Create<string, TValue>(null!, valid)), new("no name", () => KeyValuePair.Create("", valid)), new("a wrong value", () => KeyValuePair.Create("c", wrong)),
    ];

    private static IEnumerable<WrongValue> Others(Type type) => Examples.Of(type).Skip(1).Select((make, i) => new WrongValue($"{type.Name} {i + 1}: {make()}", make));

    private static IEnumerable<WrongValue> Strings()
    {
        string[] texts =
        [
            "", " ", "\0", "a\0b", "\ud800", "a\nb", "\u202e\u2028", new('a', 300), new('a', 100_000), Examples.Folder.Path, Examples.Folder["missing"], Examples.Folder["missing/file"], Examples.Folder["model/file"],
            Examples.Folder["model"], Examples.Folder["mnist/train-labels-idx1-ubyte"], Examples.Folder["saved/"], Examples.Folder["a\0b"],
        ];
        return texts.Select(text =>
            new WrongValue(text.Length > 200 ? $"{text.Length} letters" : $"\"{text.Replace("\0", "\\0", StringComparison.Ordinal)}\"", () => text)).Prepend(Null);
    }

    private static IEnumerable<WrongValue> Streams()
    {
        var content = File.ReadAllBytes(Examples.Folder["model"]);
        return
        [
            Null, new("an empty stream", () => new MemoryStream()), new("a closed stream", Closed), new("a stream that can do nothing", () => new Hostile.Pipe(content, false, false, false)),
            new("a stream of 3 bytes at a time", () => new Hostile.Pipe(content, true, true, false)), new("a stream that throws", () => new Hostile.Pipe(content, true, true, true)),
            new("a stream that is read only", () => new MemoryStream(content, writable: false)),
        ];

        static Stream Closed()
        {
            var stream = new MemoryStream();
            stream.Dispose();
            return stream;
        }
    }

    private static IEnumerable<WrongValue> Memories<TItem>() =>
        [new("no memory", () => default(Memory<TItem>)), new("1 place", () => new Memory<TItem>(new TItem[1])), new("5 places", () => new Memory<TItem>(new TItem[5]))];

    private static IEnumerable<WrongValue> Dictionaries() =>
    [
        Null, new("no entry", () => new Dictionary<string, string>()), new("an entry of null", () => new Dictionary<string, string> { ["k"] = null! }),
        new("odd texts", () => new Dictionary<string, string> { [""] = "\ud800", ["\0"] = "", ["perceptron.format"] = "7" }), new("a long text", () => new Dictionary<string, string> { ["k"] = new('x', 1_000_000) }),
    ];

    /// <summary>Lengths and shapes that do not fit, and wrong elements in the first or the last place.</summary>
    private static IEnumerable<WrongValue> Arrays(Type type, Array valid)
    {
        var element = type.GetElementType()!;
        yield return Null;
        if (type.GetArrayRank() == 2)
        {
            foreach (var (rows, columns) in new[] { (0, 0), (0, 2), (2, 0), (1, 2), (2, 1), (3, 3), (2, 3), (3, 2) })
            {
                yield return new($"{rows} × {columns}", () => Array.CreateInstance(element, rows, columns));
            }

            foreach (var wrong in Elements(element))
            {
                yield return new($"[1, 1] = {wrong.Text}", () =>
                {
                    var copy = (Array)valid.Clone();
                    copy.SetValue(wrong.Make(), 1, 1);
                    return copy;
                });
            }

            yield break;
        }

        foreach (var length in Lengths.Where(length => length != valid.Length))
        {
            yield return new($"{length} long", () =>
            {
                var other = Array.CreateInstance(element, length);
                for (var i = 0; i < length && valid.Length > 0; i++)
                {
                    other.SetValue(valid.GetValue(i % valid.Length), i);
                }

                return other;
            });
        }

        foreach (var at in new[] { 0, valid.Length - 1 }.Distinct().Where(at => at >= 0 && valid.Length > 0))
        {
            foreach (var wrong in Elements(element))
            {
                yield return new($"[{at}] = {wrong.Text}", () =>
                {
                    var copy = (Array)valid.Clone();
                    copy.SetValue(wrong.Make(), at);
                    return copy;
                });
            }
        }
    }

    private static IEnumerable<WrongValue> Elements(Type element) =>
        element == typeof(Uri) ? [Null, new("relative", () => new Uri("a", UriKind.Relative)), new("ftp", () => new Uri("ftp://a/"))]
        : element == typeof(string) ? Strings().Where(value => !value.Text.Contains('/', StringComparison.Ordinal))
        : Of(element, null);

    private static IEnumerable<WrongValue> Sequences(Type element, Array valid)
    {
        foreach (var wrong in element.IsArray ? RowArrays(element, valid) : Arrays(element.MakeArrayType(), valid))
        {
            yield return wrong;
        }

        yield return new("a sequence that throws", () => typeof(Hostile).GetMethod(nameof(Hostile.Sequence))!.MakeGenericMethod(element).Invoke(null, [valid]));
    }

    private static IEnumerable<WrongValue> RowArrays(Type row, Array valid)
    {
        yield return Null;
        yield return new("no row", () => Array.CreateInstance(row, 0));
        foreach (var wrong in Arrays(row, (Array)valid.GetValue(0)!))
        {
            yield return new($"first row {wrong.Text}", () => ValidArguments.Items(row, wrong.Make(), valid.GetValue(1)));
            yield return new($"last row {wrong.Text}", () => ValidArguments.Items(row, valid.GetValue(0), wrong.Make()));
        }
    }

    private static IEnumerable<WrongValue> AsyncSequences(Type element)
    {
        yield return Null;
        yield return new("no element", () => ValidArguments.Later(element, false));
        yield return new("a sequence that throws", () => ValidArguments.Later(element, true, Examples.Of(element)[0]()));
        foreach (var wrong in Of(element, null))
        {
            yield return new($"[0] = {wrong.Text}", () => ValidArguments.Later(element, false, wrong.Make()));
            yield return new($"[1] = {wrong.Text}", () => ValidArguments.Later(element, false, Examples.Of(element)[0](), wrong.Make()));
        }
    }

    private static IEnumerable<WrongValue> Delegates(Type type) => type switch
    {
        _ when type == typeof(Func<double[], double>) =>
        [
            .. Values([double.NaN, double.PositiveInfinity, -1e300]).Select(value => value with { Make = () => (Func<double[], double>)(_ => (double)value.Make()!) }),
            new("throws", () => (Func<double[], double>)(_ => throw new OwnException())),
        ],
        _ when type == typeof(Func<double[], double[]>) =>
        [
            .. new double[]?[] { null, [], [1], [1, 2, 3], [double.NaN, 1], [double.PositiveInfinity, 1], [1e300, 1e300] }.Select(value =>
                new WrongValue(value is null ? "gives null" : $"gives {string.Join(' ', value)}", () => (Func<double[], double[]>)(_ => value!))),
            new("throws", () => (Func<double[], double[]>)(_ => throw new OwnException())),
        ],
        _ when type == typeof(Func<HeldOutResult, double>) => [new("throws", () => (Func<HeldOutResult, double>)(_ => throw new OwnException()))],
        _ when type == typeof(Func<IEnumerable<Table>>) => [new("throws", () => (Func<IEnumerable<Table>>)(() => throw new OwnException()))],
        _ when type == typeof(Func<long, double>) => [new("gives NaN", () => (Func<long, double>)(_ => double.NaN)), new("throws", () => (Func<long, double>)(_ => throw new OwnException()))],
        _ when type == typeof(Action<float>) => [new("throws", () => (Action<float>)(_ => throw new OwnException()))],
        _ when type == typeof(Action<double>) => [new("throws", () => (Action<double>)(_ => throw new OwnException()))],
        _ when type == typeof(Func<Model<double>, Dataset<double>, double>) => [new("throws", () => (Func<Model<double>, Dataset<double>, double>)((_, _) => throw new OwnException()))],
        _ when type == typeof(Func<Model<float>, Dataset<float>, double>) => [new("throws", () => (Func<Model<float>, Dataset<float>, double>)((_, _) => throw new OwnException()))],
        _ => throw new NotSupportedException($"No wrong value of {type}."),
    };
}
