using System.Text;

namespace Perceptron.Playground.Digits;

/// <summary>What a person drew: strokes through points of 64 × 64, counted from the upper left; it never changes.</summary>
public sealed class Sketch
{
    /// <summary>Points on each side, and so the number of signs that a coordinate is written with.</summary>
    public const int Side = 64;

    /// <summary>The longest code that is read.</summary>
    public const int MaxCode = 8000;

    private const string Signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /// <summary>A margin of paper around the points. No stroke may touch the picture's border, which gives the colour of the paper.</summary>
    private const int Margin = 10;

    private const double MaxPenRadius = 8;

    private const int PictureSide = Side + (2 * Margin);

    private readonly (int X, int Y)[][] _strokes;

    private Sketch((int X, int Y)[][] strokes) => _strokes = strokes;

    public static Sketch Empty { get; } = new([]);

    /// <summary>A drawing to begin with: a 3. Who draws a stroke begins on a clean sheet.</summary>
    public static Sketch Example { get; } = new(
    [
        [
            (18, 14), (20, 11), (23, 9), (26, 7), (30, 6), (34, 7), (37, 9), (40, 11), (42, 14), (42, 17),
            (42, 21), (41, 24), (38, 27), (35, 29), (31, 29), (29, 30), (31, 31), (35, 31), (38, 33), (41, 35),
            (43, 39), (44, 42), (44, 46), (43, 49), (41, 52), (38, 55), (35, 57), (32, 57), (28, 57), (24, 56),
            (21, 54), (19, 52), (17, 49),
        ],
    ]);

    public IReadOnlyList<IReadOnlyList<(int X, int Y)>> Strokes => _strokes;

    public bool IsEmpty => _strokes.Length == 0;

    /// <summary>Two signs a point, a full stop between strokes: short, and safe in an address.</summary>
    public string Code
    {
        get
        {
            var code = new StringBuilder();
            foreach (var stroke in _strokes)
            {
                if (code.Length > 0)
                {
                    code.Append('.');
                }

                foreach (var (x, y) in stroke)
                {
                    code.Append(Signs[x]).Append(Signs[y]);
                }
            }

            return code.ToString();
        }
    }

    /// <summary>A sketch by its code; null if it is none.</summary>
    public static Sketch? Read(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (code.Length == 0)
        {
            return Empty;
        }

        if (code.Length > MaxCode)
        {
            return null;
        }

        var strokes = new List<(int X, int Y)[]>();
        foreach (var part in code.Split('.'))
        {
            if (part.Length == 0 || part.Length % 2 != 0)
            {
                return null;
            }

            var stroke = new (int X, int Y)[part.Length / 2];
            for (var i = 0; i < stroke.Length; i++)
            {
                stroke[i] = (Signs.IndexOf(part[2 * i], StringComparison.Ordinal), Signs.IndexOf(part[(2 * i) + 1], StringComparison.Ordinal));
                if (stroke[i].X < 0 || stroke[i].Y < 0)
                {
                    return null;
                }
            }

            strokes.Add(stroke);
        }

        return new([.. strokes]);
    }

    /// <summary>
    /// Half the width of a stroke, in steps from one point to the next, for a digit that is scaled into a box of that many pixels. The fewer
    /// pixels, the thicker the pen: a line of the embedded digits is about two of their eight pixels wide, and a thin 1 would become one
    /// column of pixels, which none of them is.
    /// </summary>
    public static double PenRadius(int box) => Math.Min(MaxPenRadius, 3 + (24.0 / box));

    /// <summary>One more stroke, as it is.</summary>
    public Sketch With(IEnumerable<(int X, int Y)> stroke)
    {
        (int X, int Y)[] points = [.. stroke];
        return points.Length > 0 && Array.TrueForAll(points, point => point is { X: >= 0 and < Side, Y: >= 0 and < Side })
            ? new([.. _strokes, points])
            : throw new ArgumentException($"A stroke is of at least one point, each coordinate from 0 to {Side - 1}.", nameof(stroke));
    }

    public Sketch WithoutLast() => new(_strokes[..Math.Max(0, _strokes.Length - 1)]);

    /// <summary>
    /// A stroke with fewer points, each left out less than <paramref name="tolerance"/> from what stays: D. Douglas and T. Peucker,
    /// "Algorithms for the reduction of the number of points required to represent a digitized line", 1973.
    /// </summary>
    public static IReadOnlyList<(int X, int Y)> Simplify(IReadOnlyList<(int X, int Y)> stroke, double tolerance = 0.75)
    {
        ArgumentNullException.ThrowIfNull(stroke);
        if (stroke.Count < 3)
        {
            return stroke.Count == 2 && stroke[0] == stroke[1] ? [stroke[0]] : stroke;
        }

        var stays = new bool[stroke.Count];
        stays[0] = stays[^1] = true;
        var pairs = new Stack<(int First, int Last)>([(0, stroke.Count - 1)]);
        while (pairs.TryPop(out var pair))
        {
            var (farthest, most) = (-1, tolerance);
            for (var i = pair.First + 1; i < pair.Last; i++)
            {
                var distance = Distance(stroke[i].X, stroke[i].Y, stroke[pair.First], stroke[pair.Last]);
                if (distance >= most)
                {
                    (farthest, most) = (i, distance);
                }
            }

            if (farthest >= 0)
            {
                stays[farthest] = true;
                pairs.Push((pair.First, farthest));
                pairs.Push((farthest, pair.Last));
            }
        }

        return [.. stroke.Where((_, i) => stays[i])];
    }

    /// <summary>x for a model: the strokes as a grey picture, brought into the form of the model's images; null where nothing is drawn.</summary>
    public float[]? Observation(int height, int width, int box) => IsEmpty
        ? null
        : DigitPreparation.Prepare(Picture(PenRadius(box)), PictureSide, PictureSide, height, width, box);

    /// <summary>Black on white, each pixel as dark as the pen covers it.</summary>
    private byte[] Picture(double radius)
    {
        var ink = new double[PictureSide * PictureSide];
        foreach (var stroke in _strokes)
        {
            for (var i = 0; i < stroke.Length; i++)
            {
                Line(ink, stroke[Math.Max(0, i - 1)], stroke[i], radius);
            }
        }

        return Array.ConvertAll(ink, value => (byte)Math.Round(255 * (1 - value)));
    }

    private static void Line(double[] ink, (int X, int Y) from, (int X, int Y) to, double radius)
    {
        var reach = (int)radius + 1;
        for (var y = Math.Min(from.Y, to.Y) - reach; y <= Math.Max(from.Y, to.Y) + reach; y++)
        {
            for (var x = Math.Min(from.X, to.X) - reach; x <= Math.Max(from.X, to.X) + reach; x++)
            {
                var cover = Math.Clamp(radius + 0.5 - Distance(x, y, from, to), 0, 1);
                var at = ((y + Margin) * PictureSide) + x + Margin;
                ink[at] = Math.Max(ink[at], cover);
            }
        }
    }

    private static double Distance(double x, double y, (int X, int Y) from, (int X, int Y) to)
    {
        var (stepX, stepY) = ((double)to.X - from.X, (double)to.Y - from.Y);
        var length = (stepX * stepX) + (stepY * stepY);
        var part = length == 0 ? 0 : Math.Clamp((((x - from.X) * stepX) + ((y - from.Y) * stepY)) / length, 0, 1);
        var (awayX, awayY) = (x - from.X - (part * stepX), y - from.Y - (part * stepY));
        return Math.Sqrt((awayX * awayX) + (awayY * awayY));
    }
}
