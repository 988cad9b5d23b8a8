using System.Numerics;

namespace Perceptron;

/// <summary>
/// A heat map of f(x) around the observations, for a model with one or two inputs. f(x) = 1 is red (190, 20, 40), 0 is blue
/// (20, 80, 190) and 0.5 is white; the colours between are interpolated linearly.
/// </summary>
/// <remarks>
/// The first input grows to the right, the second upwards. Each axis covers the range of the observations, and a quarter of that
/// range more at each end. A pixel has the colour of f at its centre. A black line, two pixels wide, separates f(x) ≥ 0.5 from
/// f(x) &lt; 0.5. Grey (128, 128, 128) is where f(x) is not a number, since a sum of the model overflows. Each observation is a disc in the full colour of its class, red for a target of at least 0.5 and else blue, inside
/// a white and a black ring. With one input the picture is a band, with the observations along its middle.
/// </remarks>
public static class HeatMap
{
    /// <summary>The margin at each end of an axis, as a fraction of the observations' range.</summary>
    private const double Margin = 0.25;

    /// <summary>Draws one output's f(x).</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="model">A model with one or two inputs.</param>
    /// <param name="observations">The observations to mark, with at least two different values of each input.</param>
    /// <param name="output">The index of the output, from 0.</param>
    /// <param name="size">The width in pixels, 32 to 8192. The height is the same with two inputs, and a quarter of it with one.</param>
    /// <param name="labelled">Whether axes with numbers, the meaning of the marks and the scale of the colours stand around the map, and above it the
    /// name of the output if there are several. The picture is larger then; the map in it has the same size.</param>
    /// <returns>The map alone, or with its labels.</returns>
    /// <exception cref="ArgumentException">
    /// The model has more than two inputs, the observations have other inputs or outputs, or all have the same value of an input.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output, or the size is out of range.</exception>
    public static Image Draw<T>(Model<T> model, Dataset<T> observations, int output = 0, int size = 400, bool labelled = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(observations);
        if (model.InputCount > 2)
        {
            throw new ArgumentException($"The model has {model.InputCount} inputs; 1 or 2 can be drawn.", nameof(model));
        }

        if (observations.InputCount != model.InputCount || observations.OutputCount != model.OutputCount)
        {
            throw new ArgumentException(
                $"The observations have {Pluralize.Count(observations.InputCount, "input")} and {observations.OutputCount} outputs; the model has "
                + $"{model.InputCount} and {model.OutputCount}.", nameof(observations));
        }

        if ((uint)output >= (uint)model.OutputCount)
        {
            throw OutOfRange.Of(nameof(output), output, $"The output must be from 0 to {model.OutputCount - 1}.");
        }

        OutOfRange.Between(32, 8192, size, nameof(size));
        var height = model.InputCount == 2 ? size : size / 4;
        var across = Axis.Of(observations, 0, size);
        var up = model.InputCount == 2 ? Axis.Of(observations, 1, height) : null;
        var f = Evaluate(model, output, across, up, height);
        var canvas = new Canvas(size, height);
        DrawSurface(canvas, f);
        DrawObservations(canvas, observations, output, across, up);
        return labelled ? LabelsOf(model, output, across, up, height, f).Around(canvas) : canvas.ToImage();
    }

    private static Labels LabelsOf<T>(Model<T> model, int output, Axis across, Axis? up, int height, double[,] f)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var quantity = model.OutputCount == 1 ? "f(x)" : $"f{Lettering.Subscript(output + 1)}(x)";
        List<Mark> marks = [new(false, Rgb.Positive, "target 1"), new(false, Rgb.Negative, "target 0"), new(true, Rgb.Black, $"{quantity} = 0.5")];
        if (f.Cast<double>().Any(double.IsNaN))
        {
            marks.Add(new(true, Rgb.Grey, "not a number"));
        }

