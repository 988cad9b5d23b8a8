namespace Perceptron;

/// <summary>
/// Opens files that a person names. A pipe that nobody writes to, or a device without an end, would be read for ever; so only regular files
/// are read, and pipes that are open already, such as the shell's <c>&lt;(…)</c> and <c>/dev/stdin</c>.
/// </summary>
internal static class InputFile
{
    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="IOException">It does not exist, can't be read, or is neither a regular file nor an open pipe.</exception>
    public static FileStream Open(string path, int bufferSize = 4096, FileOptions options = FileOptions.None, FileShare share = FileShare.Read)
    {
        if (Directory.Exists(path))
        {
            throw new IOException($"{path} is a folder; a file is expected.");
        }

        switch (FileStatus.Of(path)?.Kind)
        {
            case FileKind.Pipe when !IsOpen(path):
                throw new IOException($"{path} is a named pipe, which may never end; save its content to a file first.");
            case FileKind.Device:
                throw new IOException($"{path} is a device, not a file; save its content to a file first.");
            case FileKind.Socket:
                throw new IOException($"{path} is a socket, not a file; save its content to a file first.");
            default:
                return new FileStream(path, FileMode.Open, FileAccess.Read, share, bufferSize, options);
        }
    }

    /// <summary>Reads a whole file, if it is no longer than allowed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxBytes">The most bytes that it may have.</param>
    /// <param name="what">What such a file is, as "an image".</param>
    /// <exception cref="InvalidDataException">It is longer than allowed.</exception>
    /// <exception cref="IOException">It does not exist, can't be read, or is neither a regular file nor an open pipe.</exception>
    public static byte[] ReadAllBytes(string path, int maxBytes, string what)
    {
        using var file = Open(path, bufferSize: 0);
        using var content = new MemoryStream(file.CanSeek ? (int)Math.Min(file.Length, maxBytes) : 0);
        var buffer = new byte[1 << 16];
        for (int read; content.Length <= maxBytes && (read = file.Read(buffer)) > 0;)
        {
            content.Write(buffer, 0, read);
        }

        return content.Length <= maxBytes
            ? content.ToArray()
            : throw new InvalidDataException($"{path} is larger than {Size(maxBytes)}, the maximum for {what}.");
    }

    private static string Size(int bytes) => bytes >= 1 << 20 && bytes % (1 << 20) == 0 ? $"{bytes >> 20} MiB" : $"{bytes} bytes";

    /// <summary>An open pipe has no name of its own: its link in <c>/proc</c> leads to none.</summary>
    private static bool IsOpen(string pipe) => File.ResolveLinkTarget(pipe, returnFinalTarget: true) is { Exists: false };
}
