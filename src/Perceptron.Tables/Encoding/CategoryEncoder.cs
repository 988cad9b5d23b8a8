namespace Perceptron.Tables;

/// <summary>Levels, as one input each, and perhaps one for all others.</summary>
internal sealed class CategoryEncoder : ColumnEncoder
{
    /// <summary>The level is none of those with an input.</summary>
    private const int None = -1;

    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly string[] _levels;
    private readonly bool _hasOther;

    public CategoryEncoder(string name, Column column, long trainingGaps, string[] levels, string? fill)
        : base(name, column, trainingGaps)
    {
        _levels = levels;
        _hasOther = column.Unseen == Unseen.Other;
        for (var i = 0; i < levels.Length; i++)
        {
            _places.Add(levels[i], i);
        }

        Fill = fill;
    }

    public IReadOnlyList<string> Levels => _levels;

    /// <summary>The level that stands for a gap; null for none.</summary>
    public string? Fill { get; }

    public override int MostStored => Width == ValueWidth ? 1 : 2;

    protected override int ValueWidth => _levels.Length + (_hasOther ? 1 : 0);

    protected override IEnumerable<string> ValueFeatures
    {
        get
        {
            var names = _levels.Select(level => $"{Name} = {level}");
            return _hasOther ? names.Append($"{Name} is another") : names;
        }
    }

    /// <summary>Whether a level has an input of its own.</summary>
    public bool Has(string level) => _places.ContainsKey(level);

    protected override Action<int, Features, int> BindValues(CellColumn cells, CellPlace place)
    {
        if (cells is not CodedCells coded)
        {
            return (row, features, offset) => Add(Place(cells.Text(row)), cells, row, place, features, offset);
        }

        var places = Array.ConvertAll(coded.Levels.ToArray(), Place);
        return (row, features, offset) => Add(places[coded.Codes[row]], cells, row, place, features, offset);
    }

    protected override void AddGap(Features features, int offset)
    {
        if (Fill is not null && Place(Fill) is >= 0 and var place)
        {
            features.Add(offset + place, 1);
        }
    }

    private int Place(string level) => _places.TryGetValue(level, out var place) ? place : _hasOther ? _levels.Length : None;

    private void Add(int input, CellColumn cells, int row, CellPlace place, Features features, int offset)
    {
        if (input >= 0)
        {
            features.Add(offset + input, 1);
        }
        else if (Column.Unseen == Unseen.Refused)
        {
            throw place.Bad(row, cells.Text(row), $"is none of the {Pluralize.Count(_levels.Length, "level")} that the training rows have often enough: {new ColumnNames(_levels)}");
        }
    }
}
