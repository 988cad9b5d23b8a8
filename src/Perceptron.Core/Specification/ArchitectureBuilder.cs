using Perceptron.Support;

namespace Perceptron;

/// <summary>An architecture that still lacks its output; it never changes, each call gives a new one.</summary>
public sealed class ArchitectureBuilder
{
    private readonly int[] _sizes;
    private readonly Activation[] _activations;

    internal ArchitectureBuilder(int[] sizes, Activation[] activations)
    {
        _sizes = sizes;
        _activations = activations;
    }

    /// <summary>Adds a hidden layer.</summary>
    /// <param name="neurons">Its width; at least 1.</param>
    /// <param name="activation">What its neurons do to their logits.</param>
    /// <returns>The architecture so far.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="neurons"/> is below 1.</exception>
    /// <exception cref="ArgumentException">There are more neurons than can be computed with.</exception>
    public ArchitectureBuilder Hidden(int neurons, Activation activation)
    {
        Guard.NotNull(activation, nameof(activation));
        Architecture.RequireWidth(Guard.AtLeast(1, neurons, nameof(neurons)), nameof(neurons));
        return new([.. _sizes, neurons], [.. _activations, activation]);
    }

    /// <summary>Ends with independent classes, $f(x) = \sigma(z)$ each.</summary>
    /// <param name="outputCount">How many; at least 1.</param>
    /// <returns>The finished architecture.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="outputCount"/> is below 1.</exception>
    /// <exception cref="ArgumentException">The model would have more parameters, or a layer more neurons, than can be computed with.</exception>
    public Architecture Sigmoid(int outputCount) =>
        new([.. _sizes, Guard.AtLeast(1, outputCount, nameof(outputCount))], _activations, Output.Sigmoid, null);

    /// <summary>Ends with classes that exclude each other, $f(x) = \mathrm{softmax}(z)$.</summary>
    /// <param name="outputCount">How many; at least 2, since the softmax of one logit is always 1.</param>
    /// <returns>The finished architecture.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="outputCount"/> is below 2.</exception>
    /// <exception cref="ArgumentException">The model would have more parameters, or a layer more neurons, than can be computed with.</exception>
    public Architecture Softmax(int outputCount)
    {
        Guard.AtLeast(1, outputCount, nameof(outputCount));
        if (outputCount == 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(outputCount), outputCount, "The softmax of one output is always 1; use sigmoid.");
        }

        return new([.. _sizes, outputCount], _activations, Output.Softmax, null);
    }

    /// <summary>What there is so far, as "2 → 2 tanh → …".</summary>
    /// <returns>Sizes and activations in order.</returns>
    public override string ToString() =>
        string.Join(" → ", _sizes.Select((size, i) => i == 0 ? $"{size}" : $"{size} {_activations[i - 1].Name}")) + " → …";
}
