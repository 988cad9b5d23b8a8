using System.Globalization;
using Perceptron.Playground.Translation;
using Perceptron.Playground.Views;

namespace Perceptron.Playground.Lab;

/// <summary>
/// A state as the fragment of an address, and back: <c>key=value</c> joined by <c>&amp;</c>, without the problem's defaults. Numbers are
/// written so that reading them gives the same bits.
/// </summary>
public static class LabLink
{
    public static string Write(LabState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var plain = LabState.Of(state.Problem);
        var pairs = new List<string>();
        Add("p", state.Problem.Id, Problem.Xor.Id);
        Add("h", Join(state.Hidden, '-'), Join(plain.Hidden, '-'));
        Add("act", Named(Activations, state.Activation), Named(Activations, plain.Activation));
        if (!state.Problem.IsGate)
        {
            Add("noise", Number(state.Points.Noise), Number(plain.Points.Noise));
            Add("test", Number(state.Points.TestPart), Number(plain.Points.TestPart));
            Add("points", Whole(state.Points.Seed), Whole(plain.Points.Seed));
        }

        var plainStart = LabState.DefaultStart(state.Problem, state.Hidden, state.Activation, state.Start.Seed);
        var plainRate = state.Start.Kind == plainStart ? LabState.DefaultRate(state.Problem, plainStart) : state.Problem.DefaultRate;
        Add("start", Lower(state.Start.Kind), Lower(plainStart));
        Add("seed", Whole(state.Start.Seed), Whole(plain.Start.Seed));
        Add("w", state.Start.Given is { } given ? string.Join(',', given.Select(Number)) : null, null);
        Add("rule", Lower(state.Training.Rule), Lower(plain.Training.Rule));
        Add("rate", Number(state.Training.Rate), Number(plainRate));
        Add("batch", Whole(state.Training.Batch), Whole(plain.Training.Batch));
        Add("l2", Number(state.Training.L2), Number(plain.Training.L2));
        Add("epoch", Whole(state.Epoch), "0");

        var (view, plainView) = (state.View, plain.View);
        Add("show", view.Surface, plainView.Surface);
        Add("flat", Bit(view.IsHeatMap), Bit(plainView.IsHeatMap));
        Add("turn", Turn(view), Turn(plainView));
        Add("log", Bit(view.IsLogarithmic), Bit(plainView.IsLogarithmic));
        Add("over", Over(view), Over(plainView));
        Add("overflat", Bit(view.IsLossHeatMap), Bit(plainView.IsLossHeatMap));
        Add("speed", Whole(view.Speed), Whole(plainView.Speed));
        Add("hide", view.Hide.Count == 0 ? null : string.Join(',', view.Hide), null);
        Add("hints", view.Hints is { } hints ? Bit(hints) : null, null);
        return string.Join('&', pairs);

        void Add(string key, string? value, string? plainValue)
        {
            if (value is not null && value != plainValue)
            {
                pairs.Add($"{key}={value}");
            }
        }
    }

