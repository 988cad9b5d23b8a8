namespace Perceptron;

/// <summary>Adam: the step of each parameter is as long as its gradient is steady (D. P. Kingma and J. Ba, 2015).</summary>
/// <remarks>
/// With t the number of the step, m and v starting from 0, and all operations entry by entry:
///
/// $$
/// m \leftarrow \beta_1 m + (1 - \beta_1) g, \quad v \leftarrow \beta_2 v + (1 - \beta_2) g^2, \quad
/// p \leftarrow p - \frac{\eta}{1 - \beta_1^t} \cdot \frac{m}{\sqrt{v} / \sqrt{1 - \beta_2^t} + \varepsilon}
/// $$
///
/// as in PyTorch's <c>Adam</c>, whose <c>weight_decay</c> is <see cref="LossOptions.L2"/> here and leaves the bias alone. For a decay
/// beside the gradient see <see cref="AdamW"/>.
/// </remarks>
public sealed class Adam : AdamRule
{
    /// <summary>Adam with the usual β₁ = 0.9, β₂ = 0.999 and ε = 1e-8.</summary>
    /// <param name="learningRate">η, above 0; often 0.001.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not a finite number above 0.</exception>
    public Adam(double learningRate)
        : base(learningRate)
    {
    }

    /// <summary>The rule in one line, as "Adam, rate 0.001".</summary>
    /// <returns>Its name and rate.</returns>
    public override string ToString() => $"Adam, {RateText()}{ConstantsText()}";

    private protected override double Decay(OptimizerStep step) => 0;
}
