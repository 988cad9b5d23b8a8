using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace CliTests;

public partial class DigitsProgram
{
    [Fact]
    public void Without_data_it_says_loudly_that_its_own_digits_are_not_MNIST_and_learns_them()
    {
        using var run = Train();

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.Contains("MNIST not found", run.Output, StringComparison.Ordinal);
        Assert.InRange(TestAccuracy(run.Output), 0.93, 1);
        Assert.Equal(
            [.. Enumerable.Range(0, 10).Select(i => $"W{i}.png").Prepend("W.png").Order(StringComparer.Ordinal)],
            run.Pictures.Select(path => Path.GetFileName(path)));
        Assert.True(File.Exists(run.Model));
        Assert.All(run.Pictures, path => Assert.Equal([0x89, 0x50, 0x4E, 0x47], File.ReadAllBytes(path).AsSpan(0, 4).ToArray()));
        Assert.Contains(run.Out, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Redirected_output_has_no_control_characters()
    {
        using var run = Train("--epochs", "2");

        Assert.DoesNotContain(run.Output, character => char.IsControl(character) && character is not '\n' and not '\r');
        Assert.Equal(3, EpochLines().Count(run.Output));
    }

    [Fact]
    public void The_same_seed_gives_the_same_output_and_pictures_on_any_number_of_threads()
    {
        using var one = Train("--epochs", "3", "--batch-size", "1000", "--seed", "7");
        using var two = Train("--epochs", "3", "--batch-size", "1000", "--seed", "7", "--threads", "3");
        using var other = Train("--epochs", "3", "--batch-size", "1000", "--seed", "8");

        Assert.Equal(one.Output.Replace(one.Folder, "", StringComparison.Ordinal), two.Output.Replace(two.Folder, "", StringComparison.Ordinal));
        Assert.Equal(one.Pictures.Select(File.ReadAllBytes), two.Pictures.Select(File.ReadAllBytes));
        Assert.NotEqual(one.Pictures.Select(File.ReadAllBytes), other.Pictures.Select(File.ReadAllBytes));
    }

    [Fact]
    public void A_hidden_layer_is_trained_and_pictured()
    {
        using var run = Train("--hidden", "12", "--epochs", "30", "--l2", "0.0001", "--out", "here");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("64 → 12 ReLU → 10 softmax", run.Output, StringComparison.Ordinal);
        Assert.InRange(TestAccuracy(run.Output), 0.85, 1);
        Assert.Equal(14, Directory.GetFiles(Path.Combine(run.Folder, "here")).Length);
        Assert.Contains("first layer", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("momentum", "step", "0.9969")]
    [InlineData("adam", "cosine", "0.9877")]
    [InlineData("adamw", "warmup-cosine", "0.9877")]
    [InlineData("sgd", "exponential", "0.9962")]
    public void Other_rules_and_schedules_learn_too(string optimizer, string schedule, string area)
    {
        using var run = Train("--optimizer", optimizer, "--schedule", schedule, "--epochs", "20");

        Assert.Equal(0, run.ExitCode);
        Assert.InRange(TestAccuracy(run.Output), 0.85, 1);
        Assert.Contains($"macro ROC AUC {area}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Machines_get_one_JSON_document_and_people_the_rest()
    {
        using var run = Train("--epochs", "200", "--patience", "3", "--learning-rate", "20", "--json");
        using var document = System.Text.Json.JsonDocument.Parse(run.Output);
        var (root, test) = (document.RootElement, document.RootElement.GetProperty("test"));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("PatienceExhausted", root.GetProperty("stopReason").GetString());
        Assert.Equal("gradient descent, rate 20", root.GetProperty("optimizer").GetString());
        Assert.Equal(root.GetProperty("bestEpoch").GetInt32() + 4, root.GetProperty("epochs").GetArrayLength());
        Assert.Equal(TestAccuracy(run.Error), test.GetProperty("accuracy").GetDouble(), 4);
        Assert.Equal(test.GetProperty("accuracy").GetDouble(), test.GetProperty("topAccuracies")[0].GetDouble());
        Assert.Equal(test.GetProperty("count").GetInt32(), test.GetProperty("confusion").EnumerateArray().Sum(row => row.EnumerateArray().Sum(cell => cell.GetInt32())));
        Assert.Equal(10, test.GetProperty("classes").GetArrayLength());
        var epochs = root.GetProperty("epochs");
        Assert.Equal(Math.Log(10), epochs[0].GetProperty("loss").GetDouble(), 4);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, epochs[0].GetProperty("meanBatchLoss").ValueKind);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, epochs[1].GetProperty("loss").ValueKind);
        Assert.Contains($"mean batch loss {epochs[1].GetProperty("meanBatchLoss").GetDouble().ToString("0.0000", CultureInfo.InvariantCulture)}", run.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(run.Folder, root.GetProperty("modelFile").GetString()!)));
    }

    [Fact]
    public void In_JSON_a_loss_is_that_of_the_epoch_s_own_model()
    {
        using var run = Train("--epochs", "2", "--batch-size", "0", "--json");
        using var document = System.Text.Json.JsonDocument.Parse(run.Output);
        var epochs = document.RootElement.GetProperty("epochs").EnumerateArray().ToArray();

        Assert.Equal(3, epochs.Length);
        Assert.All(epochs, epoch => Assert.InRange(epoch.GetProperty("loss").GetDouble(), 0, 3));
        Assert.All(epochs, epoch => Assert.Equal(System.Text.Json.JsonValueKind.Null, epoch.GetProperty("meanBatchLoss").ValueKind));
    }

    [Fact]
    public void Balanced_classes_are_told_of_and_learn_too()
    {
        using var run = Train("--epochs", "5", "--class-weight", "balanced", "--json");
        using var document = System.Text.Json.JsonDocument.Parse(run.Output);
        using var plain = Train("--epochs", "5", "--class-weight", "none", "--json");
        using var without = System.Text.Json.JsonDocument.Parse(plain.Output);
        using var wrong = Train("--class-weight", "heavy");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Balanced: class weights ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Balanced", plain.Error, StringComparison.Ordinal);
        double[] weights = [.. document.RootElement.GetProperty("classWeights").EnumerateArray().Select(weight => weight.GetDouble())];
        Assert.Equal(10, weights.Length);
        Assert.All(weights, weight => Assert.InRange(weight, 0.8, 1.2));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, without.RootElement.GetProperty("classWeights").ValueKind);
        Assert.NotEqual(HeldOutLoss(without), HeldOutLoss(document));
        Assert.InRange(TestAccuracy(run.Error), 0.85, 1);
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("--class-weight takes none, balanced; heavy given", wrong.Error, StringComparison.Ordinal);

        static double HeldOutLoss(System.Text.Json.JsonDocument results) =>
            results.RootElement.GetProperty("epochs")[5].GetProperty("heldOutLoss").GetDouble();
    }

    [Fact]
    public void Help_names_every_option()
    {
        using var run = new ProgramRun("digits", "train", "--help");

        Assert.Equal(0, run.ExitCode);
        Assert.All(
            ["--data", "--out", "--epochs", "--batch-size", "--learning-rate", "--seed", "--l2", "--threads", "--hidden", "--mkl", "--mkl-folder", "--optimizer", "--schedule", "--patience", "--class-weight", "--json", "--verbose"],
            option => Assert.Contains(option, run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void Any_set_in_MNIST_s_form_will_do_whatever_its_image_size_and_number_of_classes()
    {
        // Three classes, told apart by which of three columns is bright.
        var folder = Directory.CreateTempSubdirectory("perceptron-test-");
        foreach (var (part, count) in (ReadOnlySpan<(string, int)>)[("train", 300), ("t10k", 60)])
        {
            byte[] labels = [.. Enumerable.Range(0, count).Select(i => (byte)(i % 3))];
            byte[] pixels = [.. labels.SelectMany(label => Enumerable.Range(0, 5 * 3).Select(i => (byte)(i % 3 == label ? 200 : 10)))];
            Perceptron.Idx.WriteImages(Path.Combine(folder.FullName, $"{part}-images-idx3-ubyte.gz"), pixels, 5, 3);
            Perceptron.Idx.WriteLabels(Path.Combine(folder.FullName, $"{part}-labels.idx1-ubyte"), labels);
        }

        using var run = Train("--data", folder.FullName);
        folder.Delete(recursive: true);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("15 → 3 softmax", run.Output, StringComparison.Ordinal);
        Assert.Equal(1.0, TestAccuracy(run.Output));
        Assert.Equal(4, run.Pictures.Length);
    }

    [Fact]
    public void MNIST_is_learned_to_0_92_in_5_epochs()
    {
        var data = Environment.GetEnvironmentVariable("PERCEPTRON_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(data), "PERCEPTRON_DATA names no folder with MNIST.");
        using var run = new ProgramRun(data, ["digits", "--offline"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("60000", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("MNIST not found", run.Output, StringComparison.Ordinal);
        Assert.InRange(TestAccuracy(run.Output), 0.92, 1);
        Assert.Equal(11, run.Pictures.Length);
    }

    /// <summary>No test asks the network.</summary>
    private static ProgramRun Train(params string[] options) => new(["digits", "--offline", .. options]);

    private static double TestAccuracy(string output) =>
        double.Parse(AccuracyLine().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^Test accuracy: ([0-9.]+)", RegexOptions.Multiline)]
    private static partial Regex AccuracyLine();

    [GeneratedRegex(@"^epoch +\d+ ", RegexOptions.Multiline)]
    private static partial Regex EpochLines();
}
