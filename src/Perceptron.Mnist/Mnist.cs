namespace Perceptron;

/// <summary>Finds, downloads and loads MNIST, and loads any other set of images in its four IDX files, as Fashion-MNIST.</summary>
/// <remarks>
/// <para>The files are <c>train-images-idx3-ubyte</c>, <c>train-labels-idx1-ubyte</c>, <c>t10k-images-idx3-ubyte</c> and
/// <c>t10k-labels-idx1-ubyte</c>, each raw or with <c>.gz</c>, also with a dot for the second hyphen
/// (<c>train-images.idx3-ubyte</c>). Image size and number of classes are what the files say.</para>
/// <para>MNIST is by Y. LeCun, C. Cortes and C. Burges, from data of NIST.</para>
/// </remarks>
public static class Mnist
{
    internal const string Variable = "PERCEPTRON_DATA";

    private const string TrainingImages = "train-images-idx3-ubyte";
    private const string TrainingLabels = "train-labels-idx1-ubyte";
    private const string TestImages = "t10k-images-idx3-ubyte";
    private const string TestLabels = "t10k-labels-idx1-ubyte";

    /// <summary>Whether all four files are in a folder.</summary>
    /// <param name="folder">Where to look.</param>
    /// <returns>True if <see cref="Load(string)"/> will find them; what is in them is not looked at.</returns>
    public static bool IsIn(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return new[] { TrainingImages, TrainingLabels, TestImages, TestLabels }.All(name => Find(folder, name) is not null);
    }

    /// <summary>
    /// The folder in which downloaded files are kept: <c>perceptron/mnist</c> in <c>$XDG_CACHE_HOME</c>, else in
    /// <c>~/.cache</c>; on macOS in <c>~/Library/Caches</c>, on Windows in <c>%LOCALAPPDATA%</c>.
    /// </summary>
    /// <remarks>Null where there is neither that variable nor a home folder. A relative path in it is ignored, as the XDG
    /// base directory specification wants it.</remarks>
    public static string? CacheFolder => CacheLocation.Find();

    /// <summary>Loads both parts, the images of each on a thread of their own.</summary>
    /// <remarks>The labels of the training part say how many classes there are; those of the test part must be among them.</remarks>
    /// <param name="folder">Where the four files are.</param>
    /// <returns>Both parts, with sparse rows.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">One of the files is not there.</exception>
    /// <exception cref="InvalidDataException">A file is not what it should be, or the files don't fit each other.</exception>
    /// <exception cref="IOException">A file can't be read.</exception>
    public static MnistData Load(string folder) => Read(folder, MnistSource.Folder, CancellationToken.None);

    /// <summary>Finds and loads MNIST, as <see cref="LoadAsync"/> does, and waits for it.</summary>
    /// <param name="options">Where to look, and whether to download; null for nothing special.</param>
    /// <returns>Both parts, with sparse rows.</returns>
    /// <exception cref="MnistNotFoundException">It is nowhere, and can't or must not be downloaded.</exception>
    /// <exception cref="InvalidDataException">A file is not what it should be, or the files don't fit each other.</exception>
    /// <exception cref="IOException">A folder was given that lacks a file, or a file can't be read.</exception>
    public static MnistData Load(MnistOptions? options = null) =>
        Task.Run(() => LoadAsync(options)).GetAwaiter().GetResult();

    /// <summary>
    /// Finds and loads MNIST: from the folder given; else from that which the environment variable <c>PERCEPTRON_DATA</c> names;
    /// else from <see cref="CacheFolder"/>; else downloads it there first.
    /// </summary>
    /// <remarks>
    /// A folder that is given must have the files. The environment variable's is passed over if it lacks one. A file in the
    /// cache that is damaged is downloaded anew. Its SHA-256 was checked when it came; when it is read, the checksum that gzip
    /// has is.
    /// </remarks>
    /// <param name="options">Where to look, and whether to download; null for nothing special.</param>
    /// <param name="progress">Is told how far a download is.</param>
    /// <param name="cancellationToken">Ends it at any point, leaving no part of a file behind.</param>
    /// <returns>Both parts, with sparse rows.</returns>
    /// <exception cref="MnistNotFoundException">It is nowhere, and can't or must not be downloaded.</exception>
    /// <exception cref="InvalidDataException">A file is not what it should be, or the files don't fit each other.</exception>
    /// <exception cref="IOException">A folder was given that lacks a file, or a file can't be read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<MnistData> LoadAsync(
        MnistOptions? options = null,
        IProgress<MnistProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new MnistOptions();
        if (options.Folder is { } given)
        {
            return await ReadAsync(given, MnistSource.Folder, cancellationToken).ConfigureAwait(false);
        }

