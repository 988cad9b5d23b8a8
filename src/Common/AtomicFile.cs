namespace Perceptron;

/// <summary>Writes a file completely or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a temporary file in the same folder, flushes it to disk and renames it. On failure the old file stays.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        var target = Path.GetFullPath(path);
        var temporary = Path.Combine(
            Path.GetDirectoryName(target) ?? target, $".{Path.GetRandomFileName()}.tmp");
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception exception)
        {
            // The first failure is the one to report.
            try
            {
                File.Delete(temporary);
            }
            catch (Exception second) when (second is IOException or UnauthorizedAccessException)
            {
            }

            // The caller knows the target, not the temporary file.
            if (!exception.Message.Contains(temporary, StringComparison.Ordinal))
            {
                throw;
            }

            var message = exception.Message.Replace(temporary, target, StringComparison.Ordinal);
            throw exception switch
            {
                DirectoryNotFoundException => new DirectoryNotFoundException(message, exception),
                UnauthorizedAccessException => new UnauthorizedAccessException(message, exception),
                _ => new IOException(message, exception),
            };
        }
    }
}
