using System.Numerics;
using Perceptron.Data;
using Perceptron.Engine;

namespace Perceptron.Training;

/// <summary>One run of a training: everything that it changes, from the start on, is its own.</summary>
internal sealed partial class Trainer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dataset<T> _data;
    private readonly Optimizer _optimizer;
    private readonly TrainingOptions _options;
    private readonly CancellationToken _cancellation;
    private readonly Layout _layout;
    private readonly Architecture _architecture;
    private readonly Sweep<T> _sweep;
    private readonly T[] _parameters;
    private readonly T[] _gradient;
    private readonly T[] _slots;
    private long _steps;

    private Trainer(Epoch<T> start, Dataset<T> data, Optimizer optimizer, TrainingOptions options, CancellationToken cancellation)
    {
        _data = data;
        _optimizer = optimizer;
        _options = options;
        _cancellation = cancellation;
        _layout = start.Model.Layout;
        _architecture = start.Model.Architecture;
        _sweep = new Sweep<T>(_layout, options.Threads);
        _parameters = [.. start.Model.Working];
        _gradient = new T[_layout.WorkingLength];
        _slots = new T[_layout.WorkingLength * optimizer.SlotCount];
        _steps = start.Steps;
        PackSlots(start.Slots);
    }

    private bool IsFullBatch => _options.BatchSize == 0 || _options.BatchSize >= _data.Count;

    /// <summary>The epochs after <paramref name="start"/>, and before them, where the training begins, that one itself.</summary>
    public static IEnumerable<Epoch<T>> Run(
        Epoch<T> start, bool resume, Dataset<T> data, Optimizer optimizer, int epochs, TrainingOptions options, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var trainer = new Trainer<T>(start, data, optimizer, options, cancellation);
        return trainer.IsFullBatch ? trainer.FullBatches(start, resume, epochs) : trainer.MiniBatches(start, resume, epochs);
    }

    private IEnumerable<Epoch<T>> FullBatches(Epoch<T> start, bool resume, int epochs)
    {
        var all = new RowBlock(null, 0, _data.Count);
        var before = double.NaN;
        for (var number = start.Number; ; number++)
        {
            // The next step's forward pass is that of this epoch's own model: its loss comes with it.
            _cancellation.ThrowIfCancellationRequested();
            var loss = Gradient(all);
            if (!double.IsFinite(loss))
            {
                throw Diverged(number);
            }

            if (number > start.Number)
            {
                yield return new Epoch<T>(number, Model(), loss, before, _steps, UnpackSlots()) { GradientNorm = GradientNorm() };
            }
            else if (!resume)
            {
                yield return new Epoch<T>(number, start.Model, loss, double.NaN, _steps, start.Slots) { GradientNorm = GradientNorm() };
            }

            if (number - start.Number == epochs)
            {
                yield break;
            }

            Update();
            RequireFinite(number + 1);
            before = loss;
        }
    }

    private IEnumerable<Epoch<T>> MiniBatches(Epoch<T> start, bool resume, int epochs)
    {
        if (!resume)
        {
            var loss = Objective.Loss<T>(
                _layout, _parameters, _sweep.Loss(_parameters, _data, new RowBlock(null, 0, _data.Count)), _data.Count, _options.L2);
            yield return new Epoch<T>(start.Number, start.Model, loss, double.NaN, _steps, start.Slots);
        }

        var order = new int[_data.Count];
        for (var number = start.Number + 1; number - start.Number <= epochs; number++)
        {
            for (var i = 0; i < order.Length; i++)
            {
                order[i] = i;
            }

            if (_options.Shuffle)
            {
                new RandomNumbers(_options.Seed, number).Shuffle(order);
            }

            var sum = 0.0;
            for (var first = 0; first < order.Length; first += _options.BatchSize)
            {
                _cancellation.ThrowIfCancellationRequested();
                var batch = new RowBlock(order, first, Math.Min(_options.BatchSize, order.Length - first));
                sum += Gradient(batch) * batch.Count;
                Update();
            }

            RequireFinite(number);
            if (!double.IsFinite(sum))
            {
                throw Diverged(number);
            }

            yield return new Epoch<T>(number, Model(), double.NaN, sum / order.Length, _steps, UnpackSlots());
        }
    }

    private double Gradient(RowBlock batch)
    {
        var sum = _sweep.Gradient(_parameters, _data, batch, _gradient);
        Objective.Finish(_layout, _parameters, _gradient, batch.Count, _options.L2);
        return Objective.Loss<T>(_layout, _parameters, sum, batch.Count, _options.L2);
    }

    private void Update()
    {
        _steps++;
        foreach (var layer in _layout.Layers)
        {
            Update(layer.Weights, isBias: false);
            Update(layer.Bias, isBias: true);
        }
    }

    private void Update(Range range, bool isBias)
    {
        var slots = _slots.AsSpan((range.Start.Value * _optimizer.SlotCount)..(range.End.Value * _optimizer.SlotCount));
        _optimizer.Step(new OptimizerStep(_steps, isBias), _parameters.AsSpan(range), _gradient.AsSpan(range), slots);
    }

    private double GradientNorm()
    {
        var largest = T.Zero;
        foreach (var entry in _gradient)
        {
            largest = T.Max(largest, T.Abs(entry));
        }

        return double.CreateTruncating(largest);
    }

    private Model<T> Model() => new(_architecture, _layout.Unpack<T>(_parameters));

    private void RequireFinite(int number)
    {
        foreach (var value in _parameters)
        {
            if (!T.IsFinite(value))
            {
                throw Diverged(number);
            }
        }
    }

    private DivergedException Diverged(int number) =>
        new(number, $"Training diverged in epoch {number}: the numbers are no longer finite. Lower the learning rate ({_optimizer}){(_options.L2 > 0 ? $", or the L2 penalty ({Guard.Text(_options.L2)})" : "")}.");

    /// <summary>The slots of each piece stand together, as an optimizer is handed them; in an epoch each slot is whole.</summary>
    private void PackSlots(T[] canonical)
    {
        var working = new T[_layout.WorkingLength];
        for (var slot = 0; slot < _optimizer.SlotCount && canonical.Length > 0; slot++)
        {
            _layout.Pack<T>(canonical.AsSpan(slot * _architecture.ParameterCount, _architecture.ParameterCount), working);
            ForEachPiece((start, length) =>
                working.AsSpan(start, length).CopyTo(_slots.AsSpan((start * _optimizer.SlotCount) + (slot * length))));
        }
    }

    private T[] UnpackSlots()
    {
        if (_slots.Length == 0)
        {
            return [];
        }

        var canonical = new T[_architecture.ParameterCount * _optimizer.SlotCount];
        var working = new T[_layout.WorkingLength];
        for (var slot = 0; slot < _optimizer.SlotCount; slot++)
        {
            ForEachPiece((start, length) =>
                _slots.AsSpan((start * _optimizer.SlotCount) + (slot * length), length).CopyTo(working.AsSpan(start)));
            _layout.Unpack<T>(working, canonical.AsSpan(slot * _architecture.ParameterCount, _architecture.ParameterCount));
        }

        return canonical;
    }

    private void ForEachPiece(Action<int, int> action)
    {
        foreach (var layer in _layout.Layers)
        {
            action(layer.Working, layer.Inputs * layer.Stride);
            action(layer.WorkingBias, layer.Stride);
        }
    }
}
