using System.Collections.ObjectModel;
using Perceptron.Support;

namespace Perceptron;

/// <summary>What a model file says beside the model itself.</summary>
public sealed class ModelFileMetadata
{
    internal const string Prefix = "perceptron.";

    private readonly double _inputDivisor = 1;
    private readonly ReadOnlyDictionary<string, string> _entries = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>
    /// What raw values are divided by before the model sees them: 255 for pixels that were bytes; 1, which is the default, for
    /// inputs taken as they are.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number above 0.</exception>
    public double InputDivisor
    {
        get => _inputDivisor;
        init => _inputDivisor = Guard.Positive(value, nameof(InputDivisor));
    }

    /// <summary>
    /// Further entries, of anybody's: what a file has that this library doesn't know comes back here, and is written again.
    /// </summary>
    /// <exception cref="ArgumentException">A key begins with "perceptron.", which is the library's own, or a value is null.</exception>
    public IReadOnlyDictionary<string, string> Entries
    {
        get => _entries;
        init
        {
            Guard.NotNull(value, nameof(Entries));
            var copy = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var (key, text) in value)
            {
                if (key.StartsWith(Prefix, StringComparison.Ordinal))
                {
                    throw new ArgumentException($"The key \"{key}\" begins with \"{Prefix}\", which is the library's own.", nameof(Entries));
                }

                copy[key] = text ?? throw new ArgumentException($"The entry \"{key}\" is null.", nameof(Entries));
            }

            _entries = new ReadOnlyDictionary<string, string>(copy);
        }
    }

    /// <summary>The divisor and the number of entries, as "inputs over 255, 2 further entries".</summary>
    /// <returns>One line.</returns>
    public override string ToString() =>
        $"inputs over {Guard.Short(InputDivisor)}, {Entries.Count} further {(Entries.Count == 1 ? "entry" : "entries")}";
}
