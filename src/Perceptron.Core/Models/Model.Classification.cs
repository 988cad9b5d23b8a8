using Perceptron.Engine;
using Perceptron.Support;

namespace Perceptron;

// Inside the namespace, so that Vector is MathNet's and not that of System.Numerics.
using MathNet.Numerics.LinearAlgebra;

public sealed partial class Model<T>
{
    /// <summary>
    /// The class of one observation: with exclusive classes the one with the largest f(x), the lowest index on a tie; with a
    /// single output 1 where f(x) ≥ threshold (0.5 unless <see cref="WithThreshold"/> gave another), else 0.
    /// </summary>
    /// <param name="x">As many finite values as the model has inputs.</param>
    /// <returns>The class, from 0.</returns>
    /// <exception cref="ArgumentException">The number of values is wrong, or one is not finite.</exception>
    /// <exception cref="InvalidOperationException">There are several independent classes; see <see cref="ClassifyMultiLabel(T[])"/>.</exception>
    public int Classify(params T[] x)
    {
        Guard.NotNull(x, nameof(x));
        RequireOneClass();
        Require(x, nameof(x));
        var (layout, parameters) = PackedFor();
        var runner = BlockRunner<T>.Rent(layout);
        try
        {
            return ClassOf(runner.Forward(parameters, x, predict: true).Output(0));
        }
        finally
        {
            BlockRunner<T>.Return(runner);
        }
    }

    /// <inheritdoc cref="Classify(T[])"/>
    public int Classify(Vector<T> x)
    {
        Guard.NotNull(x, nameof(x));
        return Classify(x.ToArray());
    }

    /// <summary>The class of each of many observations; see <see cref="Classify(T[])"/>.</summary>
    /// <param name="x">Observations × inputs.</param>
    /// <returns>A class for each, from 0.</returns>
    /// <exception cref="ArgumentException">The number of columns is not that of the inputs, or a value is not finite.</exception>
    /// <exception cref="InvalidOperationException">There are several independent classes; see <see cref="ClassifyMultiLabel(T[])"/>.</exception>
    public int[] Classify(T[,] x) => Classify(Rows.Of(x));

    /// <inheritdoc cref="Classify(T[,])"/>
    public int[] Classify(Matrix<T> x) => Classify(Rows.Of(x));

    /// <summary>The class of each of many observations; see <see cref="Classify(T[])"/>.</summary>
    /// <param name="x">Rows with as many inputs as the model.</param>
    /// <param name="compute">How many threads may work; one if omitted.</param>
    /// <returns>A class for each, from 0.</returns>
    /// <exception cref="ArgumentException">The number of inputs differs.</exception>
    /// <exception cref="InvalidOperationException">There are several independent classes; see <see cref="ClassifyMultiLabel(T[])"/>.</exception>
    public int[] Classify(Rows<T> x, ComputeOptions? compute = null)
    {
        RequireOneClass();
        Require(x, nameof(x));
        var classes = new int[x.Count];
        ForEachBlock(x, predict: true, compute, (pass, block) =>
        {
            for (var r = 0; r < block.Count; r++)
            {
                classes[block.Start + r] = ClassOf(pass.Output(r));
            }
        });
        return classes;
    }

    /// <summary>Which of independent classes one observation belongs to: each whose f(x) is at least its threshold, 0.5 by default.</summary>
    /// <param name="x">As many finite values as the model has inputs.</param>
    /// <returns>An answer for each class.</returns>
    /// <exception cref="ArgumentException">The number of values is wrong, or one is not finite.</exception>
    /// <exception cref="InvalidOperationException">The classes exclude each other; see <see cref="Classify(T[])"/>.</exception>
    public bool[] ClassifyMultiLabel(params T[] x)
    {
        RequireIndependent();
        return [.. Predict(x).Select(IsYes)];
    }

    /// <summary>Which of independent classes each of many observations belongs to: those whose f(x) is at least their threshold, 0.5 by default.</summary>
    /// <param name="x">Rows with as many inputs as the model.</param>
    /// <param name="compute">How many threads may work; one if omitted.</param>
    /// <returns>Observations × classes.</returns>
    /// <exception cref="ArgumentException">The number of inputs differs.</exception>
    /// <exception cref="InvalidOperationException">The classes exclude each other; see <see cref="Classify(T[])"/>.</exception>
    public bool[,] ClassifyMultiLabel(Rows<T> x, ComputeOptions? compute = null)
    {
        RequireIndependent();
        var predictions = Predict(x, compute);
        var classes = new bool[x.Count, OutputCount];
        for (var r = 0; r < x.Count; r++)
        {
            for (var j = 0; j < OutputCount; j++)
            {
                classes[r, j] = IsYes(predictions[r, j], j);
            }
        }

        return classes;
    }

