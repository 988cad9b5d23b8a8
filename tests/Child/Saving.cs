using Perceptron;

namespace Child;

/// <summary>Two files of a kind that are saved in turn under one name, large enough that a saving takes a while.</summary>
public static class Saving
{
    private static readonly Architecture Architecture = Architecture.Of(1024).Softmax(256);

    private static readonly Model<float>[] Models = [Model.Zeros<float>(Architecture), Model.Uniform<float>(Architecture, -1, 1, 1)];

    /// <summary>Saves one of the two.</summary>
    /// <param name="kind">"model" or "image".</param>
    /// <param name="number">An even number saves the first, an odd one the second.</param>
    /// <param name="path">The file.</param>
    public static void Save(string kind, int number, string path)
    {
        var model = Models[number % 2];
        if (kind == "model")
        {
            ModelFile.Save(model, path);
        }
        else
        {
            WeightImages.Of(model, 32, 32).Image(0, enlarge: 8).SavePng(path);
        }
    }
}
