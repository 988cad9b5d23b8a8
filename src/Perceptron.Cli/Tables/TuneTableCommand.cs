using System.CommandLine;
using System.Globalization;
using static Perceptron.Cli.OptionChecks;

namespace Perceptron.Cli.Tables;

/// <summary><c>perceptron tune TABLE --label COLUMN --grid VALUES</c>: which options are best, by cross-validation.</summary>
internal static class TuneTableCommand
{
    public static Command Create()
    {
        var options = new Options();
        var command = new Command("tune", "Finds the best options of train for a table, by cross-validation.") { options.Common.Table };
        foreach (var option in options.All)
        {
            command.Add(option);
        }

        OutputFile.Check(options.Output, options.Common.Table);
        options.Time.Validators.Add(result =>
        {
            foreach (var other in (Option[])[options.Group, options.Repeats])
            {
                if (result.GetResult(other) is { Implicit: false })
                {
                    result.AddError($"{other.Name} can't be used with {options.Time.Name}, which gives the order of the rows; leave one out.");
                }
            }
        });
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, options, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, Options options, CancellationToken cancellation)
    {
        var terminal = new Terminal();
        var (path, table) = (parsed.GetValue(options.Common.Table)!, options.Common.Read(parsed));
        var schema = options.Common.SchemaOf(parsed, table);
        string?[] others = [parsed.GetValue(options.Group), parsed.GetValue(options.Common.Weight)];
        schema = others.OfType<string>().Where(name => schema.ColumnNames.Contains(name, StringComparer.Ordinal)).Aggregate(schema, (changed, name) => changed.With(name, Column.Ignored));
        var plan = options.Plan(parsed, isOneLabel: schema.Labels.Count == 1);
        var candidates = options.Candidates(parsed);
        terminal.Heading(string.Create(CultureInfo.InvariantCulture, $"{TableArguments.Shown(path)}: {table.Count} rows, {plan}, {Pluralize.Count(candidates.Count, "candidate")}"));
        terminal.Table(schema.ToTable());
        terminal.Line();

        var result = ClassifierTuning.Search(table, schema, candidates, options.Of(parsed, plan, terminal), cancellation);
        terminal.Line();
        terminal.Table(result.ToTable());
        terminal.Line();
        terminal.Result($"Best: {result.Best}");
        if (parsed.GetValue(options.Output) is { } output)
        {
            var classifier = result.Refit(cancellation);
            cancellation.ThrowIfCancellationRequested();
            classifier.Save(output.FullName);
            terminal.Text($"Classifier of all rows: {LineBreaks.Whole(output.FullName)}");
            terminal.Next($"perceptron predict {NextSteps.Quoted(output.ToString())} NEW.csv", $"perceptron inspect {NextSteps.Quoted(output.ToString())}");
            return ExitCode.Success;
        }

        terminal.Next(Training(parsed, options, path, result.Best.Candidate.Options));
        return ExitCode.Success;
    }

    /// <summary>The command that trains with the best options.</summary>
    private static string Training(ParseResult parsed, Options options, string path, ClassifierOptions best)
    {
        var group = parsed.GetValue(options.Group) is { } name ? $" --column {NextSteps.Quoted($"{name}=ignored")}" : "";
        var penalty = best.L2 is { } l2 ? string.Create(CultureInfo.InvariantCulture, $" --l2 {l2:R}") : "";
        var hidden = best.Hidden.Count == 0 ? "" : $" --hidden {string.Join(' ', best.Hidden)}";
        return $"perceptron train {NextSteps.Quoted(path)}{NextSteps.Given(parsed, options.Common.All.Append(options.Seed))}{group}{penalty}{hidden}";
    }

    /// <summary>The command line of this command.</summary>
    private sealed class Options
    {
        private static readonly string[] MetricNames = [.. TuningMetric.BuiltIn.Select(NameOf)];

        public TableArguments Common { get; } = new();

        public Option<string[]> Grid { get; } = Grids(new Option<string[]>("--grid") { Description = GridRule.Description, HelpName = "NAME=VALUES" });

        public Option<int?> Folds { get; } = AtLeast(new Option<int?>("--folds") { Description = "Parts of the rows, each of which is held out once. [default: 5]", HelpName = "N" }, 2);

