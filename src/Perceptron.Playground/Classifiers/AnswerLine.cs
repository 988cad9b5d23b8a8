namespace Perceptron.Playground.Classifiers;

/// <summary>A class or a label of an answer, with its probability.</summary>
public sealed class AnswerLine(int index, string name, double probability, bool isPredicted)
{
    public int Index => index;

    public string Name { get; } = TableText.Shown(name);

    public double Probability => probability;

    /// <summary>Whether it is the answer: one of the classes, or any number of labels.</summary>
    public bool IsPredicted => isPredicted;
}
