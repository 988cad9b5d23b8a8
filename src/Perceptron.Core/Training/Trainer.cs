using System.Numerics;
using Perceptron.Engine;
using Perceptron.Kernels;
using Perceptron.Support;

namespace Perceptron.Training;

/// <summary>One run of a training: everything that it changes, from the start on, is its own.</summary>
internal sealed partial class Trainer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Multiply-adds of whole vectors in an epoch, and in each batch, below which a second thread isn't even tried: a third of a millisecond, and two microseconds.</summary>
    private const double LeastOfEpoch = 300_000, LeastOfBatch = 2_000;

    private readonly Dataset<T> _data;
    private readonly Optimizer _optimizer;
    private readonly TrainingOptions _options;
    private readonly CancellationToken _cancellation;
    private readonly PackedLayout _layout;
    private readonly Architecture _architecture;
    private readonly BlockRunner<T> _runner;
    private readonly Aligned<T> _parameters;
    private readonly Aligned<T> _gradient;
    private readonly Aligned<T> _slots;
    private readonly ParameterShard[][] _shards;
    private readonly ParameterShard[] _allShards;
    private readonly ThreadingPolicy _policy;
    private long _steps;

    private Trainer(Epoch<T> start, Dataset<T> data, Optimizer optimizer, TrainingOptions options, CancellationToken cancellation)
    {
        _data = data;
        _optimizer = optimizer;
        _options = options;
        _cancellation = cancellation;
        var packed = start.Model.PackedFor(data.Rows);
        _layout = packed.Layout;
        _architecture = start.Model.Architecture;
        _runner = new BlockRunner<T>(_layout, options);
        _parameters = new Aligned<T>(_layout.Length);
        packed.Parameters.Span.CopyTo(_parameters);
        _gradient = new Aligned<T>(_layout.Length);
        _slots = new Aligned<T>((long)_layout.Length * optimizer.SlotCount);
        _shards = ParameterShard.Share(_layout, data.Rows, IsFullBatch || options.BatchSize > BlockRunner<T>.BlockRows || _runner.HasProvider ? 1 : Members());
        _allShards = [.. _shards.SelectMany(pieces => pieces)];
        _policy = new ThreadingPolicy(data.Count, options.BatchSharing);
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
                yield return new Epoch<T>(number, Model(), loss, before, _steps, UnpackSlots()) { GradientMaxNorm = GradientNorm() };
            }
            else if (!resume)
            {
                yield return new Epoch<T>(number, start.Model, loss, double.NaN, _steps, start.Slots) { GradientMaxNorm = GradientNorm() };
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
        var weight = _data.Weight(new RowBlock(null, 0, _data.Count));
        if (!resume)
        {
            var loss = Objective.Loss<T>(
                _layout, _parameters, _runner.Loss(_parameters, _data, new RowBlock(null, 0, _data.Count)), weight, _options.L2);
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

            var sum = _options.BatchSize > BlockRunner<T>.BlockRows ? LargeBatches(order) : Batches(order);
            RequireFinite(number);
            if (!double.IsFinite(sum))
            {
                throw Diverged(number);
            }

            yield return new Epoch<T>(number, Model(), double.NaN, weight == 0 ? 0 : sum / weight, _steps, UnpackSlots());
        }
    }

    /// <summary>Batches that are several blocks: the blocks are what threads share.</summary>
    private double LargeBatches(int[] order)
    {
        var sum = 0.0;
        for (var first = 0; first < order.Length; first += _options.BatchSize)
        {
            _cancellation.ThrowIfCancellationRequested();
            var batch = new RowBlock(order, first, Math.Min(_options.BatchSize, order.Length - first));
            sum += Gradient(batch) * _data.Weight(batch);
            Update();
        }

        return sum;
    }

    /// <summary>Batches of one block each: threads share first its rows and then the parameters.</summary>
    private double Batches(int[] order)
    {
        _cancellation.ThrowIfCancellationRequested();
        var rows = Math.Min(_options.BatchSize, order.Length);
        var members = _shards.Length;
        var worker = _runner.Worker(0, rows);
        worker.PrepareBackward();
        var (sum, isCancelled, isBehind, done, epochSteps) = (0.0, false, false, 0, _steps);
        if (members > 1)
        {
            Alone(_policy.BeginEpoch());
            if (_policy.WantsThreads && !isCancelled)
            {
                _policy.Begin(done);
                var from = done;
                BarrierTeam.Run(members, (team, member) => Work(team, member, from, order.Length));
                _policy.EndShared(done);
                isBehind = false;
            }
        }

        Alone(order.Length);
        _steps += (order.Length + rows - 1) / rows;
        _cancellation.ThrowIfCancellationRequested();
        return sum;

        void Alone(int end)
        {
            if (done < end && !isCancelled)
            {
                _policy.Begin(done);
                Work(null, 0, done, end);
                _policy.EndSingle(done);
            }
        }

        void Work(BarrierTeam? team, int member, int start, int end)
        {
            var workspace = _runner.Workspace(member);
            var step = epochSteps + (start / rows);
            var (workers, pieces) = team is null ? (1, _allShards) : (members, _shards[member]);
            for (var first = start; first < end && !isCancelled && !isBehind; first += rows)
            {
                var batch = new RowBlock(order, first, Math.Min(rows, order.Length - first));
                var share = (batch.Count + (Propagation<T>.RowUnit * workers) - 1) / (Propagation<T>.RowUnit * workers) * Propagation<T>.RowUnit;
                var (from, to) = (Math.Min(member * share, batch.Count), Math.Min((member + 1) * share, batch.Count));
                worker.Forward(_parameters, _data.Rows, batch, from, to, workspace.Wide);
                worker.Losses(_data, batch, from, to, workspace, differentiate: true);
                worker.Backward(_parameters, from, to, workspace);
                var weight = _data.Weight(batch);
                var penalty = member == 0 ? Objective.Penalty<T>(_layout, _parameters, _options.L2) : 0;
                team?.Barrier();

                // All losses and δ are there; from here on each thread has parameters of its own.
                step++;
                foreach (var piece in pieces)
                {
                    if (piece.IsBias)
                    {
                        worker.BiasGradient(piece.Layer, batch.Count, _gradient);
                    }
                    else
                    {
                        worker.Gradient(piece.Layer, piece.From, piece.To, _data.Rows, batch, _gradient, workspace.Wide);
                    }

                    Update(piece, weight, step);
                }

                if (member == 0)
                {
                    sum += ((worker.SumLosses(batch.Count) / Objective.Divisor(_architecture, weight)) + penalty) * weight;
                    done = first + batch.Count;
                    isCancelled = _cancellation.IsCancellationRequested;
                    isBehind = team is not null && _policy.IsSlower(done);
                }

                team?.Barrier();
            }
        }
    }

    /// <summary>The loss of a batch of any size; its gradient is left behind.</summary>
    private double Gradient(RowBlock batch)
    {
        var (sum, weight) = (_runner.Gradient(_parameters, _data, batch, _gradient), _data.Weight(batch));
        Objective.Finish<T>(_layout, _parameters, _gradient, weight, _options.L2);
        return Objective.Loss<T>(_layout, _parameters, sum, weight, _options.L2);
    }

    /// <summary>A step by the gradient that is there.</summary>
    private void Update()
    {
        _steps++;
        foreach (var pieces in _shards)
        {
            foreach (var piece in pieces)
            {
                foreach (var chunk in piece.Chunks)
                {
                    Step(chunk, new OptimizerStep(_steps, piece.IsBias));
                }
            }
        }
    }

    /// <summary>From the sum of the gradients over rows of such a weight to new parameters.</summary>
    private void Update(ParameterShard piece, double weight, long step)
    {
        var (divisor, l2, optimizerStep) = (Objective.Divisor(_architecture, weight), piece.IsBias ? 0 : _options.L2, new OptimizerStep(step, piece.IsBias));
        foreach (var chunk in piece.Chunks)
        {
            var parameters = _parameters.Span[chunk];
            var gradient = _gradient.Span[chunk];
            if (l2 != 0 || !_optimizer.TryStep(optimizerStep, parameters, gradient, divisor))
            {
                UpdateKernels.Finish(gradient, parameters, divisor, l2);
                Step(chunk, optimizerStep);
            }
        }
    }

    private void Step(Range chunk, OptimizerStep step)
    {
        var slots = _slots.Span[(chunk.Start.Value * _optimizer.SlotCount)..(chunk.End.Value * _optimizer.SlotCount)];
        _optimizer.Step(step, _parameters.Span[chunk], _gradient.Span[chunk], slots);
    }

    /// <summary>On how many threads a mini-batch is worked at the most: one where there is too little to do for two.</summary>
    private int Members()
    {
        var perRow = (double)_data.Rows.StoredValueCount / Math.Max(1, _data.Count) * _layout.Layers[0].Panels;
        for (var l = 1; l < _layout.Layers.Length; l++)
        {
            perRow += 2.0 * _layout.Layers[l].InputCount * _layout.Layers[l].Panels;
        }

        var shares = (_options.BatchSize + Propagation<T>.RowUnit - 1) / Propagation<T>.RowUnit;
        return _options.BatchSharing != BatchSharing.WhereFaster ? Math.Min(_options.Threads, shares)
            : perRow * _data.Count < LeastOfEpoch || perRow * _options.BatchSize < LeastOfBatch ? 1
            : Math.Min(Math.Min(_options.Threads, Environment.ProcessorCount), shares);
    }

    private double GradientNorm()
    {
        var largest = T.Zero;
        foreach (var entry in _gradient.Span)
        {
            largest = T.Max(largest, T.Abs(entry));
        }

        return double.CreateTruncating(largest);
    }

    private Model<T> Model() => new(_architecture, _layout.Unpack<T>(_parameters));

    private void RequireFinite(int number)
    {
        if (!UpdateKernels.AreFinite<T>(_parameters))
        {
            throw Diverged(number);
        }
    }

    private DivergedException Diverged(int number) =>
        new(number, $"Training diverged in epoch {number}: the numbers are no longer finite. Lower the learning rate ({_optimizer}){(_options.L2 > 0 ? $", or the L2 penalty ({Guard.Text(_options.L2)})" : "")}.");

    /// <summary>The slots of each piece stand together, as an optimizer is handed them; in an epoch each slot is whole.</summary>
    private void PackSlots(T[] canonical)
    {
        var working = new T[_layout.Length];
        for (var slot = 0; slot < _optimizer.SlotCount && canonical.Length > 0; slot++)
        {
            _layout.Pack<T>(canonical.AsSpan(slot * _architecture.ParameterCount, _architecture.ParameterCount), working);
            ForEachShard((start, length) =>
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
        var working = new T[_layout.Length];
        for (var slot = 0; slot < _optimizer.SlotCount; slot++)
        {
            ForEachShard((start, length) =>
                _slots.AsSpan((start * _optimizer.SlotCount) + (slot * length), length).CopyTo(working.AsSpan(start)));
            _layout.Unpack<T>(working, canonical.AsSpan(slot * _architecture.ParameterCount, _architecture.ParameterCount));
        }

        return canonical;
    }

    private void ForEachShard(Action<int, int> action)
    {
        foreach (var chunk in _shards.SelectMany(pieces => pieces).SelectMany(piece => piece.Chunks))
        {
            action(chunk.Start.Value, chunk.End.Value - chunk.Start.Value);
        }
    }
}
