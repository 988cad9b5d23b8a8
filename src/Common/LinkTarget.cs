namespace Perceptron;

/// <summary>Where symbolic links lead.</summary>
internal static class LinkTarget
{
    /// <summary>As many as the systems follow.</summary>
    private const int MaxLinks = 40;

    /// <summary>
    /// The path of what a full path names, without links. Its last part need not exist. Unlike the path functions of .NET, ".." in a link is the
    /// parent of the folder that the link is in, also where that folder is reached by another link.
    /// </summary>
    /// <exception cref="IOException">The links lead back to themselves, or there are too many.</exception>
    public static string Of(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }

        var real = "/";
        var left = new Stack<string>();
        Push(path);
        for (var links = 0; left.TryPop(out var part);)
        {
            if (part == "..")
            {
                real = Path.GetDirectoryName(real) ?? "/";
                continue;
            }

            var next = Path.Combine(real, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
            }
            else if (++links > MaxLinks)
            {
                throw new IOException($"{path} is a link that leads back to itself, or through more than {MaxLinks} links.");
            }
            else
            {
                real = target.StartsWith('/') ? "/" : real;
                Push(target);
            }
        }

        return real;

        void Push(string parts)
        {
            foreach (var part in parts.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").Reverse())
            {
                left.Push(part);
            }
        }
    }
}
