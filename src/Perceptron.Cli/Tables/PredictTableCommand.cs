using System.CommandLine;

namespace Perceptron.Cli.Tables;

/// <summary><c>perceptron predict MODEL TABLE</c>: answers for the rows of a CSV file.</summary>
internal static class PredictTableCommand
{
    public static Command Create()
    {
        var model = new Argument<FileInfo>("MODEL") { Description = "Classifier file, such as the model.safetensors that train saves." };
        var table = new Argument<string>("TABLE") { Description = "CSV file with the columns that were trained on; others are left out of account. A dash is standard input." };
        var output = new Option<FileInfo?>("--output") { Description = "CSV file for the answers; standard output if omitted. An existing file is replaced.", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Writes the answers as JSON." };
        var safe = new Option<bool>("--spreadsheet-safe") { Description = "Puts an apostrophe before answers that a spreadsheet would take for a formula." };
        var drift = new Option<bool>("--drift") { Description = "Tells on standard error how the rows differ from those of the training." };
        var csv = new CsvArguments();
        var command = new Command("predict", "Answers for the rows of a table, by a classifier that train saved.") { model, table, output, json, safe, drift };
        foreach (var option in csv.All)
        {
            command.Add(option);
        }

        OutputFile.Check(output, model, table);
        json.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(safe))
            {
                result.AddError($"{safe.Name} is for CSV; leave it out with {json.Name}.");
            }
        });
        command.SetAction(parsed =>
        {
            var classifier = Classifier.Load(parsed.GetValue(model)!.FullName);
            var rows = csv.Read(parsed.GetValue(table)!, parsed);
            if (parsed.GetValue(drift))
            {
                foreach (var line in classifier.Drift(rows).ToTable().Split('\n'))
                {
                    Terminal.Error(line);
                }
            }

            var text = parsed.GetValue(json) ? Answers.ToJson(classifier, rows) : Answers.ToCsv(classifier, rows, parsed.GetValue(safe));
            if (parsed.GetValue(output) is { } file)
            {
                AtomicFile.Write(file.FullName, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));
                new Terminal().Text($"Answers for {rows.Count} rows: {LineBreaks.Whole(file.FullName)}");
            }
            else if (Console.IsOutputRedirected)
            {
                Console.Out.Write(text);
            }
            else
            {
                new Terminal().Table(text.TrimEnd('\n'));
            }

            return ExitCode.Success;
        });
        return command;
    }
}
