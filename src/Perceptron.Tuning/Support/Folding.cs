using Perceptron.Support;
using Perceptron.Tables;

namespace Perceptron.Tuning;

/// <summary>By what rows are divided.</summary>
internal enum FoldRule
{
    Plain,
    Stratified,
    Group,
    Time,
}

/// <summary>Divides rows into folds, whose numbers begin with 1.</summary>
internal static class Folding
{
    /// <summary>Streams of random numbers from here down, one for each repeat: those of other purposes are above.</summary>
    private const long FirstStream = -(1L << 33);

    public static RandomNumbers Random(long seed, int repeat) => new(seed, FirstStream - repeat);

    /// <summary>For each row the place of its text among all texts of a column, in ordinal order.</summary>
    public static int[] Codes(Table table, string column, string columnArgument, string remedy, string argument)
    {
        var cells = table.Column(column, columnArgument);
        var place = new CellPlace(table, column, argument);
        var texts = new string[table.Count];
        for (var row = 0; row < texts.Length; row++)
        {
            texts[row] = cells.IsGap(row) ? throw place.Gap(row, remedy) : cells.Text(row);
        }

        var known = texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        return Array.ConvertAll(texts, text => known[text]);
    }

    /// <summary>Deals the rows in turn, code after code, each code's in an order by chance, beginning with a fold by chance.</summary>
    public static int[] Deal(int[] codes, int folds, RandomNumbers random)
    {
        var order = Enumerable.Range(0, codes.Length).ToArray();
        random.Shuffle(order);
        var first = random.NextInt(folds);
        var blocks = new int[codes.Length];
        foreach (var (place, row) in order.OrderBy(row => codes[row]).Index())
        {
            blocks[row] = (int)(((long)first + place) % folds) + 1;
        }

        return blocks;
    }

    /// <summary>Deals whole groups, large ones first, each to the fold with the fewest rows.</summary>
    public static int[] DealGroups(int[] codes, int folds, RandomNumbers random, string column, string argument)
    {
        var sizes = new int[codes.Max() + 1];
        foreach (var code in codes)
        {
            sizes[code]++;
        }

        if (sizes.Length < folds)
        {
            throw new ArgumentException($"The column \"{CsvText.Shown(column)}\" has {Guard.Count(sizes.Length, "group")}; {folds} folds need one each.", argument);
        }

        var (order, numbers) = (Enumerable.Range(0, sizes.Length).ToArray(), Enumerable.Range(0, folds).ToArray());
        random.Shuffle(order);
        random.Shuffle(numbers);
        var foldOf = new int[sizes.Length];
        var queue = new PriorityQueue<int, (int Rows, int Turn)>(numbers.Select((fold, turn) => (fold, (0, turn))));
        foreach (var group in order.OrderByDescending(group => sizes[group]))
        {
            queue.TryDequeue(out var fold, out var place);
            foldOf[group] = fold;
            queue.Enqueue(fold, (place.Rows + sizes[group], place.Turn));
        }

        return Array.ConvertAll(codes, code => foldOf[code] + 1);
    }

    /// <summary>The times of the rows as numbers that are in the same order.</summary>
    public static double[] Times(Table table, string column, string argument)
    {
        var cells = table.Column(column, argument);
        var place = new CellPlace(table, column, argument);
        var times = new double[table.Count];
        var areDates = false;
        for (var row = 0; row < times.Length; row++)
        {
            if (cells.IsGap(row))
            {
                throw place.Gap(row, "each row needs its time");
            }

            // Ticks of 128 are told apart by a double, about 13 microseconds.
            var isDate = DateText.TryParseTime(cells.Text(row), out var time);
            areDates = row == 0 ? isDate : areDates;
            times[row] = areDates && isDate ? time.UtcTicks
                : !areDates && cells.TryNumber(row, out var number) ? number
                : throw place.Bad(row, cells.Text(row), areDates ? "is no date of ISO 8601, as the rows before it have" : "is neither a number nor a date of ISO 8601");
        }

        return times;
    }

    /// <summary>The blocks of the rows in order of time, from 0: one more than folds.</summary>
    public static int[] CutByTime(double[] times, int folds, string column, string argument)
    {
        var order = Enumerable.Range(0, times.Length).OrderBy(row => times[row]).ToArray();

        // Places in order where a block may begin, since the time is another than before.
        int[] starts = [.. Enumerable.Range(1, order.Length - 1).Where(i => times[order[i]] != times[order[i - 1]])];
        if (starts.Length < folds)
        {
            throw new ArgumentException($"The column \"{CsvText.Shown(column)}\" has {Guard.Count(starts.Length + 1, "different time")}; {folds} folds need {folds + 1}, since the first is only trained on.", argument);
        }

        var (blocks, from) = (new int[times.Length], 0);
        for (var (block, next) = (1, 0); block <= folds; block++, next++)
        {
            var target = (long)block * order.Length / (folds + 1);
            while (next < starts.Length - (folds - block) - 1 && starts[next] < target)
            {
                next++;
            }

            Fill(starts[next], block - 1);
            from = starts[next];
        }

        Fill(order.Length, folds);
        return blocks;

        void Fill(int end, int block)
        {
            for (var i = from; i < end; i++)
            {
                blocks[order[i]] = block;
            }
        }
    }
}
