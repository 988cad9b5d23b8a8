using Perceptron.Support;

namespace Perceptron;

/// <summary>Options that are compared with others, and their name.</summary>
public sealed class Candidate
{
    /// <summary>Options under a name.</summary>
    /// <param name="name">What tables and messages call them.</param>
    /// <param name="options">How a classifier is trained.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public Candidate(string name, ClassifierOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Guard.NotNull(options, nameof(options));
        (Name, Options) = (name, options);
    }

    /// <summary>What tables and messages call it.</summary>
    public string Name { get; }

    /// <summary>How a classifier is trained.</summary>
    public ClassifierOptions Options { get; }

    /// <summary>The name.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => DisplayText.Safe(Name);
}