    /// <summary>Reads a link. Invalid parts are reported, and keep the problem's defaults.</summary>
    public static LabState Read(string fragment, Texts texts, out IReadOnlyList<string> complaints)
    {
        ArgumentNullException.ThrowIfNull(fragment);
        ArgumentNullException.ThrowIfNull(texts);
        var reader = new Reader(fragment, texts);
        var plain = LabState.Of(reader.Take("p", texts.LinkProblemExpected, text => Problem.All.FirstOrDefault(problem => problem.Id == text)) ?? Problem.Xor);
        var hidden = reader.Take("h", texts.LinkHiddenExpected(Whole(LabState.MaxLayers), Whole(LabState.MaxNeurons)), Hidden) ?? plain.Hidden;
        var activation = reader.Take("act", texts.LinkOneOfExpected("sigmoid, tanh", "relu"), text => Activations.GetValueOrDefault(text)) ?? plain.Activation;

        // A link that names a seed means a random start, as does one with other layers.
        var plainStart = reader.Has("seed") ? StartKind.Random : LabState.DefaultStart(plain.Problem, hidden, activation, seed: 1);
        var kind = reader.OneOf<StartKind>("start");
        var plainRate = kind is null ? LabState.DefaultRate(plain.Problem, plainStart) : plain.Problem.DefaultRate;
        var state = plain with
        {
            Hidden = hidden,
            Activation = activation,
            Points = new()
            {
                Noise = reader.Number("noise", 0, PlaneOptions.MaxNoise) ?? plain.Points.Noise,
                TestPart = reader.Number("test", 0, PlaneOptions.MaxTestPart) ?? plain.Points.TestPart,
                Seed = reader.Whole("points", 0, long.MaxValue) ?? plain.Points.Seed,
            },
            Training = new()
            {
                Rule = reader.OneOf<Rule>("rule") ?? plain.Training.Rule,
                Rate = reader.Number("rate", double.Epsilon, TrainingSettings.MaxRate) ?? plainRate,
                Batch = (int?)reader.Whole("batch", 0, PlaneData.Count) ?? plain.Training.Batch,
                L2 = reader.Number("l2", 0, TrainingSettings.MaxL2) ?? plain.Training.L2,
            },
            Epoch = (int?)reader.Whole("epoch", 0, LabState.MaxEpoch) ?? 0,
        };
        var architecture = state.Architecture();
        var given = reader.Take("w", texts.LinkNumbersExpected(Whole(architecture.ParameterCount)), text => Numbers(text, architecture.ParameterCount));
        var start = new Start(kind ?? plainStart, reader.Whole("seed", 0, long.MaxValue) ?? plain.Start.Seed, given);
        if (start.Kind != StartKind.Given)
        {
            start = start with { Given = null };
        }

        if (start.Model(state.Problem, architecture) is null)
        {
            reader.Complain(start.Kind == StartKind.Given
                ? texts.LinkGivenStartMissing
                : texts.LinkStartUnfit(Lower(start.Kind), LabWords.Title(texts, state.Problem)));
            start = new(StartKind.Random, start.Seed);
        }

        var turn = reader.Take("turn", texts.LinkTurnExpected, Turn);
        var over = reader.Take("over", texts.LinkOverExpected(Whole(architecture.ParameterCount - 1)), text => Over(text, architecture.ParameterCount));
        var view = plain.View with
        {
            Surface = reader.Take("show", texts.LinkSurfaceExpected, text => Surfaces.Of(state).Any(surface => surface.Id == text) ? text : null) ?? plain.View.Surface,
            IsHeatMap = reader.Bit("flat") ?? plain.View.IsHeatMap,
            Azimuth = turn?[0] ?? plain.View.Azimuth,
            Elevation = turn?[1] ?? plain.View.Elevation,
            Zoom = turn?[2] ?? plain.View.Zoom,
            IsLogarithmic = reader.Bit("log") ?? plain.View.IsLogarithmic,
            LossFirst = (int?)over?[0] ?? plain.View.LossFirst,
            LossSecond = (int?)over?[1] ?? plain.View.LossSecond,
            IsLossHeatMap = reader.Bit("overflat") ?? plain.View.IsLossHeatMap,
            Speed = (int?)reader.Whole("speed", 0, 1000) ?? plain.View.Speed,
            Hints = reader.Bit("hints"),
            Hide = reader.Take("hide", texts.SomeOfExpected(string.Join(", ", ViewState.Parts)), Hide) ?? plain.View.Hide,
        };
        reader.Take("lang", texts.LanguageExpected, text => LanguageKey.OfCode(text) is null ? null : text);
        reader.ComplainOfTheRest();
        complaints = reader.Texts;
        return state with { Start = start, View = view };
    }

    private static Dictionary<string, Activation> Activations { get; } = new(StringComparer.Ordinal)
    {
        ["sigmoid"] = Activation.Sigmoid,
        ["tanh"] = Activation.Tanh,
        ["relu"] = Activation.ReLU,
    };

    private static string Named(Dictionary<string, Activation> names, Activation activation) => names.First(pair => pair.Value == activation).Key;

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Bit(bool value) => value ? "1" : "0";

    private static string Lower<TEnum>(TEnum value)
        where TEnum : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Join(IEnumerable<int> sizes, char separator) => string.Join(separator, sizes.Select(size => Whole(size)));

    private static string Turn(ViewState view) => string.Join(',', Number(view.Azimuth), Number(view.Elevation), Number(view.Zoom));

