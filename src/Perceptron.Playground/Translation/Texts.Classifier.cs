namespace Perceptron.Playground.Translation;

/// <summary>The page of a classifier's file.</summary>
public sealed partial class Texts
{
    public string ClassifierTitle => Say("Classifier", "Klassifikator");

    public string NoClassifier => Say(
        "No classifier is open yet. Choose a file, or drop one on the page.",
        "Ingen klassifikator er åpen ennå. Velg en fil, eller slipp en på siden.");

    public string ClassifierFrom(string name, string label, int columns, int classes, bool hasSeveralLabels)
    {
        var by = Count(columns, ("column", "columns"), ("kolonne", "kolonner"));
        var answers = hasSeveralLabels ? Count(classes, ("label", "labels"), ("merkelapp", "merkelapper")) : Count(classes, ("class", "classes"), ("klasse", "klasser"));
        return Say($"From {name}: {label} by {by}, {answers}.", $"Fra {name}: {label} ut fra {by}, {answers}.");
    }

    public string ClassifierFile => Say("A classifier file, chosen or dropped on the page", "En klassifikatorfil, valgt eller sluppet på siden");

    public Microsoft.AspNetCore.Components.MarkupString ClassifierFileNote => Html(
        "Made by <code>Classifier.Save</code>. It stays on this computer.",
        "Laget av <code>Classifier.Save</code>. Den blir på denne maskinen.");

    public string ClassifierTooLarge(string name, int mebibytes) => Say(
        $"{name} is larger than {mebibytes} MiB, the maximum for a classifier here.",
        $"{name} er større enn {mebibytes} MiB, det meste en klassifikator kan være her.");

    public string ClassifierNotReadable(string name) => Say($"The browser can't read {name}.", $"Nettleseren kan ikke lese {name}.");

    /// <summary>The library gives its reasons in English.</summary>
    public string ClassifierRefused(string reason) => Say(reason, $"Filen kan ikke brukes. Biblioteket sier: «{reason}»");

    public string ClassifierStays => Say("The classifier from before stays.", "Klassifikatoren fra før blir stående.");

    public string ModelBelongsToDigits(string name) => Say(
        $"{name} is a model without columns. If it is a model of digits, drop it on the page Digits.",
        $"{name} er en modell uten kolonner. Er det en modell av sifre, kan du slippe den på siden Siffer.");

    public string ClassifierBelongsThere(string name) => Say(
        $"{name} is a classifier of a table: drop it on the page Classifier. The model from before stays.",
        $"{name} er en klassifikator av en tabell: Slipp den på siden Klassifikator. Modellen fra før blir stående.");

    public string RowTitle => Say("A row", "En rad");

    public string FindColumn => Say("Find a column", "Finn en kolonne");

    public string ColumnsShown(int shown, int found, int all) => Say(
        $"{shown} shown, of {found} found among {all} columns.",
        $"{shown} vises, av {found} funnet blant {all} kolonner.");

    public string RestartRow => Say("As at the beginning", "Som i begynnelsen");

    public string SeeingRow => Say(
        "One row of a table, as the classifier gets it. A number begins with what stands for a gap, as a rule the mean of the training rows; a category with its most frequent level. An empty cell is a gap.",
        "Én rad i en tabell, slik klassifikatoren får den. Et tall begynner med det som står for et hull, vanligvis gjennomsnittet i treningsradene; en kategori med det hyppigste nivået. En tom celle er et hull.");

    public string EmptyCell => Say("empty", "tom");

    public string Yes => Say("yes", "ja");

    public string No => Say("no", "nei");

    public string AnotherLevel => Say("another, never seen", "et annet, aldri sett");

    public string RangeOfTraining(string from, string to) => Say($"Training rows: {from} to {to}", $"Treningsradene: {from} til {to}");

    public string OutsideOfTraining(string from, string to) => Say($"Outside of the training rows: {from} to {to}", $"Utenfor treningsradene: {from} til {to}");

    public string LevelsToType(int count) => Say($"One of {count} levels", $"Ett av {count} nivåer");

    public string LevelNeverSeen(int count) => Say($"None of the {count} levels: one never seen", $"Ikke blant de {count} nivåene: et som aldri er sett");

    public string FiniteNumberExpected => Say("a number", "et tall");

    public string LevelExpected => Say("a level of the training rows", "et nivå i treningsradene");

    public string DateExpected => Say("a date", "en dato");

    public string AnswerTitle(string label) => Say($"The answer: {label}", $"Svaret: {label}");

    public string Answered(string name, string probability) => Say($"{name}, probability {probability}", $"{name}, sannsynlighet {probability}");

    public string LabelsAnswered(int yes, int all) => Say($"yes to {yes} of {all} labels", $"ja til {yes} av {all} merkelapper");

    public string NoAnswer => Say(
        "No answer: a value is none that its column can have, or too far from the training rows.",
        "Ikke noe svar: En verdi er ikke blant dem kolonnen kan ha, eller for langt fra treningsradene.");

    public string RankingCaption => Say("All classes, the most probable first", "Alle klassene, den mest sannsynlige først");

    public string LabelsCaption => Say("Each label with its probability and its answer", "Hver merkelapp med sannsynligheten og svaret");

    public string LabelColumn => Say("label", "merkelapp");

    public string Probability => Say("probability", "sannsynlighet");

    public string AnswerColumn => Say("answer", "svar");

    public string ThresholdOf(string name, string threshold) => Say(
        $"{name} is the answer from a probability of {threshold} on.",
        $"{name} er svaret fra sannsynligheten {threshold} og oppover.");

    public string SeeingAnswer => Say(
        "The classes as the library ranks them, by Classifier.Predict. The probabilities are 1 together, and follow each change of the row.",
        "Klassene slik biblioteket rangerer dem, med Classifier.Predict. Sannsynlighetene er 1 til sammen, og følger hver endring i raden.");

    public string SeeingLabels => Say(
        "Each label has an answer of its own, by Classifier.PredictLabels: yes where its probability reaches its threshold. Together the probabilities need not be 1.",
        "Hver merkelapp har sitt eget svar, med Classifier.PredictLabels: ja der sannsynligheten når terskelen. Til sammen trenger sannsynlighetene ikke bli 1.");
}
