using Microsoft.FSharp.Collections;
using Plotly.NET;

namespace Perceptron.Cli.Gates.Reports;

/// <summary>Figures by Plotly.NET, with the attribute names of plotly.js.</summary>
internal static class Figure
{
    public const string One = "rgb(190,20,40)";
    public const string Zero = "rgb(20,80,190)";

    public static readonly object[][] Colours = [[0, Zero], [0.5, "rgb(255,255,255)"], [1, One]];

    public static Trace Trace(string type, object attributes) => With(new Trace(type), attributes);

    /// <summary>The figure's data and layout as JSON.</summary>
    public static string Json(IEnumerable<Trace> traces, object layout) => GenericChart.toFigureJson(
        GenericChart.setLayout(With(new Layout(), layout), GenericChart.ofTraceObjects(false, ListModule.OfSeq(traces))));

    /// <summary>The plotly.js that Plotly.NET contains.</summary>
    public static string PlotlyScript()
    {
        var assembly = typeof(GenericChart).Assembly;
        var name = assembly.GetManifestResourceNames().Single(name => name.EndsWith(".min.js", StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static T With<T>(T target, object attributes)
        where T : DynamicObj.DynamicObj
    {
        foreach (var attribute in attributes.GetType().GetProperties())
        {
            target.SetProperty(attribute.Name, attribute.GetValue(attributes));
        }

        return target;
    }
}
