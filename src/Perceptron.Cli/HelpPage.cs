using System.CommandLine;
using System.CommandLine.Help;

namespace Perceptron.Cli;

/// <summary>The help of a command: usage, arguments, commands, options by group, and samples, in lines of at most 80 columns.</summary>
internal static class HelpPage
{
    private const int Indent = 24;

    private const string Other = "Other";

    private static readonly (string Title, string[] Options)[] Groups =
    [
        ("Data", ["--data", "--dataset", "--emnist", "--transposed", "--offline", "--mirror", "--test", "--label", "--column", "--gap", "--decimal-comma", "--separator", "--weight", "--group", "--time"]),
        ("Model", ["--hidden", "--activation", "--start", "--model", "--positive", "--from"]),
        ("Training",
            ["--grid", "--folds", "--repeats", "--metric", "--epochs", "--batch-size", "--learning-rate", "--optimizer", "--schedule", "--l2", "--class-weight", "--balanced", "--patience", "--target-loss", "--seed", "--seeds", "--threads", "--mkl", "--mkl-folder"]),
        ("Output", ["--out", "--onnx", "--output", "--json", "--spreadsheet-safe", "--drift", "--verbose"]),
    ];

    private static readonly (string Command, string[] Samples)[] Samples =
    [
        ("perceptron", ["perceptron gates", "perceptron digits", "perceptron train passengers.csv --label survived"]),
        ("perceptron digits", ["perceptron digits", "perceptron digits train --hidden 128 --epochs 10", "perceptron digits show 0"]),
        ("perceptron digits train",
            ["perceptron digits train --dataset digits", "perceptron digits train --hidden 128 --epochs 10", "perceptron digits train --optimizer adam --schedule cosine --patience 5", "perceptron digits train --json > results.json"]),
        ("perceptron digits show", ["perceptron digits show 0", "perceptron digits show 42 --test"]),
        ("perceptron digits predict", ["perceptron digits predict digits-out/model.safetensors mine.png"]),
        ("perceptron digits download", ["perceptron digits download", "perceptron digits download --out mnist"]),
        ("perceptron gates", ["perceptron gates", "perceptron gates nand --rate 1 --epochs 500", "perceptron gates xor --seeds 1..100"]),
        ("perceptron gates xor", ["perceptron gates xor --seeds 1..100", "perceptron gates xor --start stuck", "perceptron gates xor --hidden 4 --activation tanh"]),
        ("perceptron gates textbook", ["perceptron gates textbook", "perceptron gates textbook nand"]),
        ("perceptron train",
            ["perceptron train passengers.csv --label survived", "perceptron train passengers.csv --label survived --column age=number:median",
                "perceptron train iris.csv --label species --hidden 16 --test 0.3"]),
        ("perceptron tune",
            ["perceptron tune passengers.csv --label survived --grid l2=0.001..1:7", "perceptron tune iris.csv --label species --grid l2=0.01,0.1 --grid hidden=0,16 --repeats 3"]),
        ("perceptron predict",
            ["perceptron predict model.safetensors new.csv", "perceptron predict model.safetensors new.csv --output answers.csv", "perceptron predict model.safetensors new.csv --json"]),
        ("perceptron evaluate", ["perceptron evaluate model.safetensors test.csv"]),
        ("perceptron inspect", ["perceptron inspect model.safetensors"]),
        ("perceptron export", ["perceptron export digits-out/model.safetensors --onnx digits.onnx"]),
    ];

