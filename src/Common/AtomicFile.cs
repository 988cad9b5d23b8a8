namespace Perceptron;

/// <summary>
/// Writes a file completely or not at all: into a temporary file in the same folder, which is flushed to disk and renamed. Until then the
/// old file stays.
/// </summary>
/// <remarks>
/// A link stays, and the file that it leads to is replaced. The new file has the old one's permissions, and where the system allows it
/// its owner and group; on Windows it has those of a new file. What is not a regular file, such as a device or a pipe, is written to directly.
/// </remarks>
internal sealed class AtomicFile : IDisposable
{
    /// <summary>No writer pauses for as long. An older temporary file was left by a process that was killed.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromHours(1);

    private readonly string _path;
    private readonly string _target;
    private readonly string? _temporary;
    private readonly FileStatus? _old;
    private readonly UnixFileMode? _mode;

    private AtomicFile(string path, string prefix, string suffix, bool mayBeSpecial)
    {
        _path = Path.GetFullPath(path);
        _target = _path;
        if (Directory.Exists(_path))
        {
            throw new IOException($"{_path} is a folder; a file is expected.");
        }

        _old = FileStatus.Of(_path);
        if (IsSpecial(_path, _old))
        {
            if (!mayBeSpecial)
            {
                throw new IOException($"{_path} is not a regular file.");
            }

            Stream = new FileStream(_path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            return;
        }

        _target = LinkTarget.Of(_path);
        if (!OperatingSystem.IsWindows() && File.Exists(_target))
        {
            _mode = _old is { Kind: FileKind.Regular } old ? old.Mode : File.GetUnixFileMode(_target);
        }

        var folder = Path.GetDirectoryName(_target) ?? _target;
        RemoveStale(folder, $"{prefix}????????.???{suffix}");
        _temporary = Path.Combine(folder, $"{prefix}{Path.GetRandomFileName()}{suffix}");

        // Others may follow how far a file that is begun has come, so it is written at once.
        Stream = Renaming(() => Create(_temporary, _mode is not null, bufferSize: mayBeSpecial ? 4096 : 0));
    }

    /// <summary>What to write to.</summary>
    public FileStream Stream { get; }

    /// <summary>Writes a file.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing is not allowed.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        using var file = new AtomicFile(path, ".perceptron-", ".tmp", mayBeSpecial: true);
        file.Renaming<object?>(() =>
        {
            write(file.Stream);
            return null;
        });
        file.Commit();
    }

    /// <summary>Begins to write a file, which takes its place by <see cref="Commit"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="prefix">How the names of its temporary files begin.</param>
    /// <param name="suffix">How they end.</param>
    /// <exception cref="IOException">It can't be written, or there is something else than a regular file.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing is not allowed.</exception>
    public static AtomicFile Begin(string path, string prefix, string suffix) => new(path, prefix, suffix, mayBeSpecial: false);

    /// <summary>Puts what was written into its place.</summary>
    public void Commit() => Renaming<object?>(() =>
    {
        if (_temporary is null)
        {
            Stream.Dispose();
            return null;
        }

        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        KeepPermissions(_temporary);
        File.Move(_temporary, _target, overwrite: true);
        return null;
    });

    /// <summary>Removes what was not put into its place.</summary>
    public void Dispose()
    {
        try
        {
            Stream.Dispose();
        }
        catch (IOException)
        {
            // The first failure, that of writing, is the one to report.
        }

        if (_temporary is not null)
        {
            TryDelete(_temporary);
        }
    }

    /// <summary>Whether a name stands for something that can't be replaced by a file without loss.</summary>
    internal static bool IsSpecial(string path, FileStatus? status)
    {
        if (status is { } known)
        {
            return known.Kind is FileKind.Pipe or FileKind.Socket or FileKind.Device;
        }

        if (OperatingSystem.IsWindows())
        {
            return path.StartsWith(@"\\.\", StringComparison.Ordinal);
        }

        if (new FileInfo(path) is not { Exists: true, Length: 0 })
        {
            return false;
        }

        // A device or pipe has no length, and none can be given to it.
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            file.SetLength(0);
            return false;
        }
        catch (Exception exception) when (exception is IOException or NotSupportedException or ArgumentException)
        {
            return true;
        }
    }

    private static FileStream Create(string temporary, bool isPrivate, int bufferSize)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = bufferSize };
        if (!OperatingSystem.IsWindows() && isPrivate)
        {
            // Nobody else may read it before it has the permissions of the old file.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(temporary, options);
    }

    private void KeepPermissions(string temporary)
    {
        if (OperatingSystem.IsWindows() || _mode is not { } mode)
        {
            return;
        }

        if (_old is not { } old || !old.GiveTo(temporary))
        {
            // A program of another owner must not run as this one.
            mode &= ~(UnixFileMode.SetUser | UnixFileMode.SetGroup);
        }

        try
        {
            File.SetUnixFileMode(temporary, mode);
        }
        catch (UnauthorizedAccessException)
        {
            // The file belongs to another owner now, or its file system has no permissions.
        }
    }

    /// <summary>Deletes files of a name pattern that are old and that nobody has open.</summary>
    internal static void RemoveStale(string folder, string pattern)
    {
        try
        {
            foreach (var left in new DirectoryInfo(folder).EnumerateFiles(pattern))
            {
                if (DateTime.UtcNow - left.LastWriteTimeUtc > Stale && left.LinkTarget is null && FileStatus.Of(left.FullName)?.Kind is (null or FileKind.Regular))
                {
                    RemoveUnlocked(left);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A folder that can't be listed can't be cleaned up. If it can't be written either, that is reported next.
        }
    }

    private static void RemoveUnlocked(FileInfo left)
    {
        try
        {
            // Whoever writes has it locked.
            left.Open(FileMode.Open, FileAccess.Read, FileShare.None).Dispose();
            left.Delete();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is in use, another process removed it, or it can't be removed.
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A later save removes it when it is stale.
        }
    }

    /// <summary>The caller knows the path, not the temporary file.</summary>
    private T Renaming<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (_temporary is not null && exception.Message.Contains(_temporary, StringComparison.Ordinal))
        {
            var message = exception.Message.Replace(_temporary, _path, StringComparison.Ordinal);
            throw exception switch
            {
                DirectoryNotFoundException => new DirectoryNotFoundException(message, exception),
                UnauthorizedAccessException => new UnauthorizedAccessException(message, exception),
                _ => new IOException(message, exception),
            };
        }
    }
}
