namespace Perceptron;

/// <summary>Why a training stopped. More reasons may come: in F#, end a <c>match</c> with <c>| _</c>.</summary>
public enum StopReason
{
    /// <summary>It took all the epochs that it was allowed.</summary>
    MaxEpochsReached,

    /// <summary>The loss reached the target.</summary>
    TargetLossReached,

    /// <summary>The score on held-out data got no better for as many epochs as there was patience.</summary>
    PatienceExhausted,

    /// <summary>
    /// Loss or parameters became NaN or infinite; the last epoch is the one before. In a minimisation: the loss falls without end.
    /// </summary>
    Diverged,

    /// <summary>It was cancelled.</summary>
    Cancelled,

    /// <summary>No entry of the gradient was larger than the tolerance.</summary>
    GradientToleranceReached,

    /// <summary>The loss changed by less than the tolerance.</summary>
    LossToleranceReached,

    /// <summary>
    /// No step lowered the loss any more, though the gradient is larger than the tolerance: the digits have come to their end,
    /// or the gradient is wrong, which <see cref="GradientCheck"/> tells.
    /// </summary>
    NoProgress,

    /// <summary>A minimisation took all the iterations that it was allowed.</summary>
    MaxIterationsReached,
}
