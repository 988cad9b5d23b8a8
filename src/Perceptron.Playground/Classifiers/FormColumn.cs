using Perceptron.Tables;

namespace Perceptron.Playground.Classifiers;

/// <summary>A column of a form: its name, what it is set to, and whether it may be left empty.</summary>
public abstract class FormColumn
{
    private bool _isEmpty;

    private protected FormColumn(ColumnEncoder encoder)
    {
        Name = encoder.Name;
        Title = TableText.Shown(Name);
        MayBeEmpty = encoder.Column.Gaps.Rule != GapRule.Refused;
    }

    public string Name { get; }

    /// <summary>Its place among the columns, from 0.</summary>
    public int Index { get; private set; }

    /// <summary>The name as the page shows it.</summary>
    public string Title { get; }

    public bool MayBeEmpty { get; }

    /// <summary>Counts the changes.</summary>
    public int Version { get; private set; }

    public bool IsEmpty
    {
        get => _isEmpty;
        set
        {
            _isEmpty = value && MayBeEmpty;
            Version++;
        }
    }

    /// <summary>The value for a row; null for a gap.</summary>
    public object? Cell => IsEmpty ? null : Value;

    /// <summary>What the column is set to, if it is not empty.</summary>
    protected abstract object Value { get; }

    /// <summary>The value as a field for text has it; null where there is none.</summary>
    public virtual string? Text => null;

    /// <summary>Sets the value that was typed. Nothing is a gap, if the column may have one.</summary>
    public bool TryType(string text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            return TryRead(text);
        }

        IsEmpty = true;
        return IsEmpty;
    }

    /// <summary>Sets the value that a text says, if it says one.</summary>
    protected virtual bool TryRead(string text) => false;

    internal static FormColumn Of(ColumnEncoder encoder, int index)
    {
        FormColumn column = encoder switch
        {
            NumberEncoder number => new NumberColumn(number),
            CategoryEncoder category => new CategoryColumn(category),
            BooleanEncoder boolean => new BooleanColumn(boolean),
            DateEncoder date => new DateColumn(date),
            _ => throw new NotSupportedException($"A form has no field for a column of the kind {encoder.Column.Kind}."),
        };
        column.Index = index;
        return column;
    }

    private protected void Changed() => Version++;
}
