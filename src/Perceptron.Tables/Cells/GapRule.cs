namespace Perceptron.Tables;

/// <summary>The kinds of <see cref="Gaps"/>.</summary>
internal enum GapRule
{
    Refused,
    Zeros,
    Mean,
    Median,
    MostFrequent,
    Constant,
}
