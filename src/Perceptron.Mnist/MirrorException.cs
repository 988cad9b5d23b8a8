using System.Globalization;
using System.Net.Sockets;

namespace Perceptron;

/// <summary>A mirror failed; another one may succeed. The message has no text that the mirror sent.</summary>
internal sealed class MirrorException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Wraps an exception of the network, whose own message may contain anything that the mirror sent.</summary>
    public static MirrorException From(Exception exception) => new(Describe(exception), exception);

    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");

    private static string Describe(Exception exception)
    {
        var socket = exception as SocketException ?? exception.InnerException as SocketException;
        var error = exception switch
        {
            HttpRequestException request => request.HttpRequestError,
            HttpIOException response => response.HttpRequestError,
            _ => HttpRequestError.Unknown,
        };
        return (error, socket?.SocketErrorCode) switch
        {
            (HttpRequestError.NameResolutionError, _) => "its name can't be resolved",
            (_, SocketError.ConnectionRefused) => "refused the connection",
            (_, SocketError.NetworkUnreachable or SocketError.HostUnreachable) => "can't be reached",
            (HttpRequestError.SecureConnectionError, _) => "no secure connection",
            (HttpRequestError.ProxyTunnelError, _) => "the proxy refused",
            (HttpRequestError.ConnectionError, _) => "no connection",
            (HttpRequestError.InvalidResponse, _) => "did not answer in HTTP",
            (HttpRequestError.ConfigurationLimitExceeded, _) => "answered with too many headers",
            (HttpRequestError.ResponseEnded, _) or (_, SocketError.ConnectionReset or SocketError.Shutdown) => "closed the connection early",
            _ => "the connection failed",
        };
    }
}
