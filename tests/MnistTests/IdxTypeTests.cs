using Perceptron;
using Tests;
using Xunit;

namespace MnistTests;

/// <summary>IDX files whose elements are not unsigned bytes.</summary>
public class IdxTypeTests
{
    public static TheoryData<byte> Types => [0x08, 0x09, 0x0b, 0x0c, 0x0d, 0x0e];

    [Theory]
    [MemberData(nameof(Types))]
    public void Labels_of_every_type_are_read(byte type)
    {
        foreach (var zipped in (bool[])[false, true])
        {
            var content = IdxBytes.OfType(type, [5], [0, 9, 3, 127, 1]);

            Assert.Equal([0, 9, 3, 127, 1], Idx.ReadLabels(new MemoryStream(zipped ? IdxBytes.Zip(content) : content), "labels"));
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Pixels_of_every_type_are_read(byte type)
    {
        double[] pixels = type >= 0x0d ? [0, 0.25, 1, 0.5, 0, 0, 0, 1, 0, 0.125, 0, 0] : [0, 5, 127, 1, 0, 0, 0, 3, 0, 100, 0, 0];

        var images = Idx.ReadImages(new MemoryStream(IdxBytes.OfType(type, [2, 2, 3], pixels)), "images");

        Assert.Equal((2, 2, 3), (images.Count, images.Height, images.Width));
        Assert.Equal(pixels.Select(pixel => (float)(type >= 0x0d ? pixel : (float)pixel / 255)), [.. images.Rows.Row(0), .. images.Rows.Row(1)]);
    }

    [Fact]
    public void Labels_of_QMNIST_are_the_first_of_eight_numbers()
    {
        double[] rows = [5, 4, 0, 1, 2, 3, 70000, -1, 9, 1, 1, 1, 1, 1, 1, 1, 0, 7, 7, 7, 7, 7, 7, 7];

        Assert.Equal([5, 9, 0], Idx.ReadLabels(new MemoryStream(IdxBytes.OfType(0x0c, [3, 8], rows)), "labels"));
        Assert.Equal([5, 9, 0], Idx.ReadLabels(new MemoryStream(IdxBytes.Zip(IdxBytes.OfType(0x0c, [3, 8], rows))), "labels"));
    }

    [Theory]
    [InlineData(0x0c, new[] { 2L }, new double[] { 1, 256 }, "has the label 256 at 1; whole numbers from 0 to 255 can be read")]
    [InlineData(0x09, new[] { 1L }, new double[] { -1 }, "has the label -1 at 0")]
    [InlineData(0x0d, new[] { 1L }, new double[] { 1.5 }, "has the label 1.5 at 0")]
    [InlineData(0x0e, new[] { 1L }, new[] { double.NaN }, "has the label NaN at 0")]
    [InlineData(0x0c, new[] { 3L }, new double[] { 1, 2 }, "ends after 2 of the 3 labels")]
    [InlineData(0x0c, new[] { 1L }, new double[] { 1, 2 }, "goes on after the last value")]
    [InlineData(0x0c, new[] { 1L, 10L }, new double[] { 1, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, "1 × 10 of type 0c; labels have 1 dimension, or are those of QMNIST, count × 8 of type 0c")]
    [InlineData(0x08, new[] { 1L, 8L }, new double[] { 1, 0, 0, 0, 0, 0, 0, 0 }, "1 × 8 of type 08")]
    [InlineData(0x0c, new[] { 2L, 8L }, new double[] { 1, 0, 0, 0, 0, 0, 0, 0 }, "ends after 1 of the 2 labels")]
    public void Labels_that_are_none_are_refused(byte type, long[] sizes, double[] values, string message) => Assert.Contains(
        message,
        Assert.Throws<InvalidDataException>(() => Idx.ReadLabels(new MemoryStream(IdxBytes.OfType(type, sizes, values)), "labels")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(0x0c, 256.0, "has the pixel 256 in image 0; from 0 to 255 can be read")]
    [InlineData(0x0b, -1.0, "has the pixel -1 in image 0")]
    [InlineData(0x0d, 255.0, "has the pixel 255 in image 0; of this type, numbers from 0 to 1 can be read")]
    [InlineData(0x0e, double.NaN, "has the pixel NaN in image 0")]
    public void Pixels_that_are_none_are_refused(byte type, double value, string message) => Assert.Contains(
        message,
        Assert.Throws<InvalidDataException>(() => Idx.ReadImages(new MemoryStream(IdxBytes.OfType(type, [1, 1, 1], [value])), "images")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(0x00)]
    [InlineData(0x0a)]
    [InlineData(0x0f)]
    [InlineData(0xff)]
    public void Other_types_are_refused(byte type)
    {
        Assert.Contains($"has elements of type {type:x2}", Assert.Throws<InvalidDataException>(() => Idx.ReadLabels(new MemoryStream([0, 0, type, 1, 0, 0, 0, 0]), "labels")).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => Idx.ReadImages(new MemoryStream([0, 0, type, 3, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1]), "images"));
    }

    [Fact]
    public void What_is_written_is_read_however_well_it_can_be_compressed()
    {
        using var folder = new TemporaryFolder();

        Idx.WriteImages(folder["black.gz"], new byte[20_000_000], 1000, 1000);
        Idx.WriteLabels(folder["zeros.gz"], new byte[20_000_000]);

        Assert.Equal(20, Idx.ReadImages(folder["black.gz"]).Count);
        Assert.Equal(20_000_000, Idx.ReadLabels(folder["zeros.gz"]).Length);
    }

    [Fact]
    public void Writing_keeps_links_permissions_pipes_and_devices()
    {
        SavedFiles.Check("labels", path => Idx.WriteLabels(path, [1, 2, 3]));
        SavedFiles.Check("images.gz", path => Idx.WriteImages(path, [1, 2, 3, 4], 2, 2));
    }
}
