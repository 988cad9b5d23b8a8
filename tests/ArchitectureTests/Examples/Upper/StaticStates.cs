namespace ArchitectureTests.Examples;

// Each member is state that one caller can change for all.
internal static class StaticStates
{
    public static readonly int[] Array = [1, 2];

    public static readonly List<int> List = [];

    public static readonly Lazy<int> Lazy = new(() => 1);

    [ThreadStatic]
    private static int _number;

    public static event EventHandler? Changed;

    public static bool Switch { get; set; }

    public static int Next() => ++_number;

    public static void Raise() => Changed?.Invoke(null, EventArgs.Empty);
}
