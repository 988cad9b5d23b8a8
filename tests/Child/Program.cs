using System.Globalization;
using Child;
using Perceptron;

// A process of its own, for the tests to look at or to kill.
switch (args[0])
{
    case "train":
        // THREADS: what is learnt on so many threads, on this machine as the variables of the environment have it.
        Trainings.Print(int.Parse(args[1], CultureInfo.InvariantCulture));
        break;
    case "save":
        // FOLDER: two models, in turn, under one name.
        Model<float>[] models = [Model.Zeros<float>(Architecture.Of(64).Softmax(10)), Model.Uniform<float>(Architecture.Of(64).Softmax(10), -1, 1, 1)];
        Console.WriteLine("saving");
        for (var i = 0; ; i++)
        {
            ModelFile.Save(models[i % 2], Path.Combine(args[1], "model.safetensors"));
            WeightImages.Of(models[i % 2], 8, 8).Image(0).SavePng(Path.Combine(args[1], "W0.png"));
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
