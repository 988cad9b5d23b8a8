using Perceptron.Engine;
using Perceptron.Kernels;
using Perceptron.Support;

namespace Perceptron.Training;

/// <content>Epochs of mini-batches, on one thread or several.</content>
internal sealed partial class Trainer<T>
{
    /// <summary>
    /// Multiply-adds of whole vectors in a batch for which another thread pays: some 250 microseconds. On two free cores a batch of 1.6 million took a tenth longer on
    /// two threads than on one, and one of 2.8 million three quarters of the time.
    /// </summary>
    private const double LeastOfThread = 1_200_000;

    /// <summary>Pieces of work a thread, so that a thread that comes late leaves no other waiting.</summary>
    private const int PiecesPerThread = 2;

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
        var sum = 0.0;
        var worker = _runner.Worker(0, Math.Min(_batchSize, order.Length));
        worker.PrepareBackward();
        for (var first = 0; first < order.Length; first += _batchSize)
        {
            _cancellation.ThrowIfCancellationRequested();
            var batch = new RowBlock(order, first, Math.Min(_batchSize, order.Length - first));
            var (weight, penalty) = (_data.Weight(batch), Objective.Penalty<T>(_layout, _parameters, _l2));
            _steps++;
            _runner.ParametersChanged();
            if (_threads == 1)
            {
                Differentiate(worker, 0, batch, 0, batch.Count);
                foreach (var piece in _shards[0])
                {
                    Step(worker, 0, batch, piece, weight);
                }
            }
            else
            {
                StepOnThreads(worker, batch, weight);
            }

            sum += ((worker.SumLosses(batch.Count) / Objective.Divisor(_architecture, weight)) + penalty) * weight;
        }

        _cancellation.ThrowIfCancellationRequested();
        return sum;
    }

    // A separate method, so that closures are allocated only for several threads.
    private void StepOnThreads(Propagation<T> worker, RowBlock batch, double weight)
    {
        var units = (batch.Count + Propagation<T>.RowUnit - 1) / Propagation<T>.RowUnit;
        var runs = Math.Min(units, PiecesPerThread * _threads);
        WorkerPool.ForEach(_threads, runs, (member, run) => Differentiate(worker, member, batch, From(run), From(run + 1)));
        WorkerPool.ForEach(_threads, _shards.Length, (member, share) =>
        {
            foreach (var piece in _shards[share])
            {
                Step(worker, member, batch, piece, weight);
            }
        });

        int From(int run) => Math.Min(units * run / runs * Propagation<T>.RowUnit, batch.Count);
    }

    /// <summary>The losses of some rows of a batch, and δ of every layer.</summary>
    private void Differentiate(Propagation<T> worker, int member, RowBlock batch, int from, int to)
    {
        var workspace = _runner.Workspace(member);
        worker.Forward(_parameters, _data.Rows, batch, from, to, workspace.Blas);
        worker.Losses(_data, batch, from, to, workspace, differentiate: true);
        worker.Backward(_parameters, from, to, workspace);
    }

    /// <summary>The gradient of a batch by some parameters, and their step.</summary>
    private void Step(Propagation<T> worker, int member, RowBlock batch, ParameterShard piece, double weight)
    {
        if (piece.IsBias)
        {
            worker.BiasGradient(piece.Layer, batch.Count, _gradient);
        }
        else if (piece.Layer == 0 && _areStepsSparse)
        {
            // The gradient is 0 before, and is so again after the step.
            var rate = T.CreateTruncating(_optimizer.PlainRate<T>(new OptimizerStep(_steps, false))!.Value);
            worker.AddGradient(0, piece.From, piece.To, _data.Rows, batch, _gradient);
            worker.Descend(piece.From, piece.To, _data.Rows, batch, _parameters, _gradient, Objective.Divisor(_architecture, weight), rate);
            return;
        }
        else
        {
            worker.Gradient(piece.Layer, piece.From, piece.To, _data.Rows, batch, _gradient, _runner.Workspace(member).Blas);
        }

        Update(piece, weight, _steps);
    }

    /// <summary>How many threads share a batch: one where the work takes less time than it pays to wake another.</summary>
    private int ThreadsPerBatch()
    {
        var perRow = 2.0 * _data.Rows.StoredValueCount / Math.Max(1, _data.Count) * _layout.Layers[0].Panels;
        for (var l = 1; l < _layout.Layers.Length; l++)
        {
            perRow += 3.0 * _layout.Layers[l].InputCount * _layout.Layers[l].Panels;
        }

        var most = Math.Min(_compute.Workers, (_batchSize + Propagation<T>.RowUnit - 1) / Propagation<T>.RowUnit);
        return _compute.SharesEveryBatch ? most : ThreadsFor(perRow * _batchSize, Math.Min(most, Environment.ProcessorCount));
    }

    /// <summary>A thread for each 1,200,000 multiply-adds of whole vectors, one at least and not more than there are.</summary>
    internal static int ThreadsFor(double multiplyAdds, int most) => (int)Math.Clamp(multiplyAdds / LeastOfThread, 1, most);
}