    /// <summary>The command with those above it, as "perceptron digits train".</summary>
    public static string Path(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{Path(parent)} {command.Name}" : "perceptron";

    /// <summary>The help of a command.</summary>
    public static IEnumerable<string> Of(Command command)
    {
        var path = Path(command);
        var arguments = string.Concat(command.Arguments.Select(argument => $" {Name(argument)}"));
        var commands = command.Subcommands.Count > 0 ? " [command]" : "";
        var options = command.Options.Any(IsOwn) ? " [options]" : "";
        List<string> lines = [.. LineBreaks.Wrap(command.Description!), "", "Usage:", .. LineBreaks.Wrap($"{path}{commands}{arguments}{options}", 2)];
        Section("Arguments", command.Arguments.Select(argument => (argument.Name, Described(argument, argument.HasDefaultValue ? argument.GetDefaultValue() : null))));
        Section("Commands", command.Subcommands.Select(each => ($"{each.Name}{string.Concat(each.Arguments.Select(argument => $" {Name(argument)}"))}", each.Description!)));

        // A command that stands for its first subcommand has the same options, which are told once.
        var own = command.Options.Where(IsOwn).ToArray();
        if (command.Subcommands is [{ } same, ..] && own.Length > 0 && same.Options.Where(IsOwn).Select(option => option.Name).SequenceEqual(own.Select(option => option.Name)))
        {
            Section("Options", [("", $"Those of {same.Name}: see '{Path(same)} --help'.")]);
        }
        else
        {
            foreach (var group in own.GroupBy(GroupOf).OrderBy(group => Array.FindIndex(Groups, each => each.Title == group.Key)))
            {
                Section(group.Key, group.OrderBy(Order).Select(option => (Signature(option), Described(option, option.HasDefaultValue ? option.GetDefaultValue() : null))));
            }
        }

        Section("Help", [("-h, --help", "Shows this page."), .. command is RootCommand ? [("--version", "Shows the version.")] : Array.Empty<(string, string)>()]);
        if (Samples.FirstOrDefault(each => each.Command == path).Samples is { } samples)
        {
            lines.AddRange(["", "Samples:", .. samples.Select(sample => $"  {sample}")]);
        }

        return lines;

        void Section(string title, IEnumerable<(string Left, string Right)> rows)
        {
            var each = rows.ToArray();
            if (each.Length == 0)
            {
                return;
            }

            lines.AddRange(["", $"{title}:"]);
            foreach (var (left, right) in each)
            {
                string[] wrapped = [.. LineBreaks.Wrap(right, left.Length == 0 ? 2 : Indent)];
                if (left.Length == 0)
                {
                    lines.AddRange(wrapped);
                }
                else if (left.Length + 4 > Indent)
                {
                    lines.AddRange([$"  {left}", .. wrapped]);
                }
                else
                {
                    lines.AddRange([$"  {left}".PadRight(Indent) + wrapped[0].TrimStart(), .. wrapped.Skip(1)]);
                }
            }
        }
    }

    private static bool IsOwn(Option option) => option is not HelpOption and not VersionOption;

    private static string GroupOf(Option option) => Groups.FirstOrDefault(group => group.Options.Contains(option.Name)).Title ?? Other;

    private static int Order(Option option) => Array.IndexOf([.. Groups.SelectMany(group => group.Options)], option.Name);

    private static string Name(Argument argument) =>
        argument.Arity.MinimumNumberOfValues == 0 ? $"[{argument.Name}…]" : argument.Arity.MaximumNumberOfValues > 1 ? $"{argument.Name}…" : argument.Name;

    private static string Signature(Option option)
    {
        var names = string.Join(", ", option.Aliases.Order(StringComparer.Ordinal).Prepend(option.Name));
        return option.ValueType == typeof(bool) ? names : $"{names} {Value(option)}";
    }

    /// <summary>What stands for the value of an option.</summary>
    public static string Value(Option option) =>
        option.HelpName ?? string.Join('|', option.GetCompletions(System.CommandLine.Completions.CompletionContext.Empty).Select(completion => completion.Label));

    private static string Described(Symbol symbol, object? value)
    {
        var description = symbol.Description!;
        var text = value is System.Collections.IEnumerable and not string ? string.Join(' ', ((System.Collections.IEnumerable)value).Cast<object>()) : value?.ToString();
        return string.IsNullOrEmpty(text) || value is bool || description.Contains("[default:", StringComparison.Ordinal) ? description : $"{description} [default: {text}]";
    }
}
