using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security;
using System.Xml.Linq;
using PackageTests;
using Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(Packages))]

namespace PackageTests;

/// <summary>
/// The packages, made once for all tests from the working tree, in a temporary folder and with a version of their own, so that no
/// package that was cached before is taken for them. The checkout and the caches of the machine stay as they are.
/// </summary>
public sealed class Packages : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("perceptron-packages-").FullName;

    public Packages()
    {
        Feed = Directory.CreateDirectory(Path.Combine(folder, "feed")).FullName;
        var suffix = $"test.{Environment.ProcessId}.{DateTime.UtcNow:yyyyMMddHHmmss}";
        Packing = Run.Dotnet(
            Repository.Root, "pack", "Perceptron.sln", "--artifacts-path", Path.Combine(folder, "artifacts"), "--output", Feed, "--version-suffix", suffix);
        if (Packing.ExitCode != 0)
        {
            Dispose();
            Assert.Fail(Packing.All);
        }

        Files = [.. Directory.GetFiles(Feed, "*.nupkg").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        Version = Files.Single(file => file.StartsWith("Perceptron.Core.", StringComparison.Ordinal))["Perceptron.Core.".Length..^".nupkg".Length];
        Assert.EndsWith(suffix, Version, StringComparison.Ordinal);

        // What was restored before needs no network.
        var cached = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        Directory.CreateDirectory(Scratch);
        File.WriteAllText(Path.Combine(Scratch, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{SecurityElement.Escape(Feed)}" />
              </packageSources>
              {(Directory.Exists(cached) ? $"""<fallbackPackageFolders><add key="cached" value="{SecurityElement.Escape(cached)}" /></fallbackPackageFolders>""" : "")}
            </configuration>
            """);
    }

    /// <summary>The runtime identifier of this system, as linux-x64.</summary>
    public static string SystemName { get; } = $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    /// <summary>The folder with the packages.</summary>
    public string Feed { get; }

    public string Version { get; }

    public string[] Files { get; }

    /// <summary>What making them said.</summary>
    public Run Packing { get; }

    /// <summary>Where the scratch projects lie, outside the repository.</summary>
    public string Scratch => Path.Combine(folder, "scratch");

    /// <summary>The cache that scratch projects restore into.</summary>
    public string Cache => Path.Combine(folder, "cache");

    public ZipArchive Open(string id, string extension = "nupkg") => ZipFile.OpenRead(Path.Combine(Feed, $"{id}.{Version}.{extension}"));

    public string Readme(string id)
    {
        using var package = Open(id);
        using var reader = new StreamReader(package.GetEntry("README.md")!.Open());
        return reader.ReadToEnd();
    }

    /// <summary>A folder of its own with one source and a project that refers to packages of these.</summary>
    public string Project(string name, string file, string source, string properties, params string[] references)
    {
        var project = Directory.CreateDirectory(Path.Combine(Scratch, name)).FullName;
        File.WriteAllText(Path.Combine(project, file), source);
        var fsharp = Path.GetExtension(file) == ".fs";
        File.WriteAllText(Path.Combine(project, $"{name}.{(fsharp ? "fsproj" : "csproj")}"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                {(fsharp ? $"""<Compile Include="{file}" /><PackageReference Update="FSharp.Core" Version="{PinnedVersion("FSharp.Core")}" />""" : "")}
                {string.Concat(references.Select(id => $"""<PackageReference Include="{id}" Version="{Version}" />"""))}
                {(properties.Contains("PublishAot", StringComparison.Ordinal) ? string.Concat(references.Select(id => $"""<TrimmerRootAssembly Include="{id}" />""")) : "")}
              </ItemGroup>
            </Project>
            """);
        return project;
    }

    public Run InScratch(string project, params string[] arguments) => Run.Dotnet(project, arguments, Cache);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string PinnedVersion(string id) =>
        XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion")
            .Single(version => (string?)version.Attribute("Include") == id).Attribute("Version")!.Value;
}
