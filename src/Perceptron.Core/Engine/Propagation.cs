using System.Numerics;
using System.Runtime.CompilerServices;
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
internal sealed partial class Propagation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Rows that one thread takes are a multiple of this.</summary>
    public const int RowUnit = 8;

    private readonly PackedLayout _layout;
    private readonly Aligned<T>[] _outputs;
    private readonly double[] _losses;
    private Aligned<T>[]? _deltas;
    private T[]? _row;

    public Propagation(PackedLayout layout, int rows)
    {
        _layout = layout;
        Rows = rows;
        _outputs = [.. layout.Layers.Select(layer => new Aligned<T>(Whole((long)rows * layer.Stride)))];
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
        if (layer.Stride == layer.OutputCount)
        {
            _outputs[^1].AsSpan(0, count * layer.Stride).CopyTo(target);
            return;
        }

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
        if (first.IsNeuron)
        {
            blas?.CountOwn(from);
            rows.Forward(block, from, to, parameters[first.Weights], parameters[first.BiasStart], _outputs[0]);
            return;
        }

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
        if (first.IsNeuron)
        {
            // The copy is padded to whole vectors.
            _row ??= new T[first.Weights.End.Value];
            row.CopyTo(_row);
            NeuronKernels.Forward(new PaddedRows<T>(row, _row, new RowBlock(null, 0, 1), row.Length), 0, 1, parameters[first.Weights], parameters[first.BiasStart], _outputs[0]);
            return;
        }

        if (first.IsBlocked)
        {
            DenseInputBlocks.Forward(Singles(row), first.Blocks!, Singles(parameters[first.Weights]), Singles(parameters[first.Bias]), Singles(_outputs[0].Span));
            ForwardHidden(parameters, 0, 1, blas: null);
            return;
        }

        DenseKernels.Forward(new DenseBlock<T>(row, new RowBlock(null, 0, 1), row.Length, row.Length), 0, 1, parameters[first.Weights], parameters[first.Bias], _outputs[0], first.Stride);

        ForwardHidden(parameters, 0, 1, blas: null);
    }

    /// <summary>Logits to predictions, for the first rows of the block.</summary>
    public void Predict(int count, Workspace<T> workspace) =>
        Predict(_layout.Architecture, _outputs[^1].AsSpan(0, (int)Whole(count * _layout.Layers[^1].Stride)), workspace.Scratch);

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

    /// <summary>A sum and, in their order, the losses of the first rows.</summary>
    [MethodImpl(Kernel.Loop)]
    public double SumLosses(int count, double sum = 0)
    {
        foreach (var loss in _losses.AsSpan(0, count))
        {
            sum += loss;
        }

        return sum;
    }

    /// <summary>Numbers in whole vectors of them.</summary>
    private static long Whole(long count) => (count + Lanes.Count<T>() - 1) / Lanes.Count<T>() * Lanes.Count<T>();

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

            DenseKernels.Forward(Hidden(l, to), from, to, parameters[layer.Weights], parameters[layer.Bias], _outputs[l], layer.Stride);
        }
    }
}
