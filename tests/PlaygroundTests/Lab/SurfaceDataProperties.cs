using FsCheck.Xunit;
using Perceptron.Playground.Lab;
using Xunit;

namespace Perceptron.PlaygroundTests.Lab;

public sealed class SurfaceDataProperties
{
    [Property(Arbitrary = [typeof(States)], MaxTest = 60)]
    public void A_surface_is_what_the_model_gives_and_holds_all_observations(LabState state)
    {
        var session = new LabSession(state with { Epoch = 0 });
        Assert.NotEmpty(Surfaces.Of(session.State));
        foreach (var choice in Surfaces.Of(session.State))
        {
            var data = SurfaceData.Of(session, choice);
            Assert.Equal(data.X.Length, data.Values.GetLength(0));
            Assert.Equal(Math.Max(1, data.Y.Length), data.Values.GetLength(1));
            Assert.All(data.Values.Cast<double>(), value => Assert.InRange(value, data.ZFrom, data.ZTo));
            Assert.Equal(session.Training.Count + (session.Test?.Count ?? 0), data.Observations.Count);
            Assert.Equal(session.Test?.Count ?? 0, data.Observations.Count(point => point.IsTest));

            // Observations lie on the surface: at a point of the grid it has their value.
            foreach (var point in data.Observations.Take(4))
            {
                var (i, j) = (Array.IndexOf(data.X, point.X), Math.Max(0, Array.IndexOf(data.Y, point.Y)));
                if (i >= 0 && !choice.IsOverHidden && (data.Y.Length == 0 || data.Y[j] == point.Y))
                {
                    Assert.Equal(data.Values[i, j], point.Value, 1e-12);
                }
            }

            if (choice.IsOverHidden)
            {
                var h = session.Model.Activations([.. session.Training.Rows.Row(0)])[^2];
                Assert.Equal((h[0], h[1]), (data.Observations[0].X, data.Observations[0].Y));
                Assert.Equal(session.Model.Predict(session.Training.Rows.Row(0))[0], data.Observations[0].Value, 1e-12);
                Assert.Equal(Surfaces.BehindH(session.Model).Predict(data.X[3], data.Y[5])[0], data.Values[3, 5]);
            }
        }
    }
}
