using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;

namespace MnistTests;

public class IdxProperties
{
    [Property]
    public Property Images_written_and_read_are_the_same(int seed, byte images, byte tall, byte wide, bool compressed)
    {
        var (count, height, width) = (images % 20, (tall % 12) + 1, (wide % 12) + 1);
        var pixels = IdxBytes.Random(seed, count * height * width);
        using var folder = new TemporaryFolder();
        var path = folder[compressed ? "images.gz" : "images"];

        Idx.WriteImages(path, pixels, height, width);
        var read = Idx.ReadImages(path);

        var values = Enumerable.Range(0, count).SelectMany(read.Rows.Row);
        return (read.Count == count && read.Height == height && read.Width == width && read.Rows.IsSparse)
            .And(values.SequenceEqual(pixels.Select(pixel => pixel / 255f)))
            .And(folder.Files().Length == 1);
    }

    [Property]
    public Property Labels_written_and_read_are_the_same(byte[] labels, bool compressed)
    {
        using var folder = new TemporaryFolder();
        var path = folder[compressed ? "labels.gz" : "labels"];

        Idx.WriteLabels(path, labels);

        return Idx.ReadLabels(path).SequenceEqual(labels).And(folder.Files().Length == 1);
    }

    [Property]
    public Property Files_have_the_bytes_of_the_format(int seed, byte images, byte tall, byte wide)
    {
        var (count, height, width) = (images % 5, (tall % 5) + 1, (wide % 5) + 1);
        var pixels = IdxBytes.Random(seed, count * height * width);
        var expected = IdxBytes.Of([count, height, width], pixels);
        using var folder = new TemporaryFolder();
        var stream = new MemoryStream();

        Idx.WriteImages(stream, pixels, height, width);
        Idx.WriteImages(folder["raw"], pixels, height, width);
        Idx.WriteImages(folder["zip.GZ"], pixels, height, width);

        return stream.ToArray().SequenceEqual(expected)
            .And(File.ReadAllBytes(folder["raw"]).SequenceEqual(expected))
            .And(IdxBytes.Unzip(File.ReadAllBytes(folder["zip.GZ"])).SequenceEqual(expected));
    }

    [Fact]
    public void Compressed_files_of_any_length_are_read()
    {
        // Random bytes do not compress: these lengths pass the sizes of all buffers on the way.
        for (var length = 8100; length < 8300; length++)
        {
            var labels = new byte[length];
            new Random(length).NextBytes(labels);
            var content = IdxBytes.Zip(IdxBytes.Of([length], labels));

            Assert.Equal(labels, Idx.ReadLabels(new MemoryStream(content), "labels"));
        }
    }

    [Fact]
    public void Files_larger_than_a_chunk_are_read()
    {
        foreach (var length in new[] { 65_535, 65_536, 65_537, 300_000 })
        {
            var bytes = IdxBytes.Random(length, length);
            foreach (var compressed in new[] { false, true })
            {
                byte[] Content(params long[] sizes) =>
                    compressed ? IdxBytes.Zip(IdxBytes.Of(sizes, bytes)) : IdxBytes.Of(sizes, bytes);

                Assert.Equal(bytes, Idx.ReadLabels(new MemoryStream(Content(length)), "labels"));
                var one = Idx.ReadImages(new MemoryStream(Content(1, 1, length)), "one image");
                Assert.Equal(bytes.Select(value => value / 255f), one.Rows.Row(0));
                var many = Idx.ReadImages(new MemoryStream(Content(length, 1, 1)), "many images");
                Assert.Equal(length, many.Count);
            }
        }
    }

    [Fact]
    public void Content_and_not_the_name_says_whether_a_file_is_compressed()
    {
        using var folder = new TemporaryFolder();
        var bytes = IdxBytes.Of([3], [7, 8, 9]);

        Assert.Equal([7, 8, 9], Idx.ReadLabels(folder.Put("raw.gz", bytes)));
        Assert.Equal([7, 8, 9], Idx.ReadLabels(folder.Put("zipped", IdxBytes.Zip(bytes))));
    }

    [Fact]
    public void Gzip_data_in_several_members_are_one_file()
    {
        var bytes = IdxBytes.Of([5], [1, 2, 3, 4, 5]);

        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var content = IdxBytes.Zip(bytes[..cut], bytes[cut..]);
            Assert.Equal([1, 2, 3, 4, 5], Idx.ReadLabels(new MemoryStream(content), "labels"));
        }
    }

    [Fact]
    public void A_stream_stays_open()
    {
        using var stream = new MemoryStream(IdxBytes.Zip(IdxBytes.Of([1], [1])));

        Idx.ReadLabels(stream, "labels");

        Assert.True(stream.CanRead);
    }

    [Fact]
    public void What_is_there_is_replaced()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Put("labels", new byte[1000]);

        Idx.WriteLabels(path, [4, 2]);

        Assert.Equal([4, 2], Idx.ReadLabels(path));
    }

    [Fact]
    public void A_failed_write_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["taken"]);

        Assert.Throws<DirectoryNotFoundException>(() => Idx.WriteLabels(folder["missing/labels"], [1]));
        Assert.ThrowsAny<SystemException>(() => Idx.WriteImages(folder["taken"], [1], 1, 1));

        Assert.Equal(["taken"], folder.Files());
    }

    [Fact]
    public void Pixels_that_are_not_whole_images_are_refused()
    {
        using var folder = new TemporaryFolder();

        var exception = Assert.Throws<ArgumentException>(() => Idx.WriteImages(folder["images"], new byte[7], 2, 3));

        Assert.Equal("pixels", exception.ParamName);
        Assert.Contains("7 pixels given; images of 2 × 3 need a multiple of 6", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("height", () => Idx.WriteImages(folder["images"], [], 0, 3));
        Assert.Throws<ArgumentOutOfRangeException>("width", () => Idx.WriteImages(folder["images"], [], 3, 0));
        Assert.Empty(folder.Files());
    }
}
