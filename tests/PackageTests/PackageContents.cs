using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Tests;
using Xunit;

namespace PackageTests;

/// <summary>What is in the packages.</summary>
public partial class PackageContents(Packages packages)
{
    /// <summary>Each library, and what it brings along beside itself.</summary>
    private static readonly Dictionary<string, string[]> Dependencies = new()
    {
        ["Perceptron.Core"] = ["MathNet.Numerics"],
        ["Perceptron.Gates"] = ["Perceptron.Core", "Perceptron.Pictures"],
        ["Perceptron.Metrics"] = ["Perceptron.Core"],
        ["Perceptron.Mnist"] = ["Perceptron.Core", "Perceptron.Pictures"],
        ["Perceptron.Onnx"] = ["Perceptron.Core", "Google.Protobuf"],
        ["Perceptron.Tables"] = ["Perceptron.Core", "Sep"],
        ["Perceptron.Tuning"] = ["Perceptron.Metrics", "Perceptron.Tables"],
        ["Perceptron.Pictures"] = ["Perceptron.Core", "StbImageSharp", "StbImageWriteSharp"],
    };

    private const string Tool = "Perceptron.Cli";

    public static TheoryData<string> Libraries => [.. Dependencies.Keys];

    public static TheoryData<string> All => [.. Dependencies.Keys, Tool];

