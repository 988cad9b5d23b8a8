#:property PublishAot=false
#:property GenerateDocumentationFile=true

// Publishes the playground and says how much a first visit loads, and what is loaded when a page is opened that needs it:
//     dotnet run docs/playground-size.cs
// A web server sends each file as Brotli where it can; publishing has compressed them. Further visits load from the browser's cache.
using System.Diagnostics;
using System.Globalization;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var root = Path.GetDirectoryName(AppContext.GetData("EntryPointFileDirectoryPath") as string)
    ?? throw new InvalidOperationException("Run this file with dotnet run.");
var folder = Directory.CreateTempSubdirectory("perceptron-size-").FullName;
try
{
    string[] command = ["publish", Path.Combine(root, "src", "Perceptron.Playground"), "-c", "Release", "-v", "q", "-nologo", "--artifacts-path", Path.Combine(folder, "artifacts"), "-o", folder];
    using var publish = Process.Start(new ProcessStartInfo("dotnet", command))!;
    publish.WaitForExit();
    if (publish.ExitCode != 0)
    {
        return publish.ExitCode;
    }

    var site = Path.Combine(folder, "wwwroot");
    string[] later = ["Perceptron.Mnist.", "Perceptron.Tables."];
    var all = Directory.GetFiles(site, "*", SearchOption.AllDirectories)
        .Where(path => Path.GetExtension(path) is not (".br" or ".gz"))
        .Select(path => (Path: path, Raw: Size(path), Sent: File.Exists(path + ".br") ? Size(path + ".br") : Size(path)))
        .OrderByDescending(file => file.Sent)
        .ToArray();
    var files = all.Where(file => !IsLater(file.Path)).ToArray();
    Console.WriteLine($"{"raw",10}{"Brotli",10}");
    foreach (var file in files.Take(10))
    {
        Console.WriteLine($"{file.Raw,10:N0}{file.Sent,10:N0}  {Path.GetRelativePath(site, file.Path)}");
    }

    Console.WriteLine($"{files.Skip(10).Sum(file => file.Raw),10:N0}{files.Skip(10).Sum(file => file.Sent),10:N0}  {files.Length - 10} more files");
    Console.WriteLine($"{files.Sum(file => file.Raw),10:N0}{files.Sum(file => file.Sent),10:N0}  a first visit: {files.Sum(file => file.Sent) / 1e6:F2} MB by Brotli, {files.Sum(file => file.Raw) / 1e6:F1} MB raw");
    foreach (var file in all.Except(files))
    {
        Console.WriteLine($"{file.Raw,10:N0}{file.Sent,10:N0}  {Path.GetRelativePath(site, file.Path)}, when its page is opened");
    }

    return 0;

    bool IsLater(string path) => later.Any(name => Path.GetFileName(path).StartsWith(name, StringComparison.Ordinal));
}
finally
{
    Directory.Delete(folder, recursive: true);
}

static long Size(string path) => new FileInfo(path).Length;
