namespace Perceptron.Cli.Gates.Reports;

/// <summary>A figure on a page, and what of it follows the epochs.</summary>
/// <param name="Id">Its place on the page.</param>
/// <param name="Kind">How it follows: surface, heat, curve, network, space or loss.</param>
/// <param name="Key">Which of the epoch's values it shows, if any.</param>
/// <param name="Caption">What it shows, in words.</param>
/// <param name="FigureJson">The figure as it stands at first.</param>
/// <param name="IsWide">Whether it takes the page's whole width.</param>
internal sealed record Chart(string Id, string Kind, string Key, string Caption, string FigureJson, bool IsWide = false);
