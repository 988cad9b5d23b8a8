namespace Perceptron.Cli.Gates.Reports;

/// <summary>A figure on a page, and how it follows the epochs.</summary>
/// <param name="Id">The id of its element on the page.</param>
/// <param name="Kind">How it follows: surface, heat, curve, network, space or loss.</param>
/// <param name="Key">Which of the epoch's values it shows, if any.</param>
/// <param name="Caption">What it shows, in words.</param>
/// <param name="FigureJson">The initial figure.</param>
/// <param name="IsWide">Whether it takes the full width of the page.</param>
internal sealed record Chart(string Id, string Kind, string Key, string Caption, string FigureJson, bool IsWide = false)
{
    /// <summary>Whether it is taller than others: a surface, and the same seen from above beside it.</summary>
    public bool IsLarge => Kind == "surface" || (Kind == "heat" && Key.StartsWith('f'));
}
