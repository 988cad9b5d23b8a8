using System.CommandLine;

namespace Perceptron.Cli.Digits;

/// <summary>By which rule <c>digits train</c> trains, when it stops, and for whom it reports.</summary>
internal sealed class TrainRules
{
    public Option<string> Optimizer { get; } = Among(
        "--optimizer", "Rule of the updates: sgd, momentum, adam or adamw.", "sgd", "sgd", "momentum", "adam", "adamw");

    public Option<string> Schedule { get; } = Among(
        "--schedule",
        "How the learning rate changes over all steps: down to a tenth after each third (step), down to a hundredth (exponential), down to 0 (cosine), "
            + "or up over a tenth of them and then down to 0 (warmup-cosine).",
        "constant", "constant", "step", "exponential", "cosine", "warmup-cosine");

    public Option<int> Patience { get; } = new("--patience")
    {
        Description = "Stop after so many epochs without a better loss on the held-out images; 0 for never.",
        HelpName = "N",
        DefaultValueFactory = _ => 0,
    };

    public Option<string> ClassWeight { get; } = Among(
        "--class-weight", "Weights of the classes in the loss: none, or balanced, so that rare ones weigh as much as frequent ones.", "none", "none", "balanced");

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Write the results to standard output as one JSON document, and all else to standard error.",
    };

    public TrainRules() => Patience.Validators.Add(result =>
    {
        if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out var value) && value < 0)
        {
            result.AddError($"{Patience.Name} must be at least 0; it is {value}.");
        }
    });

    public IEnumerable<Option> All => [Optimizer, Schedule, Patience, ClassWeight, Json];

    /// <summary>The optimizer that was asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="learningRate">What was asked for, if anything.</param>
    /// <param name="hasHiddenLayers">On which the usual learning rate depends.</param>
    /// <param name="steps">How many there will be.</param>
    public Perceptron.Optimizer Create(ParseResult parsed, double? learningRate, bool hasHiddenLayers, long steps)
    {
        var schedule = parsed.GetValue(Schedule) switch
        {
            "step" => Perceptron.Schedule.Step(Math.Max(1, (steps + 2) / 3), 0.1),
            "exponential" => Perceptron.Schedule.Exponential(Math.Pow(0.01, 1.0 / steps)),
            "cosine" => Perceptron.Schedule.Cosine(steps),
            "warmup-cosine" when steps > 1 => Perceptron.Schedule.WarmUp((steps + 9) / 10).Then((steps + 9) / 10, Perceptron.Schedule.Cosine(steps - ((steps + 9) / 10))),
            _ => Perceptron.Schedule.Constant,
        };
        return parsed.GetValue(Optimizer) switch
        {
            "momentum" => new GradientDescent(learningRate ?? (hasHiddenLayers ? 0.02 : 0.05)) { Momentum = 0.9, Schedule = schedule },
            "adam" => new Adam(learningRate ?? 0.001) { Schedule = schedule },
            "adamw" => new AdamW(learningRate ?? 0.001) { Schedule = schedule },
            _ => new GradientDescent(learningRate ?? (hasHiddenLayers ? 0.1 : 0.5)) { Schedule = schedule },
        };
    }

    private static Option<string> Among(string name, string description, string usual, params string[] values)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.CompletionSources.Add(values);
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !values.Contains(result.Tokens[0].Value, StringComparer.Ordinal))
            {
                result.AddError($"{name} takes {string.Join(", ", values)}; {result.Tokens[0].Value} given.");
            }
        });
        return option;
    }
}