        public Option<int?> Repeats { get; } = AtLeast(new Option<int?>("--repeats") { Description = "How many times the rows are divided anew. [default: 1]", HelpName = "N" }, 1, 1000);

        public Option<string?> Group { get; } = new("--group") { Description = "A column whose rows with the same text stay together, such as a person; it is no input.", HelpName = "COLUMN" };

        public Option<string?> Time { get; } = new("--time") { Description = "A column of dates or numbers: each fold is trained on what was before it.", HelpName = "COLUMN" };

        public Option<string?> Metric { get; } = Among(new Option<string?>("--metric")
        {
            Description = $"What chooses: {string.Join(", ", MetricNames)}. [default: {MetricNames[0]}]",
            HelpName = "NAME",
        }, MetricNames);

        public Option<long?> Seed { get; } = AnyWhole(new Option<long?>("--seed")
        {
            Description = "Seed of the folds and, with hidden layers, of the start. [default: 1]",
            HelpName = "N",
        });

        public Option<FileInfo?> Output { get; } = new("--output")
        {
            Description = "A file for a classifier of all rows with the best options. An existing file is replaced. [default: none]",
            HelpName = "FILE",
        };

        public IEnumerable<Option> All => [.. Common.All, Grid, Folds, Repeats, Group, Time, Metric, Seed, Output];

        public FoldPlan Plan(ParseResult parsed, bool isOneLabel)
        {
            var (folds, repeats, seed) = (parsed.GetValue(Folds) ?? 5, parsed.GetValue(Repeats) ?? 1, parsed.GetValue(Seed) ?? 1);
            return parsed.GetValue(Time) is { } time ? FoldPlan.ByTime(time, folds)
                : parsed.GetValue(Group) is { } group ? FoldPlan.ByGroup(group, folds, repeats, seed)
                : isOneLabel ? FoldPlan.Stratified(folds, repeats, seed)
                : FoldPlan.Plain(folds, repeats, seed);
        }

        public IReadOnlyList<Candidate> Candidates(ParseResult parsed)
        {
            var grid = Perceptron.Grid.Of(new()
            {
                Seed = parsed.GetValue(Seed) ?? 1,
                BalancedClasses = parsed.GetValue(Common.Balanced),
                Positive = parsed.GetValue(Common.Positive),
                WeightColumn = parsed.GetValue(Common.Weight),
                Compute = Common.Compute(parsed),
            });
            _ = GridRule.Read(parsed.GetValue(Grid) ?? [], ref grid);
            return grid.ToCandidates();
        }

        public TuningOptions Of(ParseResult parsed, FoldPlan plan, Terminal terminal)
        {
            var metric = TuningMetric.BuiltIn.Single(metric => NameOf(metric) == (parsed.GetValue(Metric) ?? MetricNames[0]));
            return new()
            {
                Folds = plan,
                Metrics = [.. new[] { metric, TuningMetric.LogLoss, TuningMetric.Accuracy }.Distinct()],
                Compute = Common.Compute(parsed),
                Progress = new SynchronousProgress<TuningProgress>(progress => Show(progress, terminal)),
            };
        }

        /// <summary>The 1st, 2nd, 5th, 10th, 20th, 50th and so on, and the last.</summary>
        private static void Show(TuningProgress progress, Terminal terminal)
        {
            var first = progress.Done;
            while (first >= 10 && first % 10 == 0)
            {
                first /= 10;
            }

            if (first is 1 or 2 or 5 || progress.Done == progress.Total)
            {
                terminal.Line(string.Create(CultureInfo.InvariantCulture, $"trained {progress.Done,5} of {progress.Total}"));
            }
        }

        private static string NameOf(TuningMetric metric) => metric.Name.Replace(' ', '-');

        private static Option<string[]> Grids(Option<string[]> option)
        {
            option.Validators.Add(result => Check(result, option, texts =>
            {
                var grid = Perceptron.Grid.Of();
                return GridRule.Read(texts ?? [], ref grid) is { } problem ? $"{option.Name} takes NAME=VALUES: {problem}" : null;
            }));
            return option;
        }
    }
}
