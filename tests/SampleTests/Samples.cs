using System.Globalization;
using Samples.CSharp;

namespace SampleTests;

/// <summary>Every sample that the two programs list, run once in this process, and what it prints.</summary>
internal static class Samples
{
    private static readonly Dictionary<string, Action> All = new(
    [
        .. Catalogue.Samples.Select(sample => KeyValuePair.Create($"CSharp/{sample.Key}", sample.Value)),
        .. FSharpSamples.Select(sample => KeyValuePair.Create($"FSharp/{sample.Key}", (Action)(() => sample.Value.Invoke(null!)))),
    ]);

    private static readonly Dictionary<string, string> Outputs = [];

    private static readonly string[] Languages = ["CSharp", "FSharp"];

    /// <summary>As CSharp/neuron.</summary>
    public static IEnumerable<string> Names => All.Keys;

    public static string Root { get; } = Check.RootAbove(AppContext.BaseDirectory);

    private static Microsoft.FSharp.Collections.FSharpMap<string, Microsoft.FSharp.Core.FSharpFunc<Microsoft.FSharp.Core.Unit, Microsoft.FSharp.Core.Unit>> FSharpSamples =>
        global::Samples.FSharp.Program.samples;

    public static string Output(string name)
    {
        if (Outputs.TryGetValue(name, out var known))
            return known;
        var (before, culture) = (Console.Out, CultureInfo.CurrentCulture);
        using var output = new StringWriter();
        try
        {
            Console.SetOut(output);
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            All[name]();
        }
        finally
        {
            Console.SetOut(before);
            CultureInfo.CurrentCulture = culture;
        }

        return Outputs[name] = output.ToString().ReplaceLineEndings("\n");
    }

    public static string[] Lines(string name) => Output(name).TrimEnd().Split('\n');

    /// <summary>The sources of the samples, as (CSharp/neuron, path).</summary>
    public static IEnumerable<(string Name, string Path)> Sources =>
        from language in Languages
        from path in Directory.GetFiles(Path.Combine(Root, "samples", language), "*.?s")
        where Path.GetFileNameWithoutExtension(path) is not ("Program" or "Catalogue")
        orderby path
        select ($"{language}/{DocumentationCheck.SampleName(path)}", path);
}
