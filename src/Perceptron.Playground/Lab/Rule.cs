namespace Perceptron.Playground.Lab;

/// <summary>The rule of the updates, as a link holds it.</summary>
public enum Rule
{
    Descent,
    Momentum,
    Nesterov,
    Adam,
}

/// <summary>How to train.</summary>
public sealed record TrainingSettings
{
    public const double MaxRate = 1000;

    public const double MaxL2 = 10;

    public Rule Rule { get; init; }

    public double Rate { get; init; } = 1;

    /// <summary>0 for full batches.</summary>
    public int Batch { get; init; }

    public double L2 { get; init; }

    public Optimizer Optimizer => Rule switch
    {
        Rule.Momentum => new GradientDescent(Rate) { Momentum = 0.9 },
        Rule.Nesterov => new GradientDescent(Rate) { Momentum = 0.9, Nesterov = true },
        Rule.Adam => new Adam(Rate),
        _ => new GradientDescent(Rate),
    };

    /// <summary>The loss that is minimised.</summary>
    public LossOptions Loss => new() { L2 = L2 };

    public TrainingOptions Options(long seed) => new() { BatchSize = Batch == 0 ? null : Batch, Loss = Loss, Seed = seed };
}
