using System.Globalization;

namespace Perceptron.Cli.Digits;

/// <summary>f(x) as a bar for each class.</summary>
internal static class Bars
{
    private const int Length = 40;

    public static void Show(Model<float> model, float[] observation, Terminal terminal)
    {
        var prediction = model.Predict(observation);
        var predicted = model.Classify(observation);
        var width = model.OutputNames.Max(name => name.Length);
        for (var i = 0; i < prediction.Length; i++)
        {
            var bar = new string('█', (int)Math.Round(prediction[i] * Length)).PadRight(Length, '·');
            var line = string.Create(CultureInfo.InvariantCulture, $"  {model.OutputNames[i].PadLeft(width)} {bar} {prediction[i]:0.0000}");
            if (i == predicted)
            {
                terminal.Result(line);
            }
            else
            {
                terminal.Line(line);
            }
        }
    }
}
