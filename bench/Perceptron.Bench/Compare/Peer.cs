using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Perceptron.Bench.Compare;

/// <summary>A peer failed, or is absent.</summary>
internal sealed class PeerException(string message) : Exception(message);

/// <summary>
/// A process that does the same work in another library. Questions and answers are JSON objects, one a line. The first line of
/// the peer gives its "version", or the reason why it is "absent". Each question names a "task" and its options. Each answer has
/// the "seconds" that the task took, measured in the peer, without the time for communication.
/// </summary>
internal sealed class Peer : IDisposable
{
    // The longest task is an epoch of a network with threads that slow each other down.
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private readonly Process? _process;

    private Peer(string name, string? absence, Process? process = null, string? version = null)
    {
        Name = name;
        Absence = absence;
        Version = version;
        _process = process;
    }

    public string Name { get; }

    /// <summary>Why the peer is absent; null if it is not.</summary>
    public string? Absence { get; private set; }

    /// <summary>Library and version, as the peer reports them.</summary>
    public string? Version { get; }

    /// <summary>Starts a peer and waits for its first line.</summary>
    public static Peer Start(string name, ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            return new(name, $"{start.FileName} could not be started");
        }

        var peer = new Peer(name, null, process);
        try
        {
            var firstLine = peer.Read();
            if ((string?)firstLine["absent"] is { } reason)
            {
                peer.Dispose();
                return new(name, reason);
            }

            return new(name, null, process, (string?)firstLine["version"]);
        }
        catch (PeerException exception)
        {
            peer.Dispose();
            return new(name, exception.Message);
        }
    }

    /// <summary>Lets the peer do a task.</summary>
    /// <returns>The answer, with its "seconds".</returns>
    /// <exception cref="PeerException">The peer is absent, failed, or gave no answer.</exception>
    public JsonObject Ask(JsonObject question)
    {
        if (Absence is not null)
        {
            throw new PeerException(Absence);
        }

        try
        {
            _process!.StandardInput.WriteLine(question.ToJsonString());
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            throw Fail("it ended");
        }

        var answer = Read();
        return (string?)answer["error"] is { } error ? throw new PeerException($"it failed: {error}") : answer;
    }

    /// <summary>One way for this peer to do a task. <paramref name="onAnswer"/> receives each answer.</summary>
    public Way Way(string name, JsonObject question, Action<JsonObject>? onAnswer = null) => new(name, () =>
    {
        var answer = Ask(question);
        onAnswer?.Invoke(answer);
        return (double)answer["seconds"]!;
    });

    /// <summary>This peer's side of a comparison, in one way or several; absent if the peer is.</summary>
    public Side Side(string name, params Way[] ways) => new(name, ways) { Absence = Absence };

    public void Dispose()
    {
        if (_process is null)
        {
            return;
        }

        try
        {
            // The peer ends when its input ends.
            _process.StandardInput.Close();
            if (!_process.WaitForExit(TimeSpan.FromSeconds(5)))
            {
                _process.Kill();
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException)
        {
            // It has already ended.
        }

        _process.Dispose();
    }

    private JsonObject Read()
    {
        string? line;
        try
        {
            line = _process!.StandardOutput.ReadLineAsync().WaitAsync(Timeout).GetAwaiter().GetResult();
        }
        catch (TimeoutException)
        {
            _process!.Kill();
            throw Fail($"it gave no answer for {Timeout.TotalMinutes} minutes");
        }

        if (line is null)
        {
            throw Fail("it ended without an answer");
        }

        try
        {
            return (JsonObject)JsonNode.Parse(line)!;
        }
        catch (Exception exception) when (exception is JsonException or InvalidCastException)
        {
            throw Fail($"it answered \"{line}\", which is not a JSON object");
        }
    }

    private PeerException Fail(string reason)
    {
        Absence = reason;
        return new PeerException(reason);
    }
}
