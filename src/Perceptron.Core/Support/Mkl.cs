using MathNet.Numerics.Providers;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace Perceptron;

/// <summary>Intel's MKL, through MathNet.Numerics: for the products of wide dense layers, where an application brings it along.</summary>
/// <remarks>
/// <para>The application references <c>MathNet.Numerics.Providers.MKL</c> and a native package of its system,
/// <c>MathNet.Numerics.MKL.Linux-x64</c> or <c>MathNet.Numerics.MKL.Win-x64</c>; this library does not. A call uses MKL only where it
/// asks for it by <see cref="ComputeOptions.UseMkl"/>.</para>
/// <para>Its results agree with our own kernels within rounding; they are outside the promise of equal bits. Our own kernels compute products
/// with fewer than 256 inputs or outputs, those of compressed rows, and single rows.</para>
/// <para>The provider is this library's own. MathNet's global provider stays as the application chose it.</para>
/// </remarks>
public static class Mkl
{
    private const string ProviderType = "MathNet.Numerics.Providers.MKL.LinearAlgebra.MklLinearAlgebraControl, MathNet.Numerics.Providers.MKL";

    private static readonly Lazy<(MklAvailability Availability, ILinearAlgebraProvider? Provider)> Found = new(Look);

    /// <summary>The provider, or null where MKL is not available.</summary>
    internal static ILinearAlgebraProvider? Provider => Found.Value.Provider;

    /// <summary>Looks for MKL, once in a process. Nothing else in the process changes.</summary>
    /// <returns>Whether MKL is available, and if not, why.</returns>
    public static MklAvailability Check() => Found.Value.Availability;

    private static (MklAvailability Availability, ILinearAlgebraProvider? Provider) Look()
    {
        try
        {
            var provider = new ProviderProbe<ILinearAlgebraProvider>(ProviderType, disabled: false).Create();
            provider.InitializeVerify();
            return (new(true, $"{provider}".Trim()), provider);
        }
        catch (NotSupportedException exception) when (exception.InnerException is null)
        {
            return (new(false, "the application lacks the package MathNet.Numerics.Providers.MKL"), null);
        }
        catch (NotSupportedException)
        {
            return (new(false, "its native library, of MathNet.Numerics.MKL.Linux-x64 or .Win-x64, can't be loaded"), null);
        }
    }
}
