using System.Numerics;
using FsCheck;
using FsCheck.Xunit;
using Perceptron;
using Perceptron.Engine;
using Perceptron.Kernels;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>Logits of one output that stand one after another: eight rows at a time, whatever the number of rows and their order.</summary>
public class OneOutputLosses
{
    [Property]
    public void Losses_and_slopes_are_those_of_the_formula(NonNegativeInt many, bool isOrdered, bool hasWeights)
    {
        Check<double>(many.Get % 41, isOrdered, hasWeights, 1e-15, many.Get);
        Check<float>(many.Get % 41, isOrdered, hasWeights, 1e-7, many.Get);
    }

    /// <summary>y = 1, z = 0: log 2 and σ(0) − 1; y = 0, z = 2: log(1 + e²) and σ(2).</summary>
    [Fact]
    public void Two_rows_by_hand()
    {
        var targets = Targets.Binary([1.0, 0.0]);
        var (z, losses) = (new double[8], new double[8]);
        z[1] = 2;
        RowLosses.Compute(targets, new RowBlock(null, 0, 2), Architecture.Of(8).Sigmoid(1).Output, z, 1, losses, new double[RowLosses.ScratchLength(1)], differentiate: true);
        Same.Within(Math.Log(2), losses[0], 1e-15);
        Same.Within(2.1269280110429727, losses[1], 1e-15);
        Same.Within(-0.5, z[0], 0);
        Same.Within(0.8807970779778823, z[1], 1e-15);
    }

    private static void Check<T>(int count, bool isOrdered, bool hasWeights, double unit, int seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new System.Random(seed);
        T[] y = [.. Enumerable.Range(0, count + 1).Select(_ => T.CreateTruncating(random.Next(3) == 0 ? random.NextDouble() : random.Next(2)))];
        int[] order = [.. Enumerable.Range(0, count + 1).OrderBy(_ => random.Next())];
        T[] logits = [.. Enumerable.Range(0, count).Select(_ => T.CreateTruncating(40 * (random.NextDouble() - 0.5)))];
        var data = Dataset.Binary(Rows.Of(new T[count + 1, 1]), y);
        var options = hasWeights ? new LossOptions { ClassWeights = [0.25], PositiveWeights = [3] } : LossOptions.None;
        var weights = data.Weigh(options, Output.Sigmoid, "loss").Weighting?.Entries;
        Assert.Equal(hasWeights, weights is not null);
        foreach (var differentiate in new[] { false, true })
        {
            var (z, losses) = (new T[count + 8], new double[count + 8]);
            logits.CopyTo(z, 0);
            var rows = new RowBlock(isOrdered ? order : null, 1, count);
            RowLosses.Compute(data.Targets, rows, Output.Sigmoid, z, 1, losses, new double[RowLosses.ScratchLength(1)], differentiate, weights);
            for (var r = 0; r < count; r++)
            {
                var (logit, target) = (double.CreateTruncating(logits[r]), double.CreateTruncating(y[isOrdered ? order[1 + r] : 1 + r]));
                var (positive, negative) = hasWeights ? (0.25 * 3 * target, 0.25 * (1 - target)) : (target, 1 - target);
                var (up, down) = (Math.Log(1 + Math.Exp(-logit)), Math.Log(1 + Math.Exp(logit)));
                var sigmoid = 1 / (1 + Math.Exp(-logit));
                Same.Within((positive * up) + (negative * down), losses[r], 1e-13 * (1 + up + down));
                Same.Within(
                    differentiate ? (negative * sigmoid) - (positive * (1 - sigmoid)) : logit, double.CreateTruncating(z[r]), differentiate ? (1e-13 + unit) * (positive + negative) : 0);
            }
        }
    }
}
