using System.Reflection;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace BlasChild;

/// <summary>A global provider that an application has chosen, and that nobody else may use.</summary>
public class Refusing : DispatchProxy
{
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(ILinearAlgebraProvider.InitializeVerify) ? null : throw new InvalidOperationException("This provider is not for others.");
}
