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
        // Past the console that would break long lines, paths among them, into pieces.
        _console.Profile.Out.Writer.WriteLine(text);
    }

    /// <summary>A line for those who look for what went wrong.</summary>
    public static void Error(string line) => Console.Error.WriteLine(line);

    /// <summary>What the lines below it are about.</summary>
    public void Heading(string text) => Line(text, "bold");

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

    /// <summary>Downloads with a bar a file, or a line a file where there is no terminal.</summary>
    public async Task<TResult> Downloading<TResult>(Func<IProgress<MnistProgress>, Task<TResult>> work)
    {
        if (_isPlain)
        {
            var told = new HashSet<string>();
            return await work(new Teller(progress =>
            {
                if (told.Add($"{progress.File} {progress.Mirror}"))
                {
                    Line($"Downloading {progress.File} from {progress.Mirror.Authority}");
                }
            }));
        }

        return await _console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new DownloadedColumn(), new TransferSpeedColumn())
            .StartAsync(async context =>
            {
                var bars = new Dictionary<string, ProgressTask>();
                return await work(new Teller(progress =>
                {
                    if (!bars.TryGetValue(progress.File, out var bar))
                    {
                        bars[progress.File] = bar = context.AddTask(Markup.Escape(progress.File));
                    }

                    bar.MaxValue = progress.TotalBytes ?? Math.Max(progress.Bytes, 1);
                    bar.Value = progress.Bytes;
                }));
            });
    }

    /// <summary>
    /// An observation of a row's values from 0 (paper) to 1 (ink), two of its pixels above each other in a half block; where
    /// there are no colours, what is darker than the middle is drawn.
    /// </summary>
    public void Image(float[] pixels, int height, int width)
    {
        for (var y = 0; y < height; y += 2)
        {
            var cells = Enumerable.Range(0, width).Select(x =>
                (Upper: pixels[(y * width) + x], Lower: y + 1 < height ? pixels[((y + 1) * width) + x] : 0));
            if (_isPlain)
            {
                Console.Out.WriteLine(string.Concat(cells.Select(Block)).TrimEnd());
                continue;
            }

            var line = new Paragraph();
            foreach (var (upper, lower) in cells)
            {
                line.Append("▀", new Style(Grey(upper), Grey(lower)));
            }

            _console.Write(line);
            _console.WriteLine();
        }

        static char Block((float Upper, float Lower) cell) => (cell.Upper >= 0.5, cell.Lower >= 0.5) switch
        {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            _ => ' ',
        };

        static Color Grey(float ink)
        {
            var level = (byte)Math.Round(255 * (1 - Math.Clamp(ink, 0, 1)));
            return new Color(level, level, level);
        }
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

    /// <summary>Tells on the spot, one at a time.</summary>
    private sealed class Teller(Action<MnistProgress> tell) : IProgress<MnistProgress>
    {
        private readonly Lock _lock = new();

        public void Report(MnistProgress value)
        {
            lock (_lock)
            {
                tell(value);
            }
        }
    }
}
