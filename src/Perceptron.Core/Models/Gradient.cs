using System.Globalization;
using System.Numerics;
using Perceptron.Support;

namespace Perceptron;

/// <summary>
/// The gradient of the mean loss with respect to a model's parameters, with that loss and the number of observations it is
/// of. It is kept as a sum, and what the mean divides by beside it, so that the gradients of parts of a dataset add up to that of
/// the whole, with weights too.
/// </summary>
/// <remarks>Its numbers are in the order of <see cref="Model{T}.GetParameters"/>.</remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Gradient<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _sum;
    private readonly double _lossSum;
    private readonly double _weight;
    private readonly double _penalty;

    internal Gradient(Model<T> model, T[] sum, double lossSum, long count, double weight, LossOptions loss, double penalty)
    {
        Model = model;
        _sum = sum;
        _lossSum = lossSum;
        _weight = weight;
        Count = count;

        // The weights of rows are in the sum already, and differ from part to part.
        LossOptions = loss.WithoutRowWeights;
        _penalty = penalty;
        Loss = (lossSum / Engine.Objective.Divisor(model.Architecture, weight)) + penalty;
    }

    /// <summary>The model at which it was taken.</summary>
    public Model<T> Model { get; }

    /// <summary>How many observations it is of.</summary>
    public long Count { get; }

    /// <summary>Penalty, class weights and smoothing of the loss that it is the gradient of; without the weights of rows.</summary>
    public LossOptions LossOptions { get; }

    /// <summary>How many numbers it has: as many as the model has parameters.</summary>
    public int Length => _sum.Length;

    /// <summary>The mean loss in nats, with the penalty.</summary>
    public double Loss { get; }

    /// <summary>The derivative of the loss with respect to one parameter.</summary>
    /// <param name="parameter">Its place, in the order of <see cref="Model{T}.GetParameters"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such parameter.</exception>
    public T this[int parameter]
    {
        get
        {
            Guard.Index(parameter, Length, "parameter", nameof(parameter));
            var single = _sum[parameter];
            Finish(parameter, new Span<T>(ref single));
            return single;
        }
    }

    /// <summary>Two gradients of parts to that of both together.</summary>
    /// <param name="left">One part's.</param>
    /// <param name="right">Another part's, of the same model and the same loss options.</param>
    /// <returns>The gradient of the mean loss over both parts.</returns>
    /// <exception cref="ArgumentException">The models or the loss options differ.</exception>
    public static Gradient<T> operator +(Gradient<T> left, Gradient<T> right)
    {
        Guard.NotNull(left, nameof(left));
        Guard.NotNull(right, nameof(right));
        return left.Add(right, nameof(right));
    }

    /// <summary>This gradient and another part's to that of both together.</summary>
    /// <param name="other">The other part's, of the same model and the same loss options.</param>
    /// <returns>The gradient of the mean loss over both parts.</returns>
    /// <exception cref="ArgumentException">The models or the loss options differ.</exception>
    public Gradient<T> Add(Gradient<T> other)
    {
        Guard.NotNull(other, nameof(other));
        return Add(other, nameof(other));
    }

    private Gradient<T> Add(Gradient<T> other, string name)
    {
        if (!Model.Equals(other.Model))
        {
            throw new ArgumentException("The gradients were taken at different models.", name);
        }

        if (!LossOptions.Equals(other.LossOptions))
        {
            throw new ArgumentException($"The losses differ: {LossOptions}, and {other.LossOptions}.", name);
        }

        T[] sum = [.. _sum];
        Kernels.Lanes.Add<T>(other._sum, sum);
        return new(Model, sum, _lossSum + other._lossSum, Count + other.Count, _weight + other._weight, LossOptions, _penalty);
    }

    /// <summary>A copy of the gradient.</summary>
    /// <returns>A number for each parameter.</returns>
    public T[] ToArray()
    {
        T[] gradient = [.. _sum];
        foreach (var layer in Model.Architecture.Order.Layers)
        {
            Finish(layer.WeightStart, gradient.AsSpan(layer.Weights));
            Finish(layer.BiasStart, gradient.AsSpan(layer.Bias));
        }

        return gradient;
    }

    /// <summary>A copy of the gradient in the shape of a layer: ∂L/∂W and ∂L/∂b.</summary>
    /// <param name="index">Which layer, from 0.</param>
    /// <returns>A derivative for each weight and bias.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public Layer<T> ForLayer(int index)
    {
        Guard.Index(index, Model.Layers.Count, "layer", nameof(index));
        var place = Model.Architecture.Order.Layers[index];
        var gradient = ToArray();
        return new(
            new Weights<T>(gradient, place.WeightStart, place.InputCount, place.OutputCount),
            new Bias<T>(gradient, place.BiasStart, place.OutputCount));
    }

    /// <summary>The Euclidean length of the gradient, summed in double.</summary>
    /// <returns>At least 0.</returns>
    public double Norm() => Math.Sqrt(ToArray().Sum(value => double.CreateTruncating(value) * double.CreateTruncating(value)));

    /// <summary>What it is, as "gradient of 7850 parameters over 128 observations, loss 2.30259".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"gradient of {Guard.Count(Length, "parameter")} over {Count} observations, loss {Guard.Short(Loss)}");

    /// <summary>From a piece of the sum, all weights or all biases of one layer, to that of the mean with the penalty.</summary>
    private void Finish(int start, Span<T> piece)
    {
        var isBias = Model.Architecture.Order.Layers.Any(layer => start >= layer.BiasStart && start < layer.End);
        Kernels.UpdateKernels.Finish(
            piece,
            Model.Parameters.Slice(start, piece.Length),
            Engine.Objective.Divisor(Model.Architecture, _weight),
            isBias ? 0 : LossOptions.Penalty);
    }
}
