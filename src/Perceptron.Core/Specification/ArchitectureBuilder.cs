using Perceptron.Support;

namespace Perceptron;

/// <summary>An architecture that still lacks its output; it never changes, each call gives a new one.</summary>
public sealed class ArchitectureBuilder
{
    // Each call adds a link, so that many layers cost no more than their number.
    private readonly ArchitectureBuilder? _previous;
    private readonly Activation? _activation;
    private readonly int _size;
    private readonly int _count;

    internal ArchitectureBuilder(int inputCount)
        : this(null, inputCount, null)
    {
    }

    private ArchitectureBuilder(ArchitectureBuilder? previous, int size, Activation? activation)
    {
        _previous = previous;
        _size = size;
        _activation = activation;
        _count = (previous?._count ?? 0) + 1;
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
        return new(this, neurons, activation);
    }

    /// <summary>Ends with independent classes, $f(x) = \sigma(z)$ each.</summary>
    /// <param name="outputCount">How many; at least 1.</param>
    /// <returns>The finished architecture.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="outputCount"/> is below 1.</exception>
    /// <exception cref="ArgumentException">The model would have more parameters, or a layer more neurons, than can be computed with.</exception>
    public Architecture Sigmoid(int outputCount) =>
        Finish(Guard.AtLeast(1, outputCount, nameof(outputCount)), Output.Sigmoid);

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
            throw OutOfRange.Of(nameof(outputCount), outputCount, "The softmax of one output is always 1; use sigmoid.");
        }

        return Finish(outputCount, Output.Softmax);
    }

    /// <summary>What there is so far, as "2 → 2 tanh → …".</summary>
    /// <returns>Sizes and activations in order.</returns>
    public override string ToString()
    {
        var (sizes, activations) = Parts();
        return Architecture.Text(sizes.AsSpan(.._count), activations, "…");
    }

    private Architecture Finish(int outputCount, Output output)
    {
        var (sizes, activations) = Parts();
        sizes[_count] = outputCount;
        return new(sizes, activations, output, null);
    }

    /// <summary>The sizes so far, with a place for the outputs, and the activations.</summary>
    private (int[] Sizes, Activation[] Activations) Parts()
    {
        var (sizes, activations) = (new int[_count + 1], new Activation[_count - 1]);
        for (var at = this; at is not null; at = at._previous)
        {
            sizes[at._count - 1] = at._size;
            if (at._activation is { } activation)
            {
                activations[at._count - 2] = activation;
            }
        }

        return (sizes, activations);
    }
}
