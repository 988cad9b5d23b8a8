namespace Perceptron.Playground.Translation;

/// <summary>The page of digits.</summary>
public sealed partial class Texts
{
    public string ReadingDigits => Say("Reading the embedded digits…", "Leser de innebygde sifrene …");

    public string DrawTitle => Say("Draw a digit", "Tegn et siffer");

    public string Undo => Say("Undo", "Angre");

    public string Clear => Say("Clear", "Tøm");

    public string DrawHelp => Say(
        "With a mouse, finger or pen. By keyboard: arrow keys move, with Shift in small steps; Space puts the pen down and lifts it; Backspace takes back, Delete clears.",
        "Med mus, finger eller penn. Med tastaturet: Piltastene flytter, med Shift i små steg; mellomrom setter pennen ned og løfter den; Backspace angrer, Delete tømmer.");

    public string SeeingDraw => Say(
        "A sheet of paper. What lies on it when the page opens is a drawing to begin with: your first stroke starts a clean sheet. While you draw, all other panels follow the pen.",
        "Et ark. Det som ligger der når siden åpner, er en tegning å begynne med: Det første strøket ditt begynner på et rent ark. Mens du tegner, følger alle de andre panelene pennen.");

    public string DrawingEmpty => Say("Drawing area, empty", "Tegneflate, tom");

    public string DrawingOfExample => Say("Drawing area with an example", "Tegneflate med et eksempel");

    public string DrawingOfStrokes(int count)
    {
        var strokes = Count(count, ("stroke", "strokes"), ("strøk", "strøk"));
        return Say($"Drawing area with {strokes}", $"Tegneflate med {strokes}");
    }

    public string PenAt(int column, int columns, int row, bool isDown) => Say(
        $"Column {column} of {columns}, row {row}, pen {(isDown ? "down" : "up")}",
        $"Kolonne {column} av {columns}, rad {row}, pennen {(isDown ? "nede" : "oppe")}");

    public string DrawingCannotBeRead => Say(
        "The link's drawing can't be read; it may have been cut short.",
        "Tegningen i lenken kan ikke leses; kanskje er den kuttet.");

    public string SeesTitle => Say("What the model sees: x", "Hva modellen ser: x");

    public string NothingDrawn => Say("Draw a digit, or take an example.", "Tegn et siffer, eller ta et eksempel.");

    public string ReadAs(string name, string f) => Say($"Read as {name}, f = {f}", $"Lest som {name}, f = {f}");

    public string PixelsWithInk(int height, int width, int ink) => Say(
        $"{height} × {width} pixels, {ink} with ink",
        $"{height} × {width} piksler, {ink} med blekk");

    public string PixelsWithoutInk(int height, int width) => Say(
        $"{height} × {width} pixels, none with ink",
        $"{height} × {width} piksler, ingen med blekk");

    public string SeeingX => Say(
        "The same digit as the model gets it: cut out, moved to the middle and made as small as the images that the model was trained on. Each square is a pixel, a number from 0 (paper) to 1 (ink). Row after row, these numbers are x.",
        "Det samme sifferet slik modellen får det: skåret ut, flyttet til midten og gjort like lite som bildene modellen ble trent på. Hver rute er en piksel, et tall fra 0 (papir) til 1 (blekk). Rad for rad er disse tallene x.");

    public string BarsCaption => Say(
        "f(x) of each class as a bar and a number, and its logit z with its parts",
        "f(x) for hver klasse som stolpe og tall, og logiten z med delene sine");

    public string Class => Say("class", "klasse");

    public string RowSumsTitle => Say("x·W, row of pixels by row of pixels", "x·W, pikselrad for pikselrad");

    public string OfClass => Say("of class", "for klassen");

    public string ThatIsPredicted => Say("that is predicted", "som predikeres");

    public string ForClass(string sum, string name) => Say($"{sum} for class {name}", $"{sum} for klasse {name}");

    public string TogetherOne => Say("all of them together are 1.", "alle til sammen er 1.");

    public string SeeingF(bool hasHidden) => hasHidden
        ? Say(
            "Each class gets a logit z: the activations h of the last hidden layer times their weights, added up, plus b. Softmax turns the logits into f(x): numbers above 0 that are 1 together. The class with the longest bar is the answer.",
            "Hver klasse får en logit z: aktiveringene h i det siste skjulte laget ganger vektene sine, lagt sammen, pluss b. Softmax gjør logitene til f(x): tall over 0 som til sammen er 1. Klassen med den lengste stolpen er svaret.")
        : Say(
            "Each class gets a logit z: pixels times weights, added up, which is x·W, plus b. Softmax turns the logits into f(x): numbers above 0 that are 1 together. The class with the longest bar is the answer.",
            "Hver klasse får en logit z: piksler ganger vekter, lagt sammen, som er x·W, pluss b. Softmax gjør logitene til f(x): tall over 0 som til sammen er 1. Klassen med den lengste stolpen er svaret.");

    public string ExamplesTitle => Say("Or take a handwritten one", "Eller ta et håndskrevet");

    public string ExampleOf(string name) => Say($"Example: a {name}", $"Eksempel: {name}");

