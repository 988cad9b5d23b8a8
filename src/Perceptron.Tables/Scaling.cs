namespace Perceptron;

/// <summary>How a number becomes an input. The statistics are those of the training rows, with gaps filled.</summary>
public enum Scaling
{
    /// <summary>$(x - \mu) / \sigma$, by mean and standard deviation (which divides by n, as scikit-learn's); a constant becomes 0.</summary>
    Standardized,

    /// <summary>$(x - \min) / (\max - \min)$: from 0 to 1 for the training rows; a constant becomes 0.</summary>
    UnitInterval,

    /// <summary>As it is.</summary>
    None,
}
