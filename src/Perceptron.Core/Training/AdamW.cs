using Perceptron.Support;

namespace Perceptron;

/// <summary>Adam with a decay of the parameters beside the gradient (I. Loshchilov and F. Hutter, 2019).</summary>
/// <remarks>
/// Before each step of <see cref="Adam"/>, $p \leftarrow p - \eta \lambda p$, which the means m and v don't see; as in PyTorch's
/// <c>AdamW</c>, which decays all parameters that it is given, biases too: see <see cref="DecaysBias"/>.
/// </remarks>
public sealed class AdamW : AdamRule
{
    private readonly double _weightDecay = 0.01;

    /// <summary>AdamW with the usual β₁ = 0.9, β₂ = 0.999, ε = 1e-8 and λ = 0.01.</summary>
    /// <param name="learningRate">η, above 0; often 0.001.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not a finite number above 0.</exception>
    public AdamW(double learningRate)
        : base(learningRate)
    {
    }

    /// <summary>λ, how fast the parameters decay; at least 0, 0.01 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0 or not finite.</exception>
    public double WeightDecay
    {
        get => _weightDecay;
        init => _weightDecay = Guard.NotNegative(value, nameof(WeightDecay));
    }

    /// <summary>Whether biases decay as weights do. True by default, as in PyTorch; many set it to false.</summary>
    public bool DecaysBias { get; init; } = true;

    /// <summary>The rule in one line, as "AdamW, rate 0.001, decay 0.01".</summary>
    /// <returns>Its name, rate and decay.</returns>
    public override string ToString() => FormattableString.Invariant($"AdamW, {RateText()}, decay {WeightDecay}{(DecaysBias ? "" : " of weights alone")}") + ConstantsText();

    private protected override double Decay(OptimizerStep step) => step.IsBias && !DecaysBias ? 0 : WeightDecay;
}
