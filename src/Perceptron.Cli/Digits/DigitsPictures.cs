namespace Perceptron.Cli.Digits;

/// <summary>Pictures of the first layer's weights: a file for each column of W, and a contact sheet.</summary>
internal static class DigitsPictures
{
    public static void Write(Model<float> model, DigitsData digits, DirectoryInfo folder, Terminal terminal, CancellationToken cancellation)
    {
        var pictures = WeightImages.Of(model, digits.Height, digits.Width);
        folder.Create();
        for (var i = 0; i < pictures.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            pictures.Image(i, labelled: true).SavePng(Path.Combine(folder.FullName, $"W{i}.png"));
        }

        pictures.ContactSheet().SavePng(Path.Combine(folder.FullName, "W.png"));
        var what = model.Layers.Count == 1 ? "W, one for each class" : "the first layer's W, one for each hidden neuron";
        terminal.Text($"Pictures of {what}: W0.png to W{pictures.Count - 1}.png, and all of them in W.png, in {LineBreaks.Whole(folder.FullName)}");
        terminal.Line($"Red is positive, white 0, blue negative; the strongest colour is ±{pictures.Scale:0.###}.");
    }
}
