using System.Numerics;
using Perceptron.Support;

namespace Perceptron;

/// <summary>Splits of a dataset for cross-validation: each observation is held out once.</summary>
public static class CrossValidation
{
    /// <summary>The k splits of k-fold cross-validation, each of which holds another fold out of training.</summary>
    /// <remarks>
    /// The observations are shuffled by the seed and dealt out in turn, so that the folds' sizes differ by one at the most; stratified,
    /// the seed chooses the fold to start with, and class after class goes on being dealt where the last one ended, so that each class's
    /// share of the folds differs by one observation at the most too (as in scikit-learn's <c>KFold</c> and <c>StratifiedKFold</c>). The sequence is lazy: one
    /// split is held at a time.
    /// </remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="data">What to split.</param>
    /// <param name="folds">k, from 2 to the number of observations.</param>
    /// <param name="seed">Gives the same folds each time.</param>
    /// <param name="stratified">Whether each class, of exclusive or binary ones, is spread evenly over the folds.</param>
    /// <returns>k splits; both parts are in the order that the observations have here.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 folds, or more than observations.</exception>
    /// <exception cref="InvalidOperationException">There are independent (multi-label) classes to stratify.</exception>
    public static IEnumerable<DatasetSplit<T>> Folds<T>(this Dataset<T> data, int folds, long seed = 0, bool stratified = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(data, nameof(data));
        if (folds < 2 || folds > data.Count)
        {
            throw OutOfRange.Of(nameof(folds), folds, $"{Guard.Count(data.Count, "observation")} can be split into 2 folds at least and one for each at most.");
        }

        if (stratified)
        {
            data.RequireStratifiable();
        }

        return Sequence();

        IEnumerable<DatasetSplit<T>> Sequence()
        {
            var order = Enumerable.Range(0, data.Count).ToArray();
            var random = new RandomNumbers(seed, RandomNumbers.Folds);
            random.Shuffle(order);
            var first = 0;
            if (stratified)
            {
                // Within a class the order stays. The seed decides which fold is dealt to first, so that no fold gets more of a class by its number.
                order = [.. order.GroupBy(data.Targets.ClassOf).SelectMany(rows => rows)];
                first = random.NextInt(folds);
            }

            var foldOf = new int[data.Count];
            for (var i = 0; i < order.Length; i++)
            {
                foldOf[order[i]] = (int)((i + (long)first) % folds);
            }

            for (var fold = 0; fold < folds; fold++)
            {
                var rows = Enumerable.Range(0, foldOf.Length).ToLookup(row => foldOf[row] == fold);
                yield return new(data.Select([.. rows[false]]), data.Select([.. rows[true]]));
            }
        }
    }
}
