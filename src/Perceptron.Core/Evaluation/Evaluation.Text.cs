using System.Globalization;
using System.Text;
using Perceptron.Support;

namespace Perceptron;

public sealed partial class Evaluation
{
    /// <summary>Precision, recall, F1 and support of each class and on the mean, as lines of text.</summary>
    /// <remarks>
    /// Columns are as wide as a terminal shows them. Characters in a name that would end the line, turn it around or command a terminal
    /// are replaced by their numbers, as "\u001B".
    /// </remarks>
    /// <returns>A heading, a line a class, and three of means.</returns>
    public string ToTable()
    {
        (string Name, PrecisionRecall Values)[] lines =
        [
            .. ClassNames.Select((name, c) => (DisplayText.Safe(name), _classes[c])),
            ("macro", Macro),
            ("micro", Micro),
            ("weighted", Weighted),
        ];
        const string Heading = "class";
        var first = lines.Max(line => DisplayText.Width(line.Name));
        var last = Math.Max("support".Length, lines.Max(line => Guard.Text(line.Values.Support).Length));
        var text = new StringBuilder(Heading.PadLeft(first)).Append("  precision  recall      F1  ").Append("support".PadLeft(last));
        foreach (var (name, values) in lines)
        {
            text.Append('\n').Append(DisplayText.PadLeft(name, first)).Append(
                CultureInfo.InvariantCulture, $"{values.Precision,11:0.0000}{values.Recall,8:0.0000}{values.F1,8:0.0000}  ");
            text.Append(values.Support.ToString(CultureInfo.InvariantCulture).PadLeft(last));
        }

        return text.ToString();
    }

    /// <summary>The main numbers, as "accuracy 0.9212, log loss 0.2831, macro F1 0.9199 of 10000".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"accuracy {Accuracy:0.0000}, log loss {LogLoss:0.0000}, macro F1 {Macro.F1:0.0000} of {Count}");
}
