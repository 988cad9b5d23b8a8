namespace Perceptron.Playground.Translation;

/// <summary>Plots in words, for screen readers and in their pictures.</summary>
public sealed partial class Texts
{
    public string PlotEpoch => Say("epoch", "epoke");

    public string PlotHeatMap => Say("heat map", "varmekart");

    public string PlotSurface => Say("surface in three dimensions", "flate i tre dimensjoner");

    public string PlotMapHelp => Say("Point at it, or move with the arrow keys, to read values.", "Pek på det, eller bruk piltastene, for å lese av verdier.");

    public string PlotTurnHelp => Say("Drag or arrow keys turn it; + and − zoom, Home resets the view.", "Dra eller bruk piltastene for å dreie; + og − zoomer, Home stiller tilbake.");

    public string PlotSeenFrom(string azimuth, string elevation) => Say($"Seen from {azimuth}°, {elevation}° above.", $"Sett fra {azimuth}°, {elevation}° ovenfra.");

    public string PlotNothing(string name, string over) => Say($"{name} over {over}: nothing to show yet.", $"{name} over {over}: ingenting å vise ennå.");

    public string PlotAnd(string first, string second) => Say($"{first} and {second}", $"{first} og {second}");

    public string PlotRange(string name, string low, string high) => Say($"{name} from {low} to {high}", $"{name} fra {low} til {high}");

    public string PlotLowestAndHighest(string low, string lowAt, string high, string highAt) => Say(
        $"lowest {low} at {lowAt}, highest {high} at {highAt}.",
        $"lavest {low} ved {lowAt}, høyest {high} ved {highAt}.");

    public string PlotShareAbove(string level, string percent) => Say($"{level} or more on {percent} % of the plane", $"{level} eller mer på {percent} % av planet");

    public string PlotAt(string value, string place) => Say($"{value} at {place}", $"{value} ved {place}");

    public string PlotPath(string start, string startLoss, string now, string nowLoss) => Say(
        $"The path of the training starts at {start} with {startLoss}, and is at {now} with {nowLoss}.",
        $"Treningens vei begynner i {start} med {startLoss} og er i {now} med {nowLoss}.");

    public string PlotRight(string right, string count) => Say(
        $"{right} of {count} observations on the side of the target.",
        $"{right} av {count} observasjoner på samme side som målverdien.");

    public string PlotTarget(string label, string value, string target) => Say($"{label}: {value}, target {target}.", $"{label}: {value}, målverdi {target}.");

    public string PlotOverEpochsNothing(string name) => Say($"{name} over epochs: nothing to show yet", $"{name} over epokene: ingenting å vise ennå");

    public string PlotOverEpochs(string name, string last) => Say($"{name} over epochs 0 to {last}", $"{name} over epokene 0 til {last}");

    public string PlotOverEpochsLogarithmic(string name, string last) => Say($"{name} over epochs 0 to {last}, logarithmic", $"{name} over epokene 0 til {last}, logaritmisk");

    public string PlotNoEpoch => Say("no epoch", "ingen epoke");

    public string PlotEpochIs(string epoch, string values) => Say($"epoch {epoch}: {values}", $"epoke {epoch}: {values}");
}
