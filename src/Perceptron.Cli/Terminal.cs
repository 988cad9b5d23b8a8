using Spectre.Console;

namespace Perceptron.Cli;

/// <summary>
/// What a person sees. In a terminal there are colours and a progress bar; redirected output is plain lines without a
/// control character, however long they are.
/// </summary>
internal sealed class Terminal
{
    private readonly IAnsiConsole _console = AnsiConsole.Console;
    private readonly bool _isPlain = Console.IsOutputRedirected;

    public void Line(string text = "")
    {
        if (_isPlain)
        {
            Console.Out.WriteLine(text);
        }
        else
        {
            _console.WriteLine(text);
        }
    }

    /// <summary>What nobody should miss.</summary>
    public void Warning(string text) => Line(text, "bold yellow");

    /// <summary>What it was all for.</summary>
    public void Result(string text) => Line(text, "bold green");

    /// <summary>Does some work that says how far it is by a line a step, under which a bar grows.</summary>
    /// <param name="steps">How many steps there are after the one before the first.</param>
    /// <param name="work">Is given what to call with each line.</param>
    public TResult Progress<TResult>(int steps, Func<Action<string>, TResult> work)
    {
        if (_isPlain)
        {
            return work(Console.Out.WriteLine);
        }

        return _console.Progress().AutoClear(true).Columns(new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).Start(context =>
        {
            var task = context.AddTask("training", maxValue: steps + 1);
            return work(line =>
            {
                _console.WriteLine(line);
                task.Increment(1);
            });
        });
    }

    private void Line(string text, string style)
    {
        if (_isPlain)
        {
            Console.Out.WriteLine(text);
        }
        else
        {
            _console.MarkupLineInterpolated($"[{style}]{text}[/]");
        }
    }
}
