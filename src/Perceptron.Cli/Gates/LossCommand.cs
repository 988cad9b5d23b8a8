using System.CommandLine;
using System.Globalization;

namespace Perceptron.Cli.Gates;

/// <summary><c>perceptron gates loss</c>: binary cross entropy by examples, and why it is computed from logits.</summary>
internal static class LossCommand
{
    public static Command Create()
    {
        var command = new Command("loss", "Shows the cross entropy of equal and unequal y and f(x), and why losses are computed from logits.");
        command.SetAction(_ =>
        {
            var terminal = new Terminal();
            terminal.Line("Binary cross entropy of a target y and a prediction f = σ(z), in nats:");
            terminal.Line();
            terminal.Line("  loss = −(y ln f + (1 − y) ln(1 − f))     from f, by the formula");
            terminal.Line("       = max(z, 0) − z y + ln(1 + e^−|z|)  from the logit z, the same rearranged");
            terminal.Line();
            terminal.Heading("Equal y and f(x) cost little, unequal ones much");
            terminal.Line();
            terminal.Line("  y     f(x)  term before minus sign   loss from f(x)         z   loss from z");
            foreach (var (y, f) in ((double, double)[])[(1, 0.99), (0, 0.01), (1, 0.5), (0, 0.5), (1, 0.01), (0, 0.99)])
            {
                var z = Math.Log(f / (1 - f));
                terminal.Line(Row($"  {y}  {f,7:0.00}  {-FromPrediction(y, f),22:0.00}   {FromPrediction(y, f),14:0.00000}  {z,8:0.0000}   {FromLogit(y, z),11:0.00000}"));
            }

            terminal.Line();
            terminal.Heading("For large |z|, f(x) loses digits that the logit keeps");
            terminal.Line();
            terminal.Line("  y   z  f(x) = σ(z)         loss from f(x)      loss from z");
            foreach (var (y, z) in ((double, double)[])[(1, 10), (1, 30), (1, 36), (1, 37), (1, 40), (1, 700), (0, 10), (0, 30), (0, 36), (0, 37), (0, 40), (0, 700)])
            {
                var f = 1 / (1 + Math.Exp(-z));
                var naive = FromPrediction(y, f);
                terminal.Line(Row($"  {y} {z,3}  {Digits(f),-18}  {Digits(naive),-18}  {Digits(FromLogit(y, z)),-14}  {Verdict(naive, FromLogit(y, z))}").TrimEnd());
            }

            terminal.Line();
            terminal.Text(
                "From z = 37 on, 1 / (1 + e^−z) rounds to 1 in double precision, and in single precision from 17 on. Then ln f is 0 where "
                + "the loss is small but not 0, so a correct answer looks the same as a better one. And ln(1 − f) is −∞ where the loss is z, "
                + "so a single wrong answer makes the mean infinite. With the logit nothing is lost, and the gradient is simply f(x) − y. "
                + "This is why losses take logits.");
            terminal.Next("perceptron gates");
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>By the textbook formula; a term whose factor is 0 is omitted.</summary>
    private static double FromPrediction(double y, double f) =>
        -((y == 0 ? 0 : y * Math.Log(f)) + (y == 1 ? 0 : (1 - y) * Math.Log(1 - f)));

    private static double FromLogit(double y, double z) =>
        Losses.BinaryCrossEntropy(new[,] { { z } }, new[,] { { y } });

    private static string Verdict(double naive, double exact) =>
        !double.IsFinite(naive) ? "broken"
        : naive == 0 ? "all digits lost"
        : Math.Abs(naive - exact) > 5e-4 * exact ? string.Create(CultureInfo.InvariantCulture, $"off by {Math.Abs(naive - exact) / exact:0.0%}")
        : "";

    private static string Digits(double value) =>
        double.IsPositiveInfinity(value) ? "∞" : value == 0 ? "0" : value.ToString(Math.Abs(value) is >= 1e-3 and < 1e6 ? "R" : "0.######e0", CultureInfo.InvariantCulture);

    private static string Row(FormattableString text) => text.ToString(CultureInfo.InvariantCulture).Replace('-', '−');
}
