namespace Perceptron.Playground.Translation;

/// <summary>A language that the page speaks.</summary>
public enum Language
{
    English,

    /// <summary>Bokmål.</summary>
    Norwegian,
}
