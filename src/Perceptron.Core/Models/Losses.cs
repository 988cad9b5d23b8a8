using System.Numerics;
using Perceptron.Data;
using Perceptron.Engine;
using Perceptron.Kernels;
using Perceptron.Support;

namespace Perceptron;

/// <summary>The losses from logits, for models of your own.</summary>
/// <remarks>
/// They take logits and not f(x), because f(x) has lost what they need: σ(40) is 1 in double, so −log(1 − σ(40)) would be
/// infinite and −log σ(40) 0, where they are 40 and 4.248e-18.
/// </remarks>
public static class Losses
{
    /// <summary>Mean binary cross entropy of independent classes, from logits.</summary>
    /// <remarks>
    /// $$
    /// \ell = \frac{1}{nk} \sum_{ij} -y_{ij} \log \sigma(z_{ij}) - (1 - y_{ij}) \log(1 - \sigma(z_{ij}))
    /// $$
    ///
    /// computed as (1 − y) z + log(1 + e^−z) where z is at least 0, and −y z + log(1 + e^z) below: neither overflows, and no term
    /// is negative, so that nothing cancels. Losses down to 2.2e-308 keep their digits; those below 4.9e-324 are 0. PyTorch has it as <c>binary_cross_entropy_with_logits</c>.
    /// </remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>; the sum is taken in double.</typeparam>
    /// <param name="logits">n × k, the model's output before σ; finite.</param>
    /// <param name="targets">n × k, each in [0, 1].</param>
    /// <param name="loss">Weights of classes and rows, and positive weights; none if it is left out. A penalty has no place here.</param>
    /// <returns>The mean over all n · k entries, in nats; at least 0.</returns>
    /// <exception cref="ArgumentException">The shapes differ or are empty, a logit is not finite, or a target lies outside [0, 1]; or the options don't fit.</exception>
    public static double BinaryCrossEntropy<T>(T[,] logits, T[,] targets, LossOptions? loss = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(logits, nameof(logits));
        Guard.NotNull(targets, nameof(targets));
        var independent = Targets<T>.FromEntries(Arrays.Flat(targets, nameof(targets)), targets.GetLength(0), targets.GetLength(1), nameof(targets));
        return Mean(logits, nameof(logits), independent, nameof(targets), Output.Sigmoid, loss) / logits.GetLength(1);
    }

    /// <summary>Mean cross entropy of exclusive classes by their index, from logits.</summary>
    /// <remarks>
    /// $$
    /// \ell = \frac{1}{n} \sum_i \log \sum_j e^{z_{ij}} - z_{i c_i}
    /// $$
    ///
    /// computed with the largest logit m taken out, (m − z_c) + log(1 + Σ e^(z − m) over the others): neither overflows, and no
    /// term is negative, so that nothing cancels. Losses down to 2.2e-308 keep their digits; those below 4.9e-324 are 0. PyTorch has it as <c>cross_entropy</c>.
    /// </remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>; the sum is taken in double.</typeparam>
    /// <param name="logits">n × k, the model's output before softmax; finite.</param>
    /// <param name="classIndices">The class c of each row, from 0 to k − 1.</param>
    /// <param name="loss">Weights of classes and rows, and smoothing; none if it is left out. A penalty has no place here.</param>
    /// <returns>The mean over the n rows, in nats; at least 0.</returns>
    /// <exception cref="ArgumentException">The numbers of rows differ or are 0, a logit is not finite, or an index is not that of a class; or the options don't fit.</exception>
    public static double CrossEntropy<T>(T[,] logits, int[] classIndices, LossOptions? loss = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(logits, nameof(logits));
        RequireTwoClasses(logits);
        var targets = Targets<T>.FromIndices(classIndices, logits.GetLength(1), nameof(classIndices), nameof(logits));
        return Mean(logits, nameof(logits), targets, nameof(classIndices), Output.Softmax, loss);
    }

    /// <summary>Mean cross entropy of exclusive classes by their probabilities (one-hot or soft), from logits.</summary>
    /// <remarks>
    /// $$
    /// \ell = \frac{1}{n} \sum_{ij} y_{ij} \left( \log \sum_l e^{z_{il}} - z_{ij} \right)
    /// $$
    ///
    /// computed as that by class indices is.
    /// </remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>; the sum is taken in double.</typeparam>
    /// <param name="logits">n × k, the model's output before softmax; finite.</param>
    /// <param name="targets">n × k, each in [0, 1], each row with the sum 1.</param>
    /// <param name="loss">Weights of classes and rows, and smoothing; none if it is left out. A penalty has no place here.</param>
    /// <returns>The mean over the n rows, in nats; at least 0.</returns>
    /// <exception cref="ArgumentException">The shapes differ or are empty, a logit is not finite, or a row is no distribution; or the options don't fit.</exception>
    public static double CrossEntropy<T>(T[,] logits, T[,] targets, LossOptions? loss = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(logits, nameof(logits));
        RequireTwoClasses(logits);
        Guard.NotNull(targets, nameof(targets));
        var soft = Targets<T>.FromProbabilities(Arrays.Flat(targets, nameof(targets)), targets.GetLength(0), targets.GetLength(1), nameof(targets));
        return Mean(logits, nameof(logits), soft, nameof(targets), Output.Softmax, loss);
    }

    private static void RequireTwoClasses<T>(T[,] logits)
    {
        if (logits.GetLength(1) < 2)
        {
            throw new ArgumentException("The softmax of one logit is always 1; use BinaryCrossEntropy.", nameof(logits));
        }
    }

    private static double Mean<T>(T[,] logits, string name, Targets<T> targets, string targetsName, Output output, LossOptions? loss)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(logits, name);
        var (n, k) = (logits.GetLength(0), logits.GetLength(1));
        if (n == 0)
        {
            throw new ArgumentException("There is no row to take the mean over.", name);
        }

        if (targets.Count != n || targets.OutputCount != k)
        {
            throw new ArgumentException(
                $"The targets are {targets.Count} × {targets.OutputCount}; the logits are {n} × {k}.", targetsName);
        }

        if (loss?.L2 is not null)
        {
            throw new ArgumentException("L2 is a penalty on the weights of a model; logits have none.", nameof(loss));
        }

        loss?.Require(output, k, nameof(loss));
        var weighting = Weighting.Of(targets, null, loss, output, nameof(loss));
        var copy = Arrays.Flat(logits, name);
        Guard.Finite<T>(copy, name, k);
        var stride = Kernels.Lanes.Pad<T>(k);
        var (padded, losses, sum) = (new T[stride], new double[Kernels.Lanes.Count<double>()], 0.0);
        var scratch = new double[RowLosses.ScratchLength(stride)];
        for (var row = 0; row < n; row++)
        {
            var block = new RowBlock(null, row, 1);
            copy.AsSpan(row * k, k).CopyTo(padded);
            RowLosses.Compute(targets, block, output, padded, stride, losses, scratch, differentiate: false, weighting?.Entries);
            weighting?.Multiply<T>(block, padded, stride, losses, differentiate: false);
            sum += losses[0];
        }

        var weight = weighting?.Divisors is { } weights ? Weighting.Sum(weights, new RowBlock(null, 0, n)) : n;
        return weight == 0 ? 0 : sum / weight;
    }
}
