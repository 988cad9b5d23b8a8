using Perceptron;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>Saving replaces a file as a whole, keeps what its name stands for, and clears up after processes that were killed.</summary>
public class SavingTests
{
    private static readonly Model<double> First = Model.Uniform<double>(Architecture.Of(30).Hidden(40, Activation.Tanh).Softmax(10), -1, 1, 1);
    private static readonly Model<double> Second = Model.Uniform<double>(Architecture.Of(30).Hidden(50, Activation.ReLU).Softmax(10), -1, 1, 2);

    [Fact]
    public void Models_keep_links_permissions_pipes_and_devices() => SavedFiles.Check("m.safetensors", path => ModelFile.Save(First, path));

    [Fact]
    public void Epochs_keep_links_permissions_pipes_and_devices()
    {
        var (model, data) = SmallNetwork.WithData();
        var epoch = model.Train(data, new Adam(0.1), 1).Last();
        SavedFiles.Check("e.safetensors", epoch.Save);
    }

    [Fact]
    public void The_owner_and_the_bits_of_the_owner_stay_where_the_system_allows_it()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
        {
            Assert.Skip("Only root gives files away.");
            return;
        }

        using var folder = new TemporaryFolder();
        var file = folder.Put("file", [1]);
        SavedFiles.GiveAway(file, 1234, 5678, SavedFiles.Private | UnixFileMode.SetUser);

        ModelFile.Save(First, file);

        Assert.Equal(new FileStatus(FileKind.Regular, 1234, 5678, SavedFiles.Private | UnixFileMode.SetUser), FileStatus.Of(file));
    }

    [Fact]
    public void A_folder_is_called_one()
    {
        using var folder = new TemporaryFolder();

        Assert.Contains("is a folder", Assert.Throws<IOException>(() => ModelFile.Save(First, folder.Path)).Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", Assert.Throws<IOException>(() => ModelFile.Load<double>(folder.Path)).Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", Assert.Throws<IOException>(() => Epoch.Load<double>(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_no_end_is_not_read()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes and devices are told apart on Linux.");
        using var folder = new TemporaryFolder();
        var pipe = SavedFiles.MakePipe(folder["pipe"]);

        Assert.Contains("is a named pipe", await SavedFiles.RefusalAsync(() => ModelFile.Load<double>(pipe)), StringComparison.Ordinal);
        Assert.Contains("is a named pipe", await SavedFiles.RefusalAsync(() => Epoch.Load<double>(pipe)), StringComparison.Ordinal);
        Assert.Contains("is a device", await SavedFiles.RefusalAsync(() => ModelFile.Load<double>("/dev/zero")), StringComparison.Ordinal);
    }

    [Fact]
    public void Old_temporary_files_are_removed_but_nothing_else()
    {
        using var folder = new TemporaryFolder();
        string[] stay =
        [
            ".perceptron-abcdefgh.new.tmp", ".perceptron-notes.tmp", ".abcdefgh.ijk.tmp", "perceptron-abcdefgh.ijk.tmp", ".perceptron-abcdefgh.ijk.tmp.bak",
            ".perceptron-abcdefgh.use.tmp",
        ];
        foreach (var file in stay.Append(".perceptron-abcdefgh.old.tmp"))
        {
            folder.Put(file, [1]);
            File.SetLastWriteTimeUtc(folder[file], DateTime.UtcNow.AddDays(file.Contains("new", StringComparison.Ordinal) ? 0 : -1));
        }

        using (var used = new FileStream(folder[".perceptron-abcdefgh.use.tmp"], FileMode.Open, FileAccess.Write, FileShare.None))
        {
            Directory.CreateDirectory(folder[".perceptron-abcdefgh.dir.tmp"]);
            ModelFile.Save(First, folder["model"]);
        }

        Assert.Equal([.. stay.Append(".perceptron-abcdefgh.dir.tmp").Append("model").Order(StringComparer.Ordinal)], folder.Files());
    }

    [Fact]
    public void Several_savers_of_one_file_never_show_a_part_of_it()
    {
        using var folder = new TemporaryFolder();
        var file = folder["model"];
        ModelFile.Save(First, file);
        using var stop = new CancellationTokenSource();
        var savers = new[] { First, Second }.Select(model => Task.Run(() =>
        {
            for (var i = 0; i < 40; i++)
            {
                ModelFile.Save(model, file);
            }
        })).ToArray();
        var seen = 0;

        for (var done = Task.WhenAll(savers); !done.IsCompleted || seen == 0; seen++)
        {
            var model = ModelFile.Load<double>(file).Model;
            Assert.True(model.Equals(First) || model.Equals(Second));
        }

        Assert.All(savers, saver => Assert.Null(saver.Exception));
        Assert.Equal(["model"], folder.Files());
    }

    [Fact]
    public void Where_the_system_does_not_tell_a_device_is_known_by_having_no_length()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Devices of Windows have names of their own.");
        using var folder = new TemporaryFolder();

        Assert.True(AtomicFile.IsSpecial("/dev/null", null));
        Assert.False(AtomicFile.IsSpecial(folder.Put("empty", []), null));
        Assert.False(AtomicFile.IsSpecial(folder.Put("one", [1]), null));
        Assert.False(AtomicFile.IsSpecial(folder["missing"], null));
    }
}
