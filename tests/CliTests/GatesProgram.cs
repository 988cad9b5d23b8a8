using System.Text.RegularExpressions;
using Perceptron;
using Tests;
using Xunit;

namespace CliTests;

public partial class GatesProgram
{
    [Fact]
    public void By_default_NOT_and_NAND_are_learned_and_XOR_both_ways()
    {
        using var run = new ProgramRun("gates");

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.Equal(
            ["NOT from zeros, learned: 2 of 2", "NAND from zeros, learned: 4 of 4", "XOR from seed 7, learned: 4 of 4", "XOR from seed 11, not learned: 2 of 4"],
            Outcomes().Matches(run.Output).Select(match => match.Value));
        Assert.Equal(["nand.html", "nand.png", "not.html", "not.png", "xor-not-learned.png", "xor.html", "xor.png"], Files(run));
        Assert.Contains($"in {run.GatesOut}: not.html, not.png, nand.html, nand.png, xor.html, xor.png, xor-not-learned.png", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Output, character => char.IsControl(character) && character is not '\n' and not '\r');
    }

    [Fact]
    public void By_hand_OR_and_XOR_are_shown_as_formula_diagram_and_table()
    {
        using var run = new ProgramRun("gates", "textbook", "or", "xor");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith(
            """
            OR, by hand: 2 → 1 sigmoid

              f(x) = σ(0.4 x₁ + 0.4 x₂ − 0.4)

              x₁ ──  0.40 ──┐
              x₂ ──  0.40 ──┼─ σ ─ f(x)
              1  ── −0.40 ──┘

              x₁  x₂  logit    f(x)  rounded  OR
               0   0  −0.40  0.4013        0   0
               0   1   0.00  0.5000        1   1
               1   0   0.00  0.5000        1   1
               1   1   0.40  0.5987        1   1

            OR by hand: 4 of 4 rows correct, loss 0.6031; 0.5 counts as 1.

            XOR, by hand: 2 → 2 sigmoid → 1 sigmoid

              f(x) = σ(10 h₁ + 10 h₂ − 15)
              h₁ = σ(10 x₁ + 10 x₂ − 5)
              h₂ = σ(−10 x₁ − 10 x₂ + 15)

              x₁ ──  10.00 ──┐
              x₂ ──  10.00 ──┼─ σ ─ h₁ ──  10.00 ──┐
              1  ──  −5.00 ──┘                     │
              x₁ ── −10.00 ──┐                     │
              x₂ ── −10.00 ──┼─ σ ─ h₂ ──  10.00 ──┼─ σ ─ f(x)
              1  ──  15.00 ──┘                     │
                                    1  ── −15.00 ──┘

              x₁  x₂      h₁      h₂  logit    f(x)  rounded  XOR
               0   0  0.0067  1.0000  −4.93  0.0072        0    0
               0   1  0.9933  0.9933   4.87  0.9924        1    1
               1   0  0.9933  0.9933   4.87  0.9924        1    1
               1   1  1.0000  0.0067  −4.93  0.0072        0    0

            XOR by hand: 4 of 4 rows correct, loss 0.007426; 0.5 counts as 1.
            """,
            run.Output,
            StringComparison.Ordinal);
        Assert.Equal(["or-textbook.html", "or-textbook.png", "xor-textbook.html", "xor-textbook.png"], Files(run));
    }

    [Fact]
    public void The_loss_by_examples()
    {
        using var run = new ProgramRun("gates", "loss");
        string[] lines = [.. run.Output.Split('\n').Select(line => Spaces().Replace(line.Trim(), " "))];

        // y, f(x), the term before the minus sign, the loss from f(x), the logit, the loss from it.
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("1 0.99 −0.01 0.01005 4.5951 0.01005", lines);
        Assert.Contains("0 0.01 −0.01 0.01005 −4.5951 0.01005", lines);
        Assert.Contains("1 0.01 −4.61 4.60517 −4.5951 4.60517", lines);
        Assert.Contains("0 0.99 −4.61 4.60517 4.5951 4.60517", lines);

        // y, the logit, f(x), the loss from f(x), the loss from the logit.
        Assert.Contains("1 36 0.9999999999999998 2.220446e−16 2.319523e−16 off by 4.3%", lines);
        Assert.Contains("1 40 1 0 4.248354e−18 all digits lost", lines);
        Assert.Contains("0 40 1 ∞ 40 broken", lines);
        Assert.Contains("0 700 1 ∞ 700 broken", lines);
        Assert.False(Directory.Exists(run.GatesOut), "It writes nothing.");
    }

