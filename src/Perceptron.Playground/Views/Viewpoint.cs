namespace Perceptron.Playground.Views;

/// <summary>From where a surface is looked at.</summary>
/// <param name="Azimuth">Degrees around the vertical axis, from −180 up to 180: at −90 x runs to the right and y away, at 0 one looks along −x.</param>
/// <param name="Elevation">Degrees above the floor: 0 from the side, 90 from straight above.</param>
/// <param name="Zoom">1 shows all of it.</param>
public readonly record struct Viewpoint(double Azimuth, double Elevation, double Zoom)
{
    public static Viewpoint Default { get; } = new(-60, 30, 1);

    /// <summary>The same view with its azimuth from −180 up to 180, and the others within what can be drawn.</summary>
    public Viewpoint Normalised()
    {
        var azimuth = Finite(Azimuth, Default.Azimuth) % 360;
        azimuth += azimuth < -180 ? 360 : azimuth >= 180 ? -360 : 0;
        return new(azimuth, Math.Clamp(Finite(Elevation, Default.Elevation), 0, 90), Math.Clamp(Finite(Zoom, 1), 0.5, 5));
    }

    public Viewpoint Turned(double azimuth, double elevation) => new Viewpoint(Azimuth + azimuth, Elevation + elevation, Zoom).Normalised();

    public Viewpoint Zoomed(double factor) => new Viewpoint(Azimuth, Elevation, Zoom * factor).Normalised();

    private static double Finite(double value, double otherwise) => double.IsFinite(value) ? value : otherwise;
}
