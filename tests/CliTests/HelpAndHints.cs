using Perceptron;
using Perceptron.Cli;
using Xunit;

namespace CliTests;

/// <summary>Help, what was probably meant, what one may do next, and lines that fit into 80 columns.</summary>
public class HelpAndHints
{
    [Theory]
    [InlineData("digts", "Did you mean 'digits'?")]
    [InlineData("Gates", "Did you mean 'gates'?")]
    [InlineData("gates textbok", "Did you mean 'textbook'?")]
    [InlineData("digits shwo", "Did you mean 'show'?")]
    [InlineData("digits train --ephocs 5", "Did you mean '--epochs'?")]
    [InlineData("digits --hiden=3", "Did you mean '--hidden'?")]
    [InlineData("gates xor --sed 3", "Did you mean '--seed'?")]
    [InlineData("download", "Did you mean 'perceptron digits download'?")]
    [InlineData("gates --start stuck", "Did you mean 'perceptron gates xor --start'?")]
    [InlineData("digits train --test", "Did you mean 'perceptron digits show --test'?")]
    [InlineData("gates nor", "Did you mean 'not', 'or' or 'xor'?")]
    [InlineData("digits show 3 --tset", "Did you mean '--test'?")]
    [InlineData("gates --hlep", "Did you mean '--help'?")]
    public void What_was_probably_meant_is_told_in_one_line(string arguments, string says)
    {
        using var run = new ProgramRun(arguments.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Equal(2, run.Error.TrimEnd().Split('\n').Length);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing-like-it")]
    [InlineData("digits show 0 1")]
    [InlineData("gates abc")]
    [InlineData("digits --lr")]
    public void Where_nothing_is_similar_nothing_is_proposed(string arguments)
    {
        using var run = new ProgramRun(arguments.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.DoesNotContain("mean", run.Error, StringComparison.Ordinal);
        Assert.Contains($"'{arguments.Split(' ')[^1]}'", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("digits show", "INDEX is missing")]
    [InlineData("digits predict", "MODEL is missing")]
    [InlineData("digits predict", "IMAGE is missing")]
    [InlineData("digits predict model", "IMAGE is missing")]
    [InlineData("export", "MODEL is missing")]
    [InlineData("export", "'--onnx' is required")]
    [InlineData("digits train --epochs", "--epochs needs a value: --epochs N.")]
    [InlineData("digits show --tset", "INDEX is missing")]
    [InlineData("digits show --tset", "Did you mean '--test'?")]
    public void What_is_missing_is_named(string arguments, string says)
    {
        using var run = new ProgramRun(arguments.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "perceptron gates")]
    [InlineData("digits", "perceptron digits show 0")]
    [InlineData("digits train", "perceptron digits train --hidden 128 --epochs 10")]
    [InlineData("digits show", "perceptron digits show 42 --test")]
    [InlineData("digits predict", "perceptron digits predict digits-out/model.safetensors mine.png")]
    [InlineData("digits download", "perceptron digits download")]
    [InlineData("gates", "perceptron gates xor --seeds 1..100")]
    [InlineData("gates xor", "perceptron gates xor --start stuck")]
    [InlineData("gates or-and", "")]
    [InlineData("gates textbook", "perceptron gates textbook nand")]
    [InlineData("gates loss", "")]
    [InlineData("export", "perceptron export")]
    public void Help_is_grouped_has_samples_and_fits(string command, string sample)
    {
        using var run = new ProgramRun([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        AssertFits(run.Output.Split('\n'));
        Assert.DoesNotContain("Other:", run.Output, StringComparison.Ordinal);
        Assert.Contains($"  {sample}", run.Output, StringComparison.Ordinal);
        string[] options = [.. run.Output.Split('\n').Where(line => line.StartsWith("  --", StringComparison.Ordinal)).Select(line => line.Split(' ', ',')[2])];
        Assert.Equal(options.Distinct(), options);
    }

    [Fact]
    public void Groups_of_training_are_those_of_the_subject_and_the_short_form_refers_to_them()
    {
        using var train = new ProgramRun("digits", "train", "--help");
        using var digits = new ProgramRun("digits", "--help");

        Assert.Equal(
            ["Usage:", "Data:", "Model:", "Training:", "Output:", "Help:", "Samples:"],
            train.Output.Split('\n').Where(line => line.Length > 0 && !line.StartsWith(' ') && line.EndsWith(':')));
        Assert.DoesNotContain("--epochs N", digits.Output, StringComparison.Ordinal);
        Assert.Contains("'perceptron digits train --help'", digits.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gates", "perceptron gates xor --seeds 1..100")]
    [InlineData("gates or --epochs 10 --out here", "perceptron gates textbook or --out here")]
    [InlineData("gates xor --start stuck", "perceptron gates xor --seeds 1..100")]
    [InlineData("gates xor --seeds 1..100", "perceptron gates xor --seed 1")]
    [InlineData("gates xor --seeds 1..9 --rate 1 --hidden 3", "perceptron gates xor --seed 2 --learning-rate 1 --hidden 3")]
    [InlineData("gates xor --hidden 8 --epochs 10", "perceptron gates xor --seeds 1..100")]
    [InlineData("gates or-and --hidden 4 --epochs 10", "perceptron gates textbook or-and")]
    [InlineData("gates textbook", "perceptron gates")]
    [InlineData("gates loss", "perceptron gates")]
    [InlineData("digits --dataset digits --epochs 1", "perceptron digits show 0 --dataset digits")]
    [InlineData("digits --offline --epochs 1 --mkl", "perceptron digits show 0 --offline")]
    [InlineData("digits show 7 --dataset digits", "perceptron digits train --dataset digits")]
    public void In_a_terminal_a_run_ends_with_next_steps_and_fits(string arguments, string next)
    {
        using var run = new TerminalRun(columns: 80, arguments);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal($"Try: {next}", Assert.Single(run.Lines, line => line.StartsWith("Try:", StringComparison.Ordinal)));
        AssertFits(run.Lines);
    }

    [Theory]
    [InlineData("gates or --epochs 10")]
    [InlineData("digits --dataset digits --epochs 1")]
    [InlineData("digits --dataset digits --epochs 1 --json")]
    [InlineData("digits show 7 --dataset digits")]
    public void Redirected_output_has_no_next_steps_and_whole_sentences(string arguments)
    {
        using var run = new ProgramRun(arguments.Split(' '));

        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("Try:", run.Output + run.Error, StringComparison.Ordinal);
        Assert.Contains((run.Output + run.Error).Split('\n'), line => line.Length > 80);
    }

    [Fact]
    public void JSON_in_a_terminal_is_followed_by_nothing()
    {
        using var run = new TerminalRun(columns: 80, "digits --dataset digits --epochs 1 --json");

        Assert.Equal("}", run.Lines.Last(line => line.Length > 0));
    }

    [Fact]
    public void A_proposed_command_works()
    {
        using var run = new TerminalRun(columns: 80, "digits --dataset digits --epochs 2 --out 'my folder'");
        Assert.Contains("Try: perceptron digits show 0 --dataset digits --out 'my folder'", run.Lines);

        using var show = ProgramRun.Start(run.Folder, null, ["digits", "show", "0", "--dataset", "digits", "--out", "my folder"]);
        var output = show.StandardOutput.ReadToEnd();
        show.WaitForExit();

        Assert.Equal(0, show.ExitCode);
        Assert.Contains("f(x) by ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_are_wrapped_in_a_terminal_and_whole_elsewhere()
    {
        using var terminal = new TerminalRun(columns: 80, "digits predict");
        using var pipe = new ProgramRun("digits", "predict");

        AssertFits(terminal.Lines);
        Assert.Equal(3, pipe.Error.TrimEnd().Split('\n').Length);
        Assert.Equal(
            string.Join(' ', pipe.Error.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
            string.Join(' ', string.Join('\n', terminal.Lines).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void The_classes_across_the_confusion_matrix_are_the_predicted_ones()
    {
        using var run = new ProgramRun("digits", "--dataset", "digits", "--epochs", "1");
        var lines = run.Output.Split('\n');
        var head = Array.FindIndex(lines, line => line.StartsWith("actual", StringComparison.Ordinal));

        Assert.Equal("        predicted →", lines[head - 1].TrimEnd());
    }

    [Fact]
    public void Digits_of_8_by_8_are_drawn_twice_as_large()
    {
        using var run = new ProgramRun("digits", "show", "0", "--dataset", "digits");
        string[] drawn = [.. run.Output.Split('\n').Skip(1).TakeWhile(line => !line.StartsWith("Label", StringComparison.Ordinal)).Where(line => line.Intersect("█▀▄").Any() || line.Trim().Length == 0)];

        // Each pixel is two letters wide and half blocks two high, so a pixel is a whole block twice.
        Assert.Equal(8, drawn.Length);
        Assert.All(drawn, line => Assert.Matches("^(  |██)*$", line));
        Assert.InRange(drawn.Max(line => line.Length), 8, 16);
    }

    [Theory]
    [InlineData("a b", 0, "a b")]
    [InlineData("  a   b", 0, "  a   b")]
    [InlineData("28 × 28 and 28 × 28 and 28 × 28 and 28 × 28 and 28 × 28 and 28 × 28 and 28 × 28 and 28 × 28", 0,
        "28 × 28 and 28 × 28 and 28 × 28 and 28 × 28 and 28 × 28 and 28 × 28 and 28 × 28\nand 28 × 28")]
    public void Words_are_not_broken(string text, int indent, string expected) => Assert.Equal(expected, string.Join('\n', LineBreaks.Wrap(text, indent)));

    [Fact]
    public void A_long_path_stays_whole()
    {
        var path = string.Join('/', Enumerable.Repeat("folder", 20));

        Assert.Equal(["  In", $"  {path}", "  there"], LineBreaks.Wrap($"In {path} there", 2));
    }

    [Fact]
    public void A_tied_text_stays_whole_and_gets_its_blanks_back()
    {
        var path = $"/a folder/{new string('x', 60)}/an other";

        Assert.Equal(["The file is in", path, "there."], LineBreaks.Wrap($"The file is in {LineBreaks.Whole(path)} there."));
        Assert.Equal(path, LineBreaks.Plain(LineBreaks.Whole(path)));
    }

    [Fact]
    public void A_formula_ends_its_lines_before_a_sign()
    {
        var formula = "f(x) = σ(" + string.Join(" − ", Enumerable.Range(1, 12).Select(i => $"1.234 h₁")) + ")";
        string[] lines = [.. LineBreaks.WrapTerms(formula, 4)];

        Assert.True(lines.Length > 1);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 80));
        Assert.All(lines.Skip(1), line => Assert.StartsWith("    − 1.234 h₁", line, StringComparison.Ordinal));
        Assert.Equal(formula, string.Join(' ', lines.Select(line => line.Trim())));
    }

    /// <summary>No line is longer than 80 columns, but one that is a path.</summary>
    private static void AssertFits(IEnumerable<string> lines) => Assert.All(
        lines, line => Assert.True(DisplayText.Width(line) <= 80 || (line.StartsWith('/') && !line.Contains(' ', StringComparison.Ordinal)), line));
}
