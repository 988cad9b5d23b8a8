using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Tests;

/// <summary>A small HTTP server on the loopback address that does to its caller whatever it is told to.</summary>
internal sealed class MirrorServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Answer _answer;
    private readonly X509Certificate2? _certificate;
    private int _requests;

    public MirrorServer(Answer answer, X509Certificate2? certificate = null)
    {
        _answer = answer;
        _certificate = certificate;
        _listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    /// <summary>Answers a request for a file by writing what it likes; the connection is closed afterwards.</summary>
    public delegate Task Answer(string file, Stream stream, CancellationToken end);

    /// <summary>Where it is; over https if it has a certificate.</summary>
    public Uri Address => new($"http{(_certificate is null ? "" : "s")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/mnist/");

    public int Requests => _requests;

    /// <summary>A mirror as it should be.</summary>
    public static Answer Good(IReadOnlyDictionary<string, byte[]> files) => (file, stream, _) =>
        files.TryGetValue(file, out var content)
            ? SendAsync(stream, "200 OK", content)
            : SendAsync(stream, "404 Not Found", []);

    public static async Task SendAsync(Stream stream, string status, byte[] content, long? length = null, string headers = "")
    {
        var said = (length ?? content.Length).ToString(CultureInfo.InvariantCulture);
        await WriteAsync(stream, $"HTTP/1.1 {status}\r\nContent-Length: {said}\r\n{headers}Connection: close\r\n\r\n");
        await stream.WriteAsync(content);
    }

    public static Task WriteAsync(Stream stream, string text) => stream.WriteAsync(Encoding.Latin1.GetBytes(text)).AsTask();

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                using var stream = await OpenAsync(client);
                using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
                var request = await reader.ReadLineAsync(_end.Token);
                while (!string.IsNullOrEmpty(await reader.ReadLineAsync(_end.Token)))
                {
                }

                if (request is not null)
                {
                    Interlocked.Increment(ref _requests);
                    await _answer(request.Split(' ')[1].Split('/')[^1], stream, _end.Token);
                    client.Client.Shutdown(SocketShutdown.Send);
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException or AuthenticationException)
            {
                // The caller has had enough, or the test has ended.
            }
        }
    }

    private async Task<Stream> OpenAsync(TcpClient client)
    {
        if (_certificate is null)
        {
            return client.GetStream();
        }

        var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _end.Token);
        return stream;
    }
}
