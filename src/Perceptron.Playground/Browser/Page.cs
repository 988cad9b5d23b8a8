using System.Runtime.InteropServices.JavaScript;
using Perceptron.Playground.Translation;

namespace Perceptron.Playground.Browser;

/// <summary>The browser's side of the page: frames, the address, sizes of canvases, and drawing on them.</summary>
public static partial class Page
{
    public const string Module = "playground";

    private static readonly List<Action<double>> Waiting = [];
    private static bool s_asked;

    /// <summary>Calls once, before the next picture; the time is in milliseconds.</summary>
    public static void OnNextFrame(Action<double> action)
    {
        Waiting.Add(action);
        if (!s_asked)
        {
            s_asked = true;
            RequestFrame(Frame);
        }
    }

    private static void Frame(double time)
    {
        s_asked = false;
        Action<double>[] actions = [.. Waiting];
        Waiting.Clear();
        foreach (var action in actions)
        {
            action(time);
        }
    }

    /// <summary>The language that the address asks for, or that a person chose. Links of this page ask for it too.</summary>
    public static Language? LinkedLanguage { get; private set; }

    /// <summary>The fragment of the address, without # and without the language.</summary>
    public static string Fragment() => LanguageKey.Without(AddressFragment());

    /// <summary>
    /// Replaces the fragment of the address, without a new entry in the browser's history. Does nothing if a link was just followed
    /// that <see cref="OnFragment"/> has not reported yet.
    /// </summary>
    public static void ReplaceFragment(string fragment) => ReplaceAddressFragment(LanguageKey.With(fragment, LinkedLanguage));

    /// <summary>The whole address of a fragment, in the language that the page is linked in.</summary>
    public static string Link(string fragment) => $"{Address().Split('#')[0]}#{LanguageKey.With(fragment, LinkedLanguage)}";

    /// <summary>The language to speak now: that of the address, else one that was chosen before, else the browser's.</summary>
    public static Language FollowLanguage()
    {
        LinkedLanguage = LanguageKey.Read(AddressFragment());
        return LinkedLanguage ?? LanguageKey.OfCode(PreferredLanguage()) ?? Language.English;
    }

    /// <summary>A person chose a language: the browser remembers it, and links ask for it.</summary>
    public static void ChooseLanguage(Language language)
    {
        LinkedLanguage = language;
        RememberLanguage(LanguageKey.Code(language));
        ReplaceFragment(Fragment());
    }

    /// <summary>Tells the browser, and so screen readers, which language the page is in.</summary>
    public static void ShowLanguage(Texts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ShowLanguage(LanguageKey.Code(texts.Language), texts.Title);
    }

    /// <summary>Calls whenever a person or a link changes the fragment.</summary>
    [JSImport("onFragment", Module)]
    public static partial void OnFragment([JSMarshalAs<JSType.Function>] Action changed);

    /// <summary>Calls with the width and height of a canvas in CSS pixels, now and whenever they or the colours of the page change.</summary>
    [JSImport("attach", Module)]
    public static partial void Attach(string canvasId, [JSMarshalAs<JSType.Function<JSType.Number, JSType.Number>>] Action<double, double> resized);

    [JSImport("detach", Module)]
    public static partial void Detach(string canvasId);

    [JSImport("draw", Module)]
    public static partial void Draw(
        string canvasId,
        [JSMarshalAs<JSType.MemoryView>] Span<double> steps,
        [JSMarshalAs<JSType.Array<JSType.String>>] string[] texts,
        [JSMarshalAs<JSType.MemoryView>] Span<byte> pixels);

    [JSImport("download", Module)]
    public static partial void Download(string name, [JSMarshalAs<JSType.MemoryView>] Span<byte> content);

    /// <summary>Sets "light", "dark", or "" for what the system says.</summary>
    [JSImport("setTheme", Module)]
    public static partial void SetTheme(string theme);

    /// <summary>What <see cref="Remember"/> was given, in this browser; "" if it doesn't remember.</summary>
    [JSImport("recall", Module)]
    public static partial string Recall(string key);

    /// <summary>Keeps a text for the next visit, if the browser allows it.</summary>
    [JSImport("remember", Module)]
    public static partial void Remember(string key, string text);

    /// <summary>Whether the page stands inside another one.</summary>
    [JSImport("isEmbedded", Module)]
    public static partial bool IsEmbedded();

    [JSImport("copyText", Module)]
    public static partial Task<bool> CopyText(string text);

    [JSImport("focusOn", Module)]
    public static partial void FocusOn(string elementId);

    /// <summary>Milliseconds since some time in the past.</summary>
    [JSImport("now", Module)]
    public static partial double Now();

    [JSImport("address", Module)]
    private static partial string Address();

    [JSImport("fragment", Module)]
    private static partial string AddressFragment();

    [JSImport("replaceFragment", Module)]
    private static partial void ReplaceAddressFragment(string fragment);

    [JSImport("preferredLanguage", Module)]
    private static partial string PreferredLanguage();

    [JSImport("rememberLanguage", Module)]
    private static partial void RememberLanguage(string code);

    [JSImport("showLanguage", Module)]
    private static partial void ShowLanguage(string code, string title);

    [JSImport("requestFrame", Module)]
    private static partial void RequestFrame([JSMarshalAs<JSType.Function<JSType.Number>>] Action<double> frame);
}
