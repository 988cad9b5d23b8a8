using System.CommandLine;
using System.Globalization;

namespace Perceptron.Cli.Tables;

/// <summary><c>perceptron evaluate MODEL TABLE</c>: how good the answers for a CSV file are that has the right ones.</summary>
internal static class EvaluateTableCommand
{
    public static Command Create()
    {
        var model = new Argument<FileInfo>("MODEL") { Description = "Classifier file, such as the model.safetensors that train saves." };
        var table = new Argument<string>("TABLE") { Description = "CSV file with the columns that were trained on and the answers. A dash is standard input." };
        var json = new Option<bool>("--json") { Description = "Writes the figures as JSON." };
        var csv = new CsvArguments();
        var command = new Command("evaluate", "Compares the answers of a classifier with those that a table has.") { model, table, json };
        foreach (var option in csv.All)
        {
            command.Add(option);
        }

        command.SetAction(parsed =>
        {
            var classifier = Classifier.Load(parsed.GetValue(model)!.FullName);
            var evaluation = classifier.Evaluate(csv.Read(parsed.GetValue(table)!, parsed));
            var terminal = new Terminal();
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(Json(evaluation));
                return ExitCode.Success;
            }

            terminal.Result(string.Create(CultureInfo.InvariantCulture, $"Accuracy: {evaluation.Accuracy:0.0000} on {evaluation.Count} rows (mean loss {evaluation.LogLoss:0.0000})"));
            terminal.Table(evaluation.ToTable());
            return ExitCode.Success;
        });
        return command;
    }

    private static string Json(Evaluation evaluation) => JsonText.Of(new
    {
        count = evaluation.Count,
        accuracy = evaluation.Accuracy,
        logLoss = JsonText.Number(evaluation.LogLoss),
        brierScore = JsonText.Number(evaluation.BrierScore),
        classes = evaluation.ClassNames.Select((name, c) => new
        {
            name,
            precision = evaluation.ForClass(c).Precision,
            recall = evaluation.ForClass(c).Recall,
            f1 = evaluation.ForClass(c).F1,
            support = evaluation.ForClass(c).Support,
        }),
    });
}
