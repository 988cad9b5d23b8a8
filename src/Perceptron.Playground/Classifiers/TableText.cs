using System.Globalization;
using Perceptron.Tables;

namespace Perceptron.Playground.Classifiers;

/// <summary>Texts and numbers of a classifier, which may be anything, as the page shows them.</summary>
public static class TableText
{
    /// <summary>On one line, and not too long.</summary>
    public static string Shown(string text) => CsvText.Shown(text);

    /// <summary>A number for people, who may type it as well.</summary>
    public static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>A number for machines: reading it gives the same bits.</summary>
    public static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
