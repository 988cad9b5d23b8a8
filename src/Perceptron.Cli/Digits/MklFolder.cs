using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Perceptron.Cli.Digits;

/// <summary>
/// Intel's MKL for one run of the program. An installed program can't reference MathNet's provider, so the provider and its native
/// library lie in a folder.
/// </summary>
internal sealed class MklFolder
{
    /// <summary>The variable that names the folder.</summary>
    public const string Variable = "PERCEPTRON_MKL";

    private const string Assembly = "MathNet.Numerics.Providers.MKL";

    private readonly string _path;

    private MklFolder(string path)
    {
        _path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            name.Name == Assembly && File.Exists(AssemblyPath) ? context.LoadFromAssemblyPath(AssemblyPath) : null;
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (assembly, name) => assembly.GetName().Name == Assembly ? Load(name) : 0;
    }

    private string AssemblyPath => Path.Combine(_path, $"{Assembly}.dll");

    /// <summary>Looks for MKL, and says whether it is there.</summary>
    /// <param name="folder">What the command line names; if nothing, <see cref="Variable"/> does, else it is the program's own folder.</param>
    /// <param name="terminal">Where it is said.</param>
    public static void Open(DirectoryInfo? folder, Terminal terminal)
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        var mkl = new MklFolder(folder?.FullName ?? (string.IsNullOrEmpty(named) ? AppContext.BaseDirectory : named));
        var status = BlasProvider.Mkl.Check();
        terminal.Text(
            status.IsAvailable ? $"{status}, from {LineBreaks.Whole(mkl._path)}."
            : File.Exists(mkl.AssemblyPath) ? $"{status}. All is computed without it."
            : $"MKL is not available: there is no {Assembly}.dll in {LineBreaks.Whole(mkl._path)}; --mkl-folder or {Variable} names its folder. All is computed without it.");
    }

    /// <summary>Says how many products MKL has computed, if it is available.</summary>
    public static void Report(Terminal terminal)
    {
        var status = BlasProvider.Mkl.Check();
        if (!status.IsAvailable)
        {
            return;
        }

        terminal.Text(status.ProductCount > 0
            ? $"MKL computed {Products(status.ProductCount)}; {Products(status.OwnProductCount)} stayed with the library's own kernels."
            : $"MKL computed nothing: no product was large enough, with at least {BlasProvider.MinRows} rows and a layer of at least "
                + $"{BlasProvider.MinWidth} inputs and {BlasProvider.MinWidth} outputs; {Products(status.OwnProductCount)} stayed with the library's own kernels.");
    }

    private static string Products(long count) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{count} product{(count == 1 ? "" : "s")}");

    /// <summary>The native library from where packages keep it; one beside the assembly is found without this.</summary>
    private nint Load(string name)
    {
        var extension = OperatingSystem.IsWindows() ? ".dll" : OperatingSystem.IsMacOS() ? ".dylib" : ".so";
        var path = Path.Combine(_path, "runtimes", RuntimeInformation.RuntimeIdentifier, "native", name + extension);
        return NativeLibrary.TryLoad(path, out var library) ? library : 0;
    }
}
