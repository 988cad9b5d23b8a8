using Perceptron;

namespace PublicApiTests;

/// <summary>The public types of all libraries.</summary>
internal static class PublicTypes
{
    public static Type[] OfLibraries { get; } =
        [.. new[] { typeof(Model), typeof(LogicGate), typeof(Image), typeof(Mnist), typeof(OnnxFile), typeof(Table), typeof(RocCurve), typeof(Grid) }.SelectMany(type => type.Assembly.GetExportedTypes())];
}
