namespace Perceptron.Playground.Translation;

/// <summary>What is said of a link to gates and planes that can't be used.</summary>
public sealed partial class Texts
{
    public string LinkProblemExpected => Say("the name of a problem", "navnet på en oppgave");

    public string LinkHiddenExpected(string layers, string neurons) => Say(
        $"up to {layers} sizes of hidden layers, each from 1 to {neurons}, such as 4-2",
        $"opp til {layers} størrelser av skjulte lag, hver fra 1 til {neurons}, som 4-2");

    public string LinkOneOfExpected(string names, string last) => Say($"{names} or {last}", $"{names} eller {last}");

    public string LinkNumbersExpected(string count) => Say(
        $"{count} finite numbers for these layers, with commas between",
        $"{count} endelige tall for disse lagene, med komma mellom");

    public string LinkTurnExpected => Say("azimuth, elevation and zoom, such as -60,30,1", "asimut, høyde og zoom, som -60,30,1");

    public string LinkOverExpected(string last) => Say($"two different numbers from 0 to {last}, such as 0,1", $"to ulike tall fra 0 til {last}, som 0,1");

    public string LinkSurfaceExpected => Say("y1, h1.1, hy, all or another surface of these layers", "y1, h1.1, hy, all eller en annen flate for disse lagene");

    public string LinkGivenStartMissing => Say(
        "The link says that numbers were set by hand, but has none that fit these layers; the start is random.",
        "Lenken sier at tall ble satt for hånd, men har ingen som passer til disse lagene; utgangspunktet er tilfeldig.");

    public string LinkStartUnfit(string start, string problem) => Say(
        $"The link's start \"{start}\" is not one of {problem} with these layers; the start is a random one.",
        $"Lenkens utgangspunkt «{start}» finnes ikke for {problem} med disse lagene; utgangspunktet er tilfeldig.");

    public string LinkRepeats(string key) => Say($"The link has \"{key}\" more than once; the first is taken.", $"Lenken har «{key}» mer enn én gang; den første gjelder.");
}