    /// <summary>The class of one observation by index, name and probability, with all classes in the order of their probabilities.</summary>
    /// <remarks>
    /// The class is that of <see cref="Classify(T[])"/>. Of a single sigmoid output, f(x) is the probability of class 1 and 1 − f(x) that
    /// of class 0; where its threshold is not 0.5, the class that is predicted may be the less probable one.
    /// </remarks>
    /// <param name="x">As many finite values as the model has inputs.</param>
    /// <returns>The class and the ranking.</returns>
    /// <exception cref="ArgumentException">The number of values is wrong, or one is not finite.</exception>
    /// <exception cref="InvalidOperationException">There are several independent classes; see <see cref="ClassifyMultiLabel(T[])"/>.</exception>
    public ClassPrediction PredictClass(params T[] x)
    {
        RequireOneClass();
        var prediction = Predict(x);
        double[] probabilities = Array.ConvertAll(prediction, double.CreateTruncating);
        return ClassPrediction.Of(
            ClassOf(prediction), ClassNames, Architecture.IsBinary ? [1 - probabilities[0], probabilities[0]] : probabilities);
    }

    /// <summary>The name of the class of one observation: <c>ClassNames[Classify(x)]</c>.</summary>
    /// <param name="x">As many finite values as the model has inputs.</param>
    /// <returns>The name.</returns>
    /// <exception cref="ArgumentException">The number of values is wrong, or one is not finite.</exception>
    /// <exception cref="InvalidOperationException">There are several independent classes; see <see cref="ClassifyMultiLabel(T[])"/>.</exception>
    public string ClassifyName(params T[] x) => ClassNames[Classify(x)];

    /// <summary>The name of the class of each of many observations; see <see cref="ClassifyName"/>.</summary>
    /// <param name="x">Observations × inputs.</param>
    /// <returns>A name for each.</returns>
    /// <exception cref="ArgumentException">The number of columns is not that of the inputs, or a value is not finite.</exception>
    /// <exception cref="InvalidOperationException">There are several independent classes; see <see cref="ClassifyMultiLabel(T[])"/>.</exception>
    public string[] ClassifyNames(T[,] x) => ClassifyNames(Rows.Of(x));

    /// <summary>The name of the class of each of many observations; see <see cref="ClassifyName"/>.</summary>
    /// <param name="x">Rows with as many inputs as the model.</param>
    /// <param name="compute">How many threads may work; one if omitted.</param>
    /// <returns>A name for each.</returns>
    /// <exception cref="ArgumentException">The number of inputs differs.</exception>
    /// <exception cref="InvalidOperationException">There are several independent classes; see <see cref="ClassifyMultiLabel(T[])"/>.</exception>
    public string[] ClassifyNames(Rows<T> x, ComputeOptions? compute = null) => Array.ConvertAll(Classify(x, compute), index => ClassNames[index]);

    /// <summary>Whether a target counts as a yes: always from 0.5 on.</summary>
    internal static bool IsOne(T target) => target >= T.CreateTruncating(0.5);

    /// <summary>Whether f(x) of a sigmoid output counts as a yes.</summary>
    internal bool IsYes(T prediction, int output) => prediction >= T.CreateTruncating(Architecture.ThresholdOf(output));

    internal int ClassOf(ReadOnlySpan<T> prediction) =>
        Architecture.Output.IsSoftmax ? Targets<T>.Largest(prediction) : IsYes(prediction[0], 0) ? 1 : 0;

    internal void RequireIndependent()
    {
        if (Architecture.Output.IsSoftmax)
        {
            throw new InvalidOperationException("The classes of a softmax exclude each other; use Classify.");
        }
    }

    private void RequireOneClass()
    {
        if (!Architecture.Output.IsSoftmax && OutputCount > 1)
        {
            throw new InvalidOperationException(
                $"An observation can belong to several of {OutputCount} independent classes; use ClassifyMultiLabel.");
        }
    }
}
