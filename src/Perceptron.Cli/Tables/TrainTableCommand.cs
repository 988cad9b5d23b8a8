using System.CommandLine;
using System.Globalization;
using static Perceptron.Cli.OptionChecks;

namespace Perceptron.Cli.Tables;

/// <summary><c>perceptron train TABLE --label COLUMN</c>: a classifier from a CSV file.</summary>
internal static class TrainTableCommand
{
    private const string DefaultOutput = "model.safetensors";

    public static Command Create()
    {
        var options = new Options();
        var command = new Command("train", "Trains a classifier on a table of your own, a CSV file, and tests it on a part of the rows.") { options.Table };
        foreach (var option in options.All)
        {
            command.Add(option);
        }

        OutputFile.Check(options.Output, options.Table);
        options.From.Validators.Add(result =>
        {
            foreach (var other in (Option[])[options.Hidden, options.Columns, options.Positive])
            {
                if (result.GetResult(other) is { Implicit: false })
                {
                    result.AddError($"{other.Name} is what the model of {options.From.Name} has; leave it out.");
                }
            }
        });

        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, options, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, Options options, CancellationToken cancellation)
    {
        var terminal = new Terminal();
        var (path, labels, seed, part) = (parsed.GetValue(options.Table)!, parsed.GetValue(options.Labels)!, parsed.GetValue(options.Seed) ?? 1, parsed.GetValue(options.Test) ?? 0.2);
        var from = parsed.GetValue(options.From) is { } earlier ? Classifier.Load(earlier.FullName) : null;
        if (from is not null && !from.Schema.Labels.SequenceEqual(labels))
        {
            throw new ArgumentException($"{parsed.GetValue(options.From)} tells {string.Join(", ", from.Schema.Labels)}, not {string.Join(", ", labels)}.");
        }

        var table = options.Csv.Read(path, parsed, options.Compute(parsed));
        if (table.Count < 2)
        {
            throw new ArgumentException($"{(path == "-" ? "Standard input" : path)} has {Pluralize.Count(table.Count, "row")} below the names of its columns; two at least are needed.");
        }

        var (training, test) = (table, default(Table));
        if (part > 0)
        {
            var split = table.SplitByFraction(part, seed, labels.Length == 1 ? labels[0] : null);
            (training, test) = (split.Training, split.HeldOut);
        }

        var schema = from?.Schema ?? (labels.Length == 1 ? Schema.Infer(training, labels[0]) : Schema.Infer(training, labels));
        foreach (var text in parsed.GetValue(options.Columns) ?? [])
        {
            _ = ColumnRule.Read(text, out var name, out var column);
            schema = training.ColumnNames.Contains(name, StringComparer.Ordinal) ? schema.With(name, column!)
                : throw new ArgumentException($"There is no column \"{name}\" in {path}.");
        }

        terminal.Heading($"{(path == "-" ? "Standard input" : path)}: {training.Count} rows to train on{(test is null ? "" : $", {test.Count} held out to test")}");
        terminal.Table(schema.ToTable());
        terminal.Line();

        var classifier = Classifier.Fit(training, schema, options.Of(parsed, from, terminal), cancellation);
        cancellation.ThrowIfCancellationRequested();
        foreach (var note in classifier.Notes.Except(schema.Notes))
        {
            terminal.Text($"Note: {note}");
        }

        terminal.Text(string.Create(CultureInfo.InvariantCulture, $"Model: {classifier.Model.Architecture}, {classifier.Encoder.InputCount} inputs from {schema.ColumnNames.Count} columns."));
        if (test is not null)
        {
            var evaluation = classifier.Evaluate(test);
            terminal.Line();
            terminal.Result(string.Create(CultureInfo.InvariantCulture, $"Test accuracy: {evaluation.Accuracy:0.0000} on {evaluation.Count} rows (mean loss {evaluation.LogLoss:0.0000})"));
            terminal.Table(evaluation.ToTable());
        }

        var output = parsed.GetValue(options.Output)!;
        classifier.Save(output.FullName);
        terminal.Text($"Classifier: {LineBreaks.Whole(output.FullName)}");
        terminal.Next($"perceptron predict {NextSteps.Quoted(output.ToString())} NEW.csv", $"perceptron inspect {NextSteps.Quoted(output.ToString())}");
        return ExitCode.Success;
    }

    /// <summary>The command line of this command.</summary>
    private sealed class Options
    {
        public Argument<string> Table { get; } = new("TABLE") { Description = "CSV file; its first line has the names of the columns. A dash is standard input." };

        public CsvArguments Csv { get; } = new();

