using Perceptron.Kernels;

namespace Perceptron;

/// <summary>What a hidden layer does to its logits: sigmoid, tanh or ReLU.</summary>
/// <remarks>
/// There are just these three values; compare them by <c>==</c>. The derivatives that training uses are written in the
/// activation's own output h, which is all that is kept of a forward pass.
/// </remarks>
public sealed class Activation
{
    private readonly Func<double, double> _apply;

    private Activation(string name, ActivationKind kind, Func<double, double> apply)
    {
        Name = name;
        Kind = kind;
        _apply = apply;
    }

    /// <summary>The logistic function, $h = \sigma(z) = 1 / (1 + e^{-z})$, with slope $h (1 - h)$.</summary>
    public static Activation Sigmoid { get; } = new("sigmoid", ActivationKind.Sigmoid, Elementary.Sigmoid);

    /// <summary>The hyperbolic tangent, $h = \tanh z$, with slope $1 - h^2$.</summary>
    public static Activation Tanh { get; } = new("tanh", ActivationKind.Tanh, Elementary.Tanh);

    /// <summary>The rectifier, $h = \max(z, 0)$, with slope 1 where z is above 0 and 0 elsewhere, at 0 itself too.</summary>
    public static Activation ReLU { get; } = new("ReLU", ActivationKind.ReLU, static z => Math.Max(z, 0));

    /// <summary>The name by which the literature knows it: "sigmoid", "tanh" or "ReLU".</summary>
    public string Name { get; }

    internal ActivationKind Kind { get; }

    /// <summary>The activation of one number.</summary>
    /// <param name="z">The logit.</param>
    /// <returns>h, as the remarks of each activation define it.</returns>
    public double Apply(double z) => _apply(z);

    /// <summary>The name.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;
}
