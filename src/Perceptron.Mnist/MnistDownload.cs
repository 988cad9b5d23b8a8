using System.IO.Compression;
using System.Net;

namespace Perceptron;

/// <summary>One download of the files that a folder lacks.</summary>
internal sealed class MnistDownload
{
    private const string Unfinished = ".part";

    private readonly MnistOptions _options;
    private readonly string _folder;
    private readonly IProgress<MnistProgress>? _progress;
    private readonly CancellationToken _cancellation;

    /// <summary>In the order to try; a mirror that failed goes to the end.</summary>
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
            ?? throw new MnistNotFoundException(["there is no home folder for the cache; a folder must be given"]);
        FileArguments.RequirePath(folder, nameof(MnistOptions.Folder));
        await new MnistDownload(options, folder, progress, cancellation).RunAsync().ConfigureAwait(false);
        return folder;
    }

    private async Task RunAsync()
    {
        var needed = new List<MnistFile>();
        foreach (var file in _options.Site.Files)
        {
            AtomicFile.RemoveStale(_folder, $".{file.CompressedName}.*{Unfinished}");
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
            throw new MnistNotFoundException([$"it can't be saved in {_folder} ({exception.Message.TrimEnd('.')})"], exception);
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

        throw new MnistNotFoundException([$"{file.CompressedName} can't be downloaded {string.Join(" nor ", failures)}"], last);
    }

    private async Task FetchAsync(Mirror mirror, MnistFile file)
    {
        using var response = await mirror.GetAsync(file.CompressedName).ConfigureAwait(false);
        var length = response.Content.Headers.ContentLength;
        if (length > file.MaxCompressedLength)
        {
            throw new MirrorException(FormattableString.Invariant($"would send {length} bytes, more than {file.MaxCompressedLength}"));
        }

        using var body = await mirror.BodyOfAsync(response).ConfigureAwait(false);
        using var target = AtomicFile.Begin(Path.Combine(_folder, file.CompressedName), $".{file.CompressedName}.", Unfinished);
        var end = new GzipEnd();
        using var download = new DownloadStream(mirror, body, length, file, end, target.Stream, _progress);
        await CheckAsync(download, end, file).ConfigureAwait(false);
        _cancellation.ThrowIfCancellationRequested();
        await MoveIntoPlaceAsync(target, file).ConfigureAwait(false);
    }

    private async Task CheckAsync(DownloadStream download, GzipEnd end, MnistFile file)
    {
        using var content = new GZipStream(download, CompressionMode.Decompress);
        string? fault;
        try
        {
            fault = await file.FaultAsync(content, end, _cancellation).ConfigureAwait(false);
        }
        catch (InvalidDataException exception)
        {
            throw new MirrorException("sent no gzip file, or one that is damaged or cut short", exception);
        }

        fault ??= download.IsAtEnd ? null : "not complete, or followed by other data";
        if (fault is not null)
        {
            throw new MirrorException($"sent a file that is {fault}");
        }
    }

    /// <summary>Gives a checked file its name, and deletes wrong files under its other names, which would be found first.</summary>
    private async Task MoveIntoPlaceAsync(AtomicFile downloaded, MnistFile file)
    {
        var target = Path.Combine(_folder, file.CompressedName);
        try
        {
            downloaded.Commit();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Some systems can't replace an open file. Another process may have put the same file there.
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
}
