using System.Diagnostics;
using System.Net;

namespace Perceptron;

/// <summary>Requests one file from one mirror. Every wait has a timeout, and every network failure is a <see cref="MirrorException"/>.</summary>
internal sealed class Mirror(HttpClient client, Uri address, MnistSite site, CancellationToken cancellation)
{
    private const int MaxRedirections = 5;

    private readonly long _start = Stopwatch.GetTimestamp();

    public Uri Address => address;

    /// <summary>The target of a redirection; null if it must not be followed.</summary>
    public static Uri? Follow(Uri from, Uri? location) =>
        location is not null
        && Uri.TryCreate(from, location, out var to)
        && (to.Scheme == Uri.UriSchemeHttps || (to.Scheme == Uri.UriSchemeHttp && from.Scheme == Uri.UriSchemeHttp))
            ? to
            : null;

    /// <summary>The address of a file in a folder, whose address may or may not end with a slash.</summary>
    public static Uri AddressOf(Uri folder, string file) =>
        new UriBuilder(folder) { Path = $"{folder.AbsolutePath.TrimEnd('/')}/{file}" }.Uri;

    /// <summary>Requests a file and follows redirections. Returns when the headers have arrived.</summary>
    public async Task<HttpResponseMessage> GetAsync(string file)
    {
        var at = AddressOf(address, file);
        for (var redirections = 0; ; redirections++)
        {
            var request = at;
            var response = await WithinAsync(
                site.Connecting + site.Idle,
                token => client.GetAsync(request, HttpCompletionOption.ResponseHeadersRead, token)).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return response;
            }

            using (response)
            {
                if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308))
                {
                    throw new MirrorException($"answered {(int)response.StatusCode}");
                }

                if (redirections == MaxRedirections)
                {
                    throw new MirrorException($"redirected more than {MaxRedirections} times");
                }

                at = Follow(at, response.Headers.Location)
                    ?? throw new MirrorException("redirected to an address that is not allowed");
            }
        }
    }

    public Task<Stream> BodyOfAsync(HttpResponseMessage response) =>
        WithinAsync(site.Idle, token => response.Content.ReadAsStreamAsync(token));

    public Task<int> ReadAsync(Stream body, Memory<byte> buffer) =>
        WithinAsync(site.Idle, token => body.ReadAsync(buffer, token).AsTask());

    private async Task<T> WithinAsync<T>(TimeSpan limit, Func<CancellationToken, Task<T>> work)
    {
        if (Stopwatch.GetElapsedTime(_start) > site.Whole)
        {
            throw new MirrorException($"took more than {MirrorException.Seconds(site.Whole)}");
        }

        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timer.CancelAfter(limit);
        try
        {
            return await work(timer.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new MirrorException(
                timer.IsCancellationRequested
                    ? $"sent nothing for {MirrorException.Seconds(limit)}"
                    : $"no connection in {MirrorException.Seconds(site.Connecting)}",
                exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw MirrorException.From(exception);
        }
    }
}
