using System.Runtime.CompilerServices;
using Perceptron.Kernels;

namespace Perceptron.Tables;

/// <summary>
/// Collects the cells of a column. As long as all of them are numbers or gaps, they are kept as numbers; from the first other text on,
/// as levels.
/// </summary>
/// <param name="mark">The decimal mark.</param>
/// <param name="expected">How many cells are expected; more or fewer may come.</param>
internal sealed class CellColumnBuilder(char mark, int expected = 0)
{
    /// <summary>Numbers written in a form of their own that a column of numbers may have, beside a sixteenth of its cells.</summary>
    private const int FewWritten = 64;

    private List<NumberBlock>? _numbers = [];
    private NumberBlock? _last;
    private Dictionary<int, string>? _written;

    private int[] _codes = [];
    private List<string> _levels = [];
    private Dictionary<string, int>? _places;

    public int Count { get; private set; }

    /// <summary>Adds a cell as it is written; an empty one is a gap.</summary>
    [MethodImpl(Kernel.Loop)]
    public void Add(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            AddGap();
            return;
        }

        if (_numbers is not null)
        {
            if (NumberText.TryParseDigits(text, mark, out var digits, out var decimals))
            {
                Last().AddDigits(digits, (byte)decimals);
                Count++;
                return;
            }

            if (NumberText.TryParse(text, mark, out var value, out decimals))
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
        if (_numbers is not null)
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
        if (_numbers is not null)
        {
            Last().AddGap();
            Count++;
        }
        else
        {
            AddCode(-1);
        }
    }

    /// <summary>Adds some cells of another column.</summary>
    public void Append(CellColumn cells, int row, int count)
    {
        if (_numbers is not null && cells is NumberCells { HasWritten: false } numbers && count > 0)
        {
            numbers.CopyTo(_numbers, row, count);
            _last = _numbers[^1];
            Count += count;
            return;
        }

        // Texts that are there already are found once.
        var known = _numbers is null && cells is CodedCells { Levels.Length: var length } ? new int[length] : null;
        for (var i = row; i < row + count; i++)
        {
            if (cells.IsGap(i))
            {
                AddGap();
            }
            else if (known is not null && cells is CodedCells coded)
            {
                ref var place = ref known[coded.Codes[i]];
                place = place == 0 ? Place(coded.Levels[coded.Codes[i]]) + 1 : place;
                AddCode(place - 1);
            }
            else
            {
                Add(cells.Text(i));
            }
        }
    }

    /// <summary>The cells so far. Nothing can be added afterwards, but for other cells after <see cref="Clear"/>.</summary>
    /// <param name="isTrimmed">Whether they stay, in as little memory as they need.</param>
    public CellColumn Build(bool isTrimmed = true)
    {
        if (_numbers is not null)
        {
            if (isTrimmed)
            {
                _last?.Trim();
            }

            return new NumberCells([.. _numbers], Count, _written, mark);
        }

        Array.Resize(ref _codes, Count);
        return new CodedCells(_codes, [.. _levels], mark);
    }

    /// <summary>Begins other cells in the memory of these, which are lost.</summary>
    public void Clear()
    {
        _last = _numbers is [var first, ..] ? first : null;
        _last?.Clear();
        (_numbers, _written, _codes, _levels, _places, Count) = (_last is null ? [] : [_last], null, [], [], null, 0);
    }

    private void AddNumber(ReadOnlySpan<char> text, double value, int decimals)
    {
        var mayBeWritten = (_written?.Count ?? 0) < FewWritten + (Count / 16);
        if (decimals >= 0)
        {
            AddForm(value, (byte)decimals);
        }
        else if (NumberText.IsShortest(text, value, mark) && !(value == 0 && mayBeWritten))
        {
            AddForm(value, NumberCells.Shortest);
        }
        else if (mayBeWritten)
        {
            // With it -0, as whole digits have no sign of 0.
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
        Last().Add(value, form);
        Count++;
    }

    private NumberBlock Last() => _last is { Count: < NumberBlock.Capacity } last ? last : Next();

    private NumberBlock Next()
    {
        _numbers!.Add(_last = new NumberBlock(Math.Max(0, expected - Count)));
        return _last;
    }

    private void AddLevel(ReadOnlySpan<char> text) => AddCode(Place(text));

    private int Place(ReadOnlySpan<char> text)
    {
        var places = _places!.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!places.TryGetValue(text, out var place))
        {
            var level = text.ToString();
            place = _levels.Count;
            _levels.Add(level);
            _places.Add(level, place);
        }

        return place;
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
        (_numbers, _last, _written, _codes, _levels, Count) = (null, null, null, new int[Larger(Count)], [], 0);
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
