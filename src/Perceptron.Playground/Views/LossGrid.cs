using System.Diagnostics;

namespace Perceptron.Playground.Views;

/// <summary>
/// The mean loss of a dataset for every pair of values of two parameters, all others as they are: cross entropy, and the mean squared
/// error to compare. It is computed step by step, coarsely first: until it is computed, a point has the value of a neighbour.
/// </summary>
public sealed class LossGrid
{
    private const int Coarsest = 8;

    private readonly Model<double> _model;
    private readonly Dataset<double> _data;
    private readonly double _l2;
    private readonly double[] _parameters;
    private readonly double[,] _targets;
    private readonly double[] _rowWeights;
    private readonly bool[] _isPenalised;
    private readonly bool _isPlain;
    private readonly double[] _predictions;
    private readonly List<(int I, int J, int Stride)> _order = [];

    /// <param name="first">The parameter of the x axis: its place in <see cref="Model{T}.GetParameters"/>.</param>
    /// <param name="second">The parameter of the y axis, another one.</param>
    /// <param name="steps">Points on each axis, at least 2.</param>
    /// <param name="l2">λ of the penalty in the cross entropy, as in training; the squared error has none.</param>
    public LossGrid(Model<double> model, Dataset<double> data, int first, int second, (double From, double To) firstRange, (double From, double To) secondRange, int steps, double l2 = 0)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 2);
        RequireParameter(first, model.ParameterCount, nameof(first));
        RequireParameter(second, model.ParameterCount, nameof(second));
        if (first == second)
        {
            throw new ArgumentException($"The two parameters must differ; both are number {first}.", nameof(second));
        }

        (_model, _data, First, Second, _l2) = (model, data, first, second, l2);
        _parameters = model.GetParameters();
        _predictions = new double[data.Count * model.OutputCount];
        _targets = data.Targets.ToArray();
        _rowWeights = data.GetRowWeights();
        _isPlain = model.Architecture.Output == Output.Sigmoid && !data.HasRowWeights && data.Targets.Kind != TargetKind.Exclusive;
        _isPenalised = WhereWeightsAre(model.Architecture);
        (X, Y) = (Axis(firstRange, steps, nameof(firstRange)), Axis(secondRange, steps, nameof(secondRange)));
        (CrossEntropy, SquaredError) = (new double[steps, steps], new double[steps, steps]);
        for (var stride = Coarsest; stride >= 1; stride /= 2)
        {
            for (var i = 0; i < steps; i += stride)
            {
                for (var j = 0; j < steps; j += stride)
                {
                    if (stride == Coarsest || i % (2 * stride) != 0 || j % (2 * stride) != 0)
                    {
                        _order.Add((i, j, stride));
                    }
                }
            }
        }
    }

    public int First { get; }

    public int Second { get; }

    public double[] X { get; }

    public double[] Y { get; }

    /// <summary>[i, j] with the first parameter at X[i] and the second at Y[j].</summary>
    public double[,] CrossEntropy { get; }

    /// <summary>The mean over all entries of (f(x) − y)², likewise.</summary>
    public double[,] SquaredError { get; }

    /// <summary>How many points are computed.</summary>
    public int Done { get; private set; }

    public int Total => _order.Count;

    public bool IsDone => Done == Total;

    /// <summary>A range for a parameter that contains its path through a training, with a margin at both ends.</summary>
    /// <param name="visited">The values that it had, at least one of them finite.</param>
    /// <param name="margin">As a share of the way's width.</param>
    /// <param name="least">The range reaches at least so far to either side of the way's middle.</param>
    public static (double From, double To) Range(ReadOnlySpan<double> visited, double margin = 0.25, double least = 2)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in visited)
        {
            if (double.IsFinite(value))
            {
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
            }
        }

        if (low > high)
        {
            throw new ArgumentException($"None of the {visited.Length} values is finite.", nameof(visited));
        }

        var middle = low + ((high - low) / 2);
        var half = Math.Max(((high - low) / 2) + (margin * (high - low)), least);
        return (middle - half, middle + half);
    }

    /// <summary>The ends of the axis on which losses are drawn: the few highest, which would compress the others, are cut off.</summary>
    /// <param name="losses">All finite ones count; without any, the axis goes from 0, or 0.1, to 1.</param>
    /// <param name="isLogarithmic">The lower end is then above 0.</param>
    public static (double From, double To) Bounds(double[,] losses, bool isLogarithmic)
    {
        ArgumentNullException.ThrowIfNull(losses);
        var finite = new List<double>(losses.Length);
        foreach (var loss in losses)
        {
            if (double.IsFinite(loss) && (loss > 0 || !isLogarithmic))
            {
                finite.Add(loss);
            }
        }

        if (finite.Count == 0)
        {
            return (isLogarithmic ? 0.1 : 0, 1);
        }

        finite.Sort();
        var (low, high) = (finite[0], finite[(finite.Count - 1) * 19 / 20]);
        return isLogarithmic ? (low / 1.1, Math.Max(high, 2 * low)) : (low, Math.Max(high, low + 0.02));
    }

    /// <summary>Continues for about the given time, at least one point.</summary>
    /// <returns>Whether there is more to do.</returns>
    public bool Advance(double milliseconds)
    {
        var start = Stopwatch.GetTimestamp();
        while (!IsDone)
        {
            ComputeNext();
            if (Stopwatch.GetElapsedTime(start).TotalMilliseconds >= milliseconds)
            {
                break;
            }
        }

        return !IsDone;
    }

    private void ComputeNext()
    {
        var (i, j, stride) = _order[Done++];
        (_parameters[First], _parameters[Second]) = (X[i], Y[j]);
        var model = _model.WithParameters(_parameters);
        var (crossEntropy, squaredError) = OfLogits(model) ?? OfModel(model);

        // Points of a coarser pass to the left and below are done, those of this block are not.
        for (var n = i; n < Math.Min(i + stride, X.Length); n++)
        {
            for (var m = j; m < Math.Min(j + stride, Y.Length); m++)
            {
                CrossEntropy[n, m] = crossEntropy;
                SquaredError[n, m] = squaredError;
            }
        }
    }

    // One pass through the network for both losses, where the logits tell them.
    private (double CrossEntropy, double SquaredError)? OfLogits(Model<double> model)
    {
        if (!_isPlain)
        {
            return null;
        }

        var logits = model.Logits(_data.Rows);
        var sum = 0.0;
        for (var row = 0; row < logits.GetLength(0); row++)
        {
            for (var output = 0; output < logits.GetLength(1); output++)
            {
                var z = logits[row, output];
                if (!double.IsFinite(z))
                {
                    return null;
                }

                var error = Activation.Sigmoid.Apply(z) - _targets[row, output];
                sum += error * error;
            }
        }

        return (Losses.BinaryCrossEntropy(logits, _targets) + Penalty(), sum / logits.Length);
    }

    private (double CrossEntropy, double SquaredError) OfModel(Model<double> model)
    {
        model.Predict(_data.Rows, _predictions);
        var sum = 0.0;
        for (var at = 0; at < _predictions.Length; at++)
        {
            var (row, output) = (at / model.OutputCount, at % model.OutputCount);
            var error = _predictions[at] - _targets[row, output];
            sum += error * error * _rowWeights[row];
        }

        return (model.Loss(_data, new LossOptions { L2 = _l2 }), sum / _predictions.Length);
    }

    private double Penalty()
    {
        if (_l2 == 0)
        {
            return 0;
        }

        var sum = 0.0;
        for (var i = 0; i < _parameters.Length; i++)
        {
            sum += _isPenalised[i] ? _parameters[i] * _parameters[i] : 0;
        }

        return _l2 / 2 * sum;
    }

    private static bool[] WhereWeightsAre(Architecture architecture)
    {
        var isWeight = new bool[architecture.ParameterCount];
        for (int layer = 0, at = 0; layer < architecture.LayerCount; layer++)
        {
            var weights = architecture.Sizes[layer] * architecture.Sizes[layer + 1];
            isWeight.AsSpan(at, weights).Fill(true);
            at += weights + architecture.Sizes[layer + 1];
        }

        return isWeight;
    }

    private static double[] Axis((double From, double To) range, int steps, string name)
    {
        if (!double.IsFinite(range.To - range.From) || range.To <= range.From)
        {
            throw new ArgumentException($"A range must go from a finite number to a larger one, not from {range.From} to {range.To}.", name);
        }

        var axis = new double[steps];
        for (var i = 0; i < steps; i++)
        {
            axis[i] = range.From + ((range.To - range.From) * i / (steps - 1));
        }

        return axis;
    }

    private static void RequireParameter(int index, int count, string name)
    {
        if (index < 0 || index >= count)
        {
            throw new ArgumentOutOfRangeException(name, index, $"The model's parameters are number 0 to {count - 1}.");
        }
    }
}
