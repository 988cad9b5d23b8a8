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

    public string LabWhatProblem => Say(
        "Each picture is a problem to learn: a point is an observation x, red if its target is 1, blue if it is 0. Gates have two or four points, the others 200.",
        "Hvert bilde er en oppgave å lære: Et punkt er en observasjon x, rødt hvis målverdien er 1, blått hvis den er 0. Porter har to eller fire punkter, de andre 200.");

    public string LabWhatStart => Say(
        "Training begins at these numbers. Random ones come from the seed: the same seed gives the same numbers. Which start it is decides whether XOR is learned.",
        "Treningen begynner med disse tallene. De tilfeldige er gitt av startverdien: Den samme gir de samme tallene. Utgangspunktet avgjør om XOR blir lært.");

    public string LabWhatLayers => Say(
        "Each hidden layer turns what it gets into new numbers h, one per neuron. The last layer makes f(x) of them. Without a hidden layer the border between the classes is a straight line.",
        "Hvert skjulte lag gjør det som kommer inn, om til nye tall h, ett for hvert nevron. Det siste laget lager f(x) av dem. Uten skjult lag er grensen mellom klassene en rett linje.");

    public string LabWhatRule => Say(
        "Gradient descent subtracts the learning rate times the gradient from W and b, once per batch. One pass over all observations is an epoch.",
        "Gradientnedstigning trekker læringsraten ganger gradienten fra W og b, én gang for hver batch. En epoke er én gang gjennom alle observasjonene.");

    public string LabWhatTraining => Say(
        "The loss says how wrong f(x) is on average: 0 is perfect, and f(x) = ½ everywhere gives ln 2 ≈ 0.693. Drag on the curve to look at an earlier epoch.",
        "Tapet sier hvor feil f(x) er i gjennomsnitt: 0 er perfekt, og f(x) = ½ overalt gir ln 2 ≈ 0.693. Dra på kurven for å se en tidligere epoke.");

    public string LabWhatSurface => Say(
        "The height is f(x) for each x of the plane: red is 1, blue is 0. Discs are the observations, at the height of their targets. The stick from a disc to the surface is the error. The dark line is f(x) = ½, the border between the classes.",
        "Høyden er f(x) for hver x i planet: Rødt er 1, blått er 0. Skivene er observasjonene, i høyde med målverdien. Pinnen fra en skive til flaten er feilen. Den mørke linjen er f(x) = ½, grensen mellom klassene.");

    public string LabWhatTable => Say(
        "f(x) for each observation beside its target. It is read as 1 where f(x) is at least ½. The loss of a row is −ln of the probability that f(x) gives to the target.",
        "f(x) for hver observasjon ved siden av målverdien. Den leses som 1 der f(x) er minst ½. Tapet for en rad er −ln av sannsynligheten som f(x) gir målverdien.");

    public string LabWhatObservations => Say(
        "How many points are read as their class, and the two losses. The points of the test are held out: training does not see them.",
        "Hvor mange punkter som leses som sin klasse, og de to tapene. Testens punkter er holdt tilbake: Treningen ser dem ikke.");

    public string LabWhatLossSurface => Say(
        "The loss if two of the numbers of W and b were others and all the rest stayed as they are. Training goes downhill: the line is its path, the dot where it is now.",
        "Tapet hvis to av tallene i W og b var noen andre og resten ble stående. Treningen går nedover: Linjen er veien, prikken er der den er nå.");

    public string LabWhatNumbers => Say(
        "W and b are all that the model has learned. Red sliders are positive, blue ones negative. An arrow shows where gradient descent moves the number: against ∂loss/∂w, the number at the end of the row.",
        "W og b er alt modellen har lært. Røde glidere er positive, blå er negative. En pil viser hvor gradientnedstigning flytter tallet: mot ∂tap/∂w, tallet i enden av raden.");

    public string LabWhatNetwork => Say(
        "Each square shows what that neuron gives over the plane of x. A line is a weight: red if it is positive, blue if it is negative, the wider the larger. Click on a line to change its weight, on a square to see its surface.",
        "Hver rute viser hva nevronet gir over planet av x. En linje er en vekt: rød hvis den er positiv, blå hvis den er negativ, og jo bredere jo større. Klikk på en linje for å endre vekten, på en rute for å se flaten.");

    public string LabWhatHSpace => Say(
        "The hidden layer moves the observations: here they lie where the last layer sees them. If a straight line separates red from blue, the problem is learned.",
        "Det skjulte laget flytter observasjonene: Her ligger de der det siste laget ser dem. Hvis en rett linje skiller rødt fra blått, er oppgaven lært.");

    public string LabWhatFormula => Say(
        "The whole model as a formula, its numbers rounded. Nothing else computes f(x).",
        "Hele modellen som formel, med avrundede tall. Ingenting annet regner ut f(x).");

    public string LabWhatLink => Say(
        "The link holds the problem, the start, the rule, the epoch and the view. The page that opens it trains again and gets the same numbers to the bit.",
        "Lenken inneholder oppgaven, utgangspunktet, metoden, epoken og visningen. Siden som åpner den, trener på nytt og får de samme tallene, bit for bit.");

    public string LabHintTrain => Say("Press Train and watch the loss fall.", "Trykk på Tren og se tapet falle.");

    public string LabHintSticks => Say(
        "The sticks are errors: from each target to f(x). Training makes them shorter.",
        "Pinnene er feil: fra hver målverdi til f(x). Treningen gjør dem kortere.");

    public string LabHintArrows => Say(
        "The arrows point against the gradient: where training moves each number next.",
        "Pilene peker mot gradienten: dit treningen flytter hvert tall i neste steg.");

    public string LabCloseHint => Say("Close this hint", "Lukk dette hintet");

    public string LabPartHSpace => Say("h-space", "h-rommet");

    public string LabPartLink => Say("link to this moment", "lenke til akkurat nå");

    public string LabPartLoss => Say("loss over epochs", "tapet over epokene");

    public string LabPartLossSurface => Say("loss surfaces", "tapsflater");

    public string LabPartModel => Say("problem and layers", "oppgave og lag");

    public string LabPartNetwork => Say("network", "nettverk");

    public string LabPartNumbers => Say("sliders", "glidere");

    public string LabPartRule => Say("rate, optimizer and batch", "læringsrate, metode og batch");

    public string LabPartStart => Say("start", "utgangspunkt");

    public string LabPartSurface => Say("surface of f", "flaten av f");

    public string LabPartTable => Say("table of observations", "tabell over observasjoner");

    public string LabPartTop => Say("title and pages", "tittel og sider");

    public string LabPartTrain => Say("training buttons", "treningsknapper");

    public string LabPartFormula => Say("formula", "formel");
}
