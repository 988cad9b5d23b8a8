namespace Perceptron;

/// <summary>Why a training stopped. More reasons may come: in F#, end a <c>match</c> with <c>| _</c>.</summary>
public enum StopReason
{
    /// <summary>It took all the epochs it was allowed.</summary>
    EpochsExhausted,

    /// <summary>The loss reached the target.</summary>
    Converged,

    /// <summary>The score on held-out data got no better for as many epochs as there was patience.</summary>
    PatienceExhausted,

    /// <summary>The numbers left the finite ones; the last epoch is the one before.</summary>
    Diverged,

    /// <summary>It was cancelled.</summary>
    Cancelled,
}
