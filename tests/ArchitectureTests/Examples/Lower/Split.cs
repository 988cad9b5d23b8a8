namespace ArchitectureTests.Examples;

// One type in two folders.
internal sealed partial class Split
{
    public static int First() => 1;
}
