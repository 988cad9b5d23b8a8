namespace Perceptron.Tables;

/// <summary>A column of a schema, and why it is taken for what it is.</summary>
internal sealed class SchemaColumn(string name, Column column, string reason)
{
    public string Name { get; } = name;

    public Column Column { get; } = column;

    public string Reason { get; } = reason;
}
