using System.Collections.ObjectModel;

namespace Perceptron.Playground.Lab;

/// <summary>What there is to classify: a gate's truth table, or points of the plane.</summary>
public sealed class Problem
{
    private readonly LogicGate? _gate;
    private readonly PlaneSet? _set;

    private Problem(string id, string name, LogicGate gate, params int[] hidden)
    {
        (Id, Name, _gate, DefaultHidden) = (id, name, gate, hidden);
        (From, To) = (-0.5, 1.5);
    }

    private Problem(string id, PlaneSet set, params int[] hidden)
    {
        (Id, Name, _set, DefaultHidden) = (id, id, set, hidden);
        (From, To) = (-6, 6);
    }

    public static Problem Xor { get; } = new("xor", "XOR", LogicGate.Xor, 2);

    public static IReadOnlyList<Problem> All { get; } = new ReadOnlyCollection<Problem>(
    [
        new("not", "NOT", LogicGate.Not),
        new("or", "OR", LogicGate.Or),
        new("and", "AND", LogicGate.And),
        new("nand", "NAND", LogicGate.Nand),
        Xor,
        new("orand", "OR, AND", LogicGate.OrAnd),
        new("circle", PlaneSet.Circle, 3),
        new("gauss", PlaneSet.Gauss),
        new("exclusive", PlaneSet.Exclusive, 4),
        new("spiral", PlaneSet.Spiral, 8, 8),
    ]);

    /// <summary>Its name in a link.</summary>
    public string Id { get; }

    /// <summary>A gate's name, which is the same in every language; of points, <see cref="Id"/>.</summary>
    public string Name { get; }

    public bool IsGate => _gate is not null;

    public int Inputs => _gate?.InputCount ?? 2;

    public IReadOnlyList<string> OutputNames => _gate?.OutputNames ?? ["1"];

    public int Outputs => OutputNames.Count;

    /// <summary>The lower end of what is shown, on each axis.</summary>
    public double From { get; }

    /// <summary>The upper end of what is shown, on each axis.</summary>
    public double To { get; }

    /// <summary>The sizes of the hidden layers to begin with.</summary>
    public IReadOnlyList<int> DefaultHidden { get; }

    /// <summary>The learning rate to begin with.</summary>
    public double DefaultRate => IsGate ? 1 : 0.3;

    public Model<double>? Textbook => _gate?.Textbook;

    public override string ToString() => Name;

    /// <summary>The truth table, all of which is trained on; or points, of which a part may be held out.</summary>
    public DatasetSplit<double>? Split(PlaneOptions options) =>
        _set is { } set && options.TestPart > 0
            ? PlaneData.Make(set, options.Noise, options.Seed).SplitByFraction(options.TestPart, options.Seed)
            : null;

    /// <summary>All observations.</summary>
    public Dataset<double> Data(PlaneOptions options) => _gate?.Dataset ?? PlaneData.Make(_set!.Value, options.Noise, options.Seed);
}
