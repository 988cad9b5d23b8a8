using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceptron;
using Xunit;

namespace TableTests;

/// <summary>An encoder learns the same bits of the same rows, however they come, and nothing of others.</summary>
[Properties(Arbitrary = [typeof(TableGenerators)])]
public class EncoderProperties
{
    [Property]
    public Property The_order_of_the_rows_changes_no_bit(RandomTable given, int seed)
    {
        var shuffled = given.Rows.ToArray();
        new Random(seed).Shuffle(shuffled);
        var encoder = TableEncoder.Fit(RandomTable.Of(shuffled), RandomTable.Schema);
        return Same(TableEncoder.Fit(given.ToTable(), RandomTable.Schema), encoder, given.ToTable());
    }

    [Property]
    public Property Batches_change_no_bit(RandomTable given, PositiveInt size)
    {
        var encoder = TableEncoder.Fit(given.InBatches(size.Get), RandomTable.Schema);
        return Same(TableEncoder.Fit(given.ToTable(), RandomTable.Schema), encoder, given.ToTable());
    }

    [Property]
    public Property Rows_are_encoded_alike_alone_and_together(RandomTable given, PositiveInt size)
    {
        var encoder = TableEncoder.Fit(given.ToTable(), RandomTable.Schema);
        var whole = encoder.Encode(given.ToTable());
        var parts = given.InBatches(size.Get).Tables().Select(encoder.Encode).SelectMany(rows => Enumerable.Range(0, rows.Count).Select(rows.Row)).ToList();
        return (whole.Count == parts.Count && Enumerable.Range(0, whole.Count).All(row => whole.Row(row).SequenceEqual(parts[row]))).ToProperty();
    }

    [Property]
    public Property Columns_are_found_in_any_order_and_others_ignored(RandomTable given, int seed)
    {
        var encoder = TableEncoder.Fit(given.ToTable(), RandomTable.Schema);
        int[] order = [0, 1, 2, 3, 4];
        new Random(seed).Shuffle(order);
        var names = order.Select(i => RandomRow.Names[i].ToUpperInvariant()).Append("more");
        var other = Table.ParseCsv(Tables.Csv(names, given.Rows.Select(row => order.Select(i => row.Cells[i]).Append("x"))));
        return encoder.Encode(given.ToTable()).ToArray().Cast<double>().SequenceEqual(encoder.Encode(other).ToArray().Cast<double>()).ToProperty();
    }

    [Property]
    public Property Parts_that_were_counted_apart_are_merged(RandomTable given, PositiveInt size)
    {
        var fit = new EncoderFit(RandomTable.Schema);
        do
        {
            var forks = given.InBatches(size.Get).Tables().Select(table =>
            {
                var fork = fit.Fork();
                fork.Add(table);
                return fork;
            }).Reverse().ToList();
            forks.ForEach(fit.Merge);
        }
        while (fit.NextPass());
        return Same(TableEncoder.Fit(given.ToTable(), RandomTable.Schema), fit.Build(), given.ToTable());
    }

    [Property]
    public Property Nothing_of_held_out_rows_is_learned(RandomTable given, RandomTable other)
    {
        // The rows to train on are a part of a table, or a table of their own: the encoder is the same.
        var part = RandomTable.Of([.. given.Rows, .. other.Rows, new(12345, "held out", true, 7, true)]).Select([.. Enumerable.Range(0, given.Rows.Count)]);
        var schema = RandomTable.Schema.With("level", Column.Category());
        return Same(TableEncoder.Fit(part, schema), TableEncoder.Fit(given.ToTable(), schema), given.ToTable())
            .And(Schema.Infer(part, "answer").ToTable() == Schema.Infer(given.ToTable(), "answer").ToTable());
    }

    [Property]
    public Property Statistics_are_those_of_a_plain_computation(RandomTable given)
    {
        var numbers = given.Rows.Where(row => row.Number is not null).Select(row => row.Number!.Value).Order().ToArray();
        var median = numbers.Length % 2 == 1 ? numbers[numbers.Length / 2] : (numbers[(numbers.Length / 2) - 1] + numbers[numbers.Length / 2]) / 2;
        var filled = given.Rows.Select(row => row.Number ?? median).ToArray();
        var mean = filled.Average();
        var deviation = Math.Sqrt(filled.Sum(x => (x - mean) * (x - mean)) / filled.Length);
        var rows = TableEncoder.Fit(given.ToTable(), RandomTable.Schema).Encode(given.ToTable());
        return Enumerable.Range(0, rows.Count)
            .All(row => Math.Abs(rows[row, 0] - ((filled[row] - mean) / deviation)) < 1e-9 && rows[row, 1] == (given.Rows[row].Number is null ? 1 : 0)).ToProperty();
    }

    [Property]
    public Property Levels_are_one_hot_by_frequency(RandomTable given)
    {
        var counts = given.Rows.Where(row => row.Level.Length > 0).GroupBy(row => row.Level).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).ToArray();
        var levels = counts.Where(group => group.Count() >= 2).Select(group => group.Key).ToArray();
        var encoder = TableEncoder.Fit(given.ToTable(), RandomTable.Schema);
        var rows = encoder.Encode(given.ToTable());
        var first = encoder.FeatureNames.Index().Single(name => name.Item == $"level = {levels[0]}").Index;
        return Enumerable.Range(0, rows.Count).All(row =>
        {
            var level = given.Rows[row].Level.Length > 0 ? given.Rows[row].Level : counts[0].Key;
            var place = Array.IndexOf(levels, level) is >= 0 and var known ? known : levels.Length;
            return Enumerable.Range(0, levels.Length + 1).All(i => rows[row, first + i] == (i == place ? 1 : 0));
        }).ToProperty();
    }

    private static Property Same(TableEncoder one, TableEncoder other, Table table) =>
        (one.FeatureNames.SequenceEqual(other.FeatureNames) && one.ClassNames.SequenceEqual(other.ClassNames)
            && one.Encode(table).ToArray().Cast<double>().SequenceEqual(other.Encode(table).ToArray().Cast<double>())).Label($"{one}; {other}");
}
