using Perceptron.Engine;
using Perceptron.Kernels;
using Perceptron.Support;

namespace Perceptron;

// Inside the namespace, so that Vector is MathNet's and not that of System.Numerics.
using MathNet.Numerics.LinearAlgebra;

public sealed partial class Model<T>
{
    /// <summary>
    /// The class of one observation: with exclusive classes the one with the largest logit, and so the largest f(x), the lowest index on a
    /// tie; with a single output 1 where f(x) ≥ threshold (0.5 unless <see cref="WithThreshold"/> gave another), else 0.
    /// </summary>
    /// <remarks>Logits still differ where two f(x) are rounded to one number, as to 0 or to 1.</remarks>
    /// <param name="x">As many finite values as the model has inputs.</param>
    /// <returns>The class, from 0.</returns>
    /// <exception cref="ArgumentException">The number of values is wrong, or one is not finite.</exception>
    /// <exception cref="NotFiniteNumberException">A prediction is not a number, since a sum of the model overflows.</exception>
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
            return ClassOf(runner.Forward(parameters, x, predict: !Architecture.Output.IsSoftmax).Output(0), row: null);
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
    /// <exception cref="NotFiniteNumberException">A prediction is not a number, since a sum of the model overflows.</exception>
    /// <exception cref="InvalidOperationException">There are several independent classes; see <see cref="ClassifyMultiLabel(T[])"/>.</exception>
    public int[] Classify(T[,] x) => Classify(Rows.Of(x));

    /// <inheritdoc cref="Classify(T[,])"/>
    public int[] Classify(Matrix<T> x) => Classify(Rows.Of(x));

    /// <summary>The class of each of many observations; see <see cref="Classify(T[])"/>.</summary>
    /// <param name="x">Rows with as many inputs as the model.</param>
    /// <param name="compute">How many threads may work; one if omitted.</param>
    /// <returns>A class for each, from 0.</returns>
    /// <exception cref="ArgumentException">The number of inputs differs.</exception>
    /// <exception cref="NotFiniteNumberException">A prediction is not a number, since a sum of the model overflows.</exception>
    /// <exception cref="InvalidOperationException">There are several independent classes; see <see cref="ClassifyMultiLabel(T[])"/>.</exception>
    public int[] Classify(Rows<T> x, ComputeOptions? compute = null)
    {
        RequireOneClass();
        Require(x, nameof(x));
        var classes = new int[x.Count];
        ForEachDecision(x, compute, (pass, block) =>
        {
            for (var r = 0; r < block.Count; r++)
            {
                classes[block.Start + r] = ClassOf(pass.Output(r), block[r]);
            }
        });
        return classes;
    }

    /// <summary>Which of independent classes one observation belongs to: each whose f(x) is at least its threshold, 0.5 by default.</summary>
    /// <param name="x">As many finite values as the model has inputs.</param>
    /// <returns>An answer for each class.</returns>
    /// <exception cref="ArgumentException">The number of values is wrong, or one is not finite.</exception>
    /// <exception cref="NotFiniteNumberException">A prediction is not a number, since a sum of the model overflows.</exception>
    /// <exception cref="InvalidOperationException">The classes exclude each other; see <see cref="Classify(T[])"/>.</exception>
    public bool[] ClassifyMultiLabel(params T[] x)
    {
        RequireIndependent();
        return [.. Predict(x).Select((prediction, output) => IsYes(prediction, output, row: null))];
    }

    /// <summary>Which of independent classes each of many observations belongs to: those whose f(x) is at least their threshold, 0.5 by default.</summary>
    /// <param name="x">Rows with as many inputs as the model.</param>
    /// <param name="compute">How many threads may work; one if omitted.</param>
    /// <returns>Observations × classes.</returns>
    /// <exception cref="ArgumentException">The number of inputs differs.</exception>
    /// <exception cref="NotFiniteNumberException">A prediction is not a number, since a sum of the model overflows.</exception>
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
                classes[r, j] = IsYes(predictions[r, j], j, r);
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
    /// <exception cref="NotFiniteNumberException">A prediction is not a number, since a sum of the model overflows.</exception>
    /// <exception cref="InvalidOperationException">There are several independent classes; see <see cref="ClassifyMultiLabel(T[])"/>.</exception>
    public ClassPrediction PredictClass(params T[] x)
    {
        RequireOneClass();
        double[] predictions = Array.ConvertAll(Predict(x), double.CreateTruncating);
        double[] logits = Array.ConvertAll(Logits(x), double.CreateTruncating);
        var index = Classify(x);
        return Architecture.IsBinary
            ? new(index, ClassNames, [1 - predictions[0], predictions[0]], [-logits[0], logits[0]])
            : new(index, ClassNames, predictions, logits);
    }

