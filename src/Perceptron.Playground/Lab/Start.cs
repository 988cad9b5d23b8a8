namespace Perceptron.Playground.Lab;

/// <summary>Where the numbers of a model come from.</summary>
public enum StartKind
{
    /// <summary>Uniform in [−1, 1], by a seed.</summary>
    Random,

    /// <summary>All 0.</summary>
    Zeros,

    /// <summary>For gates: the model with weights chosen by hand.</summary>
    Textbook,

    /// <summary>The start that learns XOR.</summary>
    Learns,

    /// <summary>The start that gets stuck on XOR.</summary>
    Stuck,

    /// <summary>Numbers that a person set.</summary>
    Given,
}

/// <summary>A start, as a link holds it.</summary>
/// <param name="Kind">Where the numbers come from.</param>
/// <param name="Seed">Gives those of <see cref="StartKind.Random"/>, and the order of mini-batches.</param>
/// <param name="Given">Those of <see cref="StartKind.Given"/>, in the order of <see cref="Model{T}.GetParameters"/>.</param>
public sealed record Start(StartKind Kind, long Seed = 1, IReadOnlyList<double>? Given = null)
{
    /// <summary>The model for an architecture, or null if this start is of another architecture.</summary>
    public Model<double>? Model(Problem problem, Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(architecture);
        return Kind switch
        {
            StartKind.Random => Perceptron.Model.Uniform<double>(architecture, -1, 1, Seed),
            StartKind.Zeros => Perceptron.Model.Zeros<double>(architecture),
            StartKind.Textbook => Fitting(problem.Textbook),
            StartKind.Learns when problem == Problem.Xor => Fitting(XorStart.Learns),
            StartKind.Stuck when problem == Problem.Xor => Fitting(XorStart.GetsStuck),
            StartKind.Given when Given?.Count == architecture.ParameterCount => Perceptron.Model.FromParameters(architecture, Given.ToArray()),
            _ => null,
        };

        Model<double>? Fitting(Model<double>? model) =>
            model is not null && model.Architecture.Sizes.SequenceEqual(architecture.Sizes)
            && model.Architecture.HiddenActivations.SequenceEqual(architecture.HiddenActivations)
                ? Perceptron.Model.FromParameters(architecture, model.GetParameters())
                : null;
    }
}