        var named = options.Site.Variable(Variable);
        if (!string.IsNullOrEmpty(named) && IsIn(named))
        {
            return await ReadAsync(named, MnistSource.EnvironmentVariable, cancellationToken).ConfigureAwait(false);
        }

        var tried = new List<string>
        {
            string.IsNullOrEmpty(named) ? $"{Variable} is not set" : $"{Variable} names {named}, where it is not",
        };
        if (options.Site.CacheFolder() is { } cache)
        {
            if (IsIn(cache))
            {
                try
                {
                    return await ReadAsync(cache, MnistSource.Cache, cancellationToken).ConfigureAwait(false);
                }
                catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
                {
                    tried.Add($"the copy in the cache is not usable ({exception.Message.TrimEnd('.')})");
                }
            }
            else
            {
                tried.Add($"it is not in {cache}");
            }
        }

        string folder;
        try
        {
            folder = await DownloadAsync(options, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (MnistNotFoundException exception)
        {
            throw new MnistNotFoundException([.. tried, .. exception.Reasons], exception.InnerException);
        }

        return await ReadAsync(folder, MnistSource.Mirrors, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Downloads what is missing of MNIST, or is there but is not MNIST, and checks the SHA-256 of all that is there.</summary>
    /// <remarks>
    /// <para>The files go into the folder given, else into <see cref="CacheFolder"/>. Each is written under another name, checked
    /// by its size and the SHA-256 of its decompressed content, flushed to the disk and renamed: it is there whole and
    /// right, or not at all, also if the process is killed, or another one does the same at the same time. A wrong file is
    /// replaced in the cache; in a folder given it is not touched, but refused.</para>
    /// <para>A mirror that can't be reached in 10 seconds, sends nothing for 15, takes more than half an hour for a file,
    /// or sends anything else than the file, is given up for the next. Redirections are followed five times, but not from
    /// https to http. The system's proxy is used, but not for the loopback address.</para>
    /// </remarks>
    /// <param name="options">Where to, and mirrors to be tried first; null for nothing special.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellationToken">Ends it at any point, leaving no part of a file behind.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="MnistNotFoundException">All mirrors failed, the files can't be written, or downloading is not allowed.</exception>
    /// <exception cref="InvalidDataException">The folder given has a file of that name that is not MNIST's.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Task<string> DownloadAsync(
        MnistOptions? options = null,
        IProgress<MnistProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Task.Run(() => MnistDownload.RunAsync(options ?? new MnistOptions(), progress, cancellationToken), cancellationToken);

    /// <summary>The file of a name, raw or with .gz; null if there is none.</summary>
    internal static string? Find(string folder, string name) => Names(name)
        .Select(file => Path.Combine(folder, file))
        .FirstOrDefault(File.Exists);

    /// <summary>What a file may be called, in the order in which it is looked for.</summary>
    internal static string[] Names(string name)
    {
        var dotted = name.Replace("-idx", ".idx", StringComparison.Ordinal);
        return [name, name + ".gz", dotted, dotted + ".gz"];
    }

    private static Task<MnistData> ReadAsync(string folder, MnistSource source, CancellationToken cancellation) =>
        Task.Run(() => Read(folder, source, cancellation), cancellation);

    private static MnistData Read(string folder, MnistSource source, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"There is no folder {folder}.");
        }

        var trainingImages = Require(folder, TrainingImages);
        var trainingLabels = Require(folder, TrainingLabels);
        var testImages = Require(folder, TestImages);
        var testLabels = Require(folder, TestLabels);

        // What unpacks longest is read here, all else meanwhile on another thread.
        var reading = Task.Run(
            () => (Labels: Idx.ReadLabels(trainingLabels, cancellation), TestImages: Idx.ReadImages(testImages, cancellation), TestLabels: Idx.ReadLabels(testLabels, cancellation)),
            CancellationToken.None);
        IdxImages images;
        try
        {
            images = Idx.ReadImages(trainingImages, cancellation);
        }
        finally
        {
            // No file is open any more when this method ends, whichever way.
            Task.WaitAny([reading], CancellationToken.None);
        }

        var others = reading.GetAwaiter().GetResult();
        var training = ImageDataset.From(images, trainingImages, others.Labels, trainingLabels);
        if (others.TestImages.Height != training.Height || others.TestImages.Width != training.Width)
        {
            throw new InvalidDataException(
                $"{testImages} has images of {others.TestImages.Height} × {others.TestImages.Width}, but {trainingImages} of {training.Height} × {training.Width}.");
        }

        var test = ImageDataset.From(others.TestImages, testImages, others.TestLabels, testLabels, training.ClassCount);
        return new MnistData(training, test, folder, source);
    }

    private static string Require(string folder, string name) =>
        Find(folder, name)
        ?? throw new FileNotFoundException($"There is no {name}, raw or with .gz, in {folder}.", Path.Combine(folder, name));
}
