namespace Perceptron;

/// <summary>Keeps epochs of a training to look back at: the start, each of the first ten, then each about a tenth later, and the last.</summary>
internal sealed class SnapshotSampler
{
    private readonly List<Epoch<double>> _kept = [];
    private int _next;

    public void Add(Epoch<double> epoch)
    {
        if (epoch.Number >= _next)
        {
            _kept.Add(epoch);
            _next = epoch.Number + Math.Max(1, epoch.Number / 10);
        }
    }

    public IReadOnlyList<Epoch<double>> With(Epoch<double> last) =>
        Array.AsReadOnly<Epoch<double>>(_kept.Count > 0 && _kept[^1].Number == last.Number ? [.. _kept] : [.. _kept, last]);
}
