namespace Perceptron;

/// <summary>Finds, downloads and loads MNIST, and loads any other image dataset with the same four IDX files, such as Fashion-MNIST.</summary>
/// <remarks>
/// <para>The files are <c>train-images-idx3-ubyte</c>, <c>train-labels-idx1-ubyte</c>, <c>t10k-images-idx3-ubyte</c> and
/// <c>t10k-labels-idx1-ubyte</c>, each raw or with <c>.gz</c>, also with a dot for the second hyphen
/// (<c>train-images.idx3-ubyte</c>). The files give image size and number of classes.</para>
/// <para>If these are missing, the files of QMNIST (<c>qmnist-train-images-idx3-ubyte</c> and so on) and of EMNIST
/// (<c>emnist-balanced-train-images-idx3-ubyte</c> and so on) are found by their names. EMNIST stores its images column by column; they are
/// turned upright, and its classes have letters and digits as names.</para>
/// <para>MNIST is by Y. LeCun, C. Cortes and C. Burges, from data of NIST.</para>
/// </remarks>
public static class Mnist
{
    internal const string Variable = "PERCEPTRON_DATA";

    /// <summary>Whether all four files are in a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>True if the files of MNIST are there, or those of QMNIST or of a split of EMNIST; their content is not checked.</returns>
    public static bool IsIn(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return ImageFiles.In(folder, null).Length > 0;
    }

    /// <summary>
    /// The folder for downloaded files: <c>perceptron/mnist</c> in <c>$XDG_CACHE_HOME</c>, else in
    /// <c>~/.cache</c>; on macOS in <c>~/Library/Caches</c>, on Windows in <c>%LOCALAPPDATA%</c>.
    /// </summary>
    /// <remarks>Null if there is neither that variable nor a home folder. A relative path in the variable is ignored, as the
    /// XDG base directory specification requires.</remarks>
    public static string? CacheFolder => CacheLocation.Find();

    /// <summary>Loads both parts; the images of each are read on their own thread.</summary>
    /// <remarks>The training labels give the number of classes; the test labels must be among them.</remarks>
    /// <param name="folder">The folder with the four files.</param>
    /// <returns>Both parts, with sparse rows.</returns>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="FileNotFoundException">One of the files is missing.</exception>
    /// <exception cref="InvalidDataException">A file is not an IDX file, is damaged, or does not fit the others.</exception>
    /// <exception cref="IOException">A file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static MnistData Load(string folder) => Read(folder, new MnistOptions(), MnistSource.Folder, CancellationToken.None);

    /// <summary>Finds and loads MNIST, as <see cref="LoadAsync"/> does, and waits for it.</summary>
    /// <param name="options">Where to look, and whether to download; null for the defaults.</param>
    /// <returns>Both parts, with sparse rows.</returns>
    /// <exception cref="MnistNotFoundException">MNIST was not found, and could not or must not be downloaded.</exception>
    /// <exception cref="InvalidDataException">A file is not an IDX file, is damaged, or does not fit the others.</exception>
    /// <exception cref="IOException">The given folder lacks a file, or a file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static MnistData Load(MnistOptions? options = null) =>
        Task.Run(() => LoadAsync(options)).GetAwaiter().GetResult();

    /// <summary>
    /// Finds and loads MNIST. It is loaded from the given folder, else from the folder in the environment variable
    /// <c>PERCEPTRON_DATA</c>, else from <see cref="CacheFolder"/>. If it is in none of them, it is downloaded to the last.
    /// </summary>
    /// <remarks>
    /// A given folder must have all files. The environment variable's folder is skipped if it lacks one. A damaged file in the
    /// cache is downloaded again. The SHA-256 of a file is checked after its download; later reads check gzip's own checksum.
    /// </remarks>
    /// <param name="options">Where to look, and whether to download; null for the defaults.</param>
    /// <param name="progress">Receives the progress of downloads.</param>
    /// <param name="cancellationToken">Cancels at any point; no partial file is left behind.</param>
    /// <returns>Both parts, with sparse rows.</returns>
    /// <exception cref="MnistNotFoundException">MNIST was not found, and could not or must not be downloaded.</exception>
    /// <exception cref="InvalidDataException">A file is not an IDX file, is damaged, or does not fit the others.</exception>
    /// <exception cref="IOException">The given folder lacks a file, or a file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<MnistData> LoadAsync(
        MnistOptions? options = null,
        IProgress<MnistProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new MnistOptions();
        if (options.Folder is { } given)
        {
            FileArguments.RequirePath(given, nameof(MnistOptions.Folder));
            return await ReadAsync(given, options, MnistSource.Folder, cancellationToken).ConfigureAwait(false);
        }

        var named = options.Site.Variable(Variable);
        if (!string.IsNullOrEmpty(named) && ImageFiles.In(named, options.EmnistSplit).Length > 0)
        {
            return await ReadAsync(named, options, MnistSource.EnvironmentVariable, cancellationToken).ConfigureAwait(false);
        }

