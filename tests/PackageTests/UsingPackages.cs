using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Tests;
using Xunit;

namespace PackageTests;

/// <summary>What a person does with the packages: refers to them, publishes, installs the tool, runs scripts.</summary>
public partial class UsingPackages(Packages packages)
{
    [Fact]
    public void The_CSharp_of_the_packages_page_builds_and_prints_what_it_says()
    {
        var source = Fence("csharp");
        var project = packages.Project("CSharpApp", "Program.cs", source, "", "Perceptron.Gates", "Perceptron.Mnist");

        Assert.Equal(Comments(source, "Console.WriteLine"), RunProject(project).Lines);
    }

    [Fact]
    public void The_FSharp_of_the_packages_page_builds_and_prints_what_it_says()
    {
        var source = Fence("fsharp");
        var project = packages.Project("FSharpApp", "Program.fs", source, "", "Perceptron.Gates");

        Assert.Equal(Comments(source, "printfn"), RunProject(project).Lines);
    }

    [Fact]
    public void Every_library_can_be_referred_to_by_itself_and_none_brings_a_plotting_library_or_a_console()
    {
        foreach (var id in PackageContents.Libraries.Select(row => row.Data))
        {
            var project = packages.Project($"Only{id.Split('.')[1]}", "Program.cs", "System.Console.WriteLine(Perceptron.Model.Neuron([0.4, 0.4], -0.4).Classify(0, 1));", "", id);
            Assert.Equal(["1"], RunProject(project).Lines);
        }
    }

    [Fact]
    public void The_libraries_are_compiled_ahead_of_time_whole_and_without_a_warning()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows the linker is Visual Studio's, which can't be looked for on the path.");
        Assert.SkipUnless(OnPath("clang") || OnPath("gcc"), "There is neither clang nor gcc on the path, to link what was compiled.");

        // Roots keep all of the libraries, not what the program reaches alone; no warning is collected into one, or silenced.
        var source = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Scratch", "AheadOfTime.cs"));
        var project = packages.Project("AheadOfTime", "Program.cs", source,
            "<PublishAot>true</PublishAot><TrimmerSingleWarn>false</TrimmerSingleWarn><StripSymbols>false</StripSymbols>",
            [.. PackageContents.Libraries.Select(row => row.Data)]);
        var publishing = packages.InScratch(project, "publish", "--use-current-runtime", "--output", "published");
        Assert.SkipWhen(
            publishing.ExitCode != 0 && CompilerIsMissing().IsMatch(publishing.Output),
            "The compiler ahead of time can't be restored: " + CompilerIsMissing().Match(publishing.Output).Value);

