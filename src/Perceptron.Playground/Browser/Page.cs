using System.Runtime.InteropServices.JavaScript;

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

    /// <summary>The fragment of the address, without #.</summary>
    [JSImport("fragment", Module)]
    public static partial string Fragment();

    /// <summary>
    /// Replaces the fragment of the address, without a new entry in the browser's history. Does nothing if a link was just followed
    /// that <see cref="OnFragment"/> has not reported yet.
    /// </summary>
    [JSImport("replaceFragment", Module)]
    public static partial void ReplaceFragment(string fragment);

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

    [JSImport("copyText", Module)]
    public static partial Task<bool> CopyText(string text);

    [JSImport("address", Module)]
    public static partial string Address();

    [JSImport("focusOn", Module)]
    public static partial void FocusOn(string elementId);

    /// <summary>Milliseconds since some time in the past.</summary>
    [JSImport("now", Module)]
    public static partial double Now();

    [JSImport("requestFrame", Module)]
    private static partial void RequestFrame([JSMarshalAs<JSType.Function<JSType.Number>>] Action<double> frame);
}