        var tried = new List<string>
        {
            string.IsNullOrEmpty(named) ? $"{Variable} is not set" : $"{Variable} names {named}, which lacks one of the four files",
        };
        if (options.Site.CacheFolder() is { } cache)
        {
            if (ImageFiles.In(cache, options.EmnistSplit).Length > 0)
            {
                try
                {
                    return await ReadAsync(cache, options, MnistSource.Cache, cancellationToken).ConfigureAwait(false);
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

        if (options.EmnistSplit is not null)
        {
            throw new MnistNotFoundException([.. tried, "EMNIST is not downloaded; give its folder"]);
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

        return await ReadAsync(folder, options, MnistSource.Mirrors, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Downloads the files of MNIST that are missing or wrong, and checks the SHA-256 of all four.</summary>
    /// <remarks>
    /// <para>The files go into the given folder, else into <see cref="CacheFolder"/>. Each is written under a temporary name, checked
    /// by its size and the SHA-256 of its decompressed content, flushed to disk and renamed. So a file is complete and correct, or
    /// absent, even if the process is killed or another process downloads at the same time. A wrong file in the cache is
    /// replaced; in a given folder it is an error.</para>
    /// <para>If a mirror can't be reached in 10 seconds, sends nothing for 15, takes more than half an hour for a file, or sends
    /// something else, the next mirror is tried. Up to five redirections are followed, but not from https to http. The system's
    /// proxy is used, except for the loopback address.</para>
    /// </remarks>
    /// <param name="options">The folder, and mirrors to try first; null for the defaults.</param>
    /// <param name="progress">Receives the progress.</param>
    /// <param name="cancellationToken">Cancels at any point; no partial file is left behind.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="MnistNotFoundException">All mirrors failed, the files can't be written, or downloading is not allowed.</exception>
    /// <exception cref="InvalidDataException">The given folder has a file of that name that is not MNIST's.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Task<string> DownloadAsync(
        MnistOptions? options = null,
        IProgress<MnistProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Task.Run(() => MnistDownload.RunAsync(options ?? new MnistOptions(), progress, cancellationToken), cancellationToken);

    /// <summary>The path of a file, raw or with .gz; null if there is none.</summary>
    internal static string? Find(string folder, string name) => Names(name)
        .Select(file => Path.Combine(folder, file))
        .FirstOrDefault(File.Exists);

    /// <summary>The possible names of a file, in the order of the search.</summary>
    internal static string[] Names(string name)
    {
        var dotted = name.Replace("-idx", ".idx", StringComparison.Ordinal);
        return [name, name + ".gz", dotted, dotted + ".gz"];
    }

    private static Task<MnistData> ReadAsync(string folder, MnistOptions options, MnistSource source, CancellationToken cancellation) =>
        Task.Run(() => Read(folder, options, source, cancellation), cancellation);

    private static MnistData Read(string folder, MnistOptions options, MnistSource source, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"There is no folder {folder}.");
        }

        var files = Choose(folder, options);
        var transposed = options.Transposed ?? files.IsTransposed;
        var trainingImages = Require(folder, files.TrainingImages);
        var trainingLabels = Require(folder, files.TrainingLabels);
        var testImages = Require(folder, files.TestImages);
        var testLabels = Require(folder, files.TestLabels);

        // The largest file is read here, and the others at the same time on another thread.
        var reading = Task.Run(
            () => (Labels: Idx.ReadLabels(trainingLabels, cancellation), TestImages: Idx.ReadImages(testImages, transposed, cancellation), TestLabels: Idx.ReadLabels(testLabels, cancellation)),
            CancellationToken.None);
        IdxImages images;
        try
        {
            images = Idx.ReadImages(trainingImages, transposed, cancellation);
        }
        finally
        {
            // Wait even after an exception, so that no file is open when this method ends.
            Task.WaitAny([reading], CancellationToken.None);
        }

        var others = reading.GetAwaiter().GetResult();
        var training = ImageDataset.From(images, trainingImages, files.ClassesOf(others.Labels, trainingLabels), trainingLabels);
        if (others.TestImages.Height != training.Height || others.TestImages.Width != training.Width)
        {
            throw new InvalidDataException(
                $"{testImages} has images of {others.TestImages.Height} × {others.TestImages.Width}, but {trainingImages} of {training.Height} × {training.Width}.");
        }

        var test = ImageDataset.From(others.TestImages, testImages, files.ClassesOf(others.TestLabels, testLabels), testLabels, training.ClassCount);
        return new MnistData(files.Named(training), files.Named(test), folder, source);
    }

    private static ImageFiles Choose(string folder, MnistOptions options)
    {
        var found = ImageFiles.In(folder, options.EmnistSplit);
        return found.Length switch
        {
            0 when options.EmnistSplit is { } split => ImageFiles.OfSplit(split)!,
            0 => ImageFiles.Mnist,
            1 => found[0],
            _ => throw new IOException(
                $"{folder} has several datasets: {string.Join(", ", found.Select(files => files.Split is { } split ? $"emnist-{split}" : "qmnist"))}. "
                + "Choose a split of EMNIST, or move the others away."),
        };
    }

    private static string Require(string folder, string name) =>
        Find(folder, name)
        ?? throw new FileNotFoundException($"There is no {name}, raw or with .gz, in {folder}.", Path.Combine(folder, name));
}