    [Fact]
    public void Many_seeds_tell_how_many_learn_which_and_where_the_others_are_stuck()
    {
        using var one = new ProgramRun("gates", "xor", "--seeds", "1..12", "--threads", "1");
        using var many = new ProgramRun("gates", "xor", "--seeds", "1..12");

        Assert.Equal(
            """
            XOR learned from 9 of 12 seeds: 75.0%. All rows correct and a loss under 0.05 count as learned.
            Learned from: 3..10, 12
            Not learned, at a loss of 0.3468: 1..2, 11
            """,
            one.Output.Trim());
        Assert.Equal(one.Output, many.Output);
        Assert.Empty(many.Error);
    }

    [Theory]
    [InlineData("learns")]
    [InlineData("stuck")]
    public void The_starts_by_hand_are_there_by_name_and_both_are_shown(string start)
    {
        using var run = new ProgramRun("gates", "xor", "--start", start);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("XOR from the start by hand that learns, learned: 4 of 4 rows correct, loss 0.002274, after 5000 epochs.", run.Output, StringComparison.Ordinal);
        Assert.Contains("XOR from the start by hand that gets stuck, not learned: 2 of 4 rows correct, loss 0.3486, after 5000 epochs.", run.Output, StringComparison.Ordinal);
        Assert.Contains("rate 1\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void OR_and_AND_at_once_and_what_a_softmax_makes_of_them()
    {
        using var run = new ProgramRun("gates", "or-and");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("OR and AND from zeros, learned: 4 of 4 rows correct", run.Output, StringComparison.Ordinal);
        Assert.Contains("they are refused: \"The targets are those of 2 independent classes", run.Output, StringComparison.Ordinal);
        Assert.Contains("Under a softmax 2 of 4 rows are wrong", run.Output, StringComparison.Ordinal);
        Assert.Equal(["or-and-1.png", "or-and-2.png", "or-and-softmax-1.png", "or-and-softmax-2.png", "or-and.html"], Files(run));
    }

    [Fact]
    public void Options_are_heard()
    {
        using var xor = new ProgramRun(
            "gates", "xor", "--rate", "0.75", "--epochs", "123", "--seed", "4", "--hidden", "3", "--activation", "tanh", "--out", "here");
        using var or = new ProgramRun("gates", "or", "--target-loss", "0.2", "--seed", "5");
        using var and = new ProgramRun("gates", "and", "--hidden", "20");

        Assert.Contains("XOR, from seed 4: 2 → 3 tanh → 1 sigmoid, rate 0.75\n", xor.Output, StringComparison.Ordinal);
        Assert.Contains("after 123 epochs", xor.Output, StringComparison.Ordinal);
        Assert.Contains("xor.html", Directory.GetFiles(Path.Combine(xor.Folder, "here")).Select(file => Path.GetFileName(file)));
        Assert.Matches("OR from seed 5, not learned: 4 of 4 rows correct, loss 0.1[0-9]+, after [0-9]+ epochs", or.Output);
        Assert.Contains("f(x) = σ(hW₂ + b₂)\n  h = σ(xW₁ + b₁), of 20 neurons\n", and.Output, StringComparison.Ordinal);
        Assert.Contains("AND from seed 7, learned", and.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_gives_the_same_output_and_files()
    {
        string[] arguments = ["gates", "xor", "--epochs", "300", "--seed", "9"];
        using var one = new ProgramRun(arguments);
        using var two = new ProgramRun(arguments);
        using var other = new ProgramRun("gates", "xor", "--epochs", "300", "--seed", "10");

        Assert.Equal(one.Output.Replace(one.Folder, "", StringComparison.Ordinal), two.Output.Replace(two.Folder, "", StringComparison.Ordinal));
        Assert.Equal(Files(one).Select(file => Hash(one, file)), Files(two).Select(file => Hash(two, file)));
        Assert.NotEqual(Hash(one, "xor.png"), Hash(other, "xor.png"));
    }

    [Fact]
    public void The_pictures_are_those_of_the_models()
    {
        using var run = new ProgramRun("gates", "textbook", "not", "nand", "or-and");

        AssertPicture("not-textbook.png", LogicGate.Not, 0);
        AssertPicture("nand-textbook.png", LogicGate.Nand, 0);
        AssertPicture("or-and-textbook-1.png", LogicGate.OrAnd, 0);
        AssertPicture("or-and-textbook-2.png", LogicGate.OrAnd, 1);

        void AssertPicture(string file, LogicGate gate, int output)
        {
            using var expected = new MemoryStream();
            HeatMap.Draw(gate.Textbook, gate.Dataset, output, labelled: true).WritePng(expected);
            Assert.Equal(expected.ToArray(), File.ReadAllBytes(Path.Combine(run.GatesOut, file)));
        }
    }

    /// <summary>Whatever stands in a page comes with it: beside plotly.js, which it carries along, it names no place elsewhere.</summary>
    [Fact]
    public void A_page_names_no_place_elsewhere()
    {
        using var run = new ProgramRun("gates", "textbook", "xor");
        var page = File.ReadAllText(Path.Combine(run.GatesOut, "xor-textbook.html"));
        var scripts = page.Split("<script");

        Assert.Equal(4, scripts.Length);
        Assert.Contains("plotly.js v", Unpacked(scripts[1]), StringComparison.Ordinal);
        Assert.All((string[])[scripts[0], Unpacked(scripts[2]), scripts[3]], part => Assert.DoesNotMatch("http|src=|href=\"[^d]|@import|url\\(", part));
    }

    [Theory]
    [InlineData("xor")]
    [InlineData("xor --hidden 8 --activation tanh")]
    [InlineData("or-and")]
    public void A_report_is_smaller_than_4_MB(string arguments)
    {
        using var run = new ProgramRun(["gates", .. arguments.Split(' ')]);

        Assert.InRange(new FileInfo(Path.Combine(run.GatesOut, $"{arguments.Split(' ')[0]}.html")).Length, 1_000_000, 4_000_000);
    }

    /// <summary>What a page holds as gzip in base64.</summary>
    private static string Unpacked(string script)
    {
        using var bytes = new MemoryStream(Convert.FromBase64String(script[(script.IndexOf('>', StringComparison.Ordinal) + 1)..script.IndexOf('<', StringComparison.Ordinal)]));
        using var reader = new StreamReader(new System.IO.Compression.GZipStream(bytes, System.IO.Compression.CompressionMode.Decompress));
        return reader.ReadToEnd();
    }

    [Fact]
    public void Help_names_every_command_and_option()
    {
        using var gates = new ProgramRun("gates", "--help");
        using var xor = new ProgramRun("gates", "xor", "--help");

        Assert.Equal((0, 0), (gates.ExitCode, xor.ExitCode));
        Assert.All(["not", "or", "and", "nand", "xor", "or-and", "textbook", "loss"], command => Assert.Matches($"(?m)^  {command}( |$)", gates.Output));
        Assert.All(
            ["--learning-rate", "--rate", "--epochs", "--target-loss", "--seed", "--hidden", "--activation", "--start", "--seeds", "--threads", "--out"],
            option => Assert.Contains(option, xor.Output, StringComparison.Ordinal));
    }

    private static string[] Files(ProgramRun run) =>
        [.. Directory.GetFiles(run.GatesOut).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private static string Hash(ProgramRun run, string file) =>
        Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(run.GatesOut, file))));

    [GeneratedRegex("^[A-Z]+ from [^,\n]*, (not )?learned: [0-9] of [0-9]", RegexOptions.Multiline)]
    private static partial Regex Outcomes();

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();
}