        public Option<string[]> Labels { get; } = new("--label")
        {
            Description = "The column with the answers. Several such columns, of yes and no, are independent answers.",
            HelpName = "COLUMN",
            Required = true,
        };

        public Option<string[]> Columns { get; } = Rules(new Option<string[]>("--column") { Description = ColumnRule.Description, HelpName = "NAME=KIND" });

        public Option<double?> Test { get; } = Part(new Option<double?>("--test")
        {
            Description = "The part of the rows that is held out to test; 0 for none. [default: 0.2]",
            HelpName = "PART",
        });

        public Option<int[]> Hidden { get; } = Several(new Option<int[]>("--hidden")
        {
            Description = "Neurons in a hidden layer (ReLU); several numbers for several layers. [default: none]",
            HelpName = "N",
            AllowMultipleArgumentsPerToken = true,
        }, 1, 100_000);

        public Option<double?> L2 { get; } = Number(new Option<double?>("--l2")
        {
            Description = "Strength λ of the penalty λ/2 · Σw² on the weights. [default: 1/n, as scikit-learn's C = 1]",
            HelpName = "λ",
        }, zero: true);

        public Option<long?> Seed { get; } = AnyWhole(new Option<long?>("--seed")
        {
            Description = "Seed of what is held out and, with hidden layers, of the start. [default: 1]",
            HelpName = "N",
        });

        public Option<int?> Threads { get; } = AtLeast(new Option<int?>("--threads")
        {
            Description = "Maximum number of threads; the numbers don't depend on it. [default: 1]",
            HelpName = "N",
        }, 1, 1024);

        public Option<bool> Balanced { get; } = new("--balanced") { Description = "Gives each class the same weight in sum, however many rows it has." };

        public Option<string?> Positive { get; } = new("--positive")
        {
            Description = "Which of two answers is the positive one. [default: the later one by ordinal order]",
            HelpName = "ANSWER",
        };

        public Option<string?> Weight { get; } = new("--weight") { Description = "A column with a weight for each row; it is no input.", HelpName = "COLUMN" };

        public Option<FileInfo?> From { get; } = new("--from")
        {
            Description = "A classifier to go on from, with its columns and its weights as the start.",
            HelpName = "MODEL",
        };

        public Option<FileInfo?> Output { get; } = new("--output")
        {
            Description = "The file for the classifier. An existing file is replaced.",
            HelpName = "FILE",
            DefaultValueFactory = _ => new FileInfo(DefaultOutput),
        };

        public ComputeOptions Compute(ParseResult parsed) => new() { Threads = parsed.GetValue(Threads) ?? 1 };

        public IEnumerable<Option> All => [Labels, Columns, Test, Hidden, L2, Seed, Threads, Balanced, Positive, Weight, From, Output, .. Csv.All];

        public ClassifierOptions Of(ParseResult parsed, Classifier? from, Terminal terminal) => new()
        {
            Hidden = from is null ? parsed.GetValue(Hidden) ?? [] : [.. from.Model.Architecture.Sizes.Skip(1).SkipLast(1)],
            L2 = parsed.GetValue(L2),
            Seed = parsed.GetValue(Seed) ?? 1,
            BalancedClasses = parsed.GetValue(Balanced),
            Positive = parsed.GetValue(Positive),
            WeightColumn = parsed.GetValue(Weight),
            From = from,
            Compute = Compute(parsed),
            Progress = new SynchronousProgress<Iterate>(step => Show(step, terminal)),
        };

        /// <summary>Steps 1, 2, 5, 10, 20, 50 and so on: early ones change much, late ones little.</summary>
        private static void Show(Iterate step, Terminal terminal)
        {
            var first = step.Number;
            while (first >= 10 && first % 10 == 0)
            {
                first /= 10;
            }

            if (first is 1 or 2 or 5)
            {
                terminal.Line(string.Create(CultureInfo.InvariantCulture, $"step {step.Number,5}  loss {step.Loss:0.000000}"));
            }
        }

        private static Option<string[]> Rules(Option<string[]> option)
        {
            option.Validators.Add(result => Check(result, option, texts =>
                (texts ?? []).Select(text => ColumnRule.Read(text, out _, out _) is { } problem ? $"{option.Name} takes NAME=KIND:RULES: {problem}" : null).FirstOrDefault(problem => problem is not null)));
            return option;
        }

        private static Option<double?> Part(Option<double?> option)
        {
            var number = Number(option, zero: true);
            number.Validators.Add(result => Check(result, number, part => part < 1 ? null : $"{number.Name} must be below 1; it is {part}."));
            return number;
        }
    }
}
