using System.Collections.ObjectModel;

namespace Perceptron;

/// <summary>Where to look for MNIST, and whether to download it.</summary>
public sealed class MnistOptions
{
    private readonly ReadOnlyCollection<Uri> _mirrors = new([]);

    /// <summary>The folder that has the four files, or to download into; null, the default, for the usual places.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether to never use the network; false by default.</summary>
    public bool Offline { get; init; }

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
        $"MNIST from {Folder ?? "the usual places"}{(Offline ? ", offline" : "")}"
        + (Mirrors.Count > 0 ? $", {Pluralize.Count(Mirrors.Count, "mirror")} more" : "");
}
