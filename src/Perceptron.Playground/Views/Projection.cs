namespace Perceptron.Playground.Views;

/// <summary>
/// Parallel projection of a box around the origin on the screen: a rotation, of whose three coordinates two are drawn and the third
/// is the depth. Parallel lines stay parallel, so heights can be compared wherever they stand.
/// </summary>
public readonly struct Projection
{
    /// <summary>Half the height of the box; its floor reaches from −1 to 1 on both axes.</summary>
    public const double HalfHeight = 0.62;

    private readonly double _centreX;
    private readonly double _centreY;
    private readonly double _cosA;
    private readonly double _sinA;
    private readonly double _cosE;
    private readonly double _sinE;

    public Projection(Viewpoint view, double centreX, double centreY, double scale)
    {
        (_centreX, _centreY, Scale) = (centreX, centreY, scale);
        (_sinA, _cosA) = Math.SinCos(view.Azimuth * Math.PI / 180);
        (_sinE, _cosE) = Math.SinCos(view.Elevation * Math.PI / 180);
    }

    /// <summary>Pixels for a length of 1 that lies across the view.</summary>
    public double Scale { get; }

    /// <summary>How much of a vertical line's length is seen, 0 to 1.</summary>
    public double Upright => _cosE;

    /// <summary>Whether points of larger x are nearer to the viewer.</summary>
    public bool IsNearAtLargeX => _cosA > 0;

    /// <summary>Whether points of larger y are nearer to the viewer.</summary>
    public bool IsNearAtLargeY => _sinA > 0;

    /// <summary>The box seen from anywhere fits into the width and height, with a margin for the axes' numbers.</summary>
    public static Projection Fit(Viewpoint view, double width, double height)
    {
        var (sin, cos) = Math.SinCos(view.Elevation * Math.PI / 180);
        var across = 2 * Math.Sqrt(2);
        var scale = Math.Min((width - 64) / across, (height - 52) / ((across * sin) + (2 * HalfHeight * cos)));
        return new(view, (width / 2) + 4, (height / 2) - 4, Math.Max(scale, 10) * view.Zoom);
    }

    public double ScreenX(double x, double y) => _centreX + (Scale * ((y * _cosA) - (x * _sinA)));

    public double ScreenY(double x, double y, double z) => _centreY - (Scale * ((z * _cosE) - (((x * _cosA) + (y * _sinA)) * _sinE)));

    /// <summary>How far away a point is, along the view; the smaller, the nearer.</summary>
    public double Depth(double x, double y, double z) => -(((x * _cosA) + (y * _sinA)) * _cosE) - (z * _sinE);
}
