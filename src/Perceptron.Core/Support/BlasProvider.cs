using MathNet.Numerics.Providers;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace Perceptron;

/// <summary>A native library for products of large matrices, through MathNet.Numerics, where an application brings it along.</summary>
/// <remarks>
/// <para>The application references MathNet's provider, such as <c>MathNet.Numerics.Providers.MKL</c>, and its native library; this
/// library does not. A call uses a provider only where it asks for it by <see cref="ComputeOptions.Blas"/>.</para>
/// <para>A provider computes the products of dense rows with at least <see cref="MinRows"/> rows, <see cref="MinWidth"/> inputs and
/// <see cref="MinWidth"/> outputs. The library's own kernels compute all others. Their results agree within rounding; those of a
/// provider are outside the promise of equal bits.</para>
/// <para>The provider is this library's own. MathNet's global provider stays as the application chose it, and its choice changes nothing here.</para>
/// </remarks>
public sealed class BlasProvider
{
    private readonly Lazy<(ILinearAlgebraProvider? Provider, string Description)> _found;
    private readonly string _packages;
    private long _products;
    private long _ownProducts;

    private BlasProvider(string name, string type, string packages)
    {
        Name = name;
        _packages = packages;
        _found = new(() => Find(new ProviderProbe<ILinearAlgebraProvider>($"{Assembly}.LinearAlgebra.{type}, {Assembly}")));
    }

    /// <summary>Intel's MKL, by <c>MathNet.Numerics.Providers.MKL</c>.</summary>
    public static BlasProvider Mkl { get; } =
        new("MKL", "MklLinearAlgebraControl", "MathNet.Numerics.MKL.Linux-x64 or MathNet.Numerics.MKL.Win-x64");

    /// <summary>OpenBLAS, by <c>MathNet.Numerics.Providers.OpenBLAS</c>.</summary>
    public static BlasProvider OpenBlas { get; } = new("OpenBLAS", "OpenBlasLinearAlgebraControl", "MathNet.Numerics.OpenBLAS.Win");

    /// <summary>The least rows of a product that a provider computes. With fewer rows, copies of the weights cost more than it gains.</summary>
    public static int MinRows => 256;

    /// <summary>The least inputs, and the least outputs, of a layer whose products a provider computes.</summary>
    public static int MinWidth => 256;

    /// <summary>"MKL" or "OpenBLAS".</summary>
    public string Name { get; }

    /// <summary>The provider, or null where it is not available.</summary>
    internal ILinearAlgebraProvider? Provider => _found.Value.Provider;

    private string Assembly => $"MathNet.Numerics.Providers.{Name}";

    /// <summary>Looks for the provider, once in a process. Nothing else in the process changes.</summary>
    /// <returns>Whether it is available, if not, why, and how many products it has computed.</returns>
    public BlasStatus Check() =>
        new(Name, Provider is not null, _found.Value.Description, Interlocked.Read(ref _products), Interlocked.Read(ref _ownProducts));

    /// <summary>The name.</summary>
    /// <returns>As <see cref="Name"/>.</returns>
    public override string ToString() => Name;

    /// <summary>Counts a product that was asked of the provider.</summary>
    internal void Count(bool isOwn) => Interlocked.Increment(ref isOwn ? ref _ownProducts : ref _products);

    private (ILinearAlgebraProvider? Provider, string Description) Find(ProviderProbe<ILinearAlgebraProvider> probe)
    {
        if (OperatingSystem.IsBrowser())
        {
            return (null, "a browser runs no native library");
        }

        ILinearAlgebraProvider provider;
        try
        {
            provider = probe.Create();
        }
        catch (NotSupportedException exception)
        {
            return (null, exception.Message.Contains("switch", StringComparison.Ordinal)
                ? $"the application has switched native providers off ({exception.Message})"
                : $"the application lacks the package {Assembly}");
        }
        catch (Exception exception)
        {
            return (null, $"the assembly {Assembly} can't be used ({exception.Message})");
        }

        try
        {
            provider.InitializeVerify();
            return (provider, $"{provider}".Trim());
        }
        catch (Exception exception)
        {
            var library = $"its native library libMathNetNumerics{Name}";
            return (null, exception switch
            {
                NotSupportedException { InnerException: DllNotFoundException } => $"{library}, of {_packages}, is not there, or a library that it needs is not",
                NotSupportedException { InnerException: BadImageFormatException } => $"{library} is made for another system or processor",
                NotSupportedException { InnerException: EntryPointNotFoundException } => $"{library} is too old; use a newer {_packages}",
                NotSupportedException when exception.Message.Contains("too old", StringComparison.Ordinal) => $"{library} is too old; use a newer {_packages}",
                NotSupportedException when exception.Message.Contains("AppSwitches", StringComparison.Ordinal) => $"the application has switched it off ({exception.Message})",
                _ => $"{library} can't be used ({exception.Message})",
            });
        }
    }
}
