using System.Globalization;
using nietras.SeparatedValues;

namespace Perceptron.Cli.Tables;

/// <summary>The answers for the rows of a table, as text.</summary>
internal static class Answers
{
    /// <summary>
    /// As CSV with a line of names: the answer, its probability, and the probability of each class; or, where there are several labels, yes or no and the
    /// probability of each. Numbers are in the shortest form that is read as the same number.
    /// </summary>
    /// <param name="classifier">Who answers.</param>
    /// <param name="table">The rows.</param>
    /// <param name="isSafe">Whether texts that a spreadsheet would run begin with an apostrophe.</param>
    public static string ToCsv(Classifier classifier, Table table, bool isSafe)
    {
        using var writer = Sep.New(',').Writer(settings => settings with { Escape = true, WriteHeader = false }).ToText();
        if (HasSeveralLabels(classifier))
        {
            Write(classifier.ClassNames.SelectMany(name => new[] { name, Of(name) }));
            foreach (var row in classifier.PredictAllLabels(table))
            {
                Write(row.SelectMany(label => new[] { label.IsPredicted ? "yes" : "no", Text(label.Probability) }));
            }
        }
        else
        {
            Write(["answer", "probability", .. classifier.ClassNames.Select(Of)]);
            foreach (var row in classifier.PredictAll(table))
            {
                Write([row.Name, Text(row.Probability), .. row.Ranking.OrderBy(ranked => ranked.Index).Select(ranked => Text(ranked.Probability))]);
            }
        }

        return writer.ToString();

        void Write(IEnumerable<string> texts)
        {
            using var line = writer.NewRow();
            foreach (var (i, text) in texts.Index())
            {
                line[i].Set(isSafe && text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text);
            }
        }

        static string Of(string name) => $"p({name})";

        static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>As a JSON array with an object for each row.</summary>
    public static string ToJson(Classifier classifier, Table table) => (HasSeveralLabels(classifier)
        ? JsonText.Of(classifier.PredictAllLabels(table).Select(row => row.ToDictionary(label => label.Name, label => new { answer = label.IsPredicted, probability = label.Probability })))
        : JsonText.Of(classifier.PredictAll(table).Select(row => new
        {
            answer = row.Name,
            probability = row.Probability,
            probabilities = row.Ranking.OrderBy(ranked => ranked.Index).ToDictionary(ranked => ranked.Name, ranked => ranked.Probability),
        }))) + "\n";

    private static bool HasSeveralLabels(Classifier classifier) => classifier.Schema.Labels.Count > 1;
}
