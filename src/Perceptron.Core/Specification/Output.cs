namespace Perceptron;

/// <summary>What the last layer makes of its logits, and with it the loss that fits: sigmoid or softmax.</summary>
/// <remarks>There are just these two values; compare them by <c>==</c>.</remarks>
public sealed class Output
{
    private Output(string name) => Name = name;

    /// <summary>
    /// $f(x) = \sigma(z)$ for each class: independent classes (a picture with a dog and an elephant), trained by
    /// binary cross entropy.
    /// </summary>
    public static Output Sigmoid { get; } = new("sigmoid");

    /// <summary>
    /// $f(x) = \mathrm{softmax}(z)$ over all classes: classes that exclude each other (a digit is one of ten), trained by
    /// cross entropy.
    /// </summary>
    public static Output Softmax { get; } = new("softmax");

    /// <summary>The name by which the literature knows it: "sigmoid" or "softmax".</summary>
    public string Name { get; }

    internal bool IsSoftmax => this == Softmax;

    /// <summary>The name.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;
}
