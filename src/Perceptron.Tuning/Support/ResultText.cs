using System.Globalization;
using System.Text;
using Perceptron.Support;

namespace Perceptron.Tuning;

/// <summary>Results as lines of text.</summary>
internal static class ResultText
{
    public static string Of(TuningResult result)
    {
        var hasUndefined = result.Candidates.Any(candidate => candidate.Score.UndefinedCount > 0);
        List<string[]> lines = [Heading(result.Best, hasUndefined), .. result.Candidates.Select(candidate => Line(candidate, candidate == result.Best, hasUndefined))];
        int[] widths = [.. Enumerable.Range(0, lines[0].Length).Select(column => lines.Max(line => DisplayText.Width(line[column])))];
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            var name = line[0] + new string(' ', widths[0] - DisplayText.Width(line[0]));
            var cells = line.Skip(1).Select((cell, column) => DisplayText.PadLeft(cell, widths[column + 1]));
            text.Append(text.Length == 0 ? "" : "\n").Append(string.Join("  ", cells.Prepend(name)).TrimEnd());
        }

        foreach (var note in result.Notes)
        {
            text.Append('\n').Append(note);
        }

        return text.ToString();
    }

    /// <summary>Which candidates are as good as the best, and what is undefined where.</summary>
    public static IEnumerable<string> Notes(CandidateResult[] candidates)
    {
        var alike = candidates.Skip(1).Count(candidate => candidate.DifferenceToBest.IsSmall);
        if (alike > 0)
        {
            yield return $"{Guard.Count(alike, "other candidate")} can't be told from the best one: {(alike == 1 ? "its difference is" : "their differences are")} within two standard errors.";
        }

        foreach (var (place, metric) in candidates[0].Scores.Select((score, place) => (place, score.Metric)))
        {
            var some = candidates.Where(candidate => candidate.Scores[place].UndefinedCount > 0).ToArray();
            if (some.Length > 0)
            {
                var (least, most) = (some.Min(candidate => candidate.Scores[place].UndefinedCount), some.Max(candidate => candidate.Scores[place].UndefinedCount));
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{metric} is undefined on {(least == most ? "" : $"{least} to ")}{most} of {some[0].Scores[place].Values.Count} folds for {Guard.Count(some.Length, "candidate")}, as where a class is absent; its mean is that of the others.");
            }
        }

        foreach (var candidate in candidates.Where(candidate => candidate.DivergedCount > 0))
        {
            yield return $"{candidate.Candidate} diverged on {Guard.Count(candidate.DivergedCount, "fold")}.";
        }
    }

    private static string[] Heading(CandidateResult best, bool hasUndefined) =>
    [
        "candidate", best.Score.Metric.ToString(), "sd", "to best", "error", .. hasUndefined ? ["undefined"] : Array.Empty<string>(),
        .. best.Scores.Skip(1).SelectMany(score => new[] { score.Metric.ToString(), "sd" }),
    ];

    private static string[] Line(CandidateResult candidate, bool isBest, bool hasUndefined) =>
    [
        candidate.Candidate.ToString(), Number(candidate.Score.Mean), Number(candidate.Score.StandardDeviation),
        isBest ? "" : candidate.DifferenceToBest.Mean.ToString("+0.0000;-0.0000;0.0000", CultureInfo.InvariantCulture), isBest ? "" : Number(candidate.DifferenceToBest.StandardError),
        .. hasUndefined ? [Guard.Text(candidate.Score.UndefinedCount)] : Array.Empty<string>(),
        .. candidate.Scores.Skip(1).SelectMany(score => new[] { Number(score.Mean), Number(score.StandardDeviation) }),
    ];

    private static string Number(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
