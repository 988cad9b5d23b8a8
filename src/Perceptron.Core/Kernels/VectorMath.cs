using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Perceptron.Kernels;

/// <summary>
/// Exponentials and logarithms of several numbers. Sums and products are computed in a fixed order, so every system with fused
/// multiply-add gives the same bits, at any vector width. The error is at most two units in the last place.
/// </summary>
/// <remarks>
/// The arguments are reduced as in W. J. Cody and W. Waite, "Software manual for the elementary functions", 1980: e^x =
/// 2^k e^r with |r| ≤ ½ ln 2, and log u = k ln 2 + log m with m near 1. Taylor series follow, with enough terms that the
/// remainder is below half a unit in the last place. NaN gives NaN: where an argument is brought into bounds, it is the second operand of
/// the minimum and of the maximum, which is what x86 returns where one operand is NaN; ARM always returns NaN.
/// </remarks>
internal static class VectorMath
{
    /// <summary>At this exponent and below, the computed e^x is 0. The true e^x then rounds to 0 too.</summary>
    private const double MinExponent = -746;

    /// <summary>1.5 · 2^52. If a number is added to this, the sum is rounded to an integer, which stands in the lowest bits.</summary>
    private const double Rounder = 6755399441055744;

    private const double Ln2High = 0.693147180369123816490;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double Log2E = 1.44269504088896340736;

    /// <summary>e^x for x ≤ 0, including −∞. A positive x is treated as 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> ExpOfNegative(Vector512<double> x)
    {
        if (!Vector512.IsHardwareAccelerated)
        {
            return Vector512.Create(ExpOfNegative(x.GetLower()), ExpOfNegative(x.GetUpper()));
        }

        var (series, low, high) = Reduce(x);
        return Lanes.MultiplyAdd(series, low, low) * high;
    }

    /// <summary>e^x − 1 for x ≤ 0, with all digits where x is small.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> ExpM1OfNegative(Vector512<double> x)
    {
        if (!Vector512.IsHardwareAccelerated)
        {
            return Vector512.Create(ExpM1OfNegative(x.GetLower()), ExpM1OfNegative(x.GetUpper()));
        }

        var (series, low, high) = Reduce(x);
        var power = low * high;
        return Lanes.MultiplyAdd(series, power, power - Vector512<double>.One);
    }

    /// <summary>
    /// log(1 + x) for x ≥ 0. The sum u = 1 + x is rounded. To correct this, the lost part of x is divided by u and added to log u.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log1P(Vector512<double> x)
    {
        if (!Vector512.IsHardwareAccelerated)
        {
            return Vector512.Create(Log1P(x.GetLower()), Log1P(x.GetUpper()));
        }

        var one = Vector512<double>.One;
        var u = one + x;
        var lost = (x - (u - one)) / u;

        // m is from √½ to √2. After the bits of √½ are subtracted, the bits above the mantissa are the exponent.
        var exponent = (u.AsInt64() - Vector512.Create(0x3FE6A09E667F3BCD)) >>> 52;
        var m = (u.AsInt64() - (exponent << 52)).AsDouble();
        const double TwoTo52 = 4503599627370496;
        var k = (exponent | Vector512.Create(BitConverter.DoubleToInt64Bits(TwoTo52))).AsDouble() - Vector512.Create(TwoTo52);

        // log m = 2 artanh s, s = (m − 1) / (m + 1).
        var s = (m - one) / (m + one);
        var z = s * s;
        var series = Vector512.Create(1.0 / 23);
        series = Lanes.MultiplyAdd(series, z, Vector512.Create(1.0 / 21));
        series = Lanes.MultiplyAdd(series, z, Vector512.Create(1.0 / 19));
        series = Lanes.MultiplyAdd(series, z, Vector512.Create(1.0 / 17));
        series = Lanes.MultiplyAdd(series, z, Vector512.Create(1.0 / 15));
        series = Lanes.MultiplyAdd(series, z, Vector512.Create(1.0 / 13));
        series = Lanes.MultiplyAdd(series, z, Vector512.Create(1.0 / 11));
        series = Lanes.MultiplyAdd(series, z, Vector512.Create(1.0 / 9));
        series = Lanes.MultiplyAdd(series, z, Vector512.Create(1.0 / 7));
        series = Lanes.MultiplyAdd(series, z, Vector512.Create(1.0 / 5));
        series = Lanes.MultiplyAdd(series, z, Vector512.Create(1.0 / 3));
        var twice = s + s;
        var rest = Lanes.MultiplyAdd(twice * z, series, Lanes.MultiplyAdd(k, Vector512.Create(Ln2Low), lost));
        return Lanes.MultiplyAdd(k, Vector512.Create(Ln2High), twice + rest);
    }

