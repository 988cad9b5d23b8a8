namespace Perceptron;

/// <summary>Training left the finite numbers: the step after the last epoch that was handed out gave none.</summary>
public sealed class DivergedException : ArithmeticException
{
    internal DivergedException(int epoch, string message, object? start = null)
        : base(message) => (Epoch, Start) = (epoch, start);

    /// <summary>The number of the epoch, or of the step of a minimisation, in which it happened.</summary>
    public int Epoch { get; }

    /// <summary>The epoch that the training started from, which tells it from a training inside an optimizer or a schedule.</summary>
    internal object? Start { get; }
}
