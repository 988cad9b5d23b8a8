using Perceptron.Kernels;
using Perceptron.Support;

namespace Perceptron.Engine;

/// <content>The backward pass, the gradients, and steps that go through the inputs of some rows alone.</content>
internal sealed partial class Propagation<T>
{
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
                var transposed = workspace.Transposed.Of(l, parameters);
                var delta = new DenseBlock<T>(Deltas(l), new RowBlock(null, 0, to), layer.OutputCount, layer.Stride);
                DenseKernels.Forward(delta, from, to, transposed, workspace.NoBias.AsSpan(0, before.Stride), target, before.Stride);
            }

            ActivationKernels.MultiplySlope<T>(
                before.Activation,
                _outputs[l - 1].AsSpan(from * before.Stride, (to - from) * before.Stride),
                target.AsSpan(from * before.Stride, (to - from) * before.Stride));
        }
    }

    /// <summary>
    /// G = Xᵀδ of one layer, for a run of its units (<see cref="LayerLayout.Units"/>), those of the first panel, then of the next,
    /// over all rows of the block, of which there is one at least. It is added to what is there where <paramref name="adds"/>; layers in blocks of inputs can't.
    /// </summary>
    public void Gradient(int l, int from, int to, Rows<T> rows, RowBlock block, Span<T> gradient, BlasProducts<T>? blas, bool adds = false)
    {
        var layer = _layout.Layers[l];
        if (layer.IsBlocked)
        {
            blas?.CountOwn(from);
            rows.Blocks!.Gradient(block, Singles(Deltas(l).Span), layer.Stride, Singles(gradient[layer.Weights]), from, to);
            return;
        }

        if (!adds)
        {
            // What follows adds.
            gradient[(layer.Start + (from * layer.UnitLength))..(layer.Start + (to * layer.UnitLength))].Clear();
        }

        if (layer.IsNeuron)
        {
            blas?.CountOwn(from);
        }
        else if (l == 0 ? blas?.TryAddGradient(layer, rows, block, Deltas(0), from, gradient) == true
            : blas?.TryAddGradient(layer, Hidden(l, block.Count), Deltas(l), from, gradient) == true)
        {
            return;
        }

        AddGradient(l, from, to, rows, block, gradient);
    }

    /// <summary>The same, added to what is there, for layers that don't stand in blocks of inputs.</summary>
    public void AddGradient(int l, int from, int to, Rows<T> rows, RowBlock block, Span<T> gradient)
    {
        var layer = _layout.Layers[l];
        if (layer.IsNeuron)
        {
            rows.AddGradient(block, Deltas(0).AsSpan(0, block.Count), gradient[layer.Weights], from * layer.UnitInputs, to * layer.UnitInputs);
            return;
        }

        for (PanelRun run; from < to; from = run.End)
        {
            run = layer.FirstOf(from, to);
            var target = gradient[layer.At(run.Panel, 0)..layer.At(run.Panel + run.Panels, 0)];
            var delta = Deltas(l).AsSpan(run.Panel * layer.Lanes);
            if (l > 0)
            {
                DenseKernels.AddGradient(Hidden(l, block.Count), delta, layer.Stride, target, run.Panels, run.FromInput, run.ToInput);
            }
            else if (run.Panels > 1)
            {
                rows.AddGradient(block, delta, layer.Stride, target, run.Panels);
            }
            else
            {
                rows.AddGradient(block, delta, layer.Stride, target, run.FromInput, run.ToInput);
            }
        }
    }

    /// <summary>
    /// p −= rate · (g / divisor) for the weights of the first layer that belong to inputs of some sparse rows, and g = 0: for a run of units, where g is 0 for
    /// all other inputs.
    /// </summary>
    public void Descend(int from, int to, Rows<T> rows, RowBlock block, Span<T> parameters, Span<T> gradient, double divisor, T rate)
    {
        var layer = _layout.Layers[0];
        if (layer.IsNeuron)
        {
            rows.Descend(block, parameters[layer.Weights], gradient[layer.Weights], 1, from * layer.UnitInputs, to * layer.UnitInputs, divisor, rate);
            return;
        }

        for (PanelRun run; from < to; from = run.End)
        {
            run = layer.FirstOf(from, to);
            for (var panel = run.Panel; panel < run.Panel + run.Panels; panel++)
            {
                rows.Descend(block, parameters[layer.Panel(panel)], gradient[layer.Panel(panel)], layer.Lanes, run.FromInput, run.ToInput, divisor, rate);
            }
        }
    }

    /// <summary>The gradient by one layer's bias, Σδ; added to what is there where <paramref name="adds"/>.</summary>
    public void BiasGradient(int l, int count, Span<T> gradient, bool adds = false)
    {
        var layer = _layout.Layers[l];
        if (!adds)
        {
            gradient[layer.Bias].Clear();
        }

        if (layer.IsNeuron)
        {
            gradient[layer.BiasStart] += NeuronKernels.Sum<T>(Deltas(l).AsSpan(0, count));
            return;
        }

        DenseKernels.AddRows<T>(Deltas(l).AsSpan(0, count * layer.Stride), gradient[layer.Bias]);
    }

    /// <summary>
    /// The sum of the gradients of a block, added to what is there where <paramref name="adds"/>, and that of its losses, added to <paramref name="sum"/> row by
    /// row.
    /// </summary>
    public double Gradient(ReadOnlySpan<T> parameters, Dataset<T> data, RowBlock block, Span<T> gradient, Workspace<T> workspace, bool adds, double sum)
    {
        if (block.Count == 0)
        {
            gradient.Clear();
            return sum;
        }

        PrepareBackward();
        Forward(parameters, data.Rows, block, 0, block.Count, workspace.Blas);
        Losses(data, block, 0, block.Count, workspace, differentiate: true);
        Backward(parameters, 0, block.Count, workspace);
        for (var l = 0; l < _layout.Layers.Length; l++)
        {
            Gradient(l, 0, _layout.Layers[l].Panels * _layout.Layers[l].Units, data.Rows, block, gradient, workspace.Blas, adds);
            BiasGradient(l, block.Count, gradient, adds);
        }

        return SumLosses(block.Count, sum);
    }
}
