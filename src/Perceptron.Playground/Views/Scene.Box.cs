using Perceptron.Playground.Browser;

namespace Perceptron.Playground.Views;

/// <content>The box around the surface, with its axes.</content>
public sealed partial class Scene
{
    private void PaintBox(Drawing drawing, in Projection projection)
    {
        const double H = Projection.HalfHeight;
        var (nearX, nearY) = (projection.IsNearAtLargeX ? 1.0 : -1.0, projection.IsNearAtLargeY ? 1.0 : -1.0);
        var size = drawing.Width < 340 ? 10 : 11.5;
        var maxTicks = drawing.Width < 340 ? 5 : 7;

        drawing.Path(true, Corner(projection, -1, -1, -H), Corner(projection, 1, -1, -H), Corner(projection, 1, 1, -H), Corner(projection, -1, 1, -H))
            .Stroke("--line");
        drawing.Path(false, Corner(projection, -nearX, nearY, -H), Corner(projection, -nearX, nearY, H), Corner(projection, -nearX, -nearY, H), Corner(projection, nearX, -nearY, H), Corner(projection, nearX, -nearY, -H))
            .Stroke("--line")
            .Path(false, Corner(projection, -nearX, -nearY, -H), Corner(projection, -nearX, -nearY, H))
            .Stroke("--line");

        var (middleX, middleY) = Corner(projection, 0, 0, -H);
        foreach (var tick in Ticks.Linear(_grid.X[0], _grid.X[^1], maxTicks))
        {
            var x = WorldX(tick);
            var foot = Corner(projection, x, nearY, -H);
            drawing.Path(false, foot, Corner(projection, x, -nearY, -H)).Stroke("--line", 0.7);
            Beside(Ticks.Text(tick), foot, Corner(projection, 1, nearY, -H), Corner(projection, -1, nearY, -H), 11, "--soft", size);
        }

        Beside(XName, Corner(projection, 0, nearY, -H), Corner(projection, 1, nearY, -H), Corner(projection, -1, nearY, -H), 27, "--ink", size + 2);
        foreach (var tick in Ticks.Linear(_grid.Y[0], _grid.Y[^1], maxTicks))
        {
            var y = WorldY(tick);
            var foot = Corner(projection, nearX, y, -H);
            drawing.Path(false, foot, Corner(projection, -nearX, y, -H)).Stroke("--line", 0.7);
            Beside(Ticks.Text(tick), foot, Corner(projection, nearX, 1, -H), Corner(projection, nearX, -1, -H), 11, "--soft", size);
        }

        Beside(YName, Corner(projection, nearX, 0, -H), Corner(projection, nearX, 1, -H), Corner(projection, nearX, -1, -H), 27, "--ink", size + 2);

        _top = null;
        if (projection.Upright < 0.15)
        {
            return;
        }

        // The height is marked on the left of the two edges at the sides.
        var leftIsX = projection.ScreenX(-nearX, nearY) < projection.ScreenX(nearX, -nearY);
        var (edgeX, edgeY) = leftIsX ? (-nearX, nearY) : (nearX, -nearY);
        var ticks = _grid.IsLogarithmic ? Ticks.Logarithmic(_grid.ZFrom, _grid.ZTo, 5) : Ticks.Linear(_grid.ZFrom, _grid.ZTo, 5);
        foreach (var tick in ticks)
        {
            var z = WorldZ(_grid.Height(tick));
            var (x, y) = Corner(projection, edgeX, edgeY, z);
            drawing.Path(false, (x, y), Corner(projection, -nearX, -nearY, z), Corner(projection, -edgeX, -edgeY, z)).Stroke("--line", 0.7);
            drawing.Path(false, (x - 4, y), (x, y)).Stroke("--soft");
            drawing.Text(Ticks.Text(tick), x - 6, y, "--soft", size, 1);
        }

        _top = Corner(projection, edgeX, edgeY, H);

        // Places a text outside a nearer edge of the floor, away from the floor's middle; the wider the text, the farther away.
        void Beside(string text, (double X, double Y) foot, (double X, double Y) from, (double X, double Y) to, double away, string colour, double textSize)
        {
            var (dx, dy) = (to.Y - from.Y, from.X - to.X);
            var length = Math.Sqrt((dx * dx) + (dy * dy));
            var outwards = ((dx * (foot.X - middleX)) + (dy * (foot.Y - middleY)) >= 0 ? 1 : -1) / Math.Max(length, 1);
            (dx, dy) = (dx * outwards, dy * outwards);
            drawing.Text(text, foot.X + (dx * away) + (Math.Clamp(2 * dx, -1, 1) * ((text.Length * textSize * 0.25) + (away / 4))), foot.Y + (dy * away), colour, textSize);
        }
    }
}