        Assert.True(publishing.ExitCode == 0, publishing.All);
        Assert.DoesNotContain("warning", publishing.All, StringComparison.Ordinal);
        var run = Run.Of(Path.Combine(project, "published", "AheadOfTime"), project, []);
        Assert.Equal(["epoch 375, loss 0.00997667", "1", "True", "True, False", "True", "True", "True", "False", "yes", "no", "yes", "True"], run.Lines);
        Assert.True(run.ExitCode == 0, run.All);
    }

    [Fact]
    public void The_tool_is_installed_and_runs()
    {
        var tools = Path.Combine(packages.Scratch, "tools");
        var installing = packages.InScratch(
            packages.Scratch, "tool", "install", "Perceptron.Cli", "--tool-path", tools, "--version", packages.Version, "--configfile", "nuget.config");
        Assert.True(installing.ExitCode == 0, installing.All);

        // That of this system was taken, which is compiled ahead.
        Assert.NotEmpty(Directory.GetFiles(tools, "perceptron.r2r.dll", SearchOption.AllDirectories));

        var work = Directory.CreateDirectory(Path.Combine(packages.Scratch, "work")).FullName;
        var version = Tool("--version");
        Assert.StartsWith(packages.Version, version.Output, StringComparison.Ordinal);

        var gates = Tool("gates", "xor", "--epochs", "500", "--seed", "7");
        Assert.True(gates.ExitCode == 0, gates.All);
        Assert.Contains("XOR", gates.Output, StringComparison.Ordinal);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(work, "gates-out"), "*.html"));

        var digits = Tool("digits", "--dataset", "digits", "--epochs", "5");
        Assert.True(digits.ExitCode == 0, digits.All);
        Assert.Contains("accuracy", digits.Output, StringComparison.OrdinalIgnoreCase);
        Assert.True(File.Exists(Path.Combine(work, "digits-out", "model.safetensors")));

        Run Tool(params string[] arguments) => Run.Of(Path.Combine(tools, "perceptron"), work, arguments);
    }

    [Fact]
    public void Scripts_run_against_the_packages()
    {
        var scripts = Path.Combine(Repository.Root, "samples", "scripts");
        string[] files = Directory.Exists(scripts) ? [.. Directory.GetFiles(scripts, "*.fsx").Order(StringComparer.Ordinal)] : [];
        Assert.SkipWhen(files.Length == 0, "There are no scripts in samples/scripts.");

        var folder = Directory.CreateDirectory(Path.Combine(packages.Scratch, "scripts")).FullName;
        foreach (var file in files)
        {
            // A script names a folder of packages and perhaps a version; here these ones, of this version.
            var text = PackageReference().Replace(Source().Replace(File.ReadAllText(file), ""), $"#r \"nuget: $1, {packages.Version}\"");
            Assert.Contains(packages.Version, text, StringComparison.Ordinal);
            var script = Path.Combine(folder, Path.GetFileName(file));
            File.WriteAllText(script, $"#i \"\"\"nuget: {packages.Feed}\"\"\"\n{text}");

            var run = Run.Dotnet(folder, ["fsi", "--quiet", "--warnaserror+", script], packages.Cache);
            Assert.True(run.ExitCode == 0, $"{script}: {run.All}");
            Assert.True(run.Lines.Length > 0, $"{script} prints nothing.");
            Assert.Empty(Said().Matches(text).Select(said => said.Groups[1].Value).Except(run.Lines));
            Assert.All(run.Lines.Where(line => line.EndsWith(".html", StringComparison.Ordinal) || line.EndsWith(".png", StringComparison.Ordinal)),
                path => Assert.True(new FileInfo(path).Length > 1000, $"{script} writes no {path}."));
        }
    }

    private Run RunProject(string project)
    {
        var building = packages.InScratch(project, "build", "--output", "built");
        Assert.True(building.ExitCode == 0, building.All);
        Assert.DoesNotContain(Directory.GetFiles(Path.Combine(project, "built")), file => Path.GetFileName(file).StartsWith("Plotly", StringComparison.Ordinal));
        var run = Run.Dotnet(project, Path.Combine(project, "built", Path.GetFileName(project) + ".dll"));
        Assert.True(run.ExitCode == 0, run.All);
        return run;
    }

    private string Fence(string language) =>
        Regex.Match(packages.Readme("Perceptron.Gates").ReplaceLineEndings("\n"), $"```{language}\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;

    /// <summary>What the comments behind the lines that print say that they print.</summary>
    private static string[] Comments(string source, string print) =>
        [.. source.Split('\n').Where(line => line.Contains(print, StringComparison.Ordinal)).Select(line => line[(line.LastIndexOf("// ", StringComparison.Ordinal) + 3)..])];

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    [GeneratedRegex("error NU110[0-9].*ILCompiler.*")]
    private static partial Regex CompilerIsMissing();

    [GeneratedRegex("^#i .*$", RegexOptions.Multiline)]
    private static partial Regex Source();

    [GeneratedRegex("printfn .* // (.*)$", RegexOptions.Multiline)]
    private static partial Regex Said();

    [GeneratedRegex("#r \"nuget: *(Perceptron\\.\\w+)[^\"]*\"")]
    private static partial Regex PackageReference();
}
