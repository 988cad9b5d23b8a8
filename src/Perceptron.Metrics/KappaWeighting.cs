namespace Perceptron;

/// <summary>How much a disagreement counts in Cohen's kappa. More kinds may come: in F#, end a <c>match</c> with <c>| _</c>.</summary>
public enum KappaWeighting
{
    /// <summary>Every disagreement counts the same: 1.</summary>
    None,

    /// <summary>By the distance of the classes, |i − j|, where they have an order.</summary>
    Linear,

    /// <summary>By the square of the distance of the classes, (i − j)², where they have an order.</summary>
    Quadratic,
}
