using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;

namespace MnistTests;

public class IdxRefusals
{
    private static readonly byte[] Image = IdxBytes.Of([2, 2, 3], [0, 1, 2, 3, 4, 5, 255, 0, 0, 9, 8, 7]);
    private static readonly byte[] Labels = IdxBytes.Of([4], [5, 0, 4, 1]);

    public static TheoryData<string, byte[], string> WrongImages => new()
    {
        { "empty", [], "is empty" },
        { "short", [0, 0, 8], "has only 3 bytes" },
        { "picture", [0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0], "is not an IDX file: it begins with 89 50 4e 47; 00 00 08 03 expected" },
        { "no type", [0, 0, 0x0a, 3, .. Image[4..]], "has elements of type 0a; 08 (unsigned bytes), 09, 0b, 0c, 0d or 0e expected" },
        { "floats", [0, 0, 0x0d, 3, .. Image[4..]], "ends after 0 of the 2 images of 2 × 3 pixels" },
        { "labels", Labels, "is an IDX file of labels (1 dimension); an IDX file of images (3 dimensions) expected. Are images and labels swapped?" },
        { "matrix", IdxBytes.Of([1, 1], [1]), "is an IDX file with 2 dimensions" },
        { "header", Image[..15], "ends within its header, after 15 bytes; 16 expected" },
        { "no height", IdxBytes.Of([1, 0, 3], []), "claims images of 0 × 3 pixels" },
        { "no width", IdxBytes.Of([1, 3, 0], []), "claims images of 3 × 0 pixels" },
        { "negative", IdxBytes.Of([-1, 2, 3], []), "claims a size of 4294967295" },
        { "overflow to 0", IdxBytes.Of([1, 65536, 65536], []), "claims images of 65536 × 65536 pixels" },
        { "overflow to 1", IdxBytes.Of([1, 2147483647, 2147483647], [1]), "claims images of 2147483647 × 2147483647 pixels" },
        { "too few", Image[..^1], "ends after 1 of the 2 images of 2 × 3 pixels that its header claims" },
        { "too many", [.. Image, 0], "goes on after the last value that its header claims" },
    };

    public static TheoryData<string, byte[], string> WrongLabels => new()
    {
        { "empty", [], "is empty" },
        { "images", Image, "is an IDX file of images (3 dimensions); an IDX file of labels (1 dimension) expected. Are images and labels swapped?" },
        { "ints", [0, 0, 0x0c, 1, .. Labels[4..]], "has the label 83887105 at 0" },
        { "matrix", IdxBytes.Of([1, 8], new byte[8]), "is an IDX file with 2 dimensions, 1 × 8 of type 08" },
        { "header", Labels[..7], "ends within its header, after 7 bytes; 8 expected" },
        { "negative", IdxBytes.Of([-2147483648], []), "claims a size of 2147483648" },
        { "most", IdxBytes.Of([2147483647], []), "claims 2147483647 labels" },
        { "too few", Labels[..^1], "ends after 3 of the 4 labels that its header claims" },
        { "too many", [.. Labels, 0], "goes on after the last value that its header claims" },
    };

    [Theory]
    [MemberData(nameof(WrongImages))]
    public void Images_that_are_not_what_they_should_be_are_refused(string file, byte[] content, string message) =>
        Refused(file, content, message, path => Idx.ReadImages(path));

    [Theory]
    [MemberData(nameof(WrongLabels))]
    public void Labels_that_are_not_what_they_should_be_are_refused(string file, byte[] content, string message) =>
        Refused(file, content, message, path => Idx.ReadLabels(path));

