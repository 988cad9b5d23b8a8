namespace Perceptron;

/// <summary>Paths and streams of callers, checked on entry.</summary>
internal static class FileArguments
{
    /// <summary>Refuses a text that can't be the path of a file.</summary>
    public static void RequirePath(string path, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(path, name);
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("The path has a null character in it; no file has such a name.", name);
        }
    }

    public static void RequireReadable(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream, name);
        if (!stream.CanRead)
        {
            throw new ArgumentException("The stream can't be read: it is closed, or can only be written.", name);
        }
    }

    public static void RequireWritable(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream, name);
        if (!stream.CanWrite)
        {
            throw new ArgumentException("The stream can't be written: it is closed, or can only be read.", name);
        }
    }
}