    /// <summary>e^r − 1, and 2^k as two factors, because a power below 2^−1022 does not fit into one normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Series, Vector512<double> Low, Vector512<double> High) Reduce(Vector512<double> x)
    {
        x = Vector512.MinNative(Vector512<double>.Zero, Vector512.MaxNative(Vector512.Create(MinExponent), x));
        var rounder = Vector512.Create(Rounder);
        var k = Lanes.MultiplyAdd(x, Vector512.Create(Log2E), rounder) - rounder;
        var r = Lanes.MultiplyAdd(k, Vector512.Create(-Ln2High), x);
        r = Lanes.MultiplyAdd(k, Vector512.Create(-Ln2Low), r);

        // r + r² (1/2! + r/3! + …), the even and the odd terms in two separate sums.
        var square = r * r;
        var even = Vector512.Create(1.0 / 479001600);
        var odd = Vector512.Create(1.0 / 6227020800);
        even = Lanes.MultiplyAdd(even, square, Vector512.Create(1.0 / 3628800));
        odd = Lanes.MultiplyAdd(odd, square, Vector512.Create(1.0 / 39916800));
        even = Lanes.MultiplyAdd(even, square, Vector512.Create(1.0 / 40320));
        odd = Lanes.MultiplyAdd(odd, square, Vector512.Create(1.0 / 362880));
        even = Lanes.MultiplyAdd(even, square, Vector512.Create(1.0 / 720));
        odd = Lanes.MultiplyAdd(odd, square, Vector512.Create(1.0 / 5040));
        even = Lanes.MultiplyAdd(even, square, Vector512.Create(1.0 / 24));
        odd = Lanes.MultiplyAdd(odd, square, Vector512.Create(1.0 / 120));
        even = Lanes.MultiplyAdd(even, square, Vector512.Create(1.0 / 2));
        odd = Lanes.MultiplyAdd(odd, square, Vector512.Create(1.0 / 6));
        var series = Lanes.MultiplyAdd(Lanes.MultiplyAdd(odd, r, even), square, r);

        var half = Lanes.MultiplyAdd(k, Vector512.Create(0.5), rounder);
        var bias = Vector512.Create(BitConverter.DoubleToInt64Bits(1));
        var low = ((half.AsInt64() << 52) + bias).AsDouble();
        var high = (((k - (half - rounder) + rounder).AsInt64() << 52) + bias).AsDouble();
        return (series, low, high);
    }

    // The same for vectors of 256 bits. Without vectors of 512 bits the runtime would split every operation of the methods above. Most of
    // these would become calls, because the runtime does not inline that many into one method.

