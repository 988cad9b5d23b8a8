namespace Perceptron;

/// <summary>Training left the finite numbers: the step after the last epoch that was handed out gave none.</summary>
public sealed class DivergedException : ArithmeticException
{
    internal DivergedException(int epoch, string message)
        : base(message) => Epoch = epoch;

    /// <summary>The number of the epoch, or of the step of a minimisation, in which it happened.</summary>
    public int Epoch { get; }
}
