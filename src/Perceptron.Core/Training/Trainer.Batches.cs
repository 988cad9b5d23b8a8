using Perceptron.Engine;
using Perceptron.Kernels;
using Perceptron.Support;

namespace Perceptron.Training;

/// <content>Epochs of mini-batches, on one thread or several.</content>
internal sealed partial class Trainer<T>
{
    /// <summary>Multiply-adds of whole vectors in an epoch, and in each batch, below which a second thread isn't even tried: a third of a millisecond, and two microseconds.</summary>
    private const double LeastOfEpoch = 300_000, LeastOfBatch = 2_000;

    /// <summary>The part of the inputs that a batch may have at most, repetitions counted, for steps to go through these alone.</summary>
    private const double MostSparse = 0.25;

    private IEnumerable<Epoch<T>> MiniBatches(Epoch<T> start, bool resume, int epochs)
    {
        var weight = _data.Weight(new RowBlock(null, 0, _data.Count));
        if (!resume)
        {
            var loss = Objective.Loss<T>(
                _layout, _parameters, _runner.Loss(_parameters, _data, new RowBlock(null, 0, _data.Count)), weight, _l2);
            yield return Start(start, loss, double.NaN);
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

            var sum = _batchSize > BlockRunner<T>.BlockRows ? LargeBatches(order) : Batches(order);
            RequireFinite(number);
            if (!double.IsFinite(sum))
            {
                throw Diverged(number);
            }

            yield return After(number, weight == 0 ? 0 : sum / weight, isMeanBatchLoss: true, double.NaN);
        }
    }

    /// <summary>Batches that are several blocks: the blocks are what threads share.</summary>
    private double LargeBatches(int[] order)
    {
        var sum = 0.0;
        for (var first = 0; first < order.Length; first += _batchSize)
        {
            _cancellation.ThrowIfCancellationRequested();
            var batch = new RowBlock(order, first, Math.Min(_batchSize, order.Length - first));
            sum += Gradient(batch) * _data.Weight(batch);
            Update();
        }

        return sum;
    }

    /// <summary>Batches of one block each: threads share first its rows and then the parameters.</summary>
    private double Batches(int[] order)
    {
        _cancellation.ThrowIfCancellationRequested();
        var rows = Math.Min(_batchSize, order.Length);
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
                worker.Forward(_parameters, _data.Rows, batch, from, to, workspace.Blas);
                worker.Losses(_data, batch, from, to, workspace, differentiate: true);
                worker.Backward(_parameters, from, to, workspace);
                var weight = _data.Weight(batch);
                var penalty = member == 0 ? Objective.Penalty<T>(_layout, _parameters, _l2) : 0;
                team?.Barrier();

                // All losses and δ are there; from here on each thread has parameters of its own.
                step++;
                foreach (var piece in pieces)
                {
                    if (piece.IsBias)
                    {
                        worker.BiasGradient(piece.Layer, batch.Count, _gradient);
                    }
                    else if (piece.Layer == 0 && _areStepsSparse)
                    {
                        // The gradient is 0 before, and is so again after the step.
                        var rate = T.CreateTruncating(_optimizer.PlainRate<T>(new OptimizerStep(step, false))!.Value);
                        worker.AddGradient(0, piece.From, piece.To, _data.Rows, batch, _gradient);
                        worker.Descend(piece.From, piece.To, _data.Rows, batch, _parameters, _gradient, Objective.Divisor(_architecture, weight), rate);
                        continue;
                    }
                    else
                    {
                        worker.Gradient(piece.Layer, piece.From, piece.To, _data.Rows, batch, _gradient, workspace.Blas);
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

    /// <summary>The most threads for a mini-batch: one where the work is too small for two.</summary>
    private int Members()
    {
        var perRow = (double)_data.Rows.StoredValueCount / Math.Max(1, _data.Count) * _layout.Layers[0].Panels;
        for (var l = 1; l < _layout.Layers.Length; l++)
        {
            perRow += 2.0 * _layout.Layers[l].InputCount * _layout.Layers[l].Panels;
        }

        var shares = (_batchSize + Propagation<T>.RowUnit - 1) / Propagation<T>.RowUnit;
        return _compute.BatchSharing != BatchSharing.WhereFaster ? Math.Min(_compute.Workers, shares)
            : perRow * _data.Count < LeastOfEpoch || perRow * _batchSize < LeastOfBatch ? 1
            : Math.Min(Math.Min(_compute.Workers, Environment.ProcessorCount), shares);
    }
}
