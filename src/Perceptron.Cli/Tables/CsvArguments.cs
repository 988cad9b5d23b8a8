using System.CommandLine;

namespace Perceptron.Cli.Tables;

/// <summary>How a CSV file is read: options that several commands share.</summary>
internal sealed class CsvArguments
{
    public Option<string[]> Gaps { get; } = new("--gap")
    {
        Description = "A text that stands for a gap, such as NA; an empty cell does in any case. Give it again for another one.",
        HelpName = "TEXT",
    };

    public Option<bool> DecimalComma { get; } = new("--decimal-comma") { Description = "Numbers have a decimal comma, as 1,5." };

    public Option<string?> Separator { get; } = Character(new Option<string?>("--separator")
    {
        Description = "The character between cells. [default: that of , ; tab and | which the first line has most of]",
        HelpName = "CHAR",
    });

    public IEnumerable<Option> All => [Gaps, DecimalComma, Separator];

    public CsvOptions Of(ParseResult parsed, ComputeOptions? compute = null)
    {
        var separator = parsed.GetValue(Separator);
        return new CsvOptions
        {
            GapTexts = parsed.GetValue(Gaps) ?? [],
            DecimalMark = parsed.GetValue(DecimalComma) ? ',' : '.',
            Separator = separator is null ? null : separator == "tab" ? '\t' : separator[0],
            Compute = compute,
        };
    }

    /// <summary>A table from a file, or from standard input where the name is a dash.</summary>
    public Table Read(string path, ParseResult parsed, ComputeOptions? compute = null) => path == "-"
        ? Table.ReadCsv(Console.OpenStandardInput(), "standard input", Of(parsed, compute))
        : Table.ReadCsv(path, Of(parsed, compute));

    private static Option<string?> Character(Option<string?> option)
    {
        option.Validators.Add(result => OptionChecks.Check(result, option, text =>
            text is { Length: 1 } or "tab" ? null : $"{option.Name} takes one character, or the word tab; \"{text}\" given."));
        return option;
    }
}
