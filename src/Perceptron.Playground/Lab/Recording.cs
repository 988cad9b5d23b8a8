namespace Perceptron.Playground.Lab;

/// <summary>
/// A training with a selection of its epochs. Any epoch up to the last can be restored: training is deterministic to the bit, so an
/// epoch that isn't kept is trained again from the kept epoch before it.
/// </summary>
public sealed class Recording
{
    /// <summary>The maximum number of kept epochs; beyond it, every other one is dropped.</summary>
    public const int MaxKept = 600;

    private readonly Dataset<double> _training;
    private readonly Dataset<double>? _test;
    private readonly TrainingSettings _settings;
    private readonly long _seed;
    private readonly List<Epoch<double>> _kept = [];
    private readonly List<RecordedLoss> _losses = [];
    private IEnumerator<Epoch<double>>? _running;
    private int _every = 1;

    public Recording(Model<double> start, Dataset<double> training, Dataset<double>? test, TrainingSettings settings, long seed)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(settings);
        (_training, _test, _settings, _seed) = (training, test, settings, seed);

        // Numbers so large that there is no loss can still be looked at.
        var fit = start.Fit(training, settings.Optimizer, 0, settings.Options(seed));
        (Last, Divergence) = (fit.Last, fit.Divergence?.Message);
        Keep(Last);
    }

    /// <summary>The last epoch that was trained.</summary>
    public Epoch<double> Last { get; private set; }

    /// <summary>The epochs whose numbers are kept, with their losses; the last of them is not always the last epoch.</summary>
    public IReadOnlyList<RecordedLoss> Losses => _losses;

    /// <summary>The models of the kept epochs, in the order of <see cref="Losses"/>.</summary>
    public IReadOnlyList<Epoch<double>> Kept => _kept;

    /// <summary>Why it can't go on: what is no longer finite; null while it can.</summary>
    public string? Divergence { get; private set; }

    /// <summary>Whether it can't go on because it has as many epochs as a training here can have.</summary>
    public bool IsFull => Last.Number >= LabState.MaxEpoch;

    /// <summary>Trains one epoch further.</summary>
    /// <returns>Whether there is a further one; if not, <see cref="Divergence"/> says why.</returns>
    public bool Advance()
    {
        if (Divergence is not null || Last.Number >= LabState.MaxEpoch)
        {
            Divergence ??= FormattableString.Invariant($"{LabState.MaxEpoch:N0} epochs are the most that a training here has.");
            return false;
        }

        try
        {
            _running ??= Last.Resume(_training, _settings.Optimizer, LabState.MaxEpoch - Last.Number, _settings.Options(_seed)).GetEnumerator();
            _running.MoveNext();
        }
        catch (DivergedException exception)
        {
            Divergence = exception.Message;
            return false;
        }

        Last = _running.Current;
        if (Last.Number % _every == 0)
        {
            Keep(Last);
        }

        return true;
    }

    /// <summary>An epoch from 0 to the last one.</summary>
    public Epoch<double> At(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, Last.Number);
        if (number == Last.Number)
        {
            return Last;
        }

        var before = _kept[KeptBefore(number)];
        return number == before.Number
            ? before
            : before.Resume(_training, _settings.Optimizer, number - before.Number, _settings.Options(_seed)).Last();
    }

    /// <summary>Discards the epochs after a given one, and continues from there.</summary>
    public void CutAfter(Epoch<double> epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        if (epoch.Number == Last.Number)
        {
            return;
        }

        var keep = KeptBefore(epoch.Number) + 1;
        _kept.RemoveRange(keep, _kept.Count - keep);
        _losses.RemoveRange(keep, _losses.Count - keep);
        (Last, _running, Divergence) = (epoch, null, null);
    }

    private void Keep(Epoch<double> epoch)
    {
        if (_kept.Count == MaxKept)
        {
            _every *= 2;
            Thin(_kept);
            Thin(_losses);
            if (epoch.Number % _every != 0)
            {
                return;
            }
        }

        _kept.Add(epoch);
        _losses.Add(new(
            epoch.Number,
            epoch.IsMeanBatchLoss || double.IsNaN(epoch.Loss) ? epoch.Model.Loss(_training, _settings.Loss) : epoch.Loss,
            _test is null ? double.NaN : epoch.Model.Loss(_test)));

        static void Thin<TItem>(List<TItem> items)
        {
            for (var i = 0; 2 * i < items.Count; i++)
            {
                items[i] = items[2 * i];
            }

            items.RemoveRange((items.Count + 1) / 2, items.Count / 2);
        }
    }

    private int KeptBefore(int number)
    {
        var (low, high) = (0, _kept.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _kept[middle].Number <= number ? (middle, high) : (low, middle - 1);
        }

        return low;
    }
}

/// <summary>The losses of an epoch's model; the test's is NaN where nothing is held out.</summary>
/// <param name="Epoch">Its number.</param>
/// <param name="Training">Over what is trained on, with the L2 penalty.</param>
/// <param name="Test">Over what is held out.</param>
public readonly record struct RecordedLoss(int Epoch, double Training, double Test);
