using System.Runtime.InteropServices.JavaScript;

namespace Perceptron.Playground.Browser;

/// <summary>Files that a person chooses, or drops on the page.</summary>
public static partial class DroppedFiles
{
    /// <summary>The largest file that is read.</summary>
    public const int MostBytes = 64 << 20;

    private const string Module = "files";

    public static Task ImportAsync() => OperatingSystem.IsBrowser()
        ? JSHost.ImportAsync(Module, "../files.js")
        : throw new PlatformNotSupportedException("Only a browser has a page to drop files on.");

    /// <summary>
    /// Calls with the name of each file that is chosen for the input, or dropped anywhere on the page, and with how many bytes it has;
    /// -1 if it can't be read. No more than the most are read. <see cref="Copy"/> has them.
    /// </summary>
    [JSImport("takeFiles", Module)]
    public static partial void Take(
        string inputId, int mostBytes, [JSMarshalAs<JSType.Function<JSType.String, JSType.Number>>] Action<string, double> take);

    /// <summary>The bytes of the file that was taken last.</summary>
    [JSImport("copyFile", Module)]
    public static partial void Copy([JSMarshalAs<JSType.MemoryView>] Span<byte> bytes);

    [JSImport("leaveFiles", Module)]
    public static partial void Leave();
}
