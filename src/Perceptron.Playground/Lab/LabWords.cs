using System.Globalization;
using Perceptron.Playground.Translation;

namespace Perceptron.Playground.Lab;

/// <summary>What the lab's values are called in a language.</summary>
public static class LabWords
{
    /// <summary>A problem's full name.</summary>
    public static string Title(Texts texts, Problem problem)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Id switch
        {
            "orand" => texts.LabOrAndAtOnce,
            "exclusive" => texts.LabExclusiveOr,
            _ => Label(texts, problem),
        };
    }

    /// <summary>A problem's name, short enough to stand below a small picture. Gates have theirs in every language.</summary>
    public static string Label(Texts texts, Problem problem)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Id switch
        {
            "circle" => texts.LabCircle,
            "gauss" => texts.LabGauss,
            "exclusive" => texts.LabExclusive,
            "spiral" => texts.LabSpiral,
            _ => problem.Name,
        };
    }

    /// <summary>A part of the page that a link can leave out.</summary>
    public static string Part(Texts texts, string name)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return name switch
        {
            "formula" => texts.LabPartFormula,
            "hspace" => texts.LabPartHSpace,
            "link" => texts.LabPartLink,
            "loss" => texts.LabPartLoss,
            "losssurface" => texts.LabPartLossSurface,
            "model" => texts.LabPartModel,
            "network" => texts.LabPartNetwork,
            "numbers" => texts.LabPartNumbers,
            "rule" => texts.LabPartRule,
            "start" => texts.LabPartStart,
            "surface" => texts.LabPartSurface,
            "table" => texts.LabPartTable,
            "top" => texts.LabPartTop,
            "train" => texts.LabPartTrain,
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such part."),
        };
    }

    /// <summary>What a plateau is, in a few sentences.</summary>
    public static string Plateau(Texts texts, Plateau plateau, bool isGate)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(plateau);
        return texts.LabPlateau(plateau.Kind, isGate, Number(texts, plateau.Rows), Number(texts, plateau.Count), Fraction(plateau.Value), Loss(plateau));
    }

    /// <summary>Small numbers as words.</summary>
    private static string Number(Texts texts, int number) => number switch
    {
        2 => texts.LabTwo,
        3 => texts.LabThree,
        4 => texts.LabFour,
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
