using System.Numerics;

namespace ArchitectureTests.Examples;

// Types that no rule may complain of. A comment is no use: Thing.Size, nameof(Thing).
internal enum NoUseEnum
{
    None,
}

internal sealed class NoUse<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public const int Constant = 1;

    public static readonly int Number = 2;

    public static int GetOnly { get; } = 3;

    public static Func<int, int> Lambda() => x => x + 1;

    public static Func<double, double> Group() => Math.Abs;

    public static T Sum(T a, T b) => a + b;
}
