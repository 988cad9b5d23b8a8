using System.Net;

namespace Perceptron;

/// <summary>One download of what a folder lacks.</summary>
internal sealed class MnistDownload
{
    /// <summary>What is being written is touched far more often; only what a killed process has left grows as old as this.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromHours(1);

    private readonly MnistOptions _options;
    private readonly string _folder;
    private readonly IProgress<MnistProgress>? _progress;
    private readonly CancellationToken _cancellation;

    /// <summary>In the order to try; what has failed goes to the end.</summary>
    private readonly Queue<Uri> _mirrors;

    private MnistDownload(MnistOptions options, string folder, IProgress<MnistProgress>? progress, CancellationToken cancellation)
    {
        _options = options;
        _folder = folder;
        _progress = progress;
        _cancellation = cancellation;
        _mirrors = new([.. options.Mirrors, .. options.Site.Mirrors]);
    }

    public static async Task<string> RunAsync(
        MnistOptions options, IProgress<MnistProgress>? progress, CancellationToken cancellation)
    {
        var folder = options.Folder ?? options.Site.CacheFolder()
            ?? throw new MnistNotFoundException(["there is no home folder to keep it in; a folder must be given"]);
        ArgumentException.ThrowIfNullOrEmpty(folder, nameof(MnistOptions.Folder));
        await new MnistDownload(options, folder, progress, cancellation).RunAsync().ConfigureAwait(false);
        return folder;
    }

    private async Task RunAsync()
    {
        var needed = new List<MnistFile>();
        foreach (var file in _options.Site.Files)
        {
            RemoveStale(file);
            if (Mnist.Find(_folder, file.Name) is not { } path)
            {
                needed.Add(file);
            }
            else if (!await file.IsAsync(path, _cancellation).ConfigureAwait(false))
            {
                needed.Add(_options.Folder is null
                    ? file
                    : throw new InvalidDataException($"{path} is not MNIST's {file.Name}; move it away, or download into another folder."));
            }
        }

        if (needed.Count == 0)
        {
            return;
        }

        if (_options.Offline)
        {
            throw new MnistNotFoundException(["it must not be downloaded (offline)"]);
        }

        using var client = CreateClient();
        try
        {
            Directory.CreateDirectory(_folder);
            foreach (var file in needed)
            {
                await FetchAsync(client, file).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is not MnistNotFoundException and (IOException or UnauthorizedAccessException))
        {
            throw new MnistNotFoundException([$"it can't be kept in {_folder} ({exception.Message.TrimEnd('.')})"], exception);
        }
    }

    private HttpClient CreateClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = _options.Site.Connecting,
        MaxResponseDrainSize = 0,
        Proxy = new LoopbackBypass(HttpClient.DefaultProxy),
        UseCookies = false,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private async Task FetchAsync(HttpClient client, MnistFile file)
    {
        var failures = new List<string>();
        Exception? last = null;
        for (var i = 0; i < _mirrors.Count; i++)
        {
            var address = _mirrors.Peek();
            try
            {
                await FetchAsync(new Mirror(client, address, _options.Site, _cancellation), file).ConfigureAwait(false);
                return;
            }
            catch (MirrorException exception)
            {
                failures.Add($"from {address.Authority} ({exception.Message})");
                last = exception;
                _mirrors.Enqueue(_mirrors.Dequeue());
            }
        }

        throw new MnistNotFoundException([$"{file.CompressedName} can't be had {string.Join(" nor ", failures)}"], last);
    }

    private async Task FetchAsync(Mirror mirror, MnistFile file)
    {
        using var response = await mirror.GetAsync(file.CompressedName).ConfigureAwait(false);
        var length = response.Content.Headers.ContentLength;
        if (length > file.MostCompressed)
        {
            throw new MirrorException($"would send {length} bytes, more than {file.MostCompressed}");
        }

        using var body = await mirror.BodyOfAsync(response).ConfigureAwait(false);
        var temporary = Path.Combine(_folder, $".{file.CompressedName}.{Path.GetRandomFileName()}.part");
        try
        {
            using (var kept = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                using var download = new DownloadStream(mirror, body, length, file, kept, _progress);
                await CheckAsync(download, file).ConfigureAwait(false);
                kept.Flush(flushToDisk: true);
            }

            _cancellation.ThrowIfCancellationRequested();
            await KeepAsync(temporary, file).ConfigureAwait(false);
        }
        finally
        {
            TryDelete(temporary);
        }
    }

    private async Task CheckAsync(DownloadStream download, MnistFile file)
    {
        using var content = MnistFile.Decompress(download);
        string? fault;
        try
        {
            fault = await file.FaultAsync(content, isGzip: true, _cancellation).ConfigureAwait(false);
        }
        catch (InvalidDataException exception)
        {
            throw new MirrorException("sent no gzip file, or one that is damaged or cut short", exception);
        }

        fault ??= download.IsAtEnd ? null : "not whole, or followed by something else";
        if (fault is not null)
        {
            throw new MirrorException($"sent a file that is {fault}");
        }
    }

    /// <summary>Gives a checked file its name; what is there under another of its names, and is wrong, would be read before it.</summary>
    private async Task KeepAsync(string temporary, MnistFile file)
    {
        var target = Path.Combine(_folder, file.CompressedName);
        try
        {
            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Where an open file can't be replaced, another process may have put the same one there.
            if (!await file.IsAsync(target, _cancellation).ConfigureAwait(false))
            {
                throw;
            }
        }

        foreach (var other in Mnist.Names(file.Name).Select(name => Path.Combine(_folder, name)))
        {
            if (other != target && File.Exists(other))
            {
                File.Delete(other);
            }
        }
    }

    private void RemoveStale(MnistFile file)
    {
        if (!Directory.Exists(_folder))
        {
            return;
        }

        try
        {
            foreach (var left in Directory.EnumerateFiles(_folder, $".{file.CompressedName}.*.part"))
            {
                if (DateTime.UtcNow - File.GetLastWriteTimeUtc(left) > Stale)
                {
                    TryDelete(left);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What can't be listed can't be tidied, and whether it can be written is seen below.
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
            // It grows stale, and the next download removes it.
        }
    }
}
