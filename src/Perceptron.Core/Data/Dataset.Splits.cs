using Perceptron.Support;

namespace Perceptron;

// Splits into a part to train on and a part that is held out.
public sealed partial class Dataset<T>
{
    /// <summary>Splits off a part of the observations at random, to be held out of training.</summary>
    /// <param name="heldOut">The part to hold out, above 0 and below 1; rounded to whole observations, at least one on either side.</param>
    /// <param name="seed">Gives the same split each time.</param>
    /// <param name="stratified">Whether each class, of exclusive or binary ones, is split in the same proportion.</param>
    /// <returns>Both parts, each in the order that the observations have here.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="heldOut"/> is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">There are fewer than two observations, or independent (multi-label) classes to stratify.</exception>
    public DatasetSplit<T> SplitByFraction(double heldOut, long seed = 0, bool stratified = false)
    {
        if (!(heldOut > 0 && heldOut < 1))
        {
            throw OutOfRange.Of(nameof(heldOut), heldOut, "A part above 0 and below 1 is needed.");
        }

        return Split(ShareOf(heldOut), seed, stratified);
    }

    /// <summary>A part of the observations as a number of them, at least one on either side.</summary>
    internal int ShareOf(double heldOut)
    {
        RequireTwo();
        return Math.Clamp((int)Math.Round(heldOut * Count), 1, Count - 1);
    }

    /// <summary>Splits off a number of observations at random, to be held out of training.</summary>
    /// <param name="heldOut">How many to hold out; at least 1, and fewer than there are.</param>
    /// <param name="seed">Gives the same split each time.</param>
    /// <param name="stratified">Whether each class, of exclusive or binary ones, is split in the same proportion.</param>
    /// <returns>Both parts, each in the order that the observations have here.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="heldOut"/> leaves one side empty.</exception>
    /// <exception cref="InvalidOperationException">There are fewer than two observations, or independent (multi-label) classes to stratify.</exception>
    public DatasetSplit<T> SplitByCount(int heldOut, long seed = 0, bool stratified = false)
    {
        RequireTwo();
        if (heldOut < 1 || heldOut >= Count)
        {
            throw OutOfRange.Of(nameof(heldOut), heldOut, $"Of {Count} observations, from 1 to {Count - 1} can be held out.");
        }

        return Split(heldOut, seed, stratified);
    }

    private void RequireTwo()
    {
        if (Count < 2)
        {
            throw new InvalidOperationException("One observation can't be split.");
        }
    }

    private DatasetSplit<T> Split(int heldOut, long seed, bool stratified)
    {
        var (training, rest) = SplitIndices(heldOut, seed, stratified);
        return new(Select(training), Select(rest));
    }

    /// <summary>The rows of both parts of a split, in order.</summary>
    internal (int[] Training, int[] HeldOut) SplitIndices(int heldOut, long seed, bool stratified)
    {
        var random = new RandomNumbers(seed, RandomNumbers.Split);
        var isHeldOut = new bool[Count];
        if (!stratified)
        {
            var order = Enumerable.Range(0, Count).ToArray();
            random.Shuffle(order);
            foreach (var row in order.AsSpan(0, heldOut))
            {
                isHeldOut[row] = true;
            }
        }
        else
        {
            RequireStratifiable();
            Stratify(heldOut, random, isHeldOut);
        }

        var (training, held) = (new int[Count - heldOut], new int[heldOut]);
        var (trainingCount, heldCount) = (0, 0);
        for (var row = 0; row < Count; row++)
        {
            if (isHeldOut[row])
            {
                held[heldCount++] = row;
            }
            else
            {
                training[trainingCount++] = row;
            }
        }

        return (training, held);
    }

    /// <summary>Refuses multi-label classes.</summary>
    internal void RequireStratifiable()
    {
        if (Targets.Kind == TargetKind.MultiLabel)
        {
            throw new InvalidOperationException(
                "Only exclusive or binary classes can be stratified; these are independent (multi-label). Split without it.");
        }
    }

    /// <summary>Largest remainders: each class gives its whole share, and the largest rests give one more. The seed decides between equal rests.</summary>
    private void Stratify(int heldOut, RandomNumbers random, bool[] isHeldOut)
    {
        var classes = RowsOfClasses();
        var share = classes.Select(rows => (long)rows.Length * heldOut / Count).ToArray();
        var missing = heldOut - (int)share.Sum();
        var order = Enumerable.Range(0, classes.Length).ToArray();
        random.Shuffle(order);

        // A stable sort: classes with equal rests stay in the shuffled order.
        foreach (var c in order.OrderByDescending(c => (long)classes[c].Length * heldOut % Count).Take(missing))
        {
            share[c]++;
        }

        for (var c = 0; c < classes.Length; c++)
        {
            random.Shuffle(classes[c]);
            foreach (var row in classes[c].AsSpan(0, (int)share[c]))
            {
                isHeldOut[row] = true;
            }
        }
    }

    /// <summary>The rows of each class that has any, the lowest class first.</summary>
    private int[][] RowsOfClasses()
    {
        var classes = new List<List<int>>();
        for (var row = 0; row < Count; row++)
        {
            var c = Targets.ClassOf(row);
            while (classes.Count <= c)
            {
                classes.Add([]);
            }

            classes[c].Add(row);
        }

        return [.. classes.Where(rows => rows.Count > 0).Select(rows => rows.ToArray())];
    }
}
