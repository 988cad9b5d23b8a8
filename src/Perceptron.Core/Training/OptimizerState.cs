using System.Numerics;
using Perceptron.Engine;
using Perceptron.Support;

namespace Perceptron.Training;

/// <summary>What an optimizer remembers during a training: in memory the slots of each chunk of parameters stand together, as it is handed them.</summary>
internal sealed class OptimizerState<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Optimizer _optimizer;
    private readonly PackedLayout _layout;
    private readonly ParameterShard[][] _shards;
    private readonly Aligned<T> _slots;

    /// <summary>Takes what an epoch has, each slot whole and in the order of the parameters; nothing for zeros.</summary>
    public OptimizerState(Optimizer optimizer, PackedLayout layout, ParameterShard[][] shards, T[] state)
    {
        _optimizer = optimizer;
        _layout = layout;
        _shards = shards;
        _slots = new Aligned<T>((long)layout.Length * optimizer.SlotCount);
        var (count, working) = (layout.Architecture.ParameterCount, new T[state.Length == 0 ? 0 : layout.Length]);
        for (var slot = 0; slot < optimizer.SlotCount && state.Length > 0; slot++)
        {
            layout.Pack<T>(state.AsSpan(slot * count, count), working);
            ForEachChunk((start, length) => working.AsSpan(start, length).CopyTo(Slot(slot, start, length)));
        }
    }

    /// <summary>A step of the parameters of a chunk.</summary>
    public void Step(OptimizerStep step, Range chunk, Span<T> parameters, ReadOnlySpan<T> gradient)
    {
        var slots = _slots.Span[(chunk.Start.Value * _optimizer.SlotCount)..(chunk.End.Value * _optimizer.SlotCount)];
        _optimizer.Step(step, parameters, gradient, slots);
    }

    /// <summary>A copy for an epoch: each slot whole, in the order of the parameters.</summary>
    public T[] Unpack()
    {
        if (_slots.Length == 0)
        {
            return [];
        }

        var count = _layout.Architecture.ParameterCount;
        var (state, working) = (new T[count * _optimizer.SlotCount], new T[_layout.Length]);
        for (var slot = 0; slot < _optimizer.SlotCount; slot++)
        {
            ForEachChunk((start, length) => Slot(slot, start, length).CopyTo(working.AsSpan(start)));
            _layout.Unpack<T>(working, state.AsSpan(slot * count, count));
        }

        return state;
    }

    private Span<T> Slot(int slot, int start, int length) => _slots.AsSpan((start * _optimizer.SlotCount) + (slot * length), length);

    private void ForEachChunk(Action<int, int> action)
    {
        foreach (var chunk in _shards.SelectMany(shards => shards).SelectMany(shard => shard.Chunks))
        {
            action(chunk.Start.Value, chunk.End.Value - chunk.Start.Value);
        }
    }
}
