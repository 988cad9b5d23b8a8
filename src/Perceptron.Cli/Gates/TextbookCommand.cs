using System.CommandLine;
using Perceptron.Cli.Gates.Reports;

namespace Perceptron.Cli.Gates;

/// <summary><c>perceptron gates textbook</c>: the models with weights chosen by hand.</summary>
internal static class TextbookCommand
{
    public static Command Create()
    {
        var output = OutputFolder.Option("Folder for the reports and pictures; created if needed.", LearnOptions.DefaultFolder);
        var names = new Argument<string[]>("GATE")
        {
            Description = "Which gates. [default: or and xor]",
            DefaultValueFactory = _ => ["or", "and", "xor"],
        };
        OptionChecks.Among(names, [.. LogicGate.All.Append(LogicGate.OrAnd).Select(LearnCommand.Name)]);
        var command = new Command("textbook", "Shows gates as models with weights chosen by hand: formula, network, truth table, and a report of each.") { names };
        command.Add(output);
        command.SetAction(parsed =>
        {
            var terminal = new Terminal();
            var folder = parsed.GetValue(output)!;
            OutputFolder.Require(folder);
            GateReport.Prepare();
            var files = new List<string>();
            foreach (var name in parsed.GetValue(names)!.Distinct())
            {
                var gate = LogicGate.All.Append(LogicGate.OrAnd).Single(gate => LearnCommand.Name(gate) == name);
                terminal.Heading($"{gate}, by hand: {gate.Textbook.Architecture}");
                terminal.Line();
                ModelText.Show(gate.Textbook, gate.Dataset, gate.OutputNames, terminal);
                terminal.Result($"{gate} by hand: {TruthTable.Compute(gate.Textbook, gate.Dataset)}; 0.5 counts as 1.");
                terminal.Line();
                files.AddRange(GateReport.WriteTextbook(gate, folder));
            }

            terminal.Text($"Reports and pictures, in {LineBreaks.Whole(folder.FullName)}: {string.Join(", ", files)}");
            terminal.Next($"perceptron gates{NextSteps.Given(parsed, output)}", "perceptron gates loss");
            return ExitCode.Success;
        });
        return command;
    }
}
