using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;
using static PictureTests.PictureProperties;

namespace PictureTests;

/// <summary>Contact sheets of weights: every image, its name, and the scale below.</summary>
public class ContactSheetProperties
{
    [Fact]
    public void A_sheet_shows_every_picture()
    {
        var pictures = Weights(seed: 3, height: 5, width: 4, count: 10);
        var sheet = pictures.ContactSheet(6);
        var at = new List<(int X, int Y)>();

        for (var i = 0; i < pictures.Count; i++)
        {
            at.Add(Find(sheet, pictures.Image(i, 6)));
        }

        Assert.Equal(10, at.Distinct().Count());
        Assert.Equal(at, at.OrderBy(place => place.Y).ThenBy(place => place.X));
    }

    [Fact]
    public void The_lettering_of_a_sheet_never_overlaps()
    {
        string[] names = ["T-shirt/top", "Trouser", "Ankle boot", "(a longer name than a picture is wide)", "gjpqy_", "é", "0", "%", "W", "."];
        foreach (var enlarge in new[] { 1, 30 })
        {
            // The weights are white, the frames grey: what is black is lettering, and what overlapped would be black once.
            int Ink(params string[] of) =>
                Pixels(WeightImages.Of(Layer.Of(new float[6, of.Length], new float[of.Length]), 2, 3, of).ContactSheet(enlarge))
                    .Count(pixel => pixel == Black);

            var scale = Ink(" ");
            Assert.True(scale > 0);
            Assert.All(names, name => Assert.Equal(name.Sum(letter => Ink($"{letter}") - scale), Ink(name) - scale));
            Assert.All(names, name => Assert.True(Ink(name) > scale));
            Assert.Equal(names.Sum(name => Ink(name) - scale), Ink(names) - scale);
        }
    }

    [Fact]
    public void Every_letter_is_another()
    {
        const string letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.,:;+-/()%_ ₀₁₂₃₄₅₆₇₈₉";
        string Look(string text)
        {
            var sheet = WeightImages.Of(Layer.Neuron([0f], 0), 1, 1, [text]).ContactSheet(1);
            return string.Concat(Pixels(sheet).Select(pixel => pixel == Black ? '#' : '.'));
        }

        Assert.Equal(letters.Length, letters.Select(letter => Look($"{letter}")).Append(Look("é")).Distinct().Count() - 1);
        Assert.Equal(Look("-"), Look("−"));
        Assert.Equal(Look("é"), Look("😀"));
        Assert.Equal(Look("é"), Look("\n"));
    }

    [Fact]
    public void The_scale_stands_below_the_sheet()
    {
        var sheet = WeightImages.Of(Layer.Of(new[,] { { 0.5, -0.25 } }, [0, 0]), 1, 1).ContactSheet();
        var bar = Enumerable.Range(0, sheet.Height).Last(y => Enumerable.Range(0, sheet.Width).Any(x => sheet[x, y] == new Rgb(20, 80, 190)));
        var colours = Enumerable.Range(0, sheet.Width).Select(x => sheet[x, bar]).ToList();
        var (left, right) = (colours.IndexOf(new(20, 80, 190)), colours.LastIndexOf(new(190, 20, 40)));
        var colour = colours[left..(right + 1)];

        Assert.True(colour.Count >= 280);
        Assert.Equal(colour.Select(c => c.Red - c.Blue).Order(), colour.Select(c => c.Red - c.Blue));
        Assert.InRange(colour[colour.Count / 2].Green, 253, 255);
    }

    private static (int X, int Y) Find(Image sheet, Image part)
    {
        bool IsAt(int left, int top)
        {
            for (var y = 0; y < part.Height; y++)
            {
                for (var x = 0; x < part.Width; x++)
                {
                    if (sheet[left + x, top + y] != part[x, y])
                    {
                        return false;
                    }
                }
            }

            return true;
        }

        var places =
            from top in Enumerable.Range(0, sheet.Height - part.Height + 1)
            from left in Enumerable.Range(0, sheet.Width - part.Width + 1)
            where IsAt(left, top)
            select (left, top);
        return places.Single();
    }
}
