using System.Runtime.Intrinsics;
using FsCheck.Xunit;
using Perceptron.Kernels;
using Tests;
using Xunit;

namespace PropertyTests;

/// <summary>Our own exponentials and logarithms against the runtime's, which are correct within a unit in the last place.</summary>
public class VectorMathProperties
{
    [Property]
    public void Exponentials_keep_their_digits(double any)
    {
        foreach (var x in Negative(any))
        {
            var expected = Math.Exp(x);
            Same.Within(expected, VectorMath.ExpOfNegative(Vector512.Create(x))[3], (4 * Unit.Double * expected) + double.Epsilon);
        }
    }

    [Property]
    public void Exponentials_of_floats_keep_their_digits(double any)
    {
        foreach (var x in Negative(any).Append(Negative(any)[1] % 88).Select(x => (float)Math.Max(x, float.MinValue)))
        {
            // Below 2^−126 it is 0, or has what digits are left.
            var expected = Math.Exp(x);
            var actual = VectorMath.ExpOfNegative(Vector256.Create(0, 0, x, -1, 0, -2, 0, 0))[2];
            Same.Within(expected, actual, (4 * Unit.Single * expected) + (expected < 1.2e-38 ? 1.2e-38 : 0));
        }
    }

    [Property]
    public void Exponentials_less_one_keep_the_digits_of_a_small_argument(double any)
    {
        foreach (var x in Negative(any))
        {
            // e^x − 1 = 2 e^(x/2) sinh(x/2), where nothing cancels.
            var expected = x < -1 ? Math.Exp(x) - 1 : 2 * Math.Exp(x / 2) * Math.Sinh(x / 2);
            Same.Within(expected, VectorMath.ExpM1OfNegative(Vector512.Create(x))[5], (8 * Unit.Double * Math.Abs(expected)) + double.Epsilon);
        }
    }

    [Property]
    public void The_logarithm_near_one_keeps_its_digits(double any)
    {
        var x = double.IsFinite(any) ? Math.Abs(any) % 100 : 0;
        foreach (var value in new[] { x, x * 1e-8, x * 1e-17, x * 1e-300, x * 1e6 })
        {
            // The reference for small arguments has lost its own digits where x / (2 + x) comes near 1.
            var expected = value < 0.5 ? Reference.Log1P(value) : Math.Log(1 + value);
            Same.Within(expected, Elementary.Log1P(value), (1e-15 * expected) + double.Epsilon);
        }
    }

    [Property]
    public void The_hyperbolic_tangent_keeps_its_digits(double any)
    {
        foreach (var x in Negative(any))
        {
            // The errors of e^(2x) − 1, of its sum with 2, and of the quotient: at most a unit each.
            Same.Within(Math.Tanh(x), Elementary.Tanh(x), (6 * Unit.Double * Math.Abs(Math.Tanh(x))) + double.Epsilon);
            Same.Bits(-Elementary.Tanh(x), Elementary.Tanh(-x));
        }
    }

    [Fact]
    public void The_ends_are_exact()
    {
        Assert.Equal(1, Exp(0));
        Assert.Equal(0, Exp(double.NegativeInfinity));
        Assert.Equal(0, Exp(-750));
        Assert.Equal(0, Exp(double.MinValue));
        Assert.Equal(double.Epsilon, Exp(-744.5));
        Assert.Equal(0.5, Elementary.Sigmoid(0));
        Assert.Equal(1, Elementary.Sigmoid(double.MaxValue));
        Assert.Equal(0, Elementary.Sigmoid(double.MinValue));
        Assert.Equal(0, Elementary.Log1P(0));
        Assert.Equal(1, Elementary.Tanh(1e300));
        Same.Bits(-0.0, Elementary.Tanh(-0.0));
        Same.Within(Math.Log(2), Elementary.Log1P(1), Unit.Double);

        Assert.Equal(1, VectorMath.ExpOfNegative(Vector256.Create(0f))[1]);
        Assert.Equal(0, VectorMath.ExpOfNegative(Vector256.Create(float.NegativeInfinity))[1]);
        Assert.Equal(0, VectorMath.ExpOfNegative(Vector256.Create(-88.1f))[1]);
        Assert.Equal(0, VectorMath.ExpOfNegative(Vector256.Create(float.MinValue))[1]);

        static double Exp(double x) => VectorMath.ExpOfNegative(Vector512.Create(x))[7];
    }

    /// <summary>Every lane gives what it would give alone, whatever the other lanes hold.</summary>
    [Property(Arbitrary = [typeof(KernelGenerators)])]
    public void Lanes_do_not_mix(NegativeVector given)
    {
        var x = given.Lanes.ToArray();
        var all = Vector512.Create(x);
        for (var lane = 0; lane < x.Length; lane++)
        {
            Same.Bits(VectorMath.ExpOfNegative(Vector512.Create(x[lane]))[0], VectorMath.ExpOfNegative(all)[lane]);
            Same.Bits(VectorMath.Log1P(Vector512.Create(-x[lane]))[0], VectorMath.Log1P(-all)[lane]);
        }
    }

    private static double[] Negative(double any)
    {
        var x = double.IsFinite(any) ? -Math.Abs(any) : 0;
        return [x, x % 750, x % 1, (x % 1) * 1e-8, (x % 1) * 1e-300];
    }
}
