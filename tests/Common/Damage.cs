namespace Tests;

/// <summary>What happens to files: a byte changed, inserted or lost.</summary>
internal static class Damage
{
    public static byte[] Done(byte[] file, int place, byte value, byte what)
    {
        var at = (int)((uint)place % (uint)file.Length);
        return (what % 3) switch
        {
            0 => [.. file[..at], value, .. file[(at + 1)..]],
            1 => [.. file[..at], value, .. file[at..]],
            _ => [.. file[..at], .. file[(at + 1)..]],
        };
    }
}