    public string OtherExamples => Say("Others", "Andre");

    public string NotSeenInTraining(int count) => Say(
        $"From the {count} digits that the training has not seen.",
        $"Fra de {count} sifrene som treningen ikke har sett.");

    public string SeeingExamples => Say(
        "Digits that people wrote by hand, as images of 8 × 8 pixels. The model was not trained on them, so they show how well it reads what is new to it. Choose one that is badly written.",
        "Siffer som folk har skrevet for hånd, som bilder på 8 × 8 piksler. Modellen er ikke trent på dem, så de viser hvor godt den leser det som er nytt. Velg et som er dårlig skrevet.");

    public string PicturesTitle(bool hasHidden, bool areTen) => hasHidden
        ? Say("Pictures of the first layer's W, and x · W on each", "Bilder av W i det første laget, og x · W ved siden av")
        : areTen
            ? Say("The ten pictures of W, and x · W on each", "De ti bildene av W, og x · W ved siden av")
            : Say("Pictures of W, and x · W on each", "Bilder av W, og x · W ved siden av");

    public string Against => Say("below 0: speaks against", "under 0: taler mot");

    public string For => Say("above 0: speaks for", "over 0: taler for");

    public string PicturesNote => Say("Left W, right what each pixel of x adds.", "Til venstre W, til høyre det hver piksel i x legger til.");

    public string PicturesScale(string w) => Say(
        $"The strongest colour is ±{w} on the left.",
        $"Den sterkeste fargen er ±{w} til venstre.");

    public string PicturesScales(string w, string added) => Say(
        $"The strongest colour is ±{w} on the left, ±{added} on the right.",
        $"Den sterkeste fargen er ±{w} til venstre, ±{added} til høyre.");

    public string SeeingPictures(bool hasHidden) => hasHidden
        ? Say(
            "Left, the weights of one hidden neuron, each where its pixel lies: ink on red makes the neuron's sum larger, ink on blue makes it smaller. Right, the same for x: each pixel times its weight.",
            "Til venstre vektene til ett skjult nevron, hver der pikselen ligger: Blekk på rødt gjør summen i nevronet større, blekk på blått gjør den mindre. Til høyre det samme for x: hver piksel ganger vekten sin.")
        : Say(
            "Left, the weights of one class, a column of W, each where its pixel lies: ink on red speaks for the class, ink on blue against it. Right, the same for x: each pixel times its weight. All numbers on the right add up to x·W; with b that is z. The class that is read has a border.",
            "Til venstre vektene til én klasse, en kolonne i W, hver der pikselen ligger: Blekk på rødt taler for klassen, blekk på blått mot den. Til høyre det samme for x: hver piksel ganger vekten sin. Alle tallene til høyre blir til sammen x·W; med b er det z. Klassen som leses, har en ramme.");

    public string PictureOfClass(string name, bool hasX) => hasX
        ? Say($"W of class {name} as a picture, and what each pixel of x adds", $"W for klasse {name} som bilde, og det hver piksel i x legger til")
        : Say($"W of class {name} as a picture", $"W for klasse {name} som bilde");

    public string PictureOfNeuron(int number, bool hasX) => hasX
        ? Say($"W of hidden neuron {number} as a picture, and what each pixel of x adds", $"W for skjult nevron {number} som bilde, og det hver piksel i x legger til")
        : Say($"W of hidden neuron {number} as a picture", $"W for skjult nevron {number} som bilde");

    public string PicturesOfHidden(int neurons, int shown)
    {
        var count = Count(neurons, ("neuron", "neurons"), ("nevron", "nevroner"));
        return Say(
            $"The model has hidden layers: x meets the first one's W alone, so these pictures are of its {count}{(shown < neurons ? $", the first {shown} of them" : "")}. No picture shows what a pixel adds to a class, because the hidden layers lie between.",
            $"Modellen har skjulte lag: x møter bare W i det første, så bildene er av de {count} der{(shown < neurons ? $", de første {shown} av dem" : "")}. Ingen bilder viser hva en piksel legger til en klasse, for de skjulte lagene ligger imellom.");
    }

    public string DigitsLinkNote => Say(
        "Anyone who opens it gets the same digit and the same training. A model from a file is not in it.",
        "Den som åpner den, får det samme sifferet og den samme treningen. En modell fra en fil er ikke med.");

    /// <summary>What a person calls a part of the page of digits that a link can hide.</summary>
    public string DigitsPart(Digits.DigitsPart part) => part switch
    {
        Digits.DigitsPart.Top => Say("the page's head", "toppen av siden"),
        Digits.DigitsPart.Draw => Say("drawing", "tegning"),
        Digits.DigitsPart.Examples => Say("examples", "eksempler"),
        Digits.DigitsPart.Sees => SeesTitle,
        Digits.DigitsPart.F => "f(x)",
        Digits.DigitsPart.Model => Say("model and training", "modell og trening"),
        Digits.DigitsPart.Pictures => Say("pictures of W", "bilder av W"),
        _ => Say("this link", "denne lenken"),
    };
}
