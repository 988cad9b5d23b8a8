using ArchitectureTests.Rules;
using Xunit;

namespace ArchitectureTests;

/// <summary>A file fits in the head.</summary>
public class FileLengthTests
{
    private const int Lines = 300;

    /// <summary>Longer files, and why they are not split.</summary>
    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["src/Perceptron.Core/Kernels/DenseKernels.cs"] = "The loops of dense rows: tiles, a single panel and a single row; tiles are written out.",
        ["src/Perceptron.Core/Kernels/SmallSoftmax.cs"] = "One algorithm for three cases that share its steps.",
        ["src/Perceptron.Core/Kernels/SparseKernels.cs"] = "The loops of sparse rows, of one panel and of four, and their steps.",
    };

    private static readonly Dictionary<string, int> Long = LongerThan(Lines, Tree.Files.Where(file => file.StartsWith("src/", StringComparison.Ordinal)), Tree.Read);

    [Fact]
    public void A_file_of_more_than_300_lines_has_a_reason() => Problems.None(
        $"A file of src has at most {Lines} lines. Exceptions are in FileLengthTests, each with its reason; better is to split.",
        Long.Where(file => !Allowed.ContainsKey(file.Key)).Select(file => $"{file.Key}: {file.Value} lines"));

    [Fact]
    public void A_file_with_a_reason_has_more_than_300_lines() => Problems.None(
        $"A file that FileLengthTests lists has more than {Lines} lines. Remove it from the list.",
        Allowed.Keys.Except(Long.Keys));

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void Lines_are_counted(int lines, bool isLong)
    {
        string[] texts = [string.Join('\n', Enumerable.Repeat("x", lines)), string.Concat(Enumerable.Repeat("x\r\n", lines))];

        Assert.All(texts, text => Assert.Equal(isLong ? ["a.cs"] : [], LongerThan(3, ["a.cs", "a.razor"], _ => text).Keys));
    }

    private static Dictionary<string, int> LongerThan(int limit, IEnumerable<string> files, Func<string, string> read) => files
        .Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
        .Select(file => (file, Count: read(file).TrimEnd().AsSpan().Count('\n') + 1))
        .Where(file => file.Count > limit)
        .ToDictionary(file => file.file, file => file.Count);
}
