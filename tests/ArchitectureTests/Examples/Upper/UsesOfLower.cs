namespace ArchitectureTests.Examples;

// Down is allowed.
internal sealed class Down
{
    public static int Of() => ByGenericMethod.Of() + NoUse<double>.Constant;
}