    /// <summary>The name of the class of one observation: <c>ClassNames[Classify(x)]</c>.</summary>
    /// <param name="x">As many finite values as the model has inputs.</param>
    /// <returns>The name.</returns>
    /// <exception cref="ArgumentException">The number of values is wrong, or one is not finite.</exception>
    /// <exception cref="NotFiniteNumberException">A prediction is not a number, since a sum of the model overflows.</exception>
    /// <exception cref="InvalidOperationException">There are several independent classes; see <see cref="ClassifyMultiLabel(T[])"/>.</exception>
    public string ClassifyName(params T[] x) => ClassNames[Classify(x)];

    /// <summary>The name of the class of each of many observations; see <see cref="ClassifyName"/>.</summary>
    /// <param name="x">Observations × inputs.</param>
    /// <returns>A name for each.</returns>
    /// <exception cref="ArgumentException">The number of columns is not that of the inputs, or a value is not finite.</exception>
    /// <exception cref="NotFiniteNumberException">A prediction is not a number, since a sum of the model overflows.</exception>
    /// <exception cref="InvalidOperationException">There are several independent classes; see <see cref="ClassifyMultiLabel(T[])"/>.</exception>
    public string[] ClassifyNames(T[,] x) => ClassifyNames(Rows.Of(x));

    /// <summary>The name of the class of each of many observations; see <see cref="ClassifyName"/>.</summary>
    /// <param name="x">Rows with as many inputs as the model.</param>
    /// <param name="compute">How many threads may work; one if omitted.</param>
    /// <returns>A name for each.</returns>
    /// <exception cref="ArgumentException">The number of inputs differs.</exception>
    /// <exception cref="NotFiniteNumberException">A prediction is not a number, since a sum of the model overflows.</exception>
    /// <exception cref="InvalidOperationException">There are several independent classes; see <see cref="ClassifyMultiLabel(T[])"/>.</exception>
    public string[] ClassifyNames(Rows<T> x, ComputeOptions? compute = null) => Array.ConvertAll(Classify(x, compute), index => ClassNames[index]);

    /// <summary>Whether a target counts as a yes: always from 0.5 on.</summary>
    internal static bool IsOne(T target) => target >= T.CreateTruncating(0.5);

    /// <summary>Whether f(x) of a sigmoid output counts as a yes.</summary>
    /// <exception cref="NotFiniteNumberException">It is not a number.</exception>
    internal bool IsYes(T prediction, int output, int? row) => !T.IsNaN(prediction)
        ? prediction >= T.CreateTruncating(Architecture.ThresholdOf(output))
        : throw NotANumber(row);

    /// <summary>The class by what decides it: the logits of a softmax, f(x) of a single sigmoid output.</summary>
    /// <exception cref="NotFiniteNumberException">f(x) is not a number.</exception>
    internal int ClassOf(ReadOnlySpan<T> outputs, int? row) =>
        Architecture.Output.IsSoftmax ? LargestLogit(outputs, row) : IsYes(outputs[0], 0, row) ? 1 : 0;

    /// <summary>Calls back with every block of rows after the pass to what decides a class: see <see cref="ClassOf"/>.</summary>
    internal void ForEachDecision(
        Rows<T> rows, ComputeOptions? compute, Action<Propagation<T>, RowBlock> done, CancellationToken cancellationToken = default) =>
        ForEachBlock(rows, predict: !Architecture.Output.IsSoftmax, compute, done, cancellationToken);

    /// <summary>The largest logit of a softmax, the first of equal ones.</summary>
    /// <exception cref="NotFiniteNumberException">f(x) is not a number: a logit is not, or several are infinite.</exception>
    internal static int LargestLogit(ReadOnlySpan<T> logits, int? row)
    {
        var largest = Targets<T>.Largest(logits);
        var isNumber = T.IsFinite(logits[largest]) || (T.IsPositiveInfinity(logits[largest]) && logits.Count(logits[largest]) == 1);
        foreach (var logit in logits)
        {
            isNumber &= !T.IsNaN(logit);
        }

        return isNumber ? largest : throw NotANumber(row);
    }

    internal static NotFiniteNumberException NotANumber(int? row) => new(
        $"The prediction{(row is { } given ? FormattableString.Invariant($" of row {given}") : "")} is not a number, since a sum of the model overflows in "
        + $"{typeof(T).Name}. Scale the inputs, or train again with a smaller learning rate.");

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
