namespace Perceptron.Kernels;

/// <summary>The functions of one number that models and losses are made of, without overflow or lost digits.</summary>
internal static class Elementary
{
    /// <summary>1 / (1 + e^−z), from the exponential of a number that is never above 0.</summary>
    public static double Sigmoid(double z)
    {
        var e = Math.Exp(-Math.Abs(z));
        return (z >= 0 ? 1 : e) / (1 + e);
    }

    /// <summary>
    /// log(1 + x) for x ≥ 0. The sum 1 + x loses digits of x; log u · x / (u − 1), with u the rounded sum, has the same
    /// error in numerator and denominator (W. Kahan; D. Goldberg, "What every computer scientist should know about
    /// floating-point arithmetic", 1991, theorem 4).
    /// </summary>
    public static double Log1P(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : Math.Log(u) * x / (u - 1);
    }
}
