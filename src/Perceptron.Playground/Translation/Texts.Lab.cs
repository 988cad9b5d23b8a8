using Perceptron.Playground.Lab;

namespace Perceptron.Playground.Translation;

/// <summary>The page of gates and planes.</summary>
public sealed partial class Texts
{
    public string LabProblem => Say("Problem", "Oppgave");

    public string LabOrAndAtOnce => Say("OR and AND at once", "OR og AND samtidig");

    public string LabCircle => Say("Circle", "Sirkel");

    public string LabGauss => Say("Two clouds", "To skyer");

    public string LabExclusive => Say("Quarters", "Kvarter");

    public string LabExclusiveOr => Say("Quarters: exclusive or, of points", "Kvarter: eksklusiv eller, av punkter");

    public string LabSpiral => Say("Spiral", "Spiraler");

    public string LabStart => Say("Start", "Utgangspunkt");

    public string LabRandom => Say("Random", "Tilfeldig");

    public string LabRandomTitle => Say("Random numbers in [−1, 1], by the seed", "Tilfeldige tall i [−1, 1], gitt av startverdien");

    public string LabSeed => Say("seed", "startverdi");

    public string LabNextSeed => Say("Next seed", "Neste startverdi");

    public string LabTrySeed(string seed) => Say($"Try seed {seed}", $"Prøv startverdi {seed}");

    public string LabZeros => Say("Zeros", "Nuller");

    public string LabTextbook => Say("Textbook", "Læreboka");

    public string LabLearns => Say("Learns", "Lærer");

    public string LabLearnsTitle => Say("The start that learns XOR", "Utgangspunktet som lærer XOR");

    public string LabGetsStuck => Say("Gets stuck", "Setter seg fast");

    public string LabGetsStuckTitle => Say("The start that gets stuck on XOR", "Utgangspunktet som setter seg fast på XOR");

    public string LabGivenStart => Say("Numbers set by hand, or found by an earlier training.", "Tall satt for hånd, eller funnet av en tidligere trening.");

    public string LabLayers => Say("Layers", "Lag");

    public string LabHiddenLayers => Say("Hidden layers", "Skjulte lag");

    public string LabNeuronsOf(string layer) => Say($"Neurons of layer {layer}", $"Nevroner i lag {layer}");

    public string LabActivation => Say("Activation", "Aktivering");

    public string LabNoise => Say("Noise", "Støy");

    public string LabHeldOut => Say("Held out for the test", "Holdt tilbake til testen");

    public string LabPointsSeed => Say("Points, seed", "Punkter, startverdi");

    public string LabOtherPoints => Say("Other points", "Andre punkter");

    public string LabRule => Say("How it learns", "Slik lærer den");

    public string LabOptimizer => Say("Optimizer", "Metode");

    public string LabGradientDescent => Say("gradient descent", "gradientnedstigning");

    public string LabMomentum => Say("with momentum 0.9", "med momentum 0.9");

    public string LabNesterov => Say("with Nesterov's momentum 0.9", "med Nesterovs momentum 0.9");

    public string LabRate => Say("Learning rate", "Læringsrate");

    public string LabL2 => Say("L2 penalty", "L2-regularisering");

    public string LabBatch => Say("Batch", "Batch-størrelse");

    public string LabAllObservations => Say("all observations", "alle observasjoner");

    public string LabTraining => Say("Training", "Trening");

    public string LabTrain => Say("Train", "Tren");

    public string LabPause => Say("Pause", "Stopp");

    public string LabOneEpoch => Say("One epoch", "Én epoke");

    public string LabStartOver => Say("Start over", "Begynn på nytt");

    public string LabSpeed => Say("Speed", "Fart");

    public string LabEpochsPerSecond(string speed) => Say($"{speed} epochs/s", $"{speed} epoker/s");

    public string LabFastest => Say("as fast as it can", "så fort som mulig");

    public string LabSeeStuck => Say("See it get stuck", "Se den sette seg fast");

    public string LabSeeLearn => Say("See it learn", "Se den lære");

    public string LabEpoch => Say("Epoch", "Epoke");

    public string LabEpochOf(string epoch, string last) => Say($"epoch {epoch} of {last}", $"epoke {epoch} av {last}");

    public string LabLoss => Say("loss", "tap");

    public string LabLossWithPenalty => Say("loss, with the penalty", "tap, med regularisering");

    public string LabTestLoss => Say("loss of the test", "tap på testen");

    public string LabRight => Say("right", "riktige");

    public string LabGradientNorm => Say("gradient norm", "gradientens norm");

    public string LabCatchingUp(string epoch) => Say($"Training up to epoch {epoch}, as the link says …", $"Trener fram til epoke {epoch}, som lenken sier …");

    public string LabStopped(string why) => Say($"Training stopped: {why}", $"Treningen stanset: {why}");

    public string LabSaid(string epoch, string loss) => Say($"Epoch {epoch}, loss {loss}.", $"Epoke {epoch}, tap {loss}.");

    public string LabLossOverEpochs => Say("Loss over epochs", "Tapet over epokene");

    public string LabTrainingSeries => Say("training", "trening");

    public string LabTestSeries => Say("test", "testen");

    public string LabLogarithmic => Say("logarithmic", "logaritmisk");

    public string LabSurface => Say("Surface", "Flate");

    public string LabSurfaceOf => Say("of", "av");

    public string LabOverX(string name) => Say($"{name}, over x", $"{name}, over planet av x");

    public string LabOverH(string name) => Say($"{name}, over h", $"{name}, over planet av h");

    public string LabFlatMap => Say("flat, as a heat map", "flatt, som varmekart");

