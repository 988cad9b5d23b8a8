using System.Globalization;

namespace Perceptron;

/// <summary>How the pictures were prepared that a model was trained on.</summary>
internal enum PicturePreparation
{
    /// <summary>The file doesn't say.</summary>
    Unknown,

    /// <summary>A digit was cropped, scaled into a box and placed by its centre of mass.</summary>
    Digit,

    /// <summary>Pictures are scaled as they are.</summary>
    Whole,
}

/// <summary>A model of digits, the size of its images, and the box that a digit is scaled into.</summary>
internal sealed record DigitsModelFile(Model<float> Model, int Height, int Width, int Box, PicturePreparation Preparation)
{
    public const string Name = "model.safetensors";

    private const string HeightKey = "image_height";
    private const string WidthKey = "image_width";
    private const string BoxKey = "digit_box";
    private const string PicturesKey = "pictures";
    private const string Whole = "whole";

    /// <summary>MNIST's digits fill 20 of 28 pixels; those of smaller sets fill their images.</summary>
    public static DigitsModelFile Of(Model<float> model, int height, int width, PicturePreparation preparation = PicturePreparation.Digit) =>
        new(model, height, width, height == 28 && width == 28 ? 20 : Math.Min(height, width), preparation);

    /// <exception cref="InvalidDataException">The file is not a model of digits.</exception>
    public static DigitsModelFile Load(string path) => From(ModelFile.Load<float>(path), path);

    /// <exception cref="InvalidDataException">The file is not a model of digits.</exception>
    public static DigitsModelFile Read(Stream stream, string name) => From(ModelFile.Read<float>(stream, name), name);

    public void Save(string path) => ModelFile.Save(Model, path, Metadata());

    public void Write(Stream stream) => ModelFile.Write(Model, stream, Metadata());

    private static DigitsModelFile From(SavedModel<float> saved, string path)
    {
        var side = (int)Math.Sqrt(saved.Model.InputCount);
        var height = Number(HeightKey) ?? side;
        var width = Number(WidthKey) ?? side;
        if ((long)height * width != saved.Model.InputCount)
        {
            throw new InvalidDataException(
                $"{path} is not a model of images: it has {saved.Model.InputCount} inputs, but images of {height} × {width} have {(long)height * width} pixels.");
        }

        if (!saved.Model.Architecture.Output.Equals(Output.Softmax))
        {
            throw new InvalidDataException($"{path} is not a model of digits: its classes are not mutually exclusive.");
        }

        if (Number(BoxKey) is not { } box)
        {
            var isWhole = saved.Metadata.Entries.TryGetValue(PicturesKey, out var pictures) && pictures == Whole;
            return Of(saved.Model, height, width, isWhole ? PicturePreparation.Whole : PicturePreparation.Unknown);
        }

        return box <= Math.Min(height, width)
            ? new(saved.Model, height, width, box, PicturePreparation.Digit)
            : throw new InvalidDataException($"{path} has a digit box of {box} pixels, which is larger than its images of {height} × {width}.");

        int? Number(string key) => !saved.Metadata.Entries.TryGetValue(key, out var text) ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
            : throw new InvalidDataException($"{path} has the {key} \"{text}\"; a whole number above 0 is expected.");
    }

    private ModelFileMetadata Metadata()
    {
        var entries = new Dictionary<string, string>
        {
            [HeightKey] = Height.ToString(CultureInfo.InvariantCulture),
            [WidthKey] = Width.ToString(CultureInfo.InvariantCulture),
        };
        if (Preparation == PicturePreparation.Digit)
        {
            entries[BoxKey] = Box.ToString(CultureInfo.InvariantCulture);
        }
        else if (Preparation == PicturePreparation.Whole)
        {
            entries[PicturesKey] = Whole;
        }

        return new() { InputDivisor = 255, Entries = entries };
    }
}
