using System.Numerics;
using Perceptron.Kernels;
using Perceptron.Support;

namespace Perceptron.Engine;

/// <summary>
/// Wᵀ of the layers behind the first, in panels over their inputs, as the backward pass reads them. Each is made when it is first asked for, by whichever thread asks;
/// threads share them until the parameters change.
/// </summary>
internal sealed class TransposedWeights<T>(PackedLayout layout)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Lock _gate = new();
    private readonly Aligned<T>?[] _layers = new Aligned<T>?[layout.Layers.Length];
    private readonly bool[] _areMade = new bool[layout.Layers.Length];

    /// <summary>The parameters have changed, or may have. No thread asks meanwhile.</summary>
    public void Forget() => Array.Clear(_areMade);

    /// <summary>Wᵀ of a layer.</summary>
    public ReadOnlySpan<T> Of(int layer, ReadOnlySpan<T> parameters)
    {
        if (!Volatile.Read(ref _areMade[layer]))
        {
            lock (_gate)
            {
                if (!_areMade[layer])
                {
                    var place = layout.Layers[layer];
                    _layers[layer] ??= new Aligned<T>((long)Lanes.Pad<T>(place.InputCount) * place.OutputCount);
                    DenseKernels.Transpose(parameters[place.Weights], place.InputCount, place.OutputCount, _layers[layer]!);
                    Volatile.Write(ref _areMade[layer], true);
                }
            }
        }

        return _layers[layer]!;
    }
}
