using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace Perceptron.Cli;

/// <summary><c>perceptron export MODEL --onnx FILE</c>: exports a model for other programs.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var model = new Argument<FileInfo>("MODEL") { Description = "Model file, such as the model.safetensors that digits train saves." };
        var onnx = new Option<FileInfo>("--onnx")
        {
            Description = "ONNX file to write, for ONNX Runtime and others. An existing file is replaced.",
            HelpName = "FILE",
            Required = true,
        };
        var command = new Command("export", "Exports a model to ONNX, for other programs and languages.") { model, onnx };
        onnx.Validators.Add(result => OptionChecks.Check(result, onnx, file =>
            Directory.Exists(file!.FullName) ? $"{onnx.Name} takes a file; {file} is a folder."
            : Path.EndsInDirectorySeparator(file.ToString()) ? $"{onnx.Name} takes a file; {file} is the name of a folder."
            : IsSame(file, result.GetValue(model)) ? $"{onnx.Name} would overwrite MODEL itself, {file}."
            : null));
        command.SetAction(parsed => Run(parsed.GetValue(model)!.FullName, parsed.GetValue(onnx)!.FullName));
        return command;
    }

    /// <summary>Links are followed when the file is written; so a link to the model is the model.</summary>
    private static bool IsSame(FileInfo one, FileInfo? other)
    {
        try
        {
            return other is not null && string.Equals(
                LinkTarget.Of(one.FullName),
                LinkTarget.Of(other.FullName),
                OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Links that lead nowhere are reported where the files are opened.
            return false;
        }
    }

    private static int Run(string model, string target)
    {
        SavedModel<float> saved;
        try
        {
            saved = ModelFile.Load<float>(model);
        }
        catch (InvalidDataException)
        {
            // It holds doubles, or is invalid, which this call reports.
            return Save(ModelFile.Load<double>(model), target, "doubles");
        }

        return Save(saved, target, "floats");
    }

    private static int Save<T>(SavedModel<T> saved, string target, string scalars)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        OnnxFile.Save(saved.Model, target, saved.Metadata);
        var terminal = new Terminal();
        var last = saved.Model.Architecture.Output == Output.Softmax || saved.Model.OutputCount == 1 ? "class" : "classes";
        var divided = saved.Metadata.InputDivisor == 1
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $", raw values divided by {saved.Metadata.InputDivisor}");
        terminal.Text($"Model: {saved.Model}.");
        terminal.Text(string.Create(CultureInfo.InvariantCulture, $"Input: x, batch × {saved.Model.InputCount} {scalars}{divided}."));
        terminal.Line($"Outputs: logits, probabilities, {last}.");
        terminal.Text($"ONNX: {LineBreaks.Whole(target)}");
        return ExitCode.Success;
    }
}
