using System.Numerics;
using Perceptron.Specification;
using Perceptron.Support;
using Perceptron.Verification;

namespace Perceptron;

/// <summary>Holds an analytic gradient against finite differences of the loss.</summary>
/// <remarks>
/// $$
/// \frac{\partial L}{\partial p} \approx \frac{L(p - 2h) - 8 L(p - h) + 8 L(p + h) - L(p + 2h)}{12 h}
/// $$
///
/// These are central differences of fourth order (M. Abramowitz and I. Stegun, "Handbook of mathematical functions", 25.3.21). Their error
/// is of the order of h⁴ and, from the rounding of the losses, of 10⁻¹⁶ of the loss over h. So h has to fit the inputs: a model of pixels up to
/// 255 bends within another step than one of inputs up to 1. It is tried at first with 10⁻³ over the largest input that the weight multiplies
/// (for functions of your own $10^{-3} \max(1, |p|)$). Where h and h/2 then disagree, or steps that are far shorter do, it
/// is looked for from short steps to long ones. Inputs may be from 10⁻⁶ to 10⁶, and of several sizes. At a kink, as ReLU has, both
/// sides disagree with any derivative.
/// </remarks>
public static class GradientCheck
{
    private const double FirstStep = 1e-3;

    /// <summary>Checks a model's gradient over a dataset.</summary>
    /// <remarks>The differences are taken in double, of the model and the data converted to it.</remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="data">Observations and targets of the model's shape; a few will do, each parameter takes ten losses, and more where the step has to be found.</param>
    /// <param name="loss">Penalty, weights and smoothing; none if it is left out.</param>
    /// <param name="compute">How many threads may work; one if omitted.</param>
    /// <param name="cancellationToken">Checked before every loss.</param>
    /// <returns>How well they agree, and where least.</returns>
    /// <exception cref="ArgumentException">The shapes of model, data and weights differ, or the targets of a softmax are independent.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static GradientCheckResult Compare<T>(
        Model<T> model, Dataset<T> data, LossOptions? loss = null, ComputeOptions? compute = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(model, nameof(model));
        cancellationToken.ThrowIfCancellationRequested();
        var analytic = Arrays.Convert<T, double>(model.Gradient(data, loss, compute).ToArray());
        var (precise, preciseData) = (model.ConvertTo<double>(), data.ConvertTo<double>());
        if (Array.Exists(precise.GetParameters(), parameter => Math.Abs(parameter) > double.MaxValue / 2))
        {
            throw new ArgumentException("A parameter is so large that no step away from it is finite.", nameof(model));
        }

        return Compare(
            point => precise.WithParameters(point).Loss(preciseData, loss, compute),
            analytic,
            precise.GetParameters(),
            Steps(model.Architecture.Order.Layers, preciseData.Rows),
            index => Name(model.Architecture.Order.Layers, index),
            cancellationToken);
    }

    /// <summary>Checks a gradient of your own.</summary>
    /// <param name="loss">The loss at a point.</param>
    /// <param name="gradient">The gradient at a point, of the point's length.</param>
    /// <param name="point">Where to check; neither function sees this very array.</param>
    /// <param name="cancellationToken">Checked before every loss.</param>
    /// <returns>How well they agree, and where least.</returns>
    /// <exception cref="ArgumentException">The point is empty or not finite, or the gradient has another length.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static GradientCheckResult Compare(
        Func<double[], double> loss, Func<double[], double[]> gradient, double[] point, CancellationToken cancellationToken = default)
    {
        Guard.NotNull(loss, nameof(loss));
        Guard.NotNull(gradient, nameof(gradient));
        Guard.NotNull(point, nameof(point));
        Guard.Finite<double>(point, nameof(point));
        if (point.Length == 0)
        {
            throw new ArgumentException("The point has no coordinate.", nameof(point));
        }

        cancellationToken.ThrowIfCancellationRequested();
        var analytic = gradient([.. point]);
        if (analytic is null || analytic.Length != point.Length)
        {
            throw new ArgumentException(
                $"The gradient gave {Guard.Count(analytic?.Length ?? 0, "value")} for a point of {point.Length}.", nameof(gradient));
        }

        return Compare(
            loss, [.. analytic], [.. point], [.. point.Select(p => FirstStep * Math.Max(1, Math.Abs(p)))], index => $"[{index}]", cancellationToken);
    }

    private static GradientCheckResult Compare(
        Func<double[], double> loss,
        double[] analytic,
        double[] point,
        double[] steps,
        Func<int, string> name,
        CancellationToken cancellationToken)
    {
        var numeric = new double[point.Length];
        var lossHere = Math.Abs(loss([.. point]));

        // A tenth of what a correct gradient may be wrong by. Where the gradient isn't finite, no step is looked for.
        var tolerance = 1e-8 * GradientCheckResult.Scale(analytic, lossHere);
        tolerance = double.IsFinite(tolerance) ? tolerance : double.PositiveInfinity;
        for (var i = 0; i < point.Length; i++)
        {
            numeric[i] = FiniteDifference.Derivative(At, point[i], steps[i], tolerance);

            double At(double coordinate)
            {
                cancellationToken.ThrowIfCancellationRequested();
                double[] moved = [.. point];
                moved[i] = coordinate;
                return loss(moved);
            }
        }

        return new GradientCheckResult(analytic, numeric, lossHere, name);
    }

    /// <summary>The first step of each parameter: shorter for weights of larger inputs.</summary>
    private static double[] Steps(LayerParameters[] layers, Rows<double> rows)
    {
        var largest = new double[rows.InputCount];
        for (var r = 0; r < rows.Count; r++)
        {
            var row = rows.Row(r);
            for (var i = 0; i < largest.Length; i++)
            {
                largest[i] = Math.Max(largest[i], Math.Abs(row[i]));
            }
        }

        var steps = new double[layers[^1].End];
        Array.Fill(steps, FirstStep);
        var outputCount = layers[0].OutputCount;
        for (var w = 0; w < largest.Length * outputCount; w++)
        {
            steps[layers[0].WeightStart + w] /= largest[w / outputCount] > 0 ? largest[w / outputCount] : 1;
        }

        return steps;
    }

    private static string Name(LayerParameters[] layers, int index)
    {
        var l = Array.FindLastIndex(layers, layer => layer.WeightStart <= index);
        var layer = layers[l];
        var within = index - layer.WeightStart;
        return within < layer.InputCount * layer.OutputCount
            ? $"layer {l}, W[{within / layer.OutputCount}, {within % layer.OutputCount}]"
            : $"layer {l}, b[{within - (layer.InputCount * layer.OutputCount)}]";
    }
}
