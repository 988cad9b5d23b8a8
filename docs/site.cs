#:property PublishAot=false

// Builds the whole site into docs/_site: the documentation by DocFX, and the playground beside it, in the folder "playground".
//     dotnet run docs/site.cs
//     dotnet docfx serve docs/_site
// The pages show parts of the playground where it is there. DocFX alone builds the documentation without it: then they show pictures.
using System.Diagnostics;

var start = AppContext.GetData("EntryPointFileDirectoryPath") as string ?? Directory.GetCurrentDirectory();
var root = Path.GetDirectoryName(start.TrimEnd(Path.DirectorySeparatorChar))!;
var site = Path.Combine(root, "docs", "_site");
var work = Directory.CreateTempSubdirectory("perceptron-playground-").FullName;
try
{
    if (!Dotnet("tool", "restore")
        || !Dotnet("docfx", Path.Combine(root, "docs", "docfx.json"), "--warningsAsErrors")
        || !Dotnet("publish", Path.Combine(root, "src", "Perceptron.Playground"), "-c", "Release", "-o", work))
    {
        return 1;
    }

    var playground = Path.Combine(site, "playground");
    if (Directory.Exists(playground))
    {
        Directory.Delete(playground, recursive: true);
    }

    var files = Path.Combine(work, "wwwroot");
    foreach (var file in Directory.EnumerateFiles(files, "*", SearchOption.AllDirectories))
    {
        var copy = Path.Combine(playground, Path.GetRelativePath(files, file));
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.Copy(file, copy);
    }

    // By this the pages know that it is there.
    File.WriteAllText(Path.Combine(site, "public", "playground.json"), """{ "folder": "playground/" }""");
    Console.WriteLine($"The site is in {site}.");
    return 0;
}
finally
{
    Directory.Delete(work, recursive: true);
}

bool Dotnet(params string[] arguments)
{
    using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = root })!;
    process.WaitForExit();
    return process.ExitCode == 0;
}
