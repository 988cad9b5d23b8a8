using Microsoft.AspNetCore.Components;

namespace Perceptron.Playground.Translation;

/// <summary>A component with words. It renders again when the language changes.</summary>
public abstract class TextComponent : ComponentBase
{
    [CascadingParameter]
    public Texts Texts { get; set; } = Texts.English;
}
