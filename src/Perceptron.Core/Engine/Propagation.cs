using System.Numerics;
using System.Runtime.InteropServices;
using Perceptron.Data;
using Perceptron.Kernels;
using Perceptron.Support;

namespace Perceptron.Engine;

/// <summary>
/// Forward and backward passes over one block of rows, with their buffers. Several threads may work on one block: first each on
/// rows of its own (a multiple of eight, since losses are computed eight at a time), until all losses and δ of every layer are
/// computed; then each on weights of its own.
/// </summary>
internal sealed class Propagation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Rows that one thread takes are a multiple of this.</summary>
    public const int RowUnit = 8;

    private readonly PackedLayout _layout;
    private readonly Aligned<T>[] _outputs;
    private readonly double[] _losses;
    private Aligned<T>[]? _deltas;

    public Propagation(PackedLayout layout, int rows)
    {
        _layout = layout;
        Rows = rows;
        _outputs = [.. layout.Layers.Select(layer => new Aligned<T>((long)rows * layer.Stride))];
        _losses = new double[(rows + RowUnit - 1) / RowUnit * RowUnit];
    }

    /// <summary>Logits to predictions, in place, for rows of whole vectors.</summary>
    public static void Predict(Architecture architecture, Span<T> z, Span<double> scratch)
    {
        if (architecture.Output.IsSoftmax)
        {
            OutputKernels.Softmax(z, architecture.OutputCount, Lanes.Pad<T>(architecture.OutputCount), scratch);
        }
        else
        {
            OutputKernels.Sigmoid(z);
        }
    }

    /// <summary>The largest block that fits.</summary>
    public int Rows { get; }

    /// <summary>The last layer's output for a row: the logits, or the predictions once <see cref="Predict(int, Workspace{T})"/> has made them.</summary>
    public Span<T> Output(int row) => Output(_layout.Layers.Length - 1, row);

    /// <summary>Copies the last layer's outputs for the first rows, row after row.</summary>
    public void CopyOutputs(int count, Span<T> target)
    {
        var layer = _layout.Layers[^1];
        var row = layer.Panels == 1 ? Lanes.CopyRows(_outputs[^1].Span, layer.OutputCount, count, target) : 0;
        for (; row < count; row++)
        {
            Output(row).CopyTo(target[(row * layer.OutputCount)..]);
        }
    }

    /// <summary>A layer's output for a row: h of a hidden one.</summary>
    public Span<T> Output(int layer, int row) =>
        _outputs[layer].AsSpan(row * _layout.Layers[layer].Stride, _layout.Layers[layer].OutputCount);

    public void Forward(ReadOnlySpan<T> parameters, Rows<T> rows, RowBlock block, int from, int to, BlasProducts<T>? blas)
    {
        if (from == to)
        {
            return;
        }

        ref readonly var first = ref _layout.Layers[0];
        if (blas?.TryForward(first, parameters, rows, block, from, to, _outputs[0]) == true)
        {
            ForwardHidden(parameters, from, to, blas);
            return;
        }

        if (first.IsBlocked)
        {
            rows.Blocks!.Forward(
                block, from, to, Singles(parameters[first.Weights]), Singles(parameters[first.Bias]), Singles(_outputs[0].Span), first.Stride);
        }
        else
        {
            rows.Forward(block, from, to, parameters[first.Weights], parameters[first.Bias], _outputs[0].Span, first.Stride);
        }

        ForwardHidden(parameters, from, to, blas);
    }

    /// <summary>The forward pass of one row, which becomes the first of the block.</summary>
    public void Forward(ReadOnlySpan<T> parameters, ReadOnlySpan<T> row)
    {
        ref readonly var first = ref _layout.Layers[0];
        if (first.IsBlocked)
        {
            DenseInputBlocks.Forward(Singles(row), first.Blocks!, Singles(parameters[first.Weights]), Singles(parameters[first.Bias]), Singles(_outputs[0].Span));
            ForwardHidden(parameters, 0, 1, blas: null);
            return;
        }

        for (var panel = 0; panel < first.Panels; panel++)
        {
            DenseKernels.Forward(
                row, parameters[first.Panel(panel)], parameters[first.BiasPanel(panel)], _outputs[0].AsSpan(panel * first.Lanes, first.Lanes));
        }

        ForwardHidden(parameters, 0, 1, blas: null);
    }

    /// <summary>Logits to predictions, for the first rows of the block.</summary>
    public void Predict(int count, Workspace<T> workspace) =>
        Predict(_layout.Architecture, _outputs[^1].AsSpan(0, count * _layout.Layers[^1].Stride), workspace.Scratch);

    /// <summary>The losses of some rows, after their forward pass; where <paramref name="differentiate"/>, logits become δ.</summary>
    public void Losses(Dataset<T> data, RowBlock block, int from, int to, Workspace<T> workspace, bool differentiate)
    {
        var stride = _layout.Layers[^1].Stride;
        var part = block.Part(from, to - from);
        var z = _outputs[^1].AsSpan(from * stride);
        var losses = _losses.AsSpan(from);
        RowLosses.Compute(
            data.Targets,
            part, _layout.Architecture.Output, z, stride, losses, workspace.Scratch, differentiate, data.Weighting?.Entries);
        data.Weighting?.Multiply(part, z, stride, losses, differentiate);
    }

    /// <summary>The sum of the losses of the first rows, in their order.</summary>
    public double SumLosses(int count)
    {
        var sum = 0.0;
        foreach (var loss in _losses.AsSpan(0, count))
        {
            sum += loss;
        }

        return sum;
    }

    /// <summary>Allocates the buffers of the backward pass, before threads share this.</summary>
    public void PrepareBackward() =>
        _deltas ??= [.. _layout.Layers.SkipLast(1).Select(layer => new Aligned<T>((long)Rows * layer.Stride))];

    /// <summary>From δ of the last layer to δ of every other one, (δWᵀ) · act′, for some rows.</summary>
    public void Backward(ReadOnlySpan<T> parameters, int from, int to, Workspace<T> workspace)
    {
        if (from == to)
        {
            return;
        }

        for (var l = _layout.Layers.Length - 1; l > 0; l--)
        {
            var (before, layer) = (_layout.Layers[l - 1], _layout.Layers[l]);
            var target = Deltas(l - 1);
            if (workspace.Blas?.TryBackward(layer, parameters, Deltas(l), from, to, target, before.Stride) != true)
            {
                var transposed = workspace.Transpose(l, parameters);
                var delta = new DenseBlock<T>(Deltas(l), new RowBlock(null, 0, to), layer.OutputCount, layer.Stride);
                for (var panel = 0; panel < before.Panels; panel++)
                {
                    var weights = transposed.Slice(panel * layer.OutputCount * layer.Lanes, layer.OutputCount * layer.Lanes);
                    DenseKernels.Forward(delta, from, to, weights, workspace.NoBias, target.AsSpan(panel * before.Lanes), before.Stride);
                }
            }

            ActivationKernels.MultiplySlope<T>(
                before.Activation,
                _outputs[l - 1].AsSpan(from * before.Stride, (to - from) * before.Stride),
                target.AsSpan(from * before.Stride, (to - from) * before.Stride));
        }
    }

    /// <summary>
    /// G = Xᵀδ of one layer, for a run of its units (<see cref="LayerLayout.Units"/>), those of the first panel, then of the next,
    /// over all rows of the block, of which there is one at least.
    /// </summary>
    public void Gradient(int l, int from, int to, Rows<T> rows, RowBlock block, Span<T> gradient, BlasProducts<T>? blas)
    {
        var layer = _layout.Layers[l];
        if (layer.IsBlocked)
        {
            blas?.CountOwn(from);
            rows.Blocks!.Gradient(block, Singles(Deltas(l).Span), layer.Stride, Singles(gradient[layer.Weights]), from, to);
            return;
        }

        // The kernels below add.
        gradient[(layer.Start + (from * layer.UnitLength))..(layer.Start + (to * layer.UnitLength))].Clear();

        if (l == 0 ? blas?.TryAddGradient(layer, rows, block, Deltas(0), from, gradient) == true
            : blas?.TryAddGradient(layer, Hidden(l, block.Count), Deltas(l), from, gradient) == true)
        {
            return;
        }

        for (var panel = from / layer.InputCount; panel * layer.InputCount < to; panel++)
        {
            var whole = (to / layer.InputCount) - panel;
            if (l == 0 && whole > 1 && from <= panel * layer.InputCount)
            {
                rows.AddGradient(
                    block, Deltas(0).AsSpan(panel * layer.Lanes), layer.Stride, gradient[layer.At(panel, 0)..layer.At(panel + whole, 0)], whole);
                panel += whole - 1;
                continue;
            }

            var first = Math.Max(from - (panel * layer.InputCount), 0);
            var end = Math.Min(to - (panel * layer.InputCount), layer.InputCount);
            var target = gradient[layer.Panel(panel)];
            var delta = Deltas(l).AsSpan(panel * layer.Lanes);
            if (l == 0)
            {
                rows.AddGradient(block, delta, layer.Stride, target, first, end);
            }
            else
            {
                DenseKernels.AddGradient(Hidden(l, block.Count), delta, layer.Stride, target, first, end);
            }
        }
    }

    /// <summary>The gradient by one layer's bias, Σδ.</summary>
    public void BiasGradient(int l, int count, Span<T> gradient)
    {
        var layer = _layout.Layers[l];
        gradient[layer.Bias].Clear();
        DenseKernels.AddRows<T>(Deltas(l).AsSpan(0, count * layer.Stride), gradient[layer.Bias]);
    }

    /// <summary>The sum of the gradients of a block, and that of its losses.</summary>
    public double Gradient(ReadOnlySpan<T> parameters, Dataset<T> data, RowBlock block, Span<T> gradient, Workspace<T> workspace)
    {
        if (block.Count == 0)
        {
            gradient.Clear();
            return 0;
        }

        PrepareBackward();
        Forward(parameters, data.Rows, block, 0, block.Count, workspace.Blas);
        Losses(data, block, 0, block.Count, workspace, differentiate: true);
        Backward(parameters, 0, block.Count, workspace);
        for (var l = 0; l < _layout.Layers.Length; l++)
        {
            Gradient(l, 0, _layout.Layers[l].Panels * _layout.Layers[l].Units, data.Rows, block, gradient, workspace.Blas);
            BiasGradient(l, block.Count, gradient);
        }

        return SumLosses(block.Count);
    }

    /// <summary>The same numbers as floats; rows in blocks of eight inputs are always floats.</summary>
    private static ReadOnlySpan<float> Singles(ReadOnlySpan<T> numbers) => MemoryMarshal.Cast<T, float>(numbers);

    /// <inheritdoc cref="Singles(ReadOnlySpan{T})"/>
    private static Span<float> Singles(Span<T> numbers) => MemoryMarshal.Cast<T, float>(numbers);

    /// <summary>δ of a layer; that of the last one stands where its logits were.</summary>
    private Aligned<T> Deltas(int layer) => layer == _outputs.Length - 1 ? _outputs[layer] : _deltas![layer];

    /// <summary>The outputs of the layer before, for the first rows.</summary>
    private DenseBlock<T> Hidden(int layer, int count) =>
        new(_outputs[layer - 1], new RowBlock(null, 0, count), _layout.Layers[layer].InputCount, _layout.Layers[layer - 1].Stride);

    private void ForwardHidden(ReadOnlySpan<T> parameters, int from, int to, BlasProducts<T>? blas)
    {
        for (var l = 1; l < _layout.Layers.Length; l++)
        {
            var (before, layer) = (_layout.Layers[l - 1], _layout.Layers[l]);
            ActivationKernels.Apply(before.Activation, _outputs[l - 1].AsSpan(from * before.Stride, (to - from) * before.Stride));
            if (blas?.TryForward(layer, parameters, Hidden(l, to), from, to, _outputs[l]) == true)
            {
                continue;
            }


            for (var panel = 0; panel < layer.Panels; panel++)
            {
                DenseKernels.Forward(
                    Hidden(l, to), from, to, parameters[layer.Panel(panel)], parameters[layer.BiasPanel(panel)], _outputs[l].AsSpan(panel * layer.Lanes), layer.Stride);
            }
        }
    }
}