    [Fact]
    public void Files_cut_short_anywhere_are_refused()
    {
        foreach (var (whole, read) in Readers())
        {
            for (var length = 0; length < whole.Length; length++)
            {
                var cut = whole[..length];
                var exception = Assert.Throws<InvalidDataException>(() => read(cut));
                Assert.StartsWith("the file ", exception.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Files_that_go_on_are_refused()
    {
        foreach (var (whole, read) in Readers())
        {
            foreach (var more in new byte[][] { [0], [0x1f], [0x1f, 0x8b], "IDX ends"u8.ToArray(), whole, new byte[100_000] })
            {
                var exception = Assert.Throws<InvalidDataException>(() => read([.. whole, .. more]));
                Assert.StartsWith("the file ", exception.Message, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>What a reader could take for the end, before whatever follows.</summary>
    [Property(MaxTest = 200)]
    public void Whatever_follows_gzip_data_is_refused(byte[] content, byte[] tail, bool zeros, bool isMember)
    {
        byte[][] ends = [[], "IDX ends"u8.ToArray(), content];
        foreach (var end in ends)
        {
            byte[] more = zeros ? new byte[tail.Length] : tail;
            byte[] file = [.. IdxBytes.Zip([.. Labels, .. end]), .. isMember ? IdxBytes.Zip(more) : more];
            if (end.Length + more.Length == 0)
            {
                Assert.Equal([5, 0, 4, 1], Idx.ReadLabels(new MemoryStream(file), "the file"));
                continue;
            }

            Assert.Throws<InvalidDataException>(() => Idx.ReadLabels(new MemoryStream(file), "the file"));
        }
    }

    [Fact]
    public void Longer_content_in_gzip_is_refused()
    {
        foreach (var more in new byte[][] { [0], new byte[8], new byte[9] })
        {
            var content = IdxBytes.Zip([.. Labels, .. more]);
            Assert.Throws<InvalidDataException>(() => Idx.ReadLabels(new MemoryStream(content), "the file"));
            Assert.Throws<InvalidDataException>(() => Idx.ReadLabels(new MemoryStream([.. content, 0xaa]), "the file"));
        }
    }

    [Fact]
    public void A_changed_bit_in_gzip_data_never_changes_a_value()
    {
        var values = Enumerable.Range(0, 300).Select(i => (byte)(i * i)).ToArray();
        var whole = IdxBytes.Zip(IdxBytes.Of([300], values));
        var refused = 0;
        for (var bit = 0; bit < whole.Length * 8; bit++)
        {
            byte[] changed = [.. whole];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                Assert.Equal(values, Idx.ReadLabels(new MemoryStream(changed), "the file"));
            }
            catch (InvalidDataException exception)
            {
                Assert.StartsWith("the file ", exception.Message, StringComparison.Ordinal);
                refused++;
            }
        }

        // The rest are the bits of time, flags without meaning and operating system in the gzip header.
        Assert.InRange(refused, (whole.Length - 10) * 8, (whole.Length * 8) - 1);
    }

    [Theory]
    [InlineData(2147483647, 28, 28)]
    [InlineData(1, 46340, 46340)]
    [InlineData(2147483647, 1, 1)]
    [InlineData(2147483647, 46340, 46340)]
    public void A_header_that_lies_costs_nothing(long count, long height, long width)
    {
        foreach (var there in new[] { 100, 100_000 })
        {
            var raw = IdxBytes.Of([count, height, width], new byte[there]);
            var zipped = IdxBytes.Zip(raw);
            AllocatesLittle(() => Idx.ReadImages(new MemoryStream(raw), "liar"));
            AllocatesLittle(() => Idx.ReadImages(new MemoryStream(zipped), "liar"));
        }
    }

    [Theory]
    [InlineData(100)]
    [InlineData(100_000)]
    public void A_header_of_labels_that_lies_costs_nothing(int there)
    {
        var content = IdxBytes.Of([2147483000], new byte[there]);
        AllocatesLittle(() => Idx.ReadLabels(new MemoryStream(content), "liar"));
    }

    [Fact]
    public void A_bomb_is_cut_off()
    {
        // 200 MB of one-pixel images, all 0, in 200 kB.
        var bomb = IdxBytes.Zip(IdxBytes.Of([200_000_000, 1, 1], new byte[200_000_000]));
        Assert.InRange(bomb.Length, 0, 300_000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var exception = Assert.Throws<InvalidDataException>(() => Idx.ReadImages(new MemoryStream(bomb), "bomb.gz"));

        Assert.StartsWith("bomb.gz decompresses to more than", exception.Message, StringComparison.Ordinal);

        // A row costs an index, in an array that doubles as it grows: 16 bytes for each that is let through.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16L * ((4 << 20) + (100 * bomb.Length)));
    }

    [Property]
    public void A_changed_inserted_or_missing_byte_gives_the_file_s_own_values_or_a_word(int seed, int place, byte value, byte what, bool compressed)
    {
        var right = IdxBytes.Of([4, 3, 5], IdxBytes.Random(seed, 60));
        var damaged = Damage.Done(compressed ? IdxBytes.Zip(right) : right, place, value, what);
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var images = Idx.ReadImages(new MemoryStream(damaged), "file");

            // Gzip has a checksum: the values are the right ones. Raw bytes are what they are.
            var expected = compressed ? right : damaged;
            Assert.Equal((4, 3, 5), (images.Rows.Count, images.Height, images.Width));
            Assert.Equal(expected[16..].Select(pixel => pixel / 255f), images.Rows.ToArray().Cast<float>());
        }
        catch (InvalidDataException exception)
        {
            Assert.StartsWith("file ", exception.Message, StringComparison.Ordinal);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Property(MaxTest = 60)]
    public void A_long_file_that_is_read_ahead_gives_what_a_stream_of_it_does(int seed, int place, byte value, byte what, bool isDamaged)
    {
        using var folder = new TemporaryFolder();
        var content = IdxBytes.Zip(IdxBytes.Of([2500, 6, 8], IdxBytes.Random(seed, 2500 * 6 * 8)));
        content = isDamaged ? Damage.Done(content, place, value, what) : content;
        var path = folder.Put("images.gz", content);

        var expected = Outcome(() => Idx.ReadImages(new MemoryStream(content), path));
        var actual = Outcome(() => Idx.ReadImages(path));

        Assert.Equal(expected, actual);
        Assert.True(isDamaged || actual.Pixels is not null);

        static (string? Message, string? Pixels) Outcome(Func<IdxImages> read)
        {
            try
            {
                return (null, string.Join(' ', read().Rows.ToArray().Cast<float>()));
            }
            catch (InvalidDataException exception)
            {
                return (exception.Message, null);
            }
        }
    }

    [Fact]
    public void A_file_is_closed_when_much_of_it_was_never_asked_for()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Put("images.gz", IdxBytes.Zip(IdxBytes.Of([2100, 28, 28], IdxBytes.Random(1, 6000 * 28 * 28))));

        var exception = Assert.Throws<InvalidDataException>(() => Idx.ReadImages(path));

        Assert.Equal($"{path} goes on after the last value that its header claims.", exception.Message);
        using var alone = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    [Fact]
    public void A_file_that_is_not_there_is_not_bad_data()
    {
        using var folder = new TemporaryFolder();

        Assert.Throws<FileNotFoundException>(() => Idx.ReadImages(folder["images"]));
        Assert.Throws<DirectoryNotFoundException>(() => Idx.ReadLabels(folder["missing/labels"]));
    }

    private static void Refused(string file, byte[] content, string message, Action<string> read)
    {
        using var folder = new TemporaryFolder();
        var raw = folder.Put(file, content);
        var zipped = folder.Put(file + ".gz", IdxBytes.Zip(content));

        var exception = Assert.Throws<InvalidDataException>(() => read(raw));
        Assert.StartsWith($"{raw} {message}", exception.Message, StringComparison.Ordinal);

        exception = Assert.Throws<InvalidDataException>(() => read(zipped));
        Assert.StartsWith(zipped, exception.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(byte[] Whole, Action<byte[]> Read)> Readers()
    {
        var random = new byte[200];
        new Random(1).NextBytes(random);
        byte[][] labels = [Labels, IdxBytes.Of([200], random), IdxBytes.Of([5000], new byte[5000])];
        foreach (var content in labels)
        {
            yield return (content, bytes => Idx.ReadLabels(new MemoryStream(bytes), "the file"));
            yield return (IdxBytes.Zip(content), bytes => Idx.ReadLabels(new MemoryStream(bytes), "the file"));
        }

        yield return (Image, bytes => Idx.ReadImages(new MemoryStream(bytes), "the file"));
        yield return (IdxBytes.Zip(Image), bytes => Idx.ReadImages(new MemoryStream(bytes), "the file"));
        yield return (IdxBytes.Zip(Image[..9], Image[9..]), bytes => Idx.ReadImages(new MemoryStream(bytes), "the file"));
    }

    private static void AllocatesLittle(Action read)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(read);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2 << 20);
    }
}
