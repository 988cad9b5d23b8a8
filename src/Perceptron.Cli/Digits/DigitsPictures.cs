namespace Perceptron.Cli.Digits;

/// <summary>Pictures of the first layer's weights, a file for each column of W and a contact sheet, drawn and written by another thread.</summary>
internal sealed class DigitsPictures : IDisposable
{
    private readonly WeightImages _pictures;
    private readonly bool _areOfClasses;
    private readonly DirectoryInfo _folder;
    private readonly Task _writing;

    private DigitsPictures(Model<float> model, DigitsData digits, DirectoryInfo folder, CancellationToken cancellation)
    {
        (_pictures, _areOfClasses, _folder) = (WeightImages.Of(model, digits.Height, digits.Width), model.Layers.Count == 1, folder);
        _writing = Task.Run(() => Write(cancellation), CancellationToken.None);
    }

    /// <summary>Begins to draw.</summary>
    public static DigitsPictures Begin(Model<float> model, DigitsData digits, DirectoryInfo folder, CancellationToken cancellation) =>
        new(model, digits, folder, cancellation);

    /// <summary>Waits until all are written, and says where they are.</summary>
    public void Show(Terminal terminal)
    {
        _writing.GetAwaiter().GetResult();
        var what = _areOfClasses ? "W, one for each class" : "the first layer's W, one for each hidden neuron";
        terminal.Text($"Pictures of {what}: W0.png to W{_pictures.Count - 1}.png, and all of them in W.png, in {LineBreaks.Whole(_folder.FullName)}");
        terminal.Line($"Red is positive, white 0, blue negative; the strongest colour is ±{_pictures.Scale:0.###}.");
    }

    /// <summary>Waits, so that no file is half written when the program ends.</summary>
    public void Dispose() => Task.WaitAny([_writing], CancellationToken.None);

    private void Write(CancellationToken cancellation)
    {
        _folder.Create();
        for (var i = 0; i < _pictures.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            _pictures.Image(i, labelled: true).SavePng(Path.Combine(_folder.FullName, $"W{i}.png"));
        }

        _pictures.ContactSheet().SavePng(Path.Combine(_folder.FullName, "W.png"));
    }
}
