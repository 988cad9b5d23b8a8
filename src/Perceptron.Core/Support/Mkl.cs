using MathNet.Numerics.Providers.LinearAlgebra;

namespace Perceptron;

/// <summary>Intel's MKL, through MathNet.Numerics: for the products of wide dense layers, where an application brings it along.</summary>
/// <remarks>
/// <para>The application references <c>MathNet.Numerics.Providers.MKL</c> and a native package of its system,
/// <c>MathNet.Numerics.MKL.Linux-x64</c> or <c>MathNet.Numerics.MKL.Win-x64</c>; this library does not. It is used where a call
/// asks for it by <see cref="ComputeOptions.UseMkl"/>, and never unasked.</para>
/// <para>What it computes agrees with our own kernels within rounding, and is outside the promise of equal bits. Products
/// with fewer than 256 inputs or outputs, those of compressed rows, and single rows stay with our own kernels.</para>
/// </remarks>
public static class Mkl
{
    private static readonly Lazy<MklAvailability> Found = new(Look);

    /// <summary>
    /// Looks for MKL, once in a process, and makes it MathNet's provider of linear algebra if it is there, for all that the
    /// process does by MathNet from then on.
    /// </summary>
    /// <returns>Whether it is there, and if not, why.</returns>
    public static MklAvailability Check() => Found.Value;

    private static MklAvailability Look()
    {
        try
        {
            LinearAlgebraControl.UseNativeMKL();
            return new(true, $"{LinearAlgebraControl.Provider}".Trim());
        }
        catch (NotSupportedException exception) when (exception.InnerException is null)
        {
            return new(false, "the application lacks the package MathNet.Numerics.Providers.MKL");
        }
        catch (NotSupportedException)
        {
            return new(
                false,
                "its native library, of MathNet.Numerics.MKL.Linux-x64 or .Win-x64, can't be loaded");
        }
    }
}
