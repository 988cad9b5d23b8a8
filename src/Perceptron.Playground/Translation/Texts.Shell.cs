namespace Perceptron.Playground.Translation;

/// <summary>What the pages share: the top bar, and links.</summary>
public sealed partial class Texts
{
    public string Title => Say("Perceptron playground", "Perceptron lekeplass");

    public string Playground => Say("playground", "lekeplass");

    /// <summary>The language's name in itself.</summary>
    public string OwnName => Say("English", "Norsk");

    public string Pages => Say("Pages", "Sider");

    public string GatesAndPlanes => Say("Gates and planes", "Porter og plan");

    public string DigitsTitle => Say("Digits", "Siffer");

    public string LoadingPart => Say("Loading this page's part of the library…", "Laster denne sidens del av biblioteket …");

    public string PartNotLoaded => Say(
        "This page's part of the library can't be loaded. Is there a connection? Reload the page to try again.",
        "Denne sidens del av biblioteket kan ikke lastes. Er det forbindelse? Last siden på nytt for å prøve igjen.");

    public string Colours => Say("Colours", "Farger");

    public string ThemeOfTheSystem => Say("as the system", "som systemet");

    public string LightTheme => Say("light", "lyse");

    public string DarkTheme => Say("dark", "mørke");

    /// <summary>The summary of what explains a panel.</summary>
    public string WhatAmISeeing => Say("What am I seeing?", "Hva ser jeg?");

    public string LinkTitle => Say("Link to this moment", "Lenke til akkurat nå");

    public string LinkLeavesOut => Say("What the link leaves out", "Hva lenken utelater");

    public string Copy => Say("Copy", "Kopier");

    public string Copied => Say("Copied.", "Kopiert.");

    public string CannotCopy => Say("The browser doesn't allow it: mark the text and copy it.", "Nettleseren tillater det ikke: Merk teksten og kopier den.");

    public string LinkExpects(string key, string value, string expected) => Say(
        $"The link has {key}={value}; expected is {expected}.",
        $"Lenken har {key}={value}; ventet er {expected}.");

    public string LinkMeansNothing(string key) => Say(
        $"The link has \"{key}\", which means nothing here.",
        $"Lenken har «{key}», som ikke betyr noe her.");

    public string LinkIsTooLong(int length, int most) => Say(
        $"The link has {length} signs; at most {most} are read, so none of it is.",
        $"Lenken har {length} tegn; høyst {most} leses, så ingenting av den leses.");

    public string LinkHasMore(int count) => Say(
        $"The link has {count} more parts that can't be used.",
        $"Lenken har {count} deler til som ikke kan brukes.");

    public string LanguageExpected => Say("en or nb", "en eller nb");

    public string WholeNumberExpected(string from) => Say($"a whole number, at least {from}", $"et helt tall, minst {from}");

    public string WholeNumberExpected(string from, string to) => Say($"a whole number from {from} to {to}", $"et helt tall fra {from} til {to}");

    public string NumberExpected(string from, string to) => Say($"a number from {from} to {to}", $"et tall fra {from} til {to}");

    public string NumberAboveExpected(string from, string to) => Say($"a number above {from} and up to {to}", $"et tall over {from} og opp til {to}");

    public string SomeOfExpected(string names) => Say($"some of {names}, with commas between", $"noen av {names}, med komma mellom");

    /// <summary>What was typed into a field.</summary>
    public string CannotBeUsed(string typed, string expected) => Say(
        $"\"{typed}\" can't be used: {expected} expected.",
        $"«{typed}» kan ikke brukes: Ventet er {expected}.");
}
