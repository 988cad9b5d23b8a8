using System.Collections.ObjectModel;
using System.Globalization;
using System.Text;

namespace Perceptron;

/// <summary>MNIST is not on this machine, and could not or must not be downloaded. The message is one line.</summary>
public sealed class MnistNotFoundException : IOException
{
    internal MnistNotFoundException(IEnumerable<string> reasons, Exception? inner = null)
        : this(new ReadOnlyCollection<string>([.. reasons.Select(OneLine)]), inner)
    {
    }

    private MnistNotFoundException(ReadOnlyCollection<string> reasons, Exception? inner)
        : base($"MNIST was not found: {string.Join("; ", reasons)}.", inner) => Reasons = reasons;

    /// <summary>What was tried, and why it failed: one line for each.</summary>
    public IReadOnlyList<string> Reasons { get; }

    /// <summary>File names and messages of the system may contain control characters.</summary>
    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            line.Append(
                char.GetUnicodeCategory(character)
                    is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                    ? ' '
                    : character);
        }

        return line.ToString();
    }
}
