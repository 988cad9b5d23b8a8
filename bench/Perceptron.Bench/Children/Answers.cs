using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Perceptron.Bench.Children;

/// <summary>The work that is measured in a child process, and what its answer adds.</summary>
internal sealed record Timed(Action Once, Func<JsonObject>? After = null);

/// <summary>
/// The other end of <see cref="Compare.Peer"/>: writes its version, then does the task of each line. The scripts do the same
/// in bench/peers/common.py.
/// </summary>
internal static class Answers
{
    public static int Absent(string reason)
    {
        Say(new JsonObject { ["absent"] = reason });
        return 0;
    }

    /// <summary>Answers until the input ends. Each task with the same options is prepared only once.</summary>
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
