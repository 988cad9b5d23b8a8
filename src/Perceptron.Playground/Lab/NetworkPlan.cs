namespace Perceptron.Playground.Lab;

/// <summary>Where the units of a network stand in its picture: a column a layer, the inputs' first.</summary>
public sealed class NetworkPlan(Architecture architecture, double width, double height)
{
    /// <summary>How near to a line a click must be, in pixels.</summary>
    private const double Reach = 9;

    private readonly int _most = architecture.Sizes.Max();

    /// <summary>The side of a unit's square.</summary>
    public double Tile => Math.Min(44, Math.Min((height / _most) - 22, width / (architecture.LayerCount + 1) / 2.2));

    /// <summary>What is free between one unit and the one below it.</summary>
    public double Gap => (height / _most) - Tile;

    /// <param name="layer">0 for the inputs.</param>
    /// <param name="unit">From 0.</param>
    public (double X, double Y) Centre(int layer, int unit)
    {
        var count = architecture.Sizes[layer];
        var x = (Tile / 2) + 4 + (layer * (width - Tile - 8) / architecture.LayerCount);

        // Where units stand close, the name above the first of them still needs its place.
        var down = Math.Max(0, 16 - (Gap / 2));
        return (x, (height / 2) + down + ((unit - ((count - 1) / 2.0)) * Math.Min(height / count, height / Math.Max(2, Math.Min(_most, count + 1)))));
    }

    /// <summary>The ends of a weight's line: the right side of a unit's square, and the left side of one in the next column.</summary>
    public ((double X, double Y) From, (double X, double Y) To) Edge(Parameter weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        var (from, to) = (Centre(weight.Layer, weight.From), Centre(weight.Layer + 1, weight.To));
        return ((from.X + (Tile / 2), from.Y), (to.X - (Tile / 2), to.Y));
    }

    /// <summary>The weight whose line is at a place or next to it; or the bias whose number stands there.</summary>
    /// <returns>Null if there is nothing within some pixels.</returns>
    public Parameter? HitParameter(IReadOnlyList<Parameter> parameters, double x, double y)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var (nearest, least) = ((Parameter?)null, Reach);
        foreach (var parameter in parameters)
        {
            var distance = parameter.From < 0 ? ToBias(parameter) : ToEdge(parameter);
            if (distance < least)
            {
                (nearest, least) = (parameter, distance);
            }
        }

        return nearest;

        double ToBias(Parameter bias)
        {
            var centre = Centre(bias.Layer + 1, bias.To);
            return Gap > 30 && Math.Abs(centre.X - x) <= 26 && Math.Abs(centre.Y + (Tile / 2) + 8 - y) <= 8 ? 0 : double.PositiveInfinity;
        }

        double ToEdge(Parameter weight)
        {
            var (from, to) = Edge(weight);
            var (dx, dy) = (to.X - from.X, to.Y - from.Y);
            var along = Math.Clamp((((x - from.X) * dx) + ((y - from.Y) * dy)) / Math.Max((dx * dx) + (dy * dy), 1), 0, 1);
            return Math.Sqrt(Math.Pow(from.X + (along * dx) - x, 2) + Math.Pow(from.Y + (along * dy) - y, 2));
        }
    }

    public (int Layer, int Unit)? Hit(double x, double y)
    {
        for (var layer = 0; layer <= architecture.LayerCount; layer++)
        {
            for (var unit = 0; unit < architecture.Sizes[layer]; unit++)
            {
                var centre = Centre(layer, unit);
                if (Math.Abs(centre.X - x) <= Tile / 2 && Math.Abs(centre.Y - y) <= Tile / 2)
                {
                    return (layer, unit);
                }
            }
        }

        return null;
    }
}
