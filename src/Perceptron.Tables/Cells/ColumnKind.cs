namespace Perceptron.Tables;

/// <summary>The kinds of <see cref="Column"/>.</summary>
internal enum ColumnKind
{
    Ignored,
    Number,
    Category,
    Boolean,
    Date,
}
