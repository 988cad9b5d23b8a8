using Microsoft.AspNetCore.Components;

namespace Perceptron.Playground.Translation;

/// <summary>The model on the page of digits: its training, and files.</summary>
public sealed partial class Texts
{
    public string ModelTitle => Say("The model", "Modellen");

    public string TrainingOn(int count) => Say(
        $"Training softmax(xW + b) on {count} of the embedded digits…",
        $"Trener softmax(xW + b) på {count} av de innebygde sifrene …");

    public string TrainedHere(string model, int epochs, int count, long seed) => Say(
        $"Trained here: {model}, {epochs} epochs on {count} of the embedded digits, seed {seed}.",
        $"Trent her: {model}, {epochs} epoker på {count} av de innebygde sifrene, startverdi {seed}.");

    public string ModelFromFile(string name, string model, int height, int width) => Say(
        $"From {name}: {model}, for images of {height} × {width}.",
        $"Fra {name}: {model}, for bilder på {height} × {width}.");

    public string FileTooLarge(string name, int mebibytes) => Say(
        $"{name} is larger than {mebibytes} MiB, the maximum for a model here. The model from before stays.",
        $"{name} er større enn {mebibytes} MiB, det meste en modell kan være her. Modellen fra før blir stående.");

    public string FileNotReadable(string name) => Say(
        $"The browser can't read {name}. The model from before stays.",
        $"Nettleseren kan ikke lese {name}. Modellen fra før blir stående.");

    /// <summary>The library gives its reasons in English.</summary>
    public string FileRefused(string reason) => Say(
        $"{reason} The model from before stays.",
        $"Filen kan ikke brukes. Biblioteket sier: «{reason}» Modellen fra før blir stående.");

    public string Training => Say("Training", "Trening");

    public string EpochReadsRight(int epoch, int last, string percent, int count) => Say(
        $"Epoch {epoch} of {last}: {percent} of the {count} digits held out are read right.",
        $"Epoke {epoch} av {last}: {percent} av de {count} tilbakeholdte sifrene leses riktig.");

    public string AccuracyCurve(string from, string to) => Say(
        $"Accuracy on the digits held out by epoch: from {from} to {to}",
        $"Nøyaktighet på de tilbakeholdte sifrene etter epoke: fra {from} til {to}");

    public string EpochZero => Say("epoch 0", "epoke 0");

    public string EveryEpoch => Say("Every epoch", "Hver epoke");

    public string EpochColumn => Say("epoch", "epoke");

    public string HeldOutLoss => Say("held-out loss", "tap, tilbakeholdte");

    public string Accuracy => Say("accuracy", "nøyaktighet");

    public string SeeingModel => Say(
        "The curve is the share of the held-out digits that are read right, epoch by epoch. An epoch is one pass over the digits to train on. Before the first, all weights are 0 and one digit in ten is right by chance; a few passes are enough for most of the rest.",
        "Kurven er andelen av de tilbakeholdte sifrene som leses riktig, epoke for epoke. En epoke er én gang gjennom sifrene det trenes på. Før den første er alle vektene 0, og ett av ti siffer er riktig ved et slumpetreff; noen få ganger er nok til det meste av resten.");

    public string Seed => Say("Seed", "Startverdi");

    public string SeedNote => Say(
        "The seed splits the digits into four fifths to train on and a fifth held out, and orders the batches.",
        "Startverdien deler sifrene i fire femtedeler til trening og en femtedel som holdes utenfor, og ordner batchene.");

    public string TrainHere => Say("Train here", "Tren her");

    public string TrainAgain => Say("Train again", "Tren på nytt");

    public string ModelFile => Say("A model file, chosen or dropped on the page", "En modellfil, valgt eller sluppet på siden");

    public MarkupString ModelFileNote => Html(
        "Made by <code>perceptron digits</code>, or saved here. It stays on this computer.",
        "Laget av <code>perceptron digits</code>, eller lagret her. Den blir på denne maskinen.");

    public string SaveModel => Say("Save the model", "Lagre modellen");
}
