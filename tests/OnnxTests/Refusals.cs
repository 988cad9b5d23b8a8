using Perceptron;
using Xunit;

namespace OnnxTests;

/// <summary>What can't be written is refused in words, and leaves what was there.</summary>
public sealed class Refusals : IDisposable
{
    private static readonly Model<float> Neuron = Model.Neuron([1f, 2f], 3);

    private readonly string _folder = Directory.CreateTempSubdirectory("perceptron-test-").FullName;

    [Fact]
    public void Nothing_is_no_model_path_or_stream()
    {
        Assert.Equal("model", Assert.Throws<ArgumentNullException>(() => OnnxFile.Save<float>(null!, Target())).ParamName);
        Assert.Equal("model", Assert.Throws<ArgumentNullException>(() => OnnxFile.Write<float>(null!, Stream.Null)).ParamName);
        Assert.Equal("path", Assert.Throws<ArgumentNullException>(() => OnnxFile.Save(Neuron, null!)).ParamName);
        Assert.Equal("path", Assert.Throws<ArgumentException>(() => OnnxFile.Save(Neuron, "")).ParamName);
        Assert.Equal("stream", Assert.Throws<ArgumentNullException>(() => OnnxFile.Write(Neuron, null!)).ParamName);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_missing_folder_is_told_by_the_path_that_was_given()
    {
        var path = Path.Combine(_folder, "missing", "model.onnx");

        Assert.Contains(path, Assert.Throws<DirectoryNotFoundException>(() => OnnxFile.Save(Neuron, path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_no_file()
    {
        Directory.CreateDirectory(Target());

        Assert.ThrowsAny<Exception>(() => OnnxFile.Save(Neuron, Target()));

        Assert.Equal([Target()], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_file_that_is_there_is_replaced_whole_and_a_failure_leaves_it()
    {
        File.WriteAllText(Target(), "old");
        var half = new ModelFileMetadata { Entries = new Dictionary<string, string> { ["author"] = "\ud800" } };

        var exception = Assert.Throws<ArgumentException>(() => OnnxFile.Save(Neuron, Target(), half));
        Assert.Equal("metadata", exception.ParamName);
        Assert.Contains("\"author\"", exception.Message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(Target()));

        OnnxFile.Save(Neuron, Target());
        Assert.Equal(FileContents.Write(Neuron), File.ReadAllBytes(Target()));
        Assert.Equal([Target()], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Saving_keeps_links_permissions_pipes_and_devices() => Tests.SavedFiles.Check("model.onnx", path => OnnxFile.Save(Neuron, path));

    [Fact]
    public void Half_a_pair_in_a_class_name_is_refused()
    {
        var exception = Assert.Throws<ArgumentException>(() => OnnxFile.Save(Model.Softmax<float>(2, 2).WithClassNames("\ud800", "\ud801"), Target()));

        Assert.Equal("model", exception.ParamName);
        Assert.False(File.Exists(Target()));
    }

    /// <summary>Written beside and moved, never in place: so whoever reads the old file reads it whole.</summary>
    [Fact]
    public void A_file_that_is_being_read_is_not_written_into()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows moves nothing over a file that is open.");
        File.WriteAllText(Target(), "old");
        using var reader = new StreamReader(new FileStream(Target(), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        OnnxFile.Save(Neuron, Target());

        Assert.Equal("old", reader.ReadToEnd());
    }

    [Fact]
    public void A_stream_that_fails_is_heard()
    {
        var length = FileContents.Write(Neuron).Length;
        for (var room = 0; room < length; room++)
        {
            using var stream = new MemoryStream(new byte[room]);
            Assert.Throws<NotSupportedException>(() => OnnxFile.Write(Neuron, stream));
        }
    }

    /// <summary>The parameters are all zeros that the system hands out only where they are written to: nothing large is held.</summary>
    [Fact]
    public void More_than_two_gigabytes_are_refused_before_a_byte_is_written()
    {
        var model = Model.Zeros<double>(Architecture.Of(2_000_000).Softmax(140));
        using var stream = new MemoryStream();

        var exception = Assert.Throws<ArgumentException>(() => OnnxFile.Write(model, stream));

        Assert.Equal("model", exception.ParamName);
        Assert.StartsWith("2000000 → 140 softmax takes 22400", exception.Message, StringComparison.Ordinal);
        Assert.Contains("at most 2147483647 (2 GB)", exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, stream.Length);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Target() => Path.Combine(_folder, "model.onnx");
}
