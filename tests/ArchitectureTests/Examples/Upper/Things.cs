namespace ArchitectureTests.Examples;

// What the types of the lower layer use, each in a way of its own.
internal interface IThing;

internal enum Choice
{
    First,
    Second,
}

internal delegate int Handler(int value);

[AttributeUsage(AttributeTargets.All)]
internal sealed class MarkAttribute(Type? type = null) : Attribute
{
    public Type? Type { get; } = type;
}

internal class Thing : IThing
{
    public const int Size = 3;

    public static int Count => Size;

    public sealed class Part;
}

internal sealed class ThingException : Exception;

internal static class Maker
{
    public static Thing Make() => new();

    public static void Take(Thing thing) => ArgumentNullException.ThrowIfNull(thing);

    public static T Same<T>(T value) => value;
}
