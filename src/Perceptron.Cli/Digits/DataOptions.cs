using System.CommandLine;

namespace Perceptron.Cli.Digits;

/// <summary>Where the images come from, as the command line says it.</summary>
internal sealed class DataOptions
{
    public const string Embedded = "digits";

    public const string Mnist = "mnist";

    public DataOptions() => Dataset.AcceptOnlyFromAmong(Embedded, Mnist);

    public Option<DirectoryInfo?> Data { get; } = new("--data")
    {
        Description = "Folder with the four files of MNIST, or of any set in its form. "
            + "[default: where PERCEPTRON_DATA points, else the cache, else a download]",
        HelpName = "DIR",
    };

    public Option<string?> Dataset { get; } = new("--dataset")
    {
        Description = "digits: the small ones that the program carries with it; mnist: MNIST or nothing. [default: mnist if it can be had]",
    };

    public Option<bool> Offline { get; } = new("--offline") { Description = "Never download anything." };

    public Option<string[]> Mirrors { get; } = MirrorOption();

    public IEnumerable<Option> All => [Data, Dataset, Offline, Mirrors];

    public static Uri[] MirrorsOf(ParseResult parsed, Option<string[]> option) =>
        [.. (parsed.GetValue(option) ?? []).Select(address => new Uri(address))];

    public static Option<string[]> MirrorOption()
    {
        var option = new Option<string[]>("--mirror")
        {
            Description = "Address of a folder on the web with MNIST's four .gz files, tried before the public ones; may be given more than once.",
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
