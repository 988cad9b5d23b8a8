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
        var onnx = new Option<FileInfo?>("--onnx")
        {
            Description = "ONNX file to write, for ONNX Runtime and others. An existing file is replaced.",
            HelpName = "FILE",
            Required = true,
        };
        var command = new Command("export", "Exports a model to ONNX, for other programs and languages.") { model, onnx };
        OutputFile.Check(onnx, model);
        command.SetAction(parsed => Run(parsed.GetValue(model)!.FullName, parsed.GetValue(onnx)!.FullName));
        return command;
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
