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
        var command = new Command("train", "Trains a classifier on a table of your own, a CSV file, and tests it on a part of the rows.") { options.Common.Table };
        foreach (var option in options.All)
        {
            command.Add(option);
        }

        OutputFile.Check(options.Output, options.Common.Table);
        options.From.Validators.Add(result =>
        {
            foreach (var other in (Option[])[options.Hidden, options.Common.Columns, options.Common.Positive])
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
        var (path, labels, seed, part) = (parsed.GetValue(options.Common.Table)!, parsed.GetValue(options.Common.Labels)!, parsed.GetValue(options.Seed) ?? 1, parsed.GetValue(options.Test) ?? 0.2);
        var from = parsed.GetValue(options.From) is { } earlier ? Classifier.Load(earlier.FullName) : null;
        if (from is not null && !from.Schema.Labels.SequenceEqual(labels))
        {
            throw new ArgumentException($"{parsed.GetValue(options.From)} tells {string.Join(", ", from.Schema.Labels)}, not {string.Join(", ", labels)}.");
        }

        var table = options.Common.Read(parsed);
        var (training, test) = (table, default(Table));
        if (part > 0)
        {
            var split = table.SplitByFraction(part, seed, labels.Length == 1 ? labels[0] : null);
            (training, test) = (split.Training, split.HeldOut);
        }

        var schema = options.Common.SchemaOf(parsed, training, from);

        terminal.Heading($"{TableArguments.Shown(path)}: {training.Count} rows to train on{(test is null ? "" : $", {test.Count} held out to test")}");
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
        public TableArguments Common { get; } = new();

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

        public IEnumerable<Option> All => [.. Common.All, Test, Hidden, L2, Seed, From, Output];

        public ClassifierOptions Of(ParseResult parsed, Classifier? from, Terminal terminal) => new()
        {
            Hidden = from is null ? parsed.GetValue(Hidden) ?? [] : [.. from.Model.Architecture.Sizes.Skip(1).SkipLast(1)],
            L2 = parsed.GetValue(L2),
            Seed = parsed.GetValue(Seed) ?? 1,
            BalancedClasses = parsed.GetValue(Common.Balanced),
            Positive = parsed.GetValue(Common.Positive),
            WeightColumn = parsed.GetValue(Common.Weight),
            From = from,
            Compute = Common.Compute(parsed),
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

        private static Option<double?> Part(Option<double?> option)
        {
            var number = Number(option, zero: true);
            number.Validators.Add(result => Check(result, number, part => part < 1 ? null : $"{number.Name} must be below 1; it is {part}."));
            return number;
        }
    }
}
