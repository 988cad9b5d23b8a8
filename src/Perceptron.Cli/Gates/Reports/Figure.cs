using Microsoft.FSharp.Collections;
using Plotly.NET;

namespace Perceptron.Cli.Gates.Reports;

/// <summary>Figures by Plotly.NET, by the names that plotly.js has for their parts.</summary>
internal static class Figure
{
    public const string One = "rgb(190,20,40)";
    public const string Zero = "rgb(20,80,190)";

    public static readonly object[][] Colours = [[0, Zero], [0.5, "rgb(255,255,255)"], [1, One]];

    public static Trace Trace(string type, object parts) => With(new Trace(type), parts);

    /// <summary>The figure's data and layout as JSON.</summary>
    public static string Json(IEnumerable<Trace> traces, object layout) => GenericChart.toFigureJson(
        GenericChart.setLayout(With(new Layout(), layout), GenericChart.ofTraceObjects(false, ListModule.OfSeq(traces))));

    /// <summary>plotly.js as Plotly.NET carries it along.</summary>
    public static string PlotlyScript()
    {
        var assembly = typeof(GenericChart).Assembly;
        var name = assembly.GetManifestResourceNames().Single(name => name.EndsWith(".min.js", StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static T With<T>(T target, object parts)
        where T : DynamicObj.DynamicObj
    {
        foreach (var part in parts.GetType().GetProperties())
        {
            target.SetProperty(part.Name, part.GetValue(parts));
        }

        return target;
    }
}
