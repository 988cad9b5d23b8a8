using Spectre.Console;

namespace Perceptron.Cli;

/// <summary>
/// The output for people. In a terminal it has colours and a progress bar. Redirected output is plain lines without control
/// characters and without line breaks of its own. Names from outside can't command the terminal, nor end or turn around a line.
/// </summary>
internal sealed class Terminal
{
    private const int MaxSmallWidth = 14;

    private readonly bool _isPlain = Console.IsOutputRedirected;
    private readonly TextWriter _plain = Console.Out;

    /// <summary>Only for a terminal: redirected output needs nothing of it, and it takes a while to load.</summary>
    private static IAnsiConsole Ansi => AnsiConsole.Console;

    public void Line(string text = "")
    {
        // Bypass the console: it would wrap long lines such as paths.
        (_isPlain ? _plain : Ansi.Profile.Out.Writer).WriteLine(DisplayText.Safe(text));
    }

    /// <summary>Writes sentences, in a terminal in lines of at most 80 columns.</summary>
    public void Text(string text, int indent = 0)
    {
        foreach (var line in Wrapped(text, indent))
        {
            Line(line);
        }
    }

    /// <summary>Writes an indented formula, in a terminal in lines that end before a sign.</summary>
    public void Formula(string formula)
    {
        foreach (var (i, line) in (_isPlain ? [formula] : LineBreaks.WrapTerms(formula, indent: 4)).Index())
        {
            Line(i == 0 ? $"  {line.TrimStart()}" : line);
        }
    }

    /// <summary>Writes commands that one may want to run next. They are for people: redirected output has none.</summary>
    public void Next(params IEnumerable<string> commands)
    {
        if (_isPlain)
        {
            return;
        }

        Line();
        foreach (var (i, command) in commands.Index())
        {
            Line($"{(i == 0 ? "Try:" : "    ")} {command}");
        }
    }

    /// <summary>Writes a table, which has several lines.</summary>
    public void Table(string lines)
    {
        foreach (var line in lines.Split('\n'))
        {
            Line(line);
        }
    }

    /// <summary>Writes a line to standard error.</summary>
    public static void Error(string line)
    {
        foreach (var part in Console.IsErrorRedirected ? [LineBreaks.Plain(line)] : LineBreaks.Wrap(DisplayText.Safe(line)))
        {
            Console.Error.WriteLine(DisplayText.Safe(part));
        }
    }

    /// <summary>Writes a heading.</summary>
    public void Heading(string text) => Line(text, "bold");

    /// <summary>Writes a warning.</summary>
    public void Warning(string text) => Line(text, "bold yellow");

    /// <summary>Writes a result.</summary>
    public void Result(string text) => Line(text, "bold green");

    /// <summary>Runs some work that reports a line for each step, above a progress bar.</summary>
    /// <param name="steps">The number of steps; step 0 comes on top.</param>
    /// <param name="work">The work; it calls its argument with each line.</param>
    public TResult Progress<TResult>(int steps, Func<Action<string>, TResult> work)
    {
        if (_isPlain)
        {
            return work(line => Line(line));
        }

        return Ansi.Progress().AutoClear(true).Columns(new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).Start(context =>
        {
            var task = context.AddTask("training", maxValue: steps + 1);
            return work(line =>
            {
                Ansi.WriteLine(DisplayText.Safe(line));
                task.Increment(1);
            });
        });
    }

    /// <summary>Downloads with a progress bar for each file, or a line for each file if output is redirected.</summary>
    public async Task<TResult> Downloading<TResult>(Func<IProgress<MnistProgress>, Task<TResult>> work)
    {
        if (_isPlain)
        {
            var reported = new HashSet<string>();
            return await work(new LockedProgress(progress =>
            {
                if (reported.Add($"{progress.File} {progress.Mirror}"))
                {
                    Line($"Downloading {progress.File} from {progress.Mirror.Authority}");
                }
            }));
        }

        return await Ansi.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new DownloadedColumn(), new TransferSpeedColumn())
            .StartAsync(async context =>
            {
                var bars = new Dictionary<string, ProgressTask>();
                return await work(new LockedProgress(progress =>
                {
                    if (!bars.TryGetValue(progress.File, out var bar))
                    {
                        bars[progress.File] = bar = context.AddTask(Markup.Escape(DisplayText.Safe(progress.File)));
                    }

                    bar.MaxValue = progress.TotalBytes ?? Math.Max(progress.Bytes, 1);
                    bar.Value = progress.Bytes;
                }));
            });
    }

    /// <summary>
    /// Draws an image with values from 0 (paper) to 1 (ink). Each half block shows two pixels, one above the other; in redirected
    /// output, pixels of at least 0.5 are drawn. A terminal that shows no colours gets darker and lighter letters. Small images are drawn
    /// twice as large.
    /// </summary>
    public void Image(float[] pixels, int height, int width)
    {
        if (width <= MaxSmallWidth)
        {
            (pixels, height, width) = (Doubled(pixels, width), 2 * height, 2 * width);
        }

        if (!_isPlain && (!Ansi.Profile.Capabilities.Ansi || Ansi.Profile.Capabilities.ColorSystem == ColorSystem.NoColors))
        {
            foreach (var row in pixels.Chunk(width))
            {
                Line(Letters(row));
            }

            return;
        }

        for (var y = 0; y < height; y += 2)
        {
            var cells = Enumerable.Range(0, width).Select(x =>
                (Upper: pixels[(y * width) + x], Lower: y + 1 < height ? pixels[((y + 1) * width) + x] : 0));
            if (_isPlain)
            {
                Line(string.Concat(cells.Select(Block)).TrimEnd());
                continue;
            }

            var line = new Paragraph();
            foreach (var (upper, lower) in cells)
            {
                line.Append("▀", new Style(Grey(upper), Grey(lower)));
            }

            Ansi.Write(line);
            Ansi.WriteLine();
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

    /// <summary>A row of an image, from a space for 0 to @ for 1. Two letters are about as wide as high.</summary>
    public static string Letters(float[] row)
    {
        const string Ramp = " .:-=+*#%@";
        return string.Concat(row.Select(ink => new string(Ramp[(int)Math.Round(Math.Clamp(ink, 0, 1) * (Ramp.Length - 1))], 2))).TrimEnd();
    }

    private static float[] Doubled(float[] pixels, int width)
    {
        var doubled = new float[4 * pixels.Length];
        for (var i = 0; i < doubled.Length; i++)
        {
            var (row, column) = Math.DivRem(i, 2 * width);
            doubled[i] = pixels[(row / 2 * width) + (column / 2)];
        }

        return doubled;
    }

    private void Line(string text, string style)
    {
        foreach (var line in Wrapped(text))
        {
            if (_isPlain)
            {
                Line(line);
            }
            else
            {
                Ansi.MarkupLineInterpolated($"[{style}]{DisplayText.Safe(line)}[/]");
            }
        }
    }

    /// <summary>Lines that fit into the terminal, and into 80 columns in a wider one.</summary>
    private IEnumerable<string> Wrapped(string text, int indent = 0) => _isPlain
        ? [new string(' ', indent) + LineBreaks.Plain(text)]
        : LineBreaks.Wrap(DisplayText.Safe(text), indent, Math.Min(LineBreaks.Columns, Ansi.Profile.Width));

    /// <summary>Reports synchronously, one value at a time.</summary>
    private sealed class LockedProgress(Action<MnistProgress> report) : IProgress<MnistProgress>
    {
        private readonly Lock _lock = new();

        public void Report(MnistProgress value)
        {
            lock (_lock)
            {
                report(value);
            }
        }
    }
}
