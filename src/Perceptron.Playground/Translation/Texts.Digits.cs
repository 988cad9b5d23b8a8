namespace Perceptron.Playground.Translation;

/// <summary>The page of digits.</summary>
public sealed partial class Texts
{
    public string DrawingCannotBeRead => Say(
        "The link's drawing can't be read; it may have been cut short.",
        "Tegningen i lenken kan ikke leses; kanskje er den kuttet.");
}
