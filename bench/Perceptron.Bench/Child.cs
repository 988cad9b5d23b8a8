using System.Diagnostics;
using System.Reflection;

namespace Perceptron.Bench;

/// <summary>This program, started again as a child process.</summary>
internal static class Child
{
    public const string Cold = "child-cold";
    public const string MlNet = "child-mlnet";
    public const string TorchSharp = "child-torchsharp";
    public const string Table = "child-table";
    public const string MlNetTable = "child-mlnet-table";
    public const string Onnx = "child-onnx";

    /// <summary>How to start it.</summary>
    public static ProcessStartInfo Start(params string[] arguments)
    {
        var host = Environment.ProcessPath!;
        var isShared = Path.GetFileNameWithoutExtension(host) == "dotnet";
        return new ProcessStartInfo(host, isShared ? [Assembly.GetExecutingAssembly().Location, .. arguments] : arguments);
    }
}
