using System.Collections.ObjectModel;

namespace Perceptron;

/// <summary>Where to look for MNIST, and whether to download it.</summary>
public sealed class MnistOptions
{
    private readonly ReadOnlyCollection<Uri> _mirrors = new([]);
    private readonly string? _emnistSplit;

    /// <summary>The folder that has the four files, or to download into; null, the default, for the usual places.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether to never use the network; false by default.</summary>
    public bool Offline { get; init; }

    /// <summary>
    /// The split of EMNIST to load: <c>balanced</c>, <c>byclass</c>, <c>bymerge</c>, <c>digits</c>, <c>letters</c> or <c>mnist</c>; null, the
    /// default, for MNIST or for the only dataset in the folder. EMNIST is not downloaded.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such split.</exception>
    public string? EmnistSplit
    {
        get => _emnistSplit;
        init => _emnistSplit = value is null || ImageFiles.OfSplit(value) is not null
            ? value
            : throw new ArgumentException(
                $"EMNIST has no split \"{value}\"; it has {string.Join(", ", ImageFiles.Emnist.Select(files => files.Split))}.", nameof(EmnistSplit));
    }

    /// <summary>
    /// Whether the images are stored column by column, as EMNIST's are, and not row by row; null, the default, if the files have names of
    /// EMNIST.
    /// </summary>
    public bool? Transposed { get; init; }

    /// <summary>
    /// Addresses of folders with the four files as gzip (<c>train-images-idx3-ubyte.gz</c> and so on), tried in this order
    /// before the public mirrors; none by default.
    /// </summary>
    /// <exception cref="ArgumentException">One is null, relative, or neither http nor https.</exception>
    public IReadOnlyList<Uri> Mirrors
    {
        get => _mirrors;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            foreach (var mirror in value)
            {
                if (mirror is not { IsAbsoluteUri: true } || (mirror.Scheme != Uri.UriSchemeHttp && mirror.Scheme != Uri.UriSchemeHttps))
                {
                    throw new ArgumentException(
                        $"The mirror \"{mirror}\" is not an address that begins with http:// or https://.", nameof(Mirrors));
                }
            }

            _mirrors = new([.. value]);
        }
    }

    /// <summary>The files, mirrors and timeouts; tests have their own.</summary>
    internal MnistSite Site { get; init; } = MnistSite.Public;

    /// <summary>The options, as "MNIST from data, offline, 1 mirror more".</summary>
    /// <returns>One line.</returns>
    public override string ToString() =>
        $"{(EmnistSplit is null ? "MNIST" : $"EMNIST {EmnistSplit}")} from {Folder ?? "the usual places"}{(Offline ? ", offline" : "")}"
        + (Mirrors.Count > 0 ? $", {Pluralize.Count(Mirrors.Count, "mirror")} more" : "");
}
