using System.Runtime.InteropServices;
using ArchitectureTests.Reading;

namespace ArchitectureTests.Rules;

/// <summary>A project of <c>src</c>, and what it may refer to beside the framework.</summary>
/// <param name="Name">Its name, which is its folder's too.</param>
/// <param name="Projects">Projects of <c>src</c>.</param>
/// <param name="Packages">Assemblies from packages.</param>
internal sealed record Project(string Name, string[] Projects, string[] Packages)
{
    /// <summary>The name of its assembly, where that differs.</summary>
    public string Assembly { get; init; } = Name;

    /// <summary>A program may write to the console; a library may not.</summary>
    public bool IsProgram { get; init; }

    public Code Read() => Code.Read(Assembly, $"src/{Name}", "src/Common", "src/Perceptron.Core");

    /// <summary>References that this project may not have.</summary>
    public IEnumerable<string> ForbiddenReferences(IEnumerable<string> references) =>
        from reference in references.Except([.. Projects, .. Packages])
        where !IsFramework(reference) || (!IsProgram && reference == "System.Console")
        select $"src/{Name}: its assembly refers to {reference}; allowed are the framework and {string.Join(", ", [.. Projects, .. Packages])}.";

    private static bool IsFramework(string assembly) => File.Exists(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), $"{assembly}.dll"));
}

/// <summary>The projects of <c>src</c>: each may refer only to those before it.</summary>
internal static class Source
{
    private const string Core = "Perceptron.Core", Pictures = "Perceptron.Pictures", Gates = "Perceptron.Gates", Mnist = "Perceptron.Mnist", Onnx = "Perceptron.Onnx", Tables = "Perceptron.Tables", Metrics = "Perceptron.Metrics", Tuning = "Perceptron.Tuning";
    private const string MathNet = "MathNet.Numerics";

    public static IReadOnlyList<Project> Projects { get; } =
    [
        new(Core, [], [MathNet]),
        new(Pictures, [Core], [MathNet, "StbImageSharp", "StbImageWriteSharp"]),
        new(Onnx, [Core], [MathNet, "Google.Protobuf"]),
        new(Tables, [Core], [MathNet, "Sep"]),
        new(Metrics, [Core], [MathNet]),
        new(Tuning, [Core, Tables, Metrics], [MathNet, "Sep"]),
        new(Gates, [Core, Pictures], [MathNet]),
        new(Mnist, [Core, Pictures], [MathNet]),
        new("Perceptron.Cli", [Core, Pictures, Gates, Mnist, Onnx, Tables, Metrics, Tuning],
            ["DynamicObj", "FSharp.Core", "Plotly.NET", "Sep", "Spectre.Console", "Spectre.Console.Ansi", "System.CommandLine"])
        {
            Assembly = "perceptron",
            IsProgram = true,
        },
        new("Perceptron.Playground", [Core, Gates, Mnist, Pictures, Tables],
            ["Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.Components.Web", "Microsoft.AspNetCore.Components.WebAssembly"])
        {
            IsProgram = true,
        },
    ];

    /// <summary>All assemblies, read.</summary>
    public static IReadOnlyDictionary<string, Code> All { get; } = Projects.ToDictionary(project => project.Name, project => project.Read());

    public static Code TheCore => All[Core];

    public static Layers CoreLayers { get; } = new(
        $"src/{Core}",
        ["Kernels", "Support", "Specification", "Data", "Engine", "Models", "Serialization", "Evaluation", "Training", "Verification"],
        ("src/Common", "Support"));
}
