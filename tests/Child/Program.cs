using System.Globalization;
using Child;
using Perceptron;

// A process of its own, for the tests to look at or to kill.
switch (args[0])
{
    case "train":
        // THREADS: what is learned on that number of threads, with what the environment's variables leave of this machine.
        Trainings.Print(int.Parse(args[1], CultureInfo.InvariantCulture));
        break;
    case "save":
        // KIND FILE: two models or images in turn, again and again.
        Saving.Save(args[1], 0, args[2]);
        Console.WriteLine("saved");
        for (var number = 1; ; number++)
        {
            Saving.Save(args[1], number, args[2]);
        }

    default:
        // FOLDER MIRROR (NAME LENGTH SHA256)…: a download.
        var site = new MnistSite
        {
            Mirrors = [new(args[1])],
            CacheFolder = () => args[0],
            Files = [.. args[2..].Chunk(3).Select(file => new MnistFile(file[0], long.Parse(file[1], CultureInfo.InvariantCulture), file[2]))],
        };
        await Mnist.DownloadAsync(new MnistOptions { Site = site });
        break;
}
