namespace Perceptron;

/// <summary>What becomes of a level of a category that the training rows don't have.</summary>
public enum Unseen
{
    /// <summary>It is none of the levels: all inputs of the column are 0.</summary>
    Zeros,

    /// <summary>It has an input of its own, together with the levels that are too rare.</summary>
    Other,

    /// <summary>It is refused.</summary>
    Refused,
}
