using System.Globalization;

namespace Perceptron.Playground.Lab;

/// <summary>The sentences of the lab: what its panels show, its hints, and what it says of a training.</summary>
public static class LabTexts
{
    public const string WhatTitle = "What am I seeing?";

    public const string WhatProblem =
        "Each picture is a problem to learn: a point is an observation x, red if its target is 1, blue if it is 0. Gates have two or four points, the others 200.";

    public const string WhatStart =
        "Training begins at these numbers. Random ones come from the seed: the same seed gives the same numbers. Which start it is decides whether XOR is learned.";

    public const string WhatLayers =
        "Each hidden layer turns what it gets into new numbers h, one per neuron. The output f(x) is read from the last of them. Without a hidden layer the border between the classes is a straight line.";

    public const string WhatRule =
        "Gradient descent subtracts the learning rate times the gradient from W and b, once per batch. One pass over all observations is an epoch.";

    public const string WhatTraining =
        "The loss says how wrong f(x) is on average: 0 is perfect, and ln 2 ≈ 0.693 is what f(x) = ½ everywhere gives. Drag on the curve to look at an earlier epoch.";

    public const string WhatSurface =
        "The height is f(x) for each x of the plane: red is 1, blue is 0. Discs are the observations, at the height of their targets. The stick from a disc to the surface is the error. The dark line is f(x) = ½, the border between the classes.";

    public const string WhatTable = "f(x) for each observation beside its target. It is read as 1 where f(x) is at least ½. The loss of a row is −ln of the probability that its target has.";

    public const string WhatObservations = "How many points are read as their class, and the two losses. The test's points are held out: training does not see them.";

    public const string WhatLossSurface =
        "The loss if two of the numbers of W and b were others and all the rest stayed as they are. Training goes downhill: the line is its path, the dot where it is now.";

    public const string WhatNumbers =
        "W and b are all that the model has. Red sliders are positive, blue ones negative. The arrow shows where gradient descent moves the number: against ∂loss/∂w, which stands at the end of the row.";

    public const string WhatNetwork =
        "Each square shows what that neuron gives over the plane of x. A line is a weight: red if it is positive, blue if it is negative, the wider the larger. Click on a line to change its weight, on a square to see its surface.";

    public const string WhatHSpace =
        "The hidden layer moves the observations: here they lie where the last layer sees them. If a straight line separates red from blue, the problem is learned.";

    public const string WhatFormula = "The whole model as a formula, with its numbers rounded. f(x) is computed by nothing else.";

    public const string WhatLink = "The link holds the problem, the start, the rule and the epoch, not the numbers. The page that opens it trains again and gets the same bits.";

    public const string HintTrain = "Press Train and watch the loss fall.";

    public const string HintSticks = "The sticks are errors: from each target to f(x). Training makes them shorter.";

    public const string HintArrows = "The arrows point against the gradient: where training moves each number next.";

    public const string CloseHint = "Close this hint";

    public const string SeeStuck = "See it get stuck";

    public const string SeeLearn = "See it learn";

    public static string TrySeed(long seed) => $"Try seed {seed.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>What a plateau is, in one or two sentences.</summary>
    public static string Of(Plateau plateau, bool isGate)
    {
        ArgumentNullException.ThrowIfNull(plateau);
        var (rows, all) = (Number(plateau.Rows), Number(plateau.Count));
        var things = isGate ? "rows" : "points";
        return plateau.Kind switch
        {
            PlateauKind.RowsAlike => $"Stuck: {rows} {things} at {Fraction(plateau.Value)}, the loss goes to {Loss(plateau)}. Try another seed.",
            PlateauKind.AllAlike => $"On a plateau: all {all} {things} near {Fraction(plateau.Value)}, the loss near {Loss(plateau)}. Training may leave it. If it does not, try another seed.",
            PlateauKind.Minimum => $"This is about the least loss that one layer can have here: {rows} of {all} {things} stay away from their targets. Add a hidden layer.",
            _ => $"On a plateau: the gradient is small, and {rows} of {all} {things} are not near their targets. It may be a minimum. Try another seed, more neurons or another rate.",
        };
    }

    /// <summary>Small numbers as words.</summary>
    private static string Number(int number) => number switch
    {
        2 => "two",
        3 => "three",
        4 => "four",
        _ => number.ToString(CultureInfo.InvariantCulture),
    };

    private static string Fraction(double value)
    {
        foreach (var (fraction, text) in ((double, string)[])[(1 / 2.0, "½"), (1 / 3.0, "⅓"), (2 / 3.0, "⅔"), (1 / 4.0, "¼"), (3 / 4.0, "¾")])
        {
            if (Math.Abs(fraction - value) < 1e-9)
            {
                return text;
            }
        }

        return value.ToString("0.00", CultureInfo.InvariantCulture);
    }

    /// <summary>At ½ each row costs ln 2.</summary>
    private static string Loss(Plateau plateau) => Math.Abs(plateau.Value - 0.5) < 1e-9
        ? plateau.Rows == plateau.Count ? "ln 2" : 2 * plateau.Rows == plateau.Count ? "½ ln 2" : string.Create(CultureInfo.InvariantCulture, $"{plateau.Rows}/{plateau.Count} ln 2")
        : plateau.Limit.ToString("0.000", CultureInfo.InvariantCulture);
}
