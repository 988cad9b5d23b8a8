namespace Perceptron.Playground.Lab;

/// <summary>Where the units of a network stand in its picture: a column a layer, the inputs' first.</summary>
public sealed class NetworkPlan(Architecture architecture, double width, double height)
{
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
