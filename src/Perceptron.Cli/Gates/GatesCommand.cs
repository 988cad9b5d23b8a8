using System.CommandLine;

namespace Perceptron.Cli.Gates;

/// <summary><c>perceptron gates</c>, which learns NOT, NAND and XOR by default.</summary>
internal static class GatesCommand
{
    public static Command Create()
    {
        var options = new LearnOptions();
        var gates = new Command(
            "gates",
            "Logic gates. Without a subcommand: learns NOT, NAND and XOR, XOR once with success and once without, and writes a "
            + "report and pictures of each.");
        foreach (var option in options.Learning.Append(options.Out))
        {
            gates.Add(option);
        }

        gates.Validators.Add(result => options.RefuseActivationOf(LogicGate.Xor, result));
        gates.SetAction((parsed, cancellation) =>
            Task.FromResult(LearnCommand.Run([LogicGate.Not, LogicGate.Nand, LogicGate.Xor], options, parsed, cancellation)));
        IEnumerable<Command> commands =
        [
            .. LogicGate.All.Select(LearnCommand.Create),
            OrAndCommand.Create(),
            TextbookCommand.Create(),
            LossCommand.Create(),
        ];
        foreach (var command in commands)
        {
            command.Validators.Add(OptionChecks.RefuseOptionsBefore);
            gates.Add(command);
        }

        return gates;
    }
}
