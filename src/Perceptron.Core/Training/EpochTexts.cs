using System.Globalization;
using Perceptron.Serialization;
using Perceptron.Support;

namespace Perceptron.Training;

/// <summary>The metadata of an epoch's file.</summary>
internal sealed class EpochTexts(SafeTensors.Header header, string name)
{
    public const string OfModel = "of the model";
    public const string MeanOfBatches = "mean of batches";

    public bool Has(string key) => header.Metadata.ContainsKey(ModelFileText.Key(key));

    public string Text(string key) => ModelFileText.Text(header, key, name);

    /// <summary>What the file says of the epoch, or by another prefix of the best one, whose number is at most <paramref name="last"/>.</summary>
    public EpochNumbers Numbers(string prefix, int last)
    {
        var number = (int)Whole(prefix + "epoch", last);
        var kind = Text(prefix + "loss_kind");
        var isOfFit = Has("stopping");
        var loss = Number(prefix + "loss");
        if (double.IsInfinity(loss) || (double.IsNaN(loss) && number > 0))
        {
            throw SafeTensors.Bad(name, $"has the loss \"{Text(prefix + "loss")}\"; a finite number expected.");
        }

        return new EpochNumbers(
            number,
            Whole(prefix + "steps", long.MaxValue),
            loss,
            kind is OfModel or MeanOfBatches
                ? kind == MeanOfBatches
                : throw SafeTensors.Bad(name, $"has a loss of the kind \"{kind}\"; \"{OfModel}\" and \"{MeanOfBatches}\" are known."),
            Number(prefix + "gradient_max_norm"),
            (int)Whole(prefix + "optimizer_slots", int.MaxValue),
            isOfFit ? (int)Whole(prefix + "improved_epoch", number) : 0,
            isOfFit ? Number(prefix + "improved_score") : double.NaN);
    }

    private long Whole(string key, long most) =>
        long.TryParse(Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
            ? number
            : throw SafeTensors.Bad(name, $"has \"{Text(key)}\" for \"{ModelFileText.Key(key)}\"; a number from 0 to {Guard.Text(most)} expected.");

    private double Number(string key) =>
        double.TryParse(Text(key), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw SafeTensors.Bad(name, $"has \"{Text(key)}\" for \"{ModelFileText.Key(key)}\"; a number expected.");
}

/// <summary>The numbers of an epoch as its file has them.</summary>
internal sealed class EpochNumbers(
    int number, long steps, double loss, bool isMeanBatchLoss, double gradientMaxNorm, int slots, int improvedEpoch, double improvedScore)
{
    public int Number { get; } = number;

    public long Steps { get; } = steps;

    public double Loss { get; } = loss;

    public bool IsMeanBatchLoss { get; } = isMeanBatchLoss;

    public double GradientMaxNorm { get; } = gradientMaxNorm;

    public int Slots { get; } = slots;

    public int ImprovedEpoch { get; } = improvedEpoch;

    public double ImprovedScore { get; } = improvedScore;
}
