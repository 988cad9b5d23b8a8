using System.CommandLine;

namespace Perceptron.Cli.Digits;

/// <summary><c>perceptron digits predict MODEL IMAGE…</c>: classifies your own images of digits.</summary>
internal static class PredictCommand
{
    public static Command Create()
    {
        var model = new Argument<FileInfo>("MODEL") { Description = $"Model file, such as the {DigitsModelFile.Name} that training saves." };
        var images = new Argument<FileInfo[]>("IMAGE")
        {
            Description = "PNG or JPEG image of one digit, drawn or photographed, dark on light or light on dark, of any size.",
            Arity = ArgumentArity.OneOrMore,
        };
        images.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => token.Value.Length == 0))
            {
                result.AddError("IMAGE takes paths of images; an empty one given.");
            }
        });
        var command = new Command("predict", "Classifies your own images of digits.") { model, images };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed.GetValue(model)!, parsed.GetValue(images)!, cancellation)));
        return command;
    }

    private static int Run(FileInfo model, FileInfo[] images, CancellationToken cancellation)
    {
        var terminal = new Terminal();
        var file = DigitsModelFile.Load(model.FullName);
        if (file.Preparation == PicturePreparation.Unknown)
        {
            throw new InvalidDataException($"{model} doesn't say how the pictures were prepared that it was trained on, as models of `perceptron digits` do. Prepared otherwise, yours would be guesses.");
        }

        var failed = 0;
        foreach (var image in images)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                var observation = Prepare(GreyImage.Load(image.FullName), image, file);
                terminal.Line(image.ToString());
                terminal.Image(observation, file.Height, file.Width);
                terminal.Line($"Class: {file.Model.ClassifyName(observation)}");
                Bars.Show(file.Model, observation, terminal);
            }
            catch (Exception exception) when (exception is not OutputException and (IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException or NotFiniteNumberException))
            {
                // Continue with the other images.
                var message = ErrorText.OneLine(exception);
                Terminal.Error(message.Contains(image.ToString(), StringComparison.Ordinal) ? message : $"{image}: {message}");
                failed++;
            }
        }

        if (failed > 0)
        {
            return ExitCode.Failure;
        }

        terminal.Next($"perceptron export {NextSteps.Quoted(model.ToString())} --onnx digits.onnx");
        return ExitCode.Success;
    }

    private static float[] Prepare(GreyImage grey, FileInfo image, DigitsModelFile file) =>
        file.Preparation == PicturePreparation.Whole ? DigitPreparation.Scale(grey.ToArray(), grey.Height, grey.Width, file.Height, file.Width)
        : grey.Height >= 3 && grey.Width >= 3
            ? DigitPreparation.Prepare(grey.ToArray(), grey.Height, grey.Width, file.Height, file.Width, file.Box)
            : throw new InvalidDataException($"{image} is a picture of {grey.Width} × {grey.Height} pixels; a digit needs at least 3 × 3.");
}
