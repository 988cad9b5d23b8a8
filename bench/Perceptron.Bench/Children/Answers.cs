using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Perceptron.Bench.Children;

/// <summary>What is timed in a child, and what it tells after.</summary>
internal sealed record Timed(Action Once, Func<JsonObject>? After = null);

/// <summary>
/// The other end of <see cref="Compare.Peer"/>: introduces itself, then does what each line asks for. The scripts in
/// bench/peers/common.py do the same.
/// </summary>
internal static class Answers
{
    public static int Absent(string reason)
    {
        Say(new JsonObject { ["absent"] = reason });
        return 0;
    }

    /// <summary>Answers until the input ends; each task gets ready once for the same options.</summary>
    public static int Run(string version, Func<JsonObject, Timed> prepare)
    {
        Say(new JsonObject { ["version"] = version });
        var ready = new Dictionary<string, Timed>();
        while (Console.ReadLine() is { } line)
        {
            try
            {
                if (!ready.TryGetValue(line, out var task))
                {
                    ready[line] = task = prepare((JsonObject)JsonNode.Parse(line)!);
                }

                var start = Stopwatch.GetTimestamp();
                task.Once();
                var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                var answer = task.After?.Invoke() ?? [];
                answer["seconds"] = seconds;
                Say(answer);
            }
            catch (Exception exception)
            {
                Say(new JsonObject { ["error"] = $"{exception.GetType().Name}: {exception.Message}" });
            }
        }

        return 0;
    }

    private static void Say(JsonObject answer) => Console.WriteLine(answer.ToJsonString());
}