    public string LabBlueIs(string value) => Say($"blue: {value}", $"blått: {value}");

    public string LabRedIs(string value) => Say($"red: {value}", $"rødt: {value}");

    public string LabBlueIsNegative => Say("blue: negative", "blått: negativ");

    public string LabRedIsPositive => Say("red: positive", "rødt: positiv");

    public string LabDarkIsLow => Say("dark: low loss", "mørkt: lavt tap");

    public string LabYellowIsHigh => Say("yellow: high loss", "gult: høyt tap");

    public string LabNetwork => Say("Network", "Nettverk");

    public string LabChange => Say("Change", "Endre");

    public string LabNetworkOf(string sizes, string weights) => Say($"Network of {sizes} units; {weights}", $"Nettverk av {sizes} enheter; {weights}");

    public string LabAndMore => Say("and more.", "og flere.");

    public string LabWeightFrom(string source, string target) => Say($"weight from {source} to {target}", $"vekt fra {source} til {target}");

    public string LabBiasOf(string target) => Say($"bias of {target}", $"bias for {target}");

    public string LabAsANumber(string name) => Say($"{name}, as a number", $"{name}, som tall");

    public string LabFiniteNumber => Say("A finite number is needed.", "Det trengs et endelig tall.");

    public string LabNumbers => Say("W and b", "W og b");

    public string LabNeuron => Say("Neuron", "Nevron");

    public string LabHSpace => Say("h-space", "h-rommet");

    public string LabAcross => Say("across", "bortover");

    public string LabUp => Say("up", "oppover");

    public string LabHPlaneOf(string first, string second) => Say($"The observations in the plane of {first} and {second}.", $"Observasjonene i planet av {first} og {second}.");

    public string LabTargetAt(string target, string first, string second) => Say($"Target {target}: {first}, {second}.", $"Målverdi {target}: {first}, {second}.");

    public string LabTruthTable => Say("Truth table", "Sannhetstabell");

    public string LabFOf(string output) => Say($"f(x) of {output}", $"f(x) for {output}");

    public string LabTarget => Say("target", "målverdi");

    public string LabReadAs => Say("read as", "leses som");

    public string LabIsRight => Say("right", "riktig");

    public string LabIsWrong => Say("wrong", "galt");

    public string LabMean => Say("mean", "gjennomsnitt");

    public string LabObservations => Say("Observations", "Observasjoner");

    public string LabPoints => Say("points", "punkter");

    public string LabAccuracy => Say("accuracy", "nøyaktighet");

    public string LabCrossEntropy => Say("cross entropy", "kryssentropi");

    public string LabSquaredError => Say("squared error", "kvadratfeil");

    public string LabMeanSquaredError => Say("mean squared error", "midlere kvadratfeil");

    public string LabFormula => Say("Formula", "Formel");

    public string LabLossSurfaces => Say("Loss surfaces", "Tapsflater");

    public string LabOver => Say("over", "over verdiene av");

    public string LabAnd => Say("and", "og");

    public string LabFlat => Say("flat", "flatt");

    public string LabNow(string name) => Say($"Now {name} =", $"Nå er {name} =");

    public string LabTheDot => Say("the dot.", "prikken.");

    public string LabComputing(string percent) => Say($"Computing the surface: {percent} % …", $"Regner ut flaten: {percent} % …");

    public string LabOverTheseTwo => Say("Over these two, all others as they are now.", "Over disse to, alle andre som de er nå.");

    public string LabSurfaceOfEpoch(string epoch) => Say($"The surface is that of epoch {epoch}; it follows.", $"Flaten er den fra epoke {epoch}; den følger etter.");

    public string LabOpen => Say("Open", "Åpne");

    public string LabMostEpochs(string most) => Say($"{most} epochs are the most that a training here has.", $"{most} epoker er det meste en trening her har.");

    public string LabTwo => Say("two", "to");

    public string LabThree => Say("three", "tre");

    public string LabFour => Say("four", "fire");

    /// <summary>What a plateau is, in one to three sentences.</summary>
    public string LabPlateau(PlateauKind kind, bool isGate, string rows, string all, string value, string loss)
    {
        var (things, norwegian) = isGate ? ("rows", "rader") : ("points", "punkter");
        return kind switch
        {
            PlateauKind.RowsAlike => Say(
                $"Stuck: {rows} {things} at {value}, the loss goes to {loss}. Try another seed.",
                $"Sitter fast: {rows} {norwegian} på {value}, tapet går mot {loss}. Prøv en annen startverdi."),
            PlateauKind.AllAlike => Say(
                $"On a plateau: all {all} {things} near {value}, the loss near {loss}. Training may leave it. If it does not, try another seed.",
                $"På et platå: alle {all} {norwegian} nær {value}, tapet nær {loss}. Treningen kan komme seg videre. Hvis ikke, prøv en annen startverdi."),
            PlateauKind.Minimum => Say(
                $"This is about the least loss that one layer can have here: {rows} of {all} {things} stay away from their targets. Add a hidden layer.",
                $"Dette er omtrent det minste tapet som ett lag kan ha her: {rows} av {all} {norwegian} blir ikke som målverdien. Legg til et skjult lag."),
            _ => Say(
                $"On a plateau: the gradient is small, and {rows} of {all} {things} are not near their targets. It may be a minimum. Try another seed, more neurons or another rate.",
                $"På et platå: gradienten er liten, og {rows} av {all} {norwegian} er ikke nær målverdien. Det kan være et minimum. Prøv en annen startverdi, flere nevroner eller en annen læringsrate."),
        };
    }
}
