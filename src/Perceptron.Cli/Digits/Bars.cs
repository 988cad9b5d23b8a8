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
        string[] names = [.. model.OutputNames.Select(DisplayText.Safe)];
        var width = names.Max(DisplayText.Width);
        for (var i = 0; i < prediction.Length; i++)
        {
            var bar = new string('█', (int)Math.Round(prediction[i] * Length)).PadRight(Length, '·');
            var line = string.Create(CultureInfo.InvariantCulture, $"  {DisplayText.PadLeft(names[i], width)} {bar} {prediction[i]:0.0000}");
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
