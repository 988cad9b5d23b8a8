namespace Perceptron.Playground.Translation;

/// <summary>What the panels of gates and planes explain, the hints of a first visit, and the parts that a link can leave out.</summary>
public sealed partial class Texts
{
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
