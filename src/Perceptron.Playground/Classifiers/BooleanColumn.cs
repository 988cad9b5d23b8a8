using Perceptron.Tables;

namespace Perceptron.Playground.Classifiers;

/// <summary>Yes or no.</summary>
public sealed class BooleanColumn : FormColumn
{
    internal BooleanColumn(BooleanEncoder encoder)
        : base(encoder) => IsYes = encoder.Fill;

    /// <summary>It begins with what stands for a gap.</summary>
    public bool IsYes { get; private set; }

    protected override object Value => IsYes;

    public void Set(bool isYes)
    {
        IsYes = isYes;
        Changed();
    }
}
