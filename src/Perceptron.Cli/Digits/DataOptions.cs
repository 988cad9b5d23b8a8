using System.CommandLine;

namespace Perceptron.Cli.Digits;

/// <summary>The command line options for the source of the images.</summary>
internal sealed class DataOptions
{
    public const string Embedded = "digits";

    public const string Mnist = "mnist";

    public DataOptions()
    {
        OptionChecks.Among(Dataset, Embedded, Mnist);
        OptionChecks.Among(Emnist, "balanced", "byclass", "bymerge", "digits", "letters", "mnist");
    }

    public Option<DirectoryInfo?> Data { get; } = new("--data")
    {
        Description = "Folder with the four files of MNIST, EMNIST or QMNIST, or of a dataset in the same format. "
            + "[default: the folder in PERCEPTRON_DATA, else the cache, else a download]",
        HelpName = "DIR",
    };

    public Option<string?> Dataset { get; } = new("--dataset")
    {
        Description = "digits: the built-in 8 × 8 digits; mnist: MNIST only. [default: mnist if available, else digits]",
    };

    public Option<string?> Emnist { get; } = new("--emnist")
    {
        Description = "Split of EMNIST to take from the folder, if it has several: balanced, byclass, bymerge, digits, letters or mnist.",
        HelpName = "SPLIT",
    };

    public Option<bool> Transposed { get; } = new("--transposed")
    {
        Description = "The images are stored column by column, not row by row. [default: if the files are named emnist-…]",
    };

    public Option<bool> Offline { get; } = new("--offline") { Description = "Never download anything." };

    public Option<bool> Verbose { get; } = new("--verbose") { Description = "Say why MNIST was not found." };

    public Option<string[]> Mirrors { get; } = MirrorOption();

    /// <summary>Those that say which images are taken.</summary>
    public IEnumerable<Option> Source => [Data, Dataset, Emnist, Transposed, Offline, Mirrors];

    public IEnumerable<Option> All => [.. Source, Verbose];

    public static Uri[] MirrorsOf(ParseResult parsed, Option<string[]> option) =>
        [.. (parsed.GetValue(option) ?? []).Select(address => new Uri(address))];

    public static Option<string[]> MirrorOption()
    {
        var option = new Option<string[]>("--mirror")
        {
            Description = "URL of a folder with MNIST's four .gz files, tried before the public mirrors. May be repeated.",
            HelpName = "URL",
        };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (!Uri.TryCreate(token.Value, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
                {
                    result.AddError($"--mirror takes an address that begins with http:// or https://; \"{token.Value}\" given.");
                }
            }
        });
        return option;
    }
}
