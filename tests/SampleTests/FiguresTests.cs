using System.Xml.Linq;
using Xunit;

namespace SampleTests;

/// <summary>The figures of the tutorials are those that their script draws, with numbers of the library.</summary>
public sealed class FiguresTests : IDisposable
{
    private static readonly string Images = Path.Combine(Samples.Root, "docs", "images");

    private readonly string _folder = Directory.CreateTempSubdirectory("perceptron-figures-").FullName;

    [Fact]
    public void The_files_of_the_repository_are_those_that_the_script_draws()
    {
        var paths = Figures.Write(_folder);

        Assert.Equal(16, paths.Count);
        Assert.All(paths, path => Assert.True(
            File.ReadAllText(path) == File.ReadAllText(Path.Combine(Images, Path.GetFileName(path))),
            $"{Path.GetFileName(path)} is to be made again: dotnet run docs/figures.cs -- docs/images"));
    }

    [Fact]
    public void Each_has_a_light_and_a_dark_form_that_differ_in_colours_alone()
    {
        XNamespace svg = "http://www.w3.org/2000/svg";
        var figures = Directory.GetFiles(Images, "*-light.svg").Where(path => !path.Contains("readme", StringComparison.Ordinal)).ToArray();

        Assert.Equal(8, figures.Length);
        Assert.All(figures, path =>
        {
            var (light, dark) = (XDocument.Load(path).Root!, XDocument.Load(path.Replace("-light", "-dark", StringComparison.Ordinal)).Root!);
            Assert.NotEqual(light.Attribute("fill")!.Value, dark.Attribute("fill")!.Value);
            Assert.Equal(light.Descendants(svg + "text").Select(text => text.Value), dark.Descendants(svg + "text").Select(text => text.Value));
            Assert.Equal(light.Descendants(svg + "path").Select(line => line.Attribute("d")!.Value), dark.Descendants(svg + "path").Select(line => line.Attribute("d")!.Value));
        });
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
