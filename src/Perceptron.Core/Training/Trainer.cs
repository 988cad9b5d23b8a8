using System.Numerics;
using Perceptron.Engine;
using Perceptron.Kernels;
using Perceptron.Support;

namespace Perceptron.Training;

/// <summary>One run of a training: everything that it changes, from the start on, is its own.</summary>
internal sealed partial class Trainer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Epoch<T> _start;
    private readonly Dataset<T> _data;
    private readonly Optimizer _optimizer;
    private readonly TrainingOptions _options;
    private readonly ComputeOptions _compute;
    private readonly CancellationToken _cancellation;
    private readonly PackedLayout _layout;
    private readonly Architecture _architecture;
    private readonly BlockRunner<T> _runner;
    private readonly Aligned<T> _parameters;
    private readonly Aligned<T> _gradient;
    private readonly OptimizerState<T> _state;
    private readonly string _settings;
    private readonly int _batchSize;
    private readonly double _l2;
    private readonly ParameterShard[][] _shards;
    private readonly int _threads;
    private readonly bool _areStepsSparse;
    private long _steps;

    private Trainer(
        Epoch<T> start, Dataset<T> data, Optimizer optimizer, TrainingOptions options, string settings, CancellationToken cancellation)
    {
        _start = start;
        _data = data;
        _optimizer = optimizer;
        _options = options;
        _compute = options.Compute ?? ComputeOptions.Default;
        _settings = settings;
        _batchSize = Math.Min(options.BatchSize ?? data.Count, data.Count);
        _l2 = options.Penalty;
        _cancellation = cancellation;
        var packed = start.Model.PackedFor(data.Rows);
        _layout = packed.Layout;
        _architecture = start.Model.Architecture;
        _runner = new BlockRunner<T>(_layout, _compute);
        _parameters = new Aligned<T>(_layout.Length);
        packed.Parameters.Span.CopyTo(_parameters);
        _gradient = new Aligned<T>(_layout.Length);
        _threads = IsFullBatch || _batchSize > BlockRunner<T>.BlockRows || _runner.ProviderTakes(_batchSize) ? 1 : ThreadsPerBatch();
        _shards = ParameterShard.Share(_layout, data.Rows, _threads == 1 ? 1 : PiecesPerThread * _threads);
        _steps = start.Steps;
        _areStepsSparse = AreStepsSparse(_layout, data.Rows, _batchSize, optimizer, _l2);
        _state = new OptimizerState<T>(optimizer, _layout, _shards, start.OptimizerState);
    }

    private bool IsFullBatch => _batchSize >= _data.Count;

    /// <summary>
    /// Whether a step by a mini-batch goes through the inputs that the batch has instead of all: where the others' gradients are 0, and so leave their weights as
    /// they are, and are most of them.
    /// </summary>
    internal static bool AreStepsSparse(PackedLayout layout, Rows<T> rows, int batchSize, Optimizer optimizer, double l2) =>
        l2 == 0
        && optimizer is GradientDescent { Momentum: 0 }
        && rows.IsSparse
        && !layout.Layers[0].IsBlocked
        && (double)rows.StoredValueCount / Math.Max(1, rows.Count) * batchSize < MostSparse * rows.InputCount;

    /// <summary>The epochs after <paramref name="start"/>, and before them, where the training begins, that one itself.</summary>
    public static IEnumerable<Epoch<T>> Run(
        Epoch<T> start, bool resume, Dataset<T> data, Optimizer optimizer, int epochs, TrainingOptions options, string settings, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var trainer = new Trainer<T>(start, data, optimizer, options, settings, cancellation);
        return trainer.IsFullBatch ? trainer.FullBatches(start, resume, epochs) : trainer.MiniBatches(start, resume, epochs);
    }

    private IEnumerable<Epoch<T>> FullBatches(Epoch<T> start, bool resume, int epochs)
    {
        var all = new RowBlock(null, 0, _data.Count);
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
                yield return After(number, loss, isMeanBatchLoss: false, GradientMaxNorm());
            }
            else if (!resume)
            {
                yield return Start(start, loss, GradientMaxNorm());
            }

            if (number - start.Number == epochs)
            {
                yield break;
            }

            Update();
            RequireFinite(number + 1);
        }
    }

    /// <summary>The loss of a batch of any size; its gradient is left behind.</summary>
    private double Gradient(RowBlock batch)
    {
        var (sum, weight) = (_runner.Gradient(_parameters, _data, batch, _gradient), _data.Weight(batch));
        Objective.Finish<T>(_layout, _parameters, _gradient, weight, _l2);
        return Objective.Loss<T>(_layout, _parameters, sum, weight, _l2);
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
        var (divisor, l2, optimizerStep) = (Objective.Divisor(_architecture, weight), piece.IsBias ? 0 : _l2, new OptimizerStep(step, piece.IsBias));
        foreach (var chunk in piece.Chunks)
        {
            var parameters = _parameters.Span[chunk];
            var gradient = _gradient.Span[chunk];
            if (l2 == 0 && _optimizer.PlainRate<T>(optimizerStep) is { } rate)
            {
                UpdateKernels.Descend(parameters, gradient, divisor, T.CreateTruncating(rate));
            }
            else
            {
                UpdateKernels.Finish(gradient, parameters, divisor, l2);
                Step(chunk, optimizerStep);
            }
        }
    }

    private void Step(Range chunk, OptimizerStep step) => _state.Step(step, chunk, _parameters.Span[chunk], _gradient.Span[chunk]);

    private double GradientMaxNorm()
    {
        var largest = T.Zero;
        foreach (var entry in _gradient.Span)
        {
            largest = T.Max(largest, T.Abs(entry));
        }

        return double.CreateTruncating(largest);
    }

    private Epoch<T> Start(Epoch<T> start, double loss, double gradientMaxNorm) =>
        new(start.Number, start.Model, _steps, start.OptimizerState, loss, isMeanBatchLoss: false, _settings) { GradientMaxNorm = gradientMaxNorm };

    private Epoch<T> After(int number, double loss, bool isMeanBatchLoss, double gradientMaxNorm) =>
        new(number, new Model<T>(_architecture, _layout.Unpack<T>(_parameters)), _steps, _state.Unpack(), loss, isMeanBatchLoss, _settings)
        {
            GradientMaxNorm = gradientMaxNorm,
        };

    private void RequireFinite(int number)
    {
        if (!UpdateKernels.AreFinite<T>(_parameters))
        {
            throw Diverged(number);
        }
    }

    private DivergedException Diverged(int number) =>
        new(number, $"Training diverged in epoch {number}: the numbers are no longer finite. Lower the learning rate ({_optimizer}){(_l2 > 0 ? $", or the L2 penalty ({Guard.Text(_l2)})" : "")}.", _start);
}
