using Perceptron;

namespace Samples.CSharp;

/// <summary>A trained model as an ONNX file, for ONNX Runtime and other programs that read ONNX.</summary>
internal static class OnnxExport
{
    public static void Run()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var path = Path.Combine(folder, "digits.onnx");

        // <save>
        var digits = Digits.Embedded().Data;
        var model = Model.Softmax<float>(64, 10)
            .Train(
                digits,
                new GradientDescent(0.5),
                epochs: 20,
                new TrainingOptions { BatchSize = 32, Seed = 1 })
            .Last().Model;

        OnnxFile.Save(model, path, new ModelFileMetadata { InputDivisor = 255 });
        Console.WriteLine($"{model}: {new FileInfo(path).Length / 1024} KB");
        // </save>

        // <stream>
        using var stream = new MemoryStream();
        OnnxFile.Write(LogicGate.Xor.Textbook, stream);
        Console.WriteLine(stream.Length > 0);
        // </stream>

        // <refused>
        try
        {
            OnnxFile.Save(model, Path.Combine(folder, "nowhere", "digits.onnx"));
        }
        catch (IOException exception)
        {
            Console.WriteLine(
                exception.Message.Replace(folder, "…", StringComparison.Ordinal));
        }
        // </refused>

        Directory.Delete(folder, recursive: true);
    }
}
