using System.Xml.Linq;
using Perceptron;
using Xunit;

namespace SampleTests;

/// <summary>The picture of README is that of its script, on light and on dark pages.</summary>
public sealed class ReadmePictureTests : IDisposable
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly string _folder = Directory.CreateTempSubdirectory("perceptron-readme-").FullName;

    [Fact]
    public void It_has_a_surface_a_network_and_ten_weight_pictures_in_the_colours_of_the_page()
    {
        var digits = Digits.Embedded();
        var model = Model.Softmax<float>(64, 10).Train(digits.Data, new GradientDescent(0.5), epochs: 2).Last().Model;

        var pages = Write(model).Select(path => XDocument.Load(path).Root!).ToArray();

        Assert.Equal(2, pages.Length);
        Assert.All(pages, page =>
        {
            string[] texts = [.. page.Descendants(Svg + "text").Select(text => text.Value)];
            Assert.Superset(new HashSet<string>(["0", "9", "x₁", "h₂", "f", "0 1 → 1", "1 1 → 0", "1, positive"]), texts.ToHashSet());
            Assert.Equal(900, page.Descendants(Svg + "path").Count(path => path.Attribute("d")!.Value.Count(letter => letter == 'L') == 3));
        });
        Assert.NotEqual(pages[0].Attribute("fill")!.Value, pages[1].Attribute("fill")!.Value);
        Assert.Equal(
            pages[0].Descendants(Svg + "text").Select(text => text.Value), pages[1].Descendants(Svg + "text").Select(text => text.Value));
    }

    /// <summary>The same seed gives the same bits, so the files of the repository can be made again.</summary>
    [Fact]
    public void The_files_of_the_repository_are_those_that_the_program_s_model_of_MNIST_gives()
    {
        var data = Environment.GetEnvironmentVariable("PERCEPTRON_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(data), "PERCEPTRON_DATA names no folder with MNIST.");

        // As `perceptron digits` does it.
        var training = Mnist.Load(data).Training.Data;
        var parts = training.SplitByFraction(0.1, seed: 1, stratified: true);
        var fit = Model.Zeros<float>(Architecture.Of(784).Softmax(10)).Fit(
            parts.Training, new GradientDescent(0.5), epochs: 5, new TrainingOptions { BatchSize = 128, Seed = 1 }, new StoppingOptions<float> { Validation = parts.HeldOut });

        Assert.All(Write(fit.Best.Model), path =>
            Assert.True(File.ReadAllText(path) == File.ReadAllText(Path.Combine(Samples.Root, "docs", "images", Path.GetFileName(path))), $"{Path.GetFileName(path)} is to be made again."));
    }

    [Fact]
    public void Readme_shows_both()
    {
        var readme = File.ReadAllText(Path.Combine(Samples.Root, "README.md"));

        Assert.Matches("""<source media="\(prefers-color-scheme: dark\)" srcset="docs/images/readme-dark\.svg">""", readme);
        Assert.Matches("""<img src="docs/images/readme-light\.svg"[^>]* alt="[^"]{20,}">""", readme);
        Assert.True(readme.Split('\n').Length <= 150, "README has more than 150 lines.");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private IReadOnlyList<string> Write(Model<float> model)
    {
        var path = Path.Combine(_folder, "model.safetensors");
        ModelFile.Save(model, path);
        return ReadmePicture.Write(path, _folder);
    }
}
