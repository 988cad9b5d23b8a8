using Perceptron.Playground.Browser;
using Perceptron.Playground.Translation;

namespace Perceptron.Playground.Classifiers;

/// <summary>The classifier that is open, the row that is set, and why the last file could not be used.</summary>
public sealed class ClassifierSession
{
    private Func<Texts, string>? _refusal;

    /// <summary>Null until a file was read.</summary>
    public RowForm? Form { get; private set; }

    public string FileName { get; private set; } = "";

    /// <summary>Takes a file that a person chose or dropped. One that can't be used changes nothing.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="size">How many bytes it has; -1 if it can't be read.</param>
    /// <param name="copy">Fills an array of as many bytes.</param>
    public void Take(string name, double size, Action<byte[]> copy)
    {
        ArgumentNullException.ThrowIfNull(copy);
        var shown = TableText.Shown(name);
        if (size > DroppedFiles.MostBytes)
        {
            _refusal = texts => texts.ClassifierTooLarge(shown, DroppedFiles.MostBytes >> 20);
            return;
        }

        if (size < 0)
        {
            _refusal = texts => texts.ClassifierNotReadable(shown);
            return;
        }

        var bytes = new byte[(int)size];
        copy(bytes);
        try
        {
            using var stream = new MemoryStream(bytes);
            (Form, FileName, _refusal) = (RowForm.Read(stream, shown), shown, null);
        }
        catch (InvalidDataException exception)
        {
            _refusal = SavedFormats.Of(bytes) == SavedFormat.Model
                ? texts => texts.ModelBelongsToDigits(shown)
                : texts => texts.ClassifierRefused(exception.Message);
        }
    }

    /// <summary>Sets the row as it was when the file was opened.</summary>
    public void Restart() => Form = Form is null ? null : new(Form.Classifier);

    /// <summary>Why the last file could not be used; null if it could.</summary>
    public string? Refusal(Texts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return _refusal is null ? null : Form is null ? _refusal(texts) : $"{_refusal(texts)} {texts.ClassifierStays}";
    }
}
