using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Perceptron;
using Xunit;

namespace OnnxTests;

/// <summary>
/// ONNX Runtime's official builds tell their makers of their use unless told not to
/// (https://github.com/microsoft/onnxruntime/blob/main/docs/Privacy.md). These tests tell nobody.
/// </summary>
public partial class Telemetry
{
    private const string Variable = "ORT_DISABLE_TELEMETRY";

    private static readonly string Cache = Directory.CreateTempSubdirectory("perceptron-onnx-cache-").FullName;

    /// <summary>
    /// Before anything of ONNX Runtime is loaded. It reads the environment of the C library, which .NET's own does not change on Unix.
    /// The cache is where it would keep the identifier that it makes for the machine.
    /// </summary>
    [ModuleInitializer]
    internal static void TurnOff()
    {
        foreach (var (name, value) in new[] { (Variable, "1"), ("XDG_CACHE_HOME", Cache) })
        {
            Environment.SetEnvironmentVariable(name, value);
            if (!OperatingSystem.IsWindows())
            {
                _ = SetVariable(name, value, 1);
            }
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Cache, recursive: true);
    }

    [Fact]
    public void Is_off()
    {
        using (var stream = new MemoryStream())
        {
            OnnxFile.Write(LogicGate.Or.Textbook, stream);
            using var session = new InferenceSession(stream.ToArray());
        }

        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows it writes events for whoever on the machine records them, and sends nothing itself.");
        Assert.Equal("1", Marshal.PtrToStringUTF8(GetVariable(Variable)));
        Assert.Empty(Directory.GetFileSystemEntries(Cache));
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint GetVariable(string name);
}
