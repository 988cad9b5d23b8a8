using System.Text;
using Perceptron;
using Tests;

namespace MnistTests;

/// <summary>What a mirror may do wrong, and what a person is told then.</summary>
internal static class HostileMirrors
{
    private const string Damaged = "sent no gzip file, or one that is damaged or cut short";
    private const string Length = "sent a file that is not ";

    /// <summary>By name: the answer, given the right files, and the reason in the message.</summary>
    public static Dictionary<string, (Func<SmallMnist, MirrorServer.Answer> Answer, string Reason)> All { get; } = new()
    {
        ["is not found"] = (Status("404 Not Found"), "answered 404"),
        ["has an error"] = (Status("500 Internal Server Error"), "answered 500"),
        ["has nothing to say"] = (Status("204 No Content"), "answered 204"),
        ["sends a part that nobody asked for"] = (Status("206 Partial Content"), "answered 206"),
        ["closes without an answer"] = (_ => (_, _, _) => Task.CompletedTask, "closed the connection early"),
        ["closes within its headers"] = (
            Says("HTTP/1.1 200 OK\r\nContent-Le"), "closed the connection early"),
        ["closes half-way"] = (
            Sends((stream, content) => MirrorServer.SendAsync(stream, "200 OK", content[..(content.Length / 2)], content.Length)),
            "closed the connection early"),
        ["closes half-way and never told the length"] = (
            Sends(async (stream, content) =>
            {
                await MirrorServer.WriteAsync(stream, "HTTP/1.0 200 OK\r\n\r\n");
                await stream.WriteAsync(content.AsMemory(..(content.Length / 2)));
            }), "sent "),
        ["closes half-way in a chunk"] = (
            Sends(async (stream, content) =>
            {
                await MirrorServer.WriteAsync(stream, $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{content.Length:x}\r\n");
                await stream.WriteAsync(content.AsMemory(..(content.Length / 2)));
            }), "closed the connection early"),
        ["claims more than it sends"] = (
            Sends((stream, content) => MirrorServer.SendAsync(stream, "200 OK", content, content.Length + 100)), "closed the connection early"),
        ["claims less than it sends"] = (
            Sends((stream, content) => MirrorServer.SendAsync(stream, "200 OK", content, content.Length - 10)), "sent "),
        ["claims a length that is none"] = (
            Says("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nabc"), Damaged),
        ["claims a terabyte"] = (
            Sends((stream, content) => MirrorServer.SendAsync(stream, "200 OK", content, 1L << 40)), "would send 1099511627776 bytes, more than "),
        ["sends without end"] = (
            _ => async (_, stream, end) =>
            {
                await MirrorServer.WriteAsync(stream, "HTTP/1.0 200 OK\r\n\r\n");

                // A gzip header with a name in it that goes on and on: nothing is ever decompressed.
                await stream.WriteAsync(new byte[] { 0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3 }, end);
                var name = Enumerable.Repeat((byte)'a', 1 << 14).ToArray();
                while (true)
                {
                    await stream.WriteAsync(name, end);
                }
            }, "sent more than "),
        ["sends headers without end"] = (
            _ => async (_, stream, end) =>
            {
                await MirrorServer.WriteAsync(stream, "HTTP/1.1 200 OK\r\n");
                while (!end.IsCancellationRequested)
                {
                    await MirrorServer.WriteAsync(stream, "X-More: and more and more and more and more\r\n");
                }
            }, "answered with too many headers"),
        ["sends a gzip bomb"] = (
            Instead(_ => IdxBytes.Zip(new byte[30_000_000])), Length),
        ["sends the file and then more in a second gzip member"] = (
            Instead(raw => IdxBytes.Zip(raw, [0])), Length),
        ["sends the file and then something else"] = (
            Instead(raw => [.. IdxBytes.Zip(raw), 1, 2, 3, 4, 5, 6, 7, 8, 9]), "sent a file that is not complete, or followed by other data"),
        ["sends the file, what the reader takes for its end, and more"] = (
            Instead(raw => [.. IdxBytes.Zip(raw), .. new GzipEnd().Member, 1, 2, 3]), "sent a file that is not complete, or followed by other data"),
        ["sends the file without its last byte"] = (
            Instead(raw => IdxBytes.Zip(raw)[..^1]), Damaged),
        ["sends the file with a wrong checksum"] = (
            Instead(raw =>
            {
                var content = IdxBytes.Zip(raw);
                content[^6] ^= 1;
                return content;
            }), Damaged),
        ["sends another file of that kind and length"] = (
            Instead(raw => IdxBytes.Zip([.. raw[..^1], (byte)(raw[^1] ^ 1)])), "sent a file that is another one: its SHA-256 differs"),
        ["sends a shorter file"] = (
            Instead(raw => IdxBytes.Zip(raw[..^1])), Length),
        ["sends an empty file"] = (Instead(_ => []), Length),
        ["sends the page of a captive portal"] = (
            Instead(_ => Encoding.UTF8.GetBytes("<!DOCTYPE html><title>Please log in</title>")), Damaged),
        ["sends the file uncompressed"] = (Instead(raw => raw), Damaged),
        ["does not speak HTTP"] = (Says("SSH-2.0-OpenSSH_9.6\r\n"), "did not answer in HTTP"),
        ["sends escapes to the terminal"] = (Says("HTTP/1.1 \u001b[2J\u001b]0;hello\u0007\r\n\r\n"), "did not answer in HTTP"),
        ["sends escapes to the terminal as its reason"] = (Says("HTTP/1.1 503 \u001b[2J\r\n\r\n"), "answered 503"),
        ["redirects to itself for ever"] = (Redirects("train"), "redirected more than 5 times"),
        ["redirects to a file"] = (Redirects("file:///etc/passwd"), "redirected to an address that is not allowed"),
        ["redirects to another scheme"] = (Redirects("ftp://127.0.0.1/mnist"), "redirected to an address that is not allowed"),
        ["redirects to nowhere"] = (Says("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"), "redirected to an address that is not allowed"),
        ["redirects to a port that is closed"] = (Redirects("http://127.0.0.1:1/"), "refused the connection"),
        ["redirects to what is no address"] = (Redirects("http://[::1"), "redirected to an address that is not allowed"),
    };

    /// <summary>As above; these are given up after as long as nothing came.</summary>
    public static Dictionary<string, (Func<SmallMnist, MirrorServer.Answer> Answer, string Reason)> Hanging { get; } = new()
    {
        ["never answers"] = (_ => (_, _, end) => Task.Delay(-1, end), "sent nothing for 3 s"),
        ["hangs within its headers"] = (
            _ => async (_, stream, end) =>
            {
                await MirrorServer.WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-");
                await Task.Delay(-1, end);
            }, "sent nothing for 3 s"),
        ["hangs half-way"] = (
            right => async (file, stream, end) =>
            {
                await MirrorServer.SendAsync(stream, "200 OK", right.Content[file][..40], right.Content[file].Length);
                await Task.Delay(-1, end);
            }, "sent nothing for 1.5 s"),
        ["sends a byte now and then"] = (
            right => async (file, stream, end) =>
            {
                await MirrorServer.SendAsync(stream, "200 OK", [], right.Content[file].Length);
                foreach (var value in right.Content[file])
                {
                    await stream.WriteAsync(new[] { value }, end);
                    await Task.Delay(150, end);
                }
            }, "took more than 2 s"),
    };

    private static Func<SmallMnist, MirrorServer.Answer> Status(string status) =>
        right => (file, stream, _) => MirrorServer.SendAsync(stream, status, right.Content[file]);

    private static Func<SmallMnist, MirrorServer.Answer> Says(string text) =>
        _ => (_, stream, _) => MirrorServer.WriteAsync(stream, text);

    private static Func<SmallMnist, MirrorServer.Answer> Sends(Func<Stream, byte[], Task> send) =>
        right => (file, stream, _) => send(stream, right.Content[file]);

    private static Func<SmallMnist, MirrorServer.Answer> Instead(Func<byte[], byte[]> content) =>
        right => (file, stream, _) => MirrorServer.SendAsync(stream, "200 OK", content(right.Raw[file[..^3]]));

    private static Func<SmallMnist, MirrorServer.Answer> Redirects(string location) =>
        _ => (_, stream, _) => MirrorServer.SendAsync(stream, "302 Found", [], headers: $"Location: {location}\r\n");
}
