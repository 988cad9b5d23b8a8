using Perceptron.Support;
using Perceptron.Tables;
using Perceptron.Tuning;

namespace Perceptron;

/// <summary>How the rows of a table are divided into folds for cross-validation. A value, which never changes.</summary>
/// <remarks>
/// Except by time, each row is held out once a repeat. The same seed gives the same folds; each repeat has a stream of random numbers of its own.
/// For folds of your own, put their numbers into a column, and take <see cref="ByGroup"/> with as many folds.
/// </remarks>
public sealed class FoldPlan
{
    private const int MaximalRepeats = 1000;

    private readonly FoldRule _rule;
    private readonly long _seed;

    private FoldPlan(FoldRule rule, int folds, int repeats, long seed, string? column)
    {
        _rule = rule;
        FoldCount = Guard.AtLeast(2, folds, nameof(folds));
        RepeatCount = OutOfRange.Between(1, MaximalRepeats, repeats, nameof(repeats));
        Column = column;
        _seed = seed;
    }

    /// <summary>How many folds a repeat has.</summary>
    public int FoldCount { get; }

    /// <summary>How many times the rows are divided anew.</summary>
    public int RepeatCount { get; }

    /// <summary>The column of the groups or of the times; null where there is none.</summary>
    public string? Column { get; }

    internal bool IsByGroup => _rule == FoldRule.Group;

    internal bool IsStratified => _rule == FoldRule.Stratified;

    /// <summary>Folds with the same part of each answer: the rows of an answer in any two folds differ by one at the most, and so do the sizes.</summary>
    /// <param name="folds">How many folds; at least 2.</param>
    /// <param name="repeats">How many times; from 1 to 1,000.</param>
    /// <param name="seed">Gives the same folds each time.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static FoldPlan Stratified(int folds = 5, int repeats = 1, long seed = 0) => new(FoldRule.Stratified, folds, repeats, seed, null);

    /// <summary>Folds at random, whose sizes differ by one row at the most.</summary>
    /// <param name="folds">How many folds; at least 2.</param>
    /// <param name="repeats">How many times; from 1 to 1,000.</param>
    /// <param name="seed">Gives the same folds each time.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static FoldPlan Plain(int folds = 5, int repeats = 1, long seed = 0) => new(FoldRule.Plain, folds, repeats, seed, null);

    /// <summary>Folds that keep rows together which have the same text in a column, such as all rows of a person.</summary>
    /// <remarks>The largest groups are dealt first, each to the fold with the fewest rows; the seed orders groups of one size, and the folds. The column can't be an input too.</remarks>
    /// <param name="column">The column of the groups; it has no gaps.</param>
    /// <param name="folds">How many folds; at least 2, and at most one for each group.</param>
    /// <param name="repeats">How many times; from 1 to 1,000.</param>
    /// <param name="seed">Gives the same folds each time.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static FoldPlan ByGroup(string column, int folds = 5, int repeats = 1, long seed = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(column);
        return new(FoldRule.Group, folds, repeats, seed, column);
    }

    /// <summary>Folds in the order of time: each is trained on all rows before it (an expanding window), and never on later ones.</summary>
    /// <remarks>
    /// The rows are divided in order into one block more than there are folds, about equally large; the first block is only trained on. Rows of the same time are never
    /// divided. A time without an offset is taken for UTC.
    /// </remarks>
    /// <param name="column">The column of the times: all numbers, or all dates of ISO 8601, and no gaps.</param>
    /// <param name="folds">How many folds; at least 2, and fewer than there are different times.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 folds.</exception>
    public static FoldPlan ByTime(string column, int folds = 5)
    {
        ArgumentException.ThrowIfNullOrEmpty(column);
        return new(FoldRule.Time, folds, 1, 0, column);
    }

    /// <summary>The folds of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="label">The column with the answers; only <see cref="Stratified"/> needs it.</param>
    /// <returns>The folds of the first repeat, then those of the next.</returns>
    /// <exception cref="ArgumentException">There are too few rows, groups or times for this many folds, a column is missing, or a cell of it can't be used.</exception>
    public IReadOnlyList<RowFold> Split(Table table, string? label = null)
    {
        Guard.NotNull(table, nameof(table));
        return Split(table, label, nameof(label));
    }

    /// <summary>What it is, as "5 stratified folds, 2 repeats" or "5 folds by time: day".</summary>
    /// <returns>One line.</returns>
    public override string ToString() =>
        $"{FoldCount} {(IsStratified ? "stratified folds" : "folds")}{(Column is null ? "" : $" by {(IsByGroup ? "group" : "time")}: {CsvText.Shown(Column)}")}"
        + (RepeatCount == 1 ? "" : FormattableString.Invariant($", {RepeatCount} repeats"));

    internal IReadOnlyList<RowFold> Split(Table table, string? label, string labelArgument)
    {
        if (FoldCount > table.Count)
        {
            throw new ArgumentException($"{Guard.Count(table.Count, "row")} can't be divided into {FoldCount} folds; each needs a row.", nameof(table));
        }

        if (IsStratified && label is null)
        {
            throw new ArgumentException("Stratified folds need the column with the answers.", labelArgument);
        }

        var codes = _rule switch
        {
            FoldRule.Stratified => Folding.Codes(table, label!, labelArgument, "each row needs its answer", nameof(table)),
            FoldRule.Group => Folding.Codes(table, Column!, nameof(table), "each row needs its group", nameof(table)),
            _ => [],
        };
        var folds = new RowFold[FoldCount * RepeatCount];
        for (var repeat = 0; repeat < RepeatCount; repeat++)
        {
            var random = Folding.Random(_seed, repeat);
            var blocks = _rule switch
            {
                FoldRule.Plain => Folding.Deal(new int[table.Count], FoldCount, random),
                FoldRule.Stratified => Folding.Deal(codes, FoldCount, random),
                FoldRule.Group => Folding.DealGroups(codes, FoldCount, random, Column!, nameof(table)),
                _ => Folding.CutByTime(Folding.Times(table, Column!, nameof(table)), FoldCount, Column!, nameof(table)),
            };
            for (var fold = 0; fold < FoldCount; fold++)
            {
                folds[(repeat * FoldCount) + fold] = new(blocks, repeat + 1, fold + 1, _rule == FoldRule.Time);
            }
        }

        return Array.AsReadOnly(folds);
    }
}
