using System.Runtime.Intrinsics;

namespace Perceptron.Kernels;

/// <summary>The scalar functions that models and losses use: one lane of <see cref="VectorMath"/>, with the same bits.</summary>
internal static class Elementary
{
    /// <summary>1 / (1 + e^−z).</summary>
    public static double Sigmoid(double z) => ActivationKernels.Sigmoid(Vector512.Create(z))[0];

    /// <summary>tanh z.</summary>
    public static double Tanh(double z) => ActivationKernels.Tanh(Vector512.Create(z))[0];

    /// <summary>e^x for x ≤ 0.</summary>
    public static double ExpOfNegative(double x) => VectorMath.ExpOfNegative(Vector512.Create(x))[0];

    /// <summary>log(1 + x) for x ≥ 0.</summary>
    public static double Log1P(double x) => VectorMath.Log1P(Vector512.Create(x))[0];
}
