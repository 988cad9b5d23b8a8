using System.Reflection;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace MathNet.Numerics.Providers.MKL.LinearAlgebra;

/// <summary>
/// NOT Intel's MKL: a stand-in under the name that MathNet.Numerics looks for. It proves that the switch works, and that the provider gets
/// what it takes and nothing else. It computes by MathNet's managed provider, and counts.
/// </summary>
public sealed class MklLinearAlgebraControl : IProviderCreator<ILinearAlgebraProvider>
{
    /// <inheritdoc/>
    public ILinearAlgebraProvider CreateProvider() => DispatchProxy.Create<ILinearAlgebraProvider, StandIn>();
}