    /// <summary>e^x for x ≤ 0 in the scalar's precision. In float it is 0 for x below −88, where a float no longer has all its digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> ExpOfNegative<T>(Vector256<T> x)
        where T : unmanaged =>
        typeof(T) == typeof(float) ? ExpOfNegative(x.AsSingle()).As<float, T>() : ExpOfNegative(x.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> ExpOfNegative(Vector256<float> x)
    {
        // −127 ln 2, where the bits of 2^k are those of 0; 1.5 · 2^23; and ln 2 in two parts, the first with so few bits that k times it is exact.
        const float MinExponent = -88.02969f;
        const float Rounder = 12582912;
        const float Ln2High = 0.693359375f;
        const float Ln2Low = -2.12194440e-4f;
        const int Bias = 127;
        x = Vector256.MinNative(Vector256<float>.Zero, Vector256.MaxNative(Vector256.Create(MinExponent), x));
        var rounded = Lanes.MultiplyAdd(x, Vector256.Create((float)Log2E), Vector256.Create(Rounder));
        var k = rounded - Vector256.Create(Rounder);
        var r = Lanes.MultiplyAdd(k, Vector256.Create(-Ln2High), x);
        r = Lanes.MultiplyAdd(k, Vector256.Create(-Ln2Low), r);
        var series = Vector256.Create(1f / 5040);
        series = Lanes.MultiplyAdd(series, r, Vector256.Create(1f / 720));
        series = Lanes.MultiplyAdd(series, r, Vector256.Create(1f / 120));
        series = Lanes.MultiplyAdd(series, r, Vector256.Create(1f / 24));
        series = Lanes.MultiplyAdd(series, r, Vector256.Create(1f / 6));
        series = Lanes.MultiplyAdd(series, r, Vector256.Create(1f / 2));
        series = Lanes.MultiplyAdd(series, r * r, r);
        var power = ((rounded.AsInt32() + Vector256.Create(Bias)) << 23).AsSingle();
        return Lanes.MultiplyAdd(series, power, power);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> ExpOfNegative(Vector256<double> x)
    {
        var (series, low, high) = Reduce(x);
        return Lanes.MultiplyAdd(series, low, low) * high;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> ExpM1OfNegative(Vector256<double> x)
    {
        var (series, low, high) = Reduce(x);
        var power = low * high;
        return Lanes.MultiplyAdd(series, power, power - Vector256<double>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Log1P(Vector256<double> x)
    {
        var one = Vector256<double>.One;
        var u = one + x;
        var lost = (x - (u - one)) / u;

        // m is from √½ to √2. After the bits of √½ are subtracted, the bits above the mantissa are the exponent.
        var exponent = (u.AsInt64() - Vector256.Create(0x3FE6A09E667F3BCD)) >>> 52;
        var m = (u.AsInt64() - (exponent << 52)).AsDouble();
        const double TwoTo52 = 4503599627370496;
        var k = (exponent | Vector256.Create(BitConverter.DoubleToInt64Bits(TwoTo52))).AsDouble() - Vector256.Create(TwoTo52);

        // log m = 2 artanh s, s = (m − 1) / (m + 1).
        var s = (m - one) / (m + one);
        var z = s * s;
        var series = Vector256.Create(1.0 / 23);
        series = Lanes.MultiplyAdd(series, z, Vector256.Create(1.0 / 21));
        series = Lanes.MultiplyAdd(series, z, Vector256.Create(1.0 / 19));
        series = Lanes.MultiplyAdd(series, z, Vector256.Create(1.0 / 17));
        series = Lanes.MultiplyAdd(series, z, Vector256.Create(1.0 / 15));
        series = Lanes.MultiplyAdd(series, z, Vector256.Create(1.0 / 13));
        series = Lanes.MultiplyAdd(series, z, Vector256.Create(1.0 / 11));
        series = Lanes.MultiplyAdd(series, z, Vector256.Create(1.0 / 9));
        series = Lanes.MultiplyAdd(series, z, Vector256.Create(1.0 / 7));
        series = Lanes.MultiplyAdd(series, z, Vector256.Create(1.0 / 5));
        series = Lanes.MultiplyAdd(series, z, Vector256.Create(1.0 / 3));
        var twice = s + s;
        var rest = Lanes.MultiplyAdd(twice * z, series, Lanes.MultiplyAdd(k, Vector256.Create(Ln2Low), lost));
        return Lanes.MultiplyAdd(k, Vector256.Create(Ln2High), twice + rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<double> Series, Vector256<double> Low, Vector256<double> High) Reduce(Vector256<double> x)
    {
        x = Vector256.MinNative(Vector256<double>.Zero, Vector256.MaxNative(Vector256.Create(MinExponent), x));
        var rounder = Vector256.Create(Rounder);
        var k = Lanes.MultiplyAdd(x, Vector256.Create(Log2E), rounder) - rounder;
        var r = Lanes.MultiplyAdd(k, Vector256.Create(-Ln2High), x);
        r = Lanes.MultiplyAdd(k, Vector256.Create(-Ln2Low), r);

        // r + r² (1/2! + r/3! + …), the even and the odd terms in two separate sums.
        var square = r * r;
        var even = Vector256.Create(1.0 / 479001600);
        var odd = Vector256.Create(1.0 / 6227020800);
        even = Lanes.MultiplyAdd(even, square, Vector256.Create(1.0 / 3628800));
        odd = Lanes.MultiplyAdd(odd, square, Vector256.Create(1.0 / 39916800));
        even = Lanes.MultiplyAdd(even, square, Vector256.Create(1.0 / 40320));
        odd = Lanes.MultiplyAdd(odd, square, Vector256.Create(1.0 / 362880));
        even = Lanes.MultiplyAdd(even, square, Vector256.Create(1.0 / 720));
        odd = Lanes.MultiplyAdd(odd, square, Vector256.Create(1.0 / 5040));
        even = Lanes.MultiplyAdd(even, square, Vector256.Create(1.0 / 24));
        odd = Lanes.MultiplyAdd(odd, square, Vector256.Create(1.0 / 120));
        even = Lanes.MultiplyAdd(even, square, Vector256.Create(1.0 / 2));
        odd = Lanes.MultiplyAdd(odd, square, Vector256.Create(1.0 / 6));
        var series = Lanes.MultiplyAdd(Lanes.MultiplyAdd(odd, r, even), square, r);

        var half = Lanes.MultiplyAdd(k, Vector256.Create(0.5), rounder);
        var bias = Vector256.Create(BitConverter.DoubleToInt64Bits(1));
        var low = ((half.AsInt64() << 52) + bias).AsDouble();
        var high = (((k - (half - rounder) + rounder).AsInt64() << 52) + bias).AsDouble();
        return (series, low, high);
    }
}
