using System.CommandLine;

namespace Perceptron.Cli.Digits;

/// <summary>The options of <c>digits train</c> for the optimizer, for stopping, and for the report.</summary>
internal sealed class TrainRules
{
    public Option<string> Optimizer { get; } = Among(
        "--optimizer", "Rule by which a step follows from the gradient.", "sgd", "sgd", "momentum", "adam", "adamw");

    public Option<string> Schedule { get; } = Among(
        "--schedule",
        "How the learning rate changes during the training: to a tenth after each third (step), down to a hundredth (exponential), down to 0 (cosine), "
            + "or up during the first tenth and then down to 0 (warmup-cosine).",
        "constant", "constant", "step", "exponential", "cosine", "warmup-cosine");

    public Option<int?> Patience { get; } = OptionChecks.AtLeast(new Option<int?>("--patience")
    {
        Description = "Stop after N epochs without a better loss on the held-out images; 0 for never.",
        HelpName = "N",
        DefaultValueFactory = _ => 0,
    }, 0);

    public Option<string> ClassWeight { get; } = Among(
        "--class-weight", "Class weights in the loss. Balanced: rare classes weigh as much as frequent ones.", "none", "none", "balanced");

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Write the results to standard output as one JSON document, and everything else to standard error.",
    };

    public IEnumerable<Option> All => [Optimizer, Schedule, Patience, ClassWeight, Json];

    /// <summary>Creates the requested optimizer.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="learningRate">The requested learning rate, if any.</param>
    /// <param name="hasHiddenLayers">Whether the model has hidden layers, on which the default learning rate depends.</param>
    /// <param name="steps">The number of steps of the whole training.</param>
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

    private static Option<string> Among(string name, string description, string defaultValue, params string[] values) =>
        OptionChecks.Among(new Option<string>(name) { Description = description, DefaultValueFactory = _ => defaultValue }, values);
}
