using Perceptron.Support;

namespace Perceptron;

/// <summary>A point on the way of a minimisation.</summary>
public sealed class Iterate
{
    private readonly double[] _point;

    internal Iterate(int number, double[] point, double loss)
    {
        Number = number;
        _point = point;
        Loss = loss;
    }

    /// <summary>How many steps led here.</summary>
    public int Number { get; }

    /// <summary>The loss at this point.</summary>
    public double Loss { get; }

    /// <summary>A copy of the point.</summary>
    /// <returns>Its coordinates.</returns>
    public double[] GetPoint() => [.. _point];

    /// <summary>Number and loss, as "step 12, loss 0.25".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"step {Number}, loss {Guard.Short(Loss)}";
}
