namespace Perceptron.Tables;

/// <summary>A column as a file describes it; its statistics and levels are tensors.</summary>
internal sealed class SavedColumn(string name, Column column, string reason)
{
    public string Name { get; } = name;

    public Column Column { get; } = column;

    public string Reason { get; } = reason;

    public long TrainingGaps { get; init; }

    public bool IsFilledByYes { get; init; }

    public int LevelCount { get; init; }

    public string? Fill { get; init; }
}
