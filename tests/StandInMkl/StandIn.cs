using System.Collections.Concurrent;
using System.Reflection;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace MathNet.Numerics.Providers.MKL.LinearAlgebra;

/// <summary>What stands in: every call is passed on, products are looked at first.</summary>
public class StandIn : DispatchProxy
{
    /// <summary>A variable of the environment by which the native library is missing, old and so on.</summary>
    public const string State = "STANDIN_MKL";

    private readonly ManagedLinearAlgebraProvider _managed = new();

    /// <summary>The products so far.</summary>
    public static ConcurrentQueue<Product> Products { get; } = [];

    /// <inheritdoc/>
    public override string ToString() => "a stand-in for MKL";

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        ArgumentNullException.ThrowIfNull(args);
        if (targetMethod.Name == nameof(ILinearAlgebraProvider.InitializeVerify))
        {
            Verify(Environment.GetEnvironmentVariable(State));
            return null;
        }

        var result = targetMethod.Invoke(_managed, BindingFlags.DoNotWrapExceptions, null, args, null);
        if (targetMethod.Name == nameof(ILinearAlgebraProvider<double>.MatrixMultiplyWithUpdate))
        {
            // MathNet's managed product refuses null and any length but the right one. It takes no rows, and MKL doesn't.
            int[] sizes = [(int)args[4]!, (int)args[5]!, (int)args[7]!, (int)args[8]!];
            if (sizes.Any(size => size < 1))
            {
                throw new ArgumentException($"Intel MKL ERROR: a size of {string.Join(", ", sizes)} was incorrect on entry to cblas_gemm.");
            }

            var (isStored, isStoredB) = ((Transpose)args[0]! == Transpose.DontTranspose, (Transpose)args[1]! == Transpose.DontTranspose);
            Products.Enqueue(new(isStored ? sizes[0] : sizes[1], isStored ? sizes[1] : sizes[0], isStoredB ? sizes[3] : sizes[2]));
        }

        return result;
    }

    /// <summary>What MathNet's provider throws when it loads its native library.</summary>
    private static void Verify(string? state)
    {
        if (state is null)
        {
            return;
        }

        throw state switch
        {
            "missing" => new NotSupportedException("MKL Native Provider not found.", new DllNotFoundException("Unable to load shared library 'libMathNetNumericsMKL'.")),
            "platform" => new NotSupportedException("MKL Native Provider found but failed to load. Please verify that the platform matches (x64 vs x32, Windows vs Linux).", new BadImageFormatException()),
            "unversioned" => new NotSupportedException("MKL Native Provider does not support capability querying and is therefore not compatible. Consider upgrading to a newer version.", new EntryPointNotFoundException()),
            "old" => new NotSupportedException("MKL Native Provider too old. Consider upgrading to a newer version."),
            "older" => new NotSupportedException("MKL Native Provider revision r3 is too old. Consider upgrading to a newer version. Revision r4 and newer are supported."),
            "incompatible" => new NotSupportedException("MKL Native Provider not compatible. Expecting linear algebra v2 but provider implements v3."),
            "disabled" => new NotSupportedException("MKL Native Provider support is actively disabled by AppSwitches."),
            _ => new TypeInitializationException("MathNet.Numerics.Providers.MKL.MklProvider", null),
        };
    }
}

/// <summary>A product of a rows × inner matrix and an inner × columns one, in column-major order: outputs or inputs first, rows last or between.</summary>
/// <param name="Rows">Rows of the product.</param>
/// <param name="Inner">What is summed over.</param>
/// <param name="Columns">Columns of the product.</param>
public sealed record Product(int Rows, int Inner, int Columns);
