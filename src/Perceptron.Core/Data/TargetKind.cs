namespace Perceptron;

/// <summary>What targets say of an observation's classes. More kinds may come: in F#, end a <c>match</c> with <c>| _</c>.</summary>
public enum TargetKind
{
    /// <summary>Two classes, negative (0) and positive (1), for a model with one sigmoid output: one number y a row, the probability of the positive class.</summary>
    Binary,

    /// <summary>Classes that exclude each other, for a softmax: a class index a row, or probabilities with the sum 1.</summary>
    Exclusive,

    /// <summary>Independent classes, for a sigmoid of several outputs: a number from 0 to 1 for each class.</summary>
    MultiLabel,
}
