using System.Numerics;
using Perceptron.Data;
using Perceptron.Kernels;

namespace Perceptron.Engine;

/// <summary>Forward and backward passes over one block of rows, with the buffers that they need; one thread at a time.</summary>
internal sealed class Propagation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Layout _layout;
    private readonly T[][] _outputs;
    private readonly double[] _scratch;

    public Propagation(Layout layout, int rows)
    {
        _layout = layout;
        Rows = rows;
        _outputs = [.. layout.Layers.Select(layer => new T[(long)rows * layer.Stride])];
        _scratch = new double[layout.Architecture.Outputs];
    }

    /// <summary>The largest block that fits.</summary>
    public int Rows { get; }

    /// <summary>The logits of one row of the last block.</summary>
    public Span<T> Logits(int row) => Output(_layout.Layers.Length - 1, row);

    /// <summary>What a layer gave for one row of the last block: h of a hidden one, the logits of the last.</summary>
    public Span<T> Output(int layer, int row) =>
        _outputs[layer].AsSpan(row * _layout.Layers[layer].Stride, _layout.Layers[layer].Outputs);

    public void Forward(ReadOnlySpan<T> parameters, Rows<T> rows, RowBlock block)
    {
        var first = _layout.Layers[0];
        rows.Forward(block, parameters[first.Weights], parameters[first.Bias], _outputs[0].AsSpan(0, block.Count * first.Stride));
        ForwardHidden(parameters, block.Count);
    }

    public void Forward(ReadOnlySpan<T> parameters, ReadOnlySpan<T> row)
    {
        var first = _layout.Layers[0];
        DenseKernels.Forward(row, parameters[first.Weights], parameters[first.Bias], _outputs[0].AsSpan(0, first.Stride));
        ForwardHidden(parameters, 1);
    }

    /// <summary>Logits to predictions, for one row of the last block.</summary>
    public ReadOnlySpan<T> Predict(int row)
    {
        var z = Logits(row);
        if (_layout.Architecture.Output.IsSoftmax)
        {
            OutputKernels.Softmax(z, _scratch);
        }
        else
        {
            OutputKernels.Sigmoid(z);
        }

        return z;
    }

    /// <summary>The sum of the losses of a block, after its forward pass; see <see cref="Targets{T}.RowLoss"/>.</summary>
    public double Loss(Targets<T> targets, RowBlock block, bool differentiate)
    {
        var sum = 0.0;
        for (var r = 0; r < block.Count; r++)
        {
            sum += targets.RowLoss(block[r], _layout.Architecture.Output, Logits(r), _scratch, differentiate);
        }

        return sum;
    }

    /// <summary>The sum of the gradients of a block, added to <paramref name="gradient"/>, and that of its losses.</summary>
    public double AddGradient(ReadOnlySpan<T> parameters, Dataset<T> data, RowBlock block, Span<T> gradient)
    {
        Forward(parameters, data.Rows, block);
        ClearPadding(block.Count);
        var loss = Loss(data.Targets, block, differentiate: true);
        for (var l = _layout.Layers.Length - 1; l >= 0; l--)
        {
            var layer = _layout.Layers[l];
            var deltas = _outputs[l].AsSpan(0, block.Count * layer.Stride);
            var bias = gradient[layer.Bias];
            for (var r = 0; r < block.Count; r++)
            {
                Lanes.Add(deltas.Slice(r * layer.Stride, layer.Stride), bias);
            }

            if (l == 0)
            {
                data.Rows.AddGradient(block, deltas, layer.Stride, gradient[layer.Weights]);
                break;
            }

            var before = _layout.Layers[l - 1];
            for (var r = 0; r < block.Count; r++)
            {
                var delta = deltas.Slice(r * layer.Stride, layer.Stride);
                var hidden = _outputs[l - 1].AsSpan(r * before.Stride, before.Stride);
                DenseKernels.AddGradient(hidden[..layer.Inputs], delta, gradient[layer.Weights]);
                DenseKernels.Backward(before.Activation, delta, parameters[layer.Weights], hidden, before.Outputs);
            }
        }

        return loss;
    }

    private void ForwardHidden(ReadOnlySpan<T> parameters, int rows)
    {
        for (var l = 1; l < _layout.Layers.Length; l++)
        {
            var (before, layer) = (_layout.Layers[l - 1], _layout.Layers[l]);
            ActivationKernels.Apply<T>(before.Activation, _outputs[l - 1], rows, before.Outputs, before.Stride);
            for (var r = 0; r < rows; r++)
            {
                DenseKernels.Forward(
                    _outputs[l - 1].AsSpan(r * before.Stride, before.Outputs),
                    parameters[layer.Weights],
                    parameters[layer.Bias],
                    _outputs[l].AsSpan(r * layer.Stride, layer.Stride));
            }
        }
    }

    /// <summary>The padding of the logits becomes that of δ, which the backward pass multiplies with.</summary>
    private void ClearPadding(int rows)
    {
        var last = _layout.Layers[^1];
        for (var r = 0; r < rows && last.Outputs < last.Stride; r++)
        {
            _outputs[^1].AsSpan((r * last.Stride) + last.Outputs, last.Stride - last.Outputs).Clear();
        }
    }
}
