using FsCheck;
using FsCheck.Xunit;
using Perceptron.Kernels;
using Tests;

namespace PropertyTests;

/// <summary>Decimal numbers as they are written and as a model takes them, against one division at a time.</summary>
public class ScalingProperties
{
    [Property]
    public void Digits_are_divided_and_scaled_as_one_number_is(int[] digits, PositiveInt decimals, NormalFloat center, NormalFloat divisor, PositiveInt stride)
    {
        digits = [int.MinValue, .. digits, int.MaxValue, 0];
        var (power, by, apart) = (Math.Pow(10, decimals.Get % 10), divisor.Get == 0 ? 1 : divisor.Get, 1 + (stride.Get % 5));
        double[] expected = [.. digits.Select(digit => digit / power)], scaled = [.. expected.Select(value => (value - center.Get) / by)];

        var values = new double[digits.Length];
        ScalingKernel.Scale(digits, power, 0, 1, values, 1);
        Same.Bits(expected, values);

        // What lies between the places stays.
        var target = Enumerable.Repeat(7.0, digits.Length * apart).ToArray();
        ScalingKernel.Scale(digits, power, center.Get, by, target, apart);
        Same.Bits([.. target.Select((_, i) => i % apart == 0 ? scaled[i / apart] : 7.0)], target);
    }
}
