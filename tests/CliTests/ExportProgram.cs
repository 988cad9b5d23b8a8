using Perceptron;
using Xunit;

namespace CliTests;

/// <summary><c>perceptron export</c>; what is in its files, the tests of ONNX tell.</summary>
public sealed class ExportProgram : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("perceptron-test-").FullName;

    [Fact]
    public void Floats_are_exported_with_the_metadata_of_their_file()
    {
        var model = Model.Uniform<float>(Architecture.Of(64).Softmax(10), -1, 1, 1);
        var metadata = new ModelFileMetadata { InputDivisor = 255, Entries = new Dictionary<string, string> { ["author"] = "me" } };
        ModelFile.Save(model, File("model.safetensors"), metadata);

        using var run = new ProgramRun("export", File("model.safetensors"), "--onnx", File("model.onnx"));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            [
                "Model: 64 → 10 softmax, 650 parameters.", "Input: x, batch × 64 floats, raw values divided by 255.",
                "Outputs: logits, probabilities, class.", $"ONNX: {File("model.onnx")}",
            ],
            run.Output.TrimEnd().ReplaceLineEndings("\n").Split('\n'));
        Assert.Equal(Onnx(model, metadata), System.IO.File.ReadAllBytes(File("model.onnx")));
    }

    [Fact]
    public void Doubles_stay_doubles_and_a_file_that_is_there_is_replaced()
    {
        var model = Model.Sigmoid<double>(2, 3);
        ModelFile.Save(model, File("model.safetensors"));
        System.IO.File.WriteAllText(File("model.onnx"), "old");

        using var run = new ProgramRun("export", File("model.safetensors"), "--onnx", File("model.onnx"));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("batch × 2 doubles.", run.Output, StringComparison.Ordinal);
        Assert.Contains("classes.", run.Output, StringComparison.Ordinal);
        Assert.Equal(Onnx(model), System.IO.File.ReadAllBytes(File("model.onnx")));
    }

    [Fact]
    public void What_is_wrong_is_told_in_one_line_and_leaves_what_was_there()
    {
        ModelFile.Save(Model.Neuron([1f, 2f], 3), File("model.safetensors"));
        var bytes = System.IO.File.ReadAllBytes(File("model.safetensors"));
        System.IO.File.WriteAllBytes(File("cut.safetensors"), bytes[..^1]);
        System.IO.File.WriteAllText(File("text"), "no model at all, but some text");
        System.IO.File.WriteAllText(File("model.onnx"), "old");

        Fails(File("missing"), File("model.onnx"), "missing");
        Fails(_folder, File("model.onnx"), _folder);
        Fails(File("text"), File("model.onnx"), "is not a model file");
        Fails(File("cut.safetensors"), File("model.onnx"), "has 11 bytes of tensors, where its header tells of 12");
        Fails(File("model.safetensors"), File(Path.Combine("nowhere", "model.onnx")), Path.Combine("nowhere", "model.onnx"));

        Assert.Equal("old", System.IO.File.ReadAllText(File("model.onnx")));
        Assert.Equal(4, Directory.GetFileSystemEntries(_folder).Length);
    }

    [Fact]
    public void Wrong_usage_is_told_and_exits_with_2()
    {
        ModelFile.Save(Model.Neuron([1f, 2f], 3), File("model.safetensors"));

        IsWrongUsage("MODEL is missing: Model file", "export", "--onnx", File("model.onnx"));
        IsWrongUsage("'--onnx' is required", "export", File("model.safetensors"));
        IsWrongUsage($"{_folder} is a folder", "export", File("model.safetensors"), "--onnx", _folder);
        IsWrongUsage("would overwrite MODEL itself", "export", File("model.safetensors"), "--onnx", Path.Combine(_folder, ".", "model.safetensors"));
        IsWrongUsage("a path", "export", File("model.safetensors"), "--onnx", "");
        IsWrongUsage("a path", "export", "", "--onnx", File("model.onnx"));

        IsWrongUsage("is the name of a folder", "export", File("model.safetensors"), "--onnx", File("new") + Path.DirectorySeparatorChar);

        Assert.Equal(Model.Neuron([1f, 2f], 3), ModelFile.Load<float>(File("model.safetensors")).Model);
        Assert.Single(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_link_to_the_model_is_the_model_and_is_not_overwritten()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        ModelFile.Save(Model.Neuron([1f, 2f], 3), File("model.safetensors"));
        System.IO.File.CreateSymbolicLink(File("link"), "model.safetensors");
        Directory.CreateSymbolicLink(File("folder"), _folder);

        IsWrongUsage("would overwrite MODEL itself", "export", File("model.safetensors"), "--onnx", File("link"));
        IsWrongUsage("would overwrite MODEL itself", "export", File("link"), "--onnx", File("model.safetensors"));
        IsWrongUsage("would overwrite MODEL itself", "export", File("link"), "--onnx", File(Path.Combine("folder", "model.safetensors")));

        Assert.Equal(Model.Neuron([1f, 2f], 3), ModelFile.Load<float>(File("model.safetensors")).Model);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Fails(string model, string target, string part)
    {
        using var run = new ProgramRun("export", model, "--onnx", target);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains(part, Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    private static void IsWrongUsage(string part, params string[] arguments)
    {
        using var run = new ProgramRun(arguments);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", run.Error, StringComparison.Ordinal);
    }

    private static byte[] Onnx<T>(Model<T> model, ModelFileMetadata? metadata = null)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        using var stream = new MemoryStream();
        OnnxFile.Write(model, stream, metadata);
        return stream.ToArray();
    }

    private string File(string name) => Path.Combine(_folder, name);
}
