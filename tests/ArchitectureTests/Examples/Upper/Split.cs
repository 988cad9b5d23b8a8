namespace ArchitectureTests.Examples;

internal sealed partial class Split
{
    public static int Second() => 2;
}
