using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Perceptron.Bench.Compare;

/// <summary>A peer did not do what it was asked for.</summary>
internal sealed class PeerException(string message) : Exception(message);

/// <summary>
/// A process that does the same work in another library. It is asked and answers by JSON objects, one a line: its first line
/// has its "version", or why it is "absent"; then each question names a "task" and its options, and each answer has the
/// "seconds" that the task took, measured there, without the way there and back.
/// </summary>
internal sealed class Peer : IDisposable
{
    // The longest task is an epoch of a network on threads that get into each other's way.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process? _process;

    private Peer(string name, string? absence, Process? process = null, string? version = null)
    {
        Name = name;
        Absence = absence;
        Version = version;
        _process = process;
    }

    public string Name { get; }

    /// <summary>Why it is not there; null if it is.</summary>
    public string? Absence { get; private set; }

    /// <summary>What it says that it is.</summary>
    public string? Version { get; }

    /// <summary>Starts a peer and waits for its introduction.</summary>
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
            var introduction = peer.Read();
            if ((string?)introduction["absent"] is { } reason)
            {
                peer.Dispose();
                return new(name, reason);
            }

            return new(name, null, process, (string?)introduction["version"]);
        }
        catch (PeerException exception)
        {
            peer.Dispose();
            return new(name, exception.Message);
        }
    }

    /// <summary>Has a task done.</summary>
    /// <returns>What it answers, with its "seconds".</returns>
    /// <exception cref="PeerException">It is absent, failed, or gave no answer.</exception>
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
            throw Gone("it ended");
        }

        var answer = Read();
        return (string?)answer["error"] is { } error ? throw new PeerException($"it failed: {error}") : answer;
    }

    /// <summary>One way for this peer to do a task; what it answers beside its time goes to <paramref name="told"/>.</summary>
    public Way Way(string name, JsonObject question, Action<JsonObject>? told = null) => new(name, () =>
    {
        var answer = Ask(question);
        told?.Invoke(answer);
        return (double)answer["seconds"]!;
    });

    /// <summary>This peer at a task, in several ways; absent where the peer is.</summary>
    public Side Side(string name, params Way[] ways) => new(name, ways) { Absence = Absence };

    public void Dispose()
    {
        if (_process is null)
        {
            return;
        }

        try
        {
            // The end of its input is the end of its work.
            _process.StandardInput.Close();
            if (!_process.WaitForExit(TimeSpan.FromSeconds(5)))
            {
                _process.Kill();
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException)
        {
            // It ended before.
        }

        _process.Dispose();
    }

    private JsonObject Read()
    {
        string? line;
        try
        {
            line = _process!.StandardOutput.ReadLineAsync().WaitAsync(Patience).GetAwaiter().GetResult();
        }
        catch (TimeoutException)
        {
            _process!.Kill();
            throw Gone($"it gave no answer for {Patience.TotalMinutes} minutes");
        }

        if (line is null)
        {
            throw Gone("it ended without an answer");
        }

        try
        {
            return (JsonObject)JsonNode.Parse(line)!;
        }
        catch (Exception exception) when (exception is JsonException or InvalidCastException)
        {
            throw Gone($"it answered \"{line}\", which is no JSON object");
        }
    }

    private PeerException Gone(string reason)
    {
        Absence = reason;
        return new PeerException(reason);
    }
}