    [Fact]
    public void Packing_makes_the_libraries_and_the_tool_and_nothing_else_without_a_warning()
    {
        // The tool is one package for this system, one for all others, and one that tells which there are.
        string[] compiled = [.. All.Select(row => row.Data).Where(name => name != Tool), $"{Tool}.any", $"{Tool}.{Packages.SystemName}"];
        string[] Files(IEnumerable<string> names, string extension) => [.. names.Select(name => $"{name}.{packages.Version}.{extension}").Order(StringComparer.Ordinal)];

        Assert.Equal(Files([.. compiled, Tool], "nupkg"), packages.Files);
        Assert.Equal(Files(compiled, "snupkg"), Directory.GetFiles(packages.Feed, "*.snupkg").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("warning", packages.Packing.All, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("missing a readme", packages.Packing.All, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_package_says_what_it_is(string id)
    {
        using var package = packages.Open(id);
        var metadata = Metadata(id);
        string? Of(string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;

        Assert.Equal(id, Of("id"));
        Assert.Equal("MIT", Of("license"));
        Assert.Equal("README.md", Of("readme"));
        Assert.Equal("icon.png", Of("icon"));
        Assert.Contains("classification", Of("tags")!.Split(' '));
        Assert.Equal("The Perceptron authors", Of("authors"));
        Assert.EndsWith(".", Of("description"), StringComparison.Ordinal);
        Assert.True(Of("description")!.Length > 40, Of("description"));

        Assert.NotNull(package.GetEntry("README.md"));
        var icon = package.GetEntry("icon.png")!;
        Assert.InRange(icon.Length, 1, 100_000);
        using var stream = icon.Open();
        var head = new byte[24];
        stream.ReadExactly(head);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], head[..4]);
        Assert.Equal([0, 0, 1, 0, 0, 0, 1, 0], head[16..]);
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_has_its_documentation_and_its_symbols(string id)
    {
        using var package = packages.Open(id);
        using var symbols = packages.Open(id, "snupkg");

        Assert.Equal(
            [$"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml"],
            package.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith("lib/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.NotNull(symbols.GetEntry($"lib/net10.0/{id}.pdb"));
        using var documentation = package.GetEntry($"lib/net10.0/{id}.xml")!.Open();
        Assert.True(XDocument.Load(documentation).Descendants("member").Count() > 5);
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_is_the_same_bytes_wherever_its_sources_lie(string id)
    {
        using var package = packages.Open(id);
        using var assembly = new PEReader(new MemoryStream(Bytes(package.GetEntry($"lib/net10.0/{id}.dll")!)));
        Assert.Contains(assembly.ReadDebugDirectory(), entry => entry.Type == DebugDirectoryEntryType.Reproducible);

        using var archive = packages.Open(id, "snupkg");
        using var symbols = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(Bytes(archive.GetEntry($"lib/net10.0/{id}.pdb")!)));
        var reader = symbols.GetMetadataReader();
        string[] names = [.. reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name))];
        Assert.Contains(names, name => name.StartsWith($"/_/src/{id}/", StringComparison.Ordinal));
        Assert.DoesNotContain(names, name => name.StartsWith(Repository.Root, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_depends_on_little(string id)
    {
        // Pinned versions of what comes along indirectly are named too.
        var names = Metadata(id).Descendants().Where(element => element.Name.LocalName == "dependency").ToDictionary(
            element => element.Attribute("id")!.Value, element => element.Attribute("version")!.Value);

        Assert.All(names.Where(name => name.Key.StartsWith("Perceptron.", StringComparison.Ordinal)), name => Assert.Equal(packages.Version, name.Value));
        Assert.Subset(Closure(id).ToHashSet(), names.Keys.ToHashSet());
        Assert.Equal(Closure(id).ToHashSet(), names.Keys.SelectMany(name => Closure(name).Append(name)).ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void The_documentation_of_a_package_is_that_of_its_public_namespace(string id)
    {
        using var package = packages.Open(id);
        using var stream = package.GetEntry($"lib/net10.0/{id}.xml")!.Open();
        string[] documented = [.. XDocument.Load(stream).Descendants("member").Select(member => member.Attribute("name")!.Value[2..])];
        using var library = new PEReader(new MemoryStream(Bytes(package.GetEntry($"lib/net10.0/{id}.dll")!)));
        var metadata = library.GetMetadataReader();
        var inner = metadata.TypeDefinitions.Select(handle => metadata.GetString(metadata.GetTypeDefinition(handle).Namespace))
            .Where(name => name.StartsWith("Perceptron.", StringComparison.Ordinal)).ToHashSet();

        Assert.NotEmpty(documented);
        Assert.DoesNotContain(documented, name => inner.Any(space => name.StartsWith($"{space}.", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_package_of_Core_stays_under_240_kilobytes() =>
        Assert.InRange(new FileInfo(Path.Combine(packages.Feed, $"Perceptron.Core.{packages.Version}.nupkg")).Length, 1, 240_000);

    [Theory]
    [MemberData(nameof(All))]
    public void The_page_of_a_package_tells_of_all_of_them_and_its_links_lead_somewhere(string id)
    {
        var readme = packages.Readme(id);

        Assert.All(All, row => Assert.Contains($"| {row.Data} |", readme, StringComparison.Ordinal));
        Assert.All(Link().Matches(readme), link => Assert.StartsWith("https://", link.Groups[1].Value, StringComparison.Ordinal));
        Assert.NotEmpty(Link().Matches(readme));
    }

    [Fact]
    public void The_tool_is_compiled_ahead_for_this_system_and_not_for_others()
    {
        Assert.Contains($"tools/net10.0/{Packages.SystemName}/perceptron.r2r.dll", Entries($"{Tool}.{Packages.SystemName}"));
        Assert.Contains("tools/net10.0/any/perceptron.dll", Entries($"{Tool}.any"));
        Assert.DoesNotContain(Entries($"{Tool}.any"), name => name.EndsWith(".r2r.dll", StringComparison.Ordinal));

        string[] Entries(string id)
        {
            using var package = packages.Open(id);
            return [.. package.Entries.Select(entry => entry.FullName)];
        }
    }

    private static IEnumerable<string> Closure(string id) =>
        Dependencies.TryGetValue(id, out var direct) ? direct.SelectMany(name => Closure(name).Append(name)).Distinct() : [];

    private static byte[] Bytes(System.IO.Compression.ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private XElement Metadata(string id)
    {
        using var package = packages.Open(id);
        using var stream = package.GetEntry($"{id}.nuspec")!.Open();
        return XDocument.Load(stream).Root!.Elements().Single();
    }

    [GeneratedRegex(@"\]\(([^)]*)\)")]
    private static partial Regex Link();
}
