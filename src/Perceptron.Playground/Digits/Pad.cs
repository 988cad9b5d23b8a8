using System.Runtime.InteropServices.JavaScript;

namespace Perceptron.Playground.Digits;

/// <summary>The browser functions of the digits page: a pen, and the keys that draw.</summary>
public static partial class Pad
{
    private const string Module = "digits";

    public enum Pen
    {
        Down = 0,
        Move = 1,
        Up = 2,
    }

    public static Task ImportAsync() => OperatingSystem.IsBrowser()
        ? JSHost.ImportAsync(Module, "../digits.js")
        : throw new PlatformNotSupportedException("Only a browser has a pen and keys to attach to.");

    /// <summary>
    /// Calls for each point of a mouse, finger or pen, with <see cref="Pen"/> and where it is, each from 0 to 1 within the canvas; and with
    /// each key that draws, "Focus" when the keyboard comes, "Blur" when it goes.
    /// </summary>
    [JSImport("attachPad", Module)]
    public static partial void Attach(
        string canvasId,
        [JSMarshalAs<JSType.Function<JSType.Number, JSType.Number, JSType.Number>>] Action<int, double, double> pen,
        [JSMarshalAs<JSType.Function<JSType.String, JSType.Boolean>>] Action<string, bool> key);
}
