namespace Perceptron.Playground.Digits;

/// <summary>
/// Softmax regression on four fifths of the embedded digits, an epoch at each call, so that the page stays alive; the rest is held out.
/// By the seed 1 it is the training of the README.
/// </summary>
public sealed class DigitsTraining : IDisposable
{
    public const int Epochs = 20;

    private readonly IEnumerator<Epoch<float>> _epochs;
    private readonly List<EpochResult> _results = [];

    public DigitsTraining(long seed)
    {
        var digits = Perceptron.Digits.Embedded();
        Seed = seed;
        Parts = digits.SplitByFraction(0.2, seed, stratified: true);
        var start = Perceptron.Model.Softmax<float>(digits.Height * digits.Width, digits.ClassCount).WithClassNames(digits.ClassNames);
        _epochs = start.Train(Parts.Training.Data, new GradientDescent(0.5), Epochs, new TrainingOptions { BatchSize = 32, Seed = seed }).GetEnumerator();
        Step();
    }

    public long Seed { get; }

    public ImageDatasetSplit Parts { get; }

    /// <summary>The model of the last epoch.</summary>
    public Model<float> Model { get; private set; } = null!;

    /// <summary>How each epoch did on the digits held out, the start first.</summary>
    public IReadOnlyList<EpochResult> Results => _results;

    public EpochResult Last => _results[^1];

    public bool IsDone => Last.Number == Epochs;

    public void Step()
    {
        if (_epochs.MoveNext())
        {
            Model = _epochs.Current.Model;
            var data = Parts.HeldOut.Data;
            _results.Add(new(_epochs.Current.Number, Model.Loss(data), Model.Accuracy(data)));
        }
    }

    public void Dispose() => _epochs.Dispose();
}

public readonly record struct EpochResult(int Number, double HeldOutLoss, double HeldOutAccuracy);
