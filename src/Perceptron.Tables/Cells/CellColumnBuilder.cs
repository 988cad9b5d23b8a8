namespace Perceptron.Tables;

/// <summary>
/// Collects the cells of a column. As long as all of them are numbers or gaps, they are kept as numbers; from the first other text on,
/// as levels.
/// </summary>
internal sealed class CellColumnBuilder(char mark)
{
    /// <summary>Numbers written in a form of their own that a column of numbers may have, beside a sixteenth of its cells.</summary>
    private const int FewWritten = 64;

    private double[]? _values = [];
    private byte[] _forms = [];
    private Dictionary<int, string>? _written;

    private int[] _codes = [];
    private List<string> _levels = [];
    private Dictionary<string, int>? _places;

    public int Count { get; private set; }

    /// <summary>Adds a cell as it is written; an empty one is a gap.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            AddGap();
            return;
        }

        if (_values is not null)
        {
            if (NumberText.TryParse(text, mark, out var value, out var decimals))
            {
                AddNumber(text, value, decimals);
                return;
            }

            TurnToLevels();
        }

        AddLevel(text);
    }

    /// <summary>Adds a finite number.</summary>
    public void Add(double value)
    {
        if (_values is not null)
        {
            AddForm(value, NumberCells.Shortest);
        }
        else
        {
            AddLevel(NumberText.Shortest(value, mark));
        }
    }

    public void AddGap()
    {
        if (_values is not null)
        {
            AddForm(0, NumberCells.Gap);
        }
        else
        {
            AddCode(-1);
        }
    }

    /// <summary>The cells so far. Nothing can be added afterwards.</summary>
    public CellColumn Build()
    {
        if (_values is { } values)
        {
            Array.Resize(ref values, Count);
            Array.Resize(ref _forms, Count);
            return new NumberCells(values, _forms, _written, mark);
        }

        Array.Resize(ref _codes, Count);
        return new CodedCells(_codes, [.. _levels], mark);
    }

    private void AddNumber(ReadOnlySpan<char> text, double value, int decimals)
    {
        if (decimals >= 0)
        {
            AddForm(value, (byte)decimals);
        }
        else if (NumberText.IsShortest(text, value, mark))
        {
            AddForm(value, NumberCells.Shortest);
        }
        else if ((_written?.Count ?? 0) < FewWritten + (Count / 16))
        {
            (_written ??= []).Add(Count, text.ToString());
            AddForm(value, NumberCells.Written);
        }
        else
        {
            TurnToLevels();
            AddLevel(text);
        }
    }

    private void AddForm(double value, byte form)
    {
        if (Count == _forms.Length)
        {
            var capacity = Larger(Count);
            Array.Resize(ref _values, capacity);
            Array.Resize(ref _forms, capacity);
        }

        _values![Count] = value;
        _forms[Count++] = form;
    }

    private void AddLevel(ReadOnlySpan<char> text)
    {
        var places = _places!.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!places.TryGetValue(text, out var place))
        {
            var level = text.ToString();
            place = _levels.Count;
            _levels.Add(level);
            _places.Add(level, place);
        }

        AddCode(place);
    }

    private void AddCode(int code)
    {
        if (Count == _codes.Length)
        {
            Array.Resize(ref _codes, Larger(Count));
        }

        _codes[Count++] = code;
    }

    private void TurnToLevels()
    {
        var numbers = (NumberCells)Build();
        (_values, _forms, _written, _codes, _levels, Count) = (null, [], null, new int[Larger(Count)], [], 0);
        _places = new(StringComparer.Ordinal);
        for (var row = 0; row < numbers.Count; row++)
        {
            if (numbers.IsGap(row))
            {
                AddCode(-1);
            }
            else
            {
                AddLevel(numbers.Text(row));
            }
        }
    }

    private static int Larger(int count) => (int)Math.Min(Array.MaxLength, Math.Max(4L, 2L * count));
}
