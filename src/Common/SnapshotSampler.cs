namespace Perceptron;

/// <summary>Samples the epochs of a training: the start, each of the first ten, then each about a tenth later, and the last.</summary>
internal sealed class SnapshotSampler
{
    private readonly List<Epoch<double>> _snapshots = [];
    private int _next;

    public void Add(Epoch<double> epoch)
    {
        if (epoch.Number >= _next)
        {
            _snapshots.Add(epoch);
            _next = epoch.Number + Math.Max(1, epoch.Number / 10);
        }
    }

    public IReadOnlyList<Epoch<double>> With(Epoch<double> last) =>
        Array.AsReadOnly<Epoch<double>>(_snapshots.Count > 0 && _snapshots[^1].Number == last.Number ? [.. _snapshots] : [.. _snapshots, last]);
}