    private static string Over(ViewState view) => string.Join(',', Whole(view.LossFirst), Whole(view.LossSecond));

    private static int[]? Hidden(string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        var sizes = Numbers(text.Replace('-', ','), text.Count(sign => sign == '-') + 1);
        return sizes?.Length <= LabState.MaxLayers && sizes.All(size => size is >= 1 and <= LabState.MaxNeurons && size == Math.Truncate(size))
            ? Array.ConvertAll(sizes, size => (int)size)
            : null;
    }

    private static double[]? Turn(string text) =>
        Numbers(text, 3) is { } turn && Math.Abs(turn[0]) <= 360 && Math.Abs(turn[1]) <= 90 && turn[2] is >= 0.2 and <= 5 ? turn : null;

    private static double[]? Over(string text, int parameters) =>
        Numbers(text, 2) is { } over && over[0] != over[1] && over.All(index => index >= 0 && index < parameters && index == Math.Truncate(index)) ? over : null;

    private static SortedSet<string>? Hide(string text)
    {
        string[] names = text.Split(',', StringSplitOptions.RemoveEmptyEntries);
        return names.All(ViewState.Parts.Contains) ? new(names, StringComparer.Ordinal) : null;
    }

    private static double[]? Numbers(string text, int count)
    {
        var parts = text.Split(',');
        if (parts.Length != count)
        {
            return null;
        }

        var numbers = new double[count];
        for (var i = 0; i < count; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !double.IsFinite(numbers[i]))
            {
                return null;
            }
        }

        return numbers;
    }

    private sealed class Reader
    {
        private readonly Dictionary<string, string> _pairs = new(StringComparer.Ordinal);
        private readonly Complaints _complaints;
        private readonly Texts _texts;

        public Reader(string fragment, Texts texts)
        {
            (_complaints, _texts) = (new(texts), texts);
            foreach (var pair in _complaints.Parts(fragment))
            {
                var at = pair.IndexOf('=', StringComparison.Ordinal);
                var (key, value) = at < 0 ? (pair, "") : (pair[..at], pair[(at + 1)..]);
                if (!_pairs.TryAdd(key, Uri.UnescapeDataString(value)))
                {
                    Complain(texts.LinkRepeats(Short(key)));
                }
            }
        }

        public IReadOnlyList<string> Texts => _complaints.Texts;

        public bool Has(string key) => _pairs.ContainsKey(key);

        public void Complain(string text) => _complaints.Add(text);

        public TValue? Take<TValue>(string key, string expected, Func<string, TValue?> read)
            where TValue : class
        {
            if (!_pairs.Remove(key, out var text))
            {
                return null;
            }

            var value = read(text);
            if (value is null)
            {
                Complain(_texts.LinkExpects(key, Short(text), expected));
            }

            return value;
        }

        public double? Number(string key, double from, double to) =>
            Take(key, from == double.Epsilon ? _texts.NumberAboveExpected("0", LabLink.Number(to)) : _texts.NumberExpected(LabLink.Number(from), LabLink.Number(to)), text =>
                double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= from && value <= to ? (object)value : null) as double?;

        public long? Whole(string key, long from, long to) =>
            Take(key, to == long.MaxValue ? _texts.WholeNumberExpected(LabLink.Whole(from)) : _texts.WholeNumberExpected(LabLink.Whole(from), LabLink.Whole(to)), text =>
                long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= from && value <= to ? (object)value : null) as long?;

        public bool? Bit(string key) => Take(key, _texts.LinkOneOfExpected("0", "1"), text => text is "0" or "1" ? (object)(text == "1") : null) as bool?;

        public TEnum? OneOf<TEnum>(string key)
            where TEnum : struct, Enum =>
            Take(key, string.Join(", ", Enum.GetValues<TEnum>().Select(Lower)), text =>
                Enum.GetValues<TEnum>().Where(value => Lower(value) == text).Select(value => (object)value).FirstOrDefault()) as TEnum?;

        public void ComplainOfTheRest()
        {
            foreach (var key in _pairs.Keys)
            {
                Complain(_texts.LinkMeansNothing(Short(key)));
            }
        }

        private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
    }
}