        return new(
            model.OutputCount == 1 ? "" : model.OutputNames[output],
            Ticks.Across(up is null ? "x" : "x₁", across.From, across.To, 0, across.Pixel),
            up is null ? null : Ticks.Up("x₂", up.From, up.To, 0, x => height - up.Pixel(x)),
            marks,
            quantity,
            ["0", "0.5", "1"]);
    }

    /// <summary>f(x) in every pixel, row after row from the top.</summary>
    private static double[,] Evaluate<T>(Model<T> model, int output, Axis across, Axis? up, int height)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var f = new double[height, across.Pixels];
        var x = new T[model.InputCount];
        for (var row = 0; row < height; row++)
        {
            if (row > 0 && up is null)
            {
                Array.Copy(f, 0, f, row * across.Pixels, across.Pixels);
                continue;
            }

            for (var column = 0; column < across.Pixels; column++)
            {
                x[0] = T.CreateChecked(across.At(column));
                if (up is not null)
                {
                    x[1] = T.CreateChecked(up.At(height - 1 - row));
                }

                f[row, column] = double.CreateChecked(model.Predict(x)[output]);
            }
        }

        return f;
    }

    private static void DrawSurface(Canvas canvas, double[,] f)
    {
        for (var y = 0; y < canvas.Height; y++)
        {
            for (var x = 0; x < canvas.Width; x++)
            {
                var value = f[y, x];
                if (double.IsNaN(value))
                {
                    canvas.Fill(x, y, 1, 1, Rgb.Grey);
                    continue;
                }

                var isOne = value >= 0.5;
                var isOnLine = Differs(x - 1, y) || Differs(x + 1, y) || Differs(x, y - 1) || Differs(x, y + 1);
                canvas.Fill(x, y, 1, 1, isOnLine ? Rgb.Black : (isOne ? Rgb.Positive : Rgb.Negative).FromWhite(Math.Abs((2 * value) - 1)));

                bool Differs(int otherX, int otherY) =>
                    otherX >= 0 && otherX < canvas.Width && otherY >= 0 && otherY < canvas.Height
                    && !double.IsNaN(f[otherY, otherX]) && f[otherY, otherX] >= 0.5 != isOne;
            }
        }
    }

    private static void DrawObservations<T>(Canvas canvas, Dataset<T> observations, int output, Axis across, Axis? up)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var radius = Math.Max(3, canvas.Width / 50.0);
        for (var row = 0; row < observations.Count; row++)
        {
            var x = observations.Rows.Row(row);
            var centre = (X: across.Pixel(x[0]), Y: up is null ? canvas.Height / 2.0 : canvas.Height - up.Pixel(x[1]));
            var colour = double.CreateChecked(observations.Targets[row, output]) >= 0.5 ? Rgb.Positive : Rgb.Negative;
            canvas.Observation(centre, radius, colour);
        }
    }

    /// <summary>Converts inputs to pixels and back.</summary>
    private sealed class Axis(double from, double to, int pixels)
    {
        public int Pixels => pixels;

        public double From => from;

        public double To => to;

        public static Axis Of<T>(Dataset<T> observations, int input, int pixels)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            double[] values = [.. Enumerable.Range(0, observations.Count).Select(row => double.CreateChecked(observations.Rows[row, input]))];
            var (low, high) = (values.Min(), values.Max());
            var margin = Margin * (high - low);
            if (margin <= 0 || !double.IsFinite(high - low + (2 * margin)))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"Input {input} of the observations ranges from {low} to {high}; a finite range above 0 is needed."), nameof(observations));
            }

            return new(low - margin, high + margin, pixels);
        }

        /// <summary>The input at a pixel's centre.</summary>
        public double At(int pixel) => from + ((pixel + 0.5) / pixels * (to - from));

        /// <summary>The position of an input, in pixels from the start of the axis.</summary>
        public double Pixel<T>(T value)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => (double.CreateChecked(value) - from) / (to - from) * pixels;
    }
}
