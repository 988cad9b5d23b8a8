using System.Numerics;

namespace Perceptron.Data;

/// <summary>
/// Mean and standard deviation of one input. All is computed of x times a power of two that brings the largest magnitude near 1, which is
/// exact and keeps sums and squares from overflowing or vanishing.
/// </summary>
internal readonly struct ColumnStatistics
{
    /// <summary>How far apart values may be, in units of ε of the largest of them, to be called equal but for rounding.</summary>
    private const int RoundingErrors = 8;

    /// <summary>The same for many values in double, which has digits to spare: sums and differences, as a + 0.1 − a, are rounded more.</summary>
    private const int RoundingErrorsOfMany = 1024;

    /// <summary>2²⁰: multiples of its inverse are no rounding errors, however many errors are allowed for.</summary>
    private const double FixedPoint = 1 << 20;

    private readonly double _factor;
    private readonly double _mean;
    private readonly double _meanRest;
    private readonly double _deviation;

    private ColumnStatistics(double factor, double mean, double meanRest, double deviation) =>
        (_factor, _mean, _meanRest, _deviation) = (factor, mean, meanRest, deviation);

    public double Mean => _mean / _factor;

    public double StandardDeviation => _deviation / _factor;

    public static ColumnStatistics[] Of<T>(Rows<T> rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var epsilon = double.CreateTruncating(T.BitIncrement(T.One) - T.One);
        var columns = new Accumulator[rows.InputCount];
        Array.Fill(columns, new Accumulator { Min = double.PositiveInfinity, Max = double.NegativeInfinity, IsWhole = true, IsFixedPoint = true });
        var row = new T[rows.InputCount];
        ForEachRow((ref column, x) => column.Look(x));
        ForEachColumn((ref column) => column.Scale());
        ForEachRow((ref column, x) => column.AddToSum(x));
        ForEachColumn((ref column) => column.Divide(rows.Count));
        ForEachRow((ref column, x) => column.AddSquare(x));
        var many = typeof(T) == typeof(double) ? Math.Clamp(rows.Count, RoundingErrors, RoundingErrorsOfMany) : RoundingErrors;
        return Array.ConvertAll(columns, column => column.Build(rows.Count, RoundingErrors * epsilon, many * epsilon));

        void ForEachRow(ValueAction action)
        {
            for (var r = 0; r < rows.Count; r++)
            {
                rows.CopyRow(r, row);
                for (var i = 0; i < row.Length; i++)
                {
                    action(ref columns[i], double.CreateTruncating(row[i]));
                }
            }
        }

        void ForEachColumn(ColumnAction action)
        {
            for (var i = 0; i < columns.Length; i++)
            {
                action(ref columns[i]);
            }
        }
    }

    /// <summary>(x − μ) / s, or x / s.</summary>
    public double Standardize(double x, bool center)
    {
        // x − μ is exact where x is near μ; the rest of μ counts just there.
        var scaled = x * _factor;
        return (center ? scaled - _mean - _meanRest : scaled) / _deviation;
    }

    private delegate void ValueAction(ref Accumulator column, double x);

    private delegate void ColumnAction(ref Accumulator column);

    private struct Accumulator
    {
        public double Min;
        public double Max;
        public bool IsWhole;
        public bool IsFixedPoint;
        private double _factor;
        private double _sum;
        private double _sumRest;
        private double _squares;

        public void Look(double x)
        {
            (Min, Max) = (Math.Min(Min, x), Math.Max(Max, x));
            IsWhole &= Math.Floor(x) == x;
            IsFixedPoint &= Math.Floor(x * FixedPoint) == x * FixedPoint;
        }

        public void Scale()
        {
            var largest = Math.Max(Math.Abs(Min), Math.Abs(Max));
            _factor = largest > 0 ? Math.ScaleB(1, Math.Clamp(-Math.ILogB(largest), -1000, 1000)) : 1;
        }

        /// <summary>The rounding error of each addition is kept beside the sum (D. E. Knuth, "The art of computer programming", volume 2, 4.2.2).</summary>
        public void AddToSum(double x)
        {
            x *= _factor;
            var sum = _sum + x;
            var added = sum - _sum;
            _sumRest += _sum - (sum - added) + (x - added);
            _sum = sum;
        }

        /// <summary>Turns the sum into the mean, a number and what was rounded off it.</summary>
        public void Divide(int count)
        {
            var mean = (_sum + _sumRest) / count;
            var rest = (Math.FusedMultiplyAdd(-mean, count, _sum) + _sumRest) / count;
            _sum = mean + rest;
            _sumRest = rest - (_sum - mean);
        }

        public void AddSquare(double x)
        {
            var distance = (x * _factor) - _sum - _sumRest;
            _squares += distance * distance;
        }

        public readonly ColumnStatistics Build(int count, double tolerance, double toleranceOfMany)
        {
            var (range, largest) = ((Max - Min) * _factor, Math.Max(Math.Abs(Min), Math.Abs(Max)) * _factor);
            var isConstant = range == 0 || (!IsWhole && range <= tolerance * largest) || (!IsFixedPoint && range <= toleranceOfMany * largest);
            return new(_factor, _sum, _sumRest, isConstant ? _factor : Math.Sqrt(_squares / count));
        }
    }
}
