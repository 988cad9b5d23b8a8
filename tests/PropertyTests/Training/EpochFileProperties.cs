using System.Buffers.Binary;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Perceptron;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>Files of epochs: anybody can read the weights, and nothing damaged is taken for an epoch.</summary>
[Properties(Arbitrary = [typeof(Generators)], QuietOnSuccess = true, MaxTest = 100)]
public class EpochFileProperties
{
    private static readonly byte[] File1 = Bytes(FitEpoch());

    [Property]
    public void What_is_saved_comes_back_to_the_last_bit(ModelWithData given)
    {
        foreach (var epoch in given.Model.Train(given.Data, new Adam(0.1), 2, new TrainingOptions { BatchSize = 3, Loss = given.Loss }))
        {
            var copy = EpochFiles.Copy(epoch);
            Same.Bits(epoch, copy);
            Assert.Equal(epoch.Settings, copy.Settings);
            Assert.Equal(epoch.Model.Architecture, copy.Model.Architecture);
        }

        var single = given.Model.ConvertTo<float>().Train(given.Data.ConvertTo<float>(), new Adam(0.1), 1).Last();
        Assert.Equal(single.Model, EpochFiles.Copy(single).Model);
        Assert.Equal(single.GetOptimizerState(), EpochFiles.Copy(single).GetOptimizerState());
    }

    [Property(MaxTest = 500)]
    public void A_changed_inserted_or_missing_byte_gives_an_epoch_or_a_word_about_the_file(int place, byte value, byte what)
    {
        try
        {
            var epoch = Load(Damage.Done(File1, place, value, what));
            Assert.All(epoch.Model.GetParameters().Concat(epoch.GetOptimizerState()), number => Assert.True(double.IsFinite(number)));
        }
        catch (InvalidDataException exception)
        {
            Assert.DoesNotContain('\n', exception.Message);
        }
    }

    [Fact]
    public void A_file_cut_short_anywhere_is_refused()
    {
        for (var length = 0; length < File1.Length; length += 7)
        {
            Assert.Throws<InvalidDataException>(() => Load(File1[..length]));
        }

        Assert.Throws<InvalidDataException>(() => Load([.. File1, 0]));
    }

    [Theory]
    [InlineData("\"perceptron.epoch\":\"4\"", "\"perceptron.epoch\":\"5\"", "5 losses and 5 scores at epoch 5")]
    [InlineData("\"perceptron.epoch\":\"4\"", "\"perceptron.epoch\":\"-4\"", "a number from 0 to")]
    [InlineData("\"perceptron.best.epoch\":\"1\"", "\"perceptron.best.epoch\":\"4\"", "a number from 0 to 3 expected")]
    [InlineData("\"perceptron.optimizer_slots\":\"2\"", "\"perceptron.optimizer_slots\":\"1\"", "tensors; its metadata tell of")]
    [InlineData("\"perceptron.optimizer_slots\":\"2\"", "\"perceptron.optimizer_slots\":\"2000000000\"", "lacks the tensor \"optimizer.2.layers.0.weight\"")]
    [InlineData("\"perceptron.best.optimizer_slots\":\"2\"", "\"perceptron.best.optimizer_slots\":\"3\"", "lacks the tensor \"best.optimizer.2")]
    [InlineData("\"perceptron.steps\":\"", "\"perceptron.steps\":\"x", "for \"perceptron.steps\"")]
    [InlineData("\"perceptron.loss_kind\":\"of the model\"", "\"perceptron.loss_kind\":\"of somebody\"", "of the kind \"of somebody\"")]
    [InlineData("\"perceptron.loss\":\"", "\"perceptron.loss\":\"NaN\",\"x\":\"", "the loss \"NaN\"")]
    [InlineData("\"perceptron.stopping\"", "\"perceptron.stop\"", "losses and")]
    [InlineData("\"perceptron.settings\"", "\"perceptron.set\"", "lack \"perceptron.settings\"")]
    [InlineData("\"history.score\"", "\"history.scare\"", "has a best epoch, but no scores")]
    [InlineData("\"history.loss\":{\"dtype\":\"F64\"", "\"history.loss\":{\"dtype\":\"I64\"", "I64 [5]")]
    [InlineData("\"perceptron.format\":\"epoch-1\"", "\"perceptron.format\":\"epoch-2\"", "format \"epoch-2\"")]
    [InlineData("\"perceptron.format\":\"epoch-1\"", "\"perceptron.format\":\"1\"", "ModelFile.Load")]
    public void A_header_that_is_wrong_is_refused_in_one_line_that_says_what(string right, string wrong, string part)
    {
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(File1);
        var header = Encoding.UTF8.GetString(File1, 8, length);
        Assert.Contains(right, header, StringComparison.Ordinal);
        var changed = Encoding.UTF8.GetBytes(header.Replace(right, wrong, StringComparison.Ordinal));
        var prefix = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, changed.Length);

        var exception = Assert.Throws<InvalidDataException>(() => Load([.. prefix, .. changed, .. File1[(8 + length)..]]));

        Assert.Contains(part, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Fact]
    public void Models_and_epochs_say_how_to_load_the_other()
    {
        var epoch = FitEpoch();
        using var model = new MemoryStream();
        ModelFile.Write(epoch.Model, model);

        Assert.Contains("load it by ModelFile.Load", Assert.Throws<InvalidDataException>(() => Load(model.ToArray())).Message, StringComparison.Ordinal);
        using var file = new MemoryStream(File1);
        Assert.Contains("load it by Epoch.Load", Assert.Throws<InvalidDataException>(() => ModelFile.Read<double>(file, "test")).Message, StringComparison.Ordinal);
        Assert.Contains("in double", Assert.Throws<InvalidDataException>(() => Load<float>(File1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_weights_have_the_names_of_a_model_file()
    {
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(File1);
        using var header = System.Text.Json.JsonDocument.Parse(Encoding.UTF8.GetString(File1, 8, length));
        var weights = header.RootElement.GetProperty("layers.0.weight").GetProperty("data_offsets")[0].GetInt32();

        Assert.Equal(FitEpoch().Model.GetParameters()[0], BinaryPrimitives.ReadDoubleLittleEndian(File1.AsSpan(8 + length + weights)));
        Assert.True(header.RootElement.TryGetProperty("optimizer.1.layers.1.bias", out _));
    }

    /// <summary>Epoch 4, of which epoch 1 is the best.</summary>
    private static Epoch<double> FitEpoch()
    {
        var (model, data) = SmallNetwork.WithData();
        double[] scores = [1, 2, 1, 0, 1];
        var next = 0;
        return model.Fit(
            data, new Adam(0.1), 4, stopping: new StoppingOptions<double> { Validation = data, Score = (_, _) => scores[next++] }).Last;
    }

    private static byte[] Bytes(Epoch<double> epoch)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            epoch.Save(path);
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static Epoch<double> Load(byte[] file) => Load<double>(file);

    private static Epoch<T> Load<T>(byte[] file)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            File.WriteAllBytes(path, file);
            return Epoch.Load<T>(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
