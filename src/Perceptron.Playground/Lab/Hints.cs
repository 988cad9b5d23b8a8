namespace Perceptron.Playground.Lab;

/// <summary>The hints of a first visit: which of them are still shown. The browser remembers what a person has closed.</summary>
/// <param name="closed">The names of those that were closed before, with commas between.</param>
/// <param name="isAsked">Whether the link asks for them (true), asks for none (false), or doesn't say.</param>
/// <param name="isPlain">Whether the page stands by itself with all its parts: not inside another page.</param>
public sealed class Hints(string closed, bool? isAsked, bool isPlain)
{
    public const string Sticks = "sticks";

    public const string Arrows = "arrows";

    public const string Train = "train";

    private readonly SortedSet<string> _closed = isAsked == true ? [] : new(closed.Split(',', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);

    /// <summary>The closed ones, as the browser remembers them.</summary>
    public string Closed => string.Join(',', _closed);

    public bool Shows(string name) => (isAsked ?? isPlain) && !_closed.Contains(name);

    /// <returns>Whether it was open.</returns>
    public bool Close(string name) => _closed.Add(name);
}
