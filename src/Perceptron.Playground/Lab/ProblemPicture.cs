using System.Collections.ObjectModel;
using System.Text;
using Microsoft.AspNetCore.Components;

namespace Perceptron.Playground.Lab;

/// <summary>Small pictures of the problems: their observations in the plane, in the colours of their targets. The page's style has the colours.</summary>
public static class ProblemPicture
{
    /// <summary>No more points than a small picture can show.</summary>
    private const int MaxPoints = 50;

    private const double Side = 48;

    private static readonly ReadOnlyDictionary<Problem, MarkupString> Pictures = new(Problem.All.ToDictionary(problem => problem, Draw));

    /// <summary>An SVG element without a text: the name stands beside it.</summary>
    public static MarkupString Of(Problem problem) => Pictures[problem];

    private static MarkupString Draw(Problem problem)
    {
        var svg = new StringBuilder("<svg viewBox=\"0 0 48 48\" aria-hidden=\"true\" focusable=\"false\">");
        var data = problem.Data(new());
        var (from, to) = problem.IsGate ? (-0.5, 1.5) : (-5.6, 5.6);
        for (var point = 0; point < Math.Min(data.Count, MaxPoints); point++)
        {
            // Classes take turns, and the spiral's points go outwards: some of all of it, as many of the one class as of the other.
            var row = data.Count <= MaxPoints ? point : (data.Count / MaxPoints * point) + (point % 2);
            var x = At(data.Rows[row, 0]);
            var y = problem.Inputs == 1 ? Side / 2 : Side - At(data.Rows[row, 1]);
            if (problem.Outputs == 1)
            {
                Circle(x, y, problem.IsGate ? 6.5 : 2.2, data.Targets[row, 0]);
            }
            else
            {
                for (var output = 0; output < problem.Outputs; output++)
                {
                    Circle(x + (10 * (output - ((problem.Outputs - 1) / 2.0))), y, 4.6, data.Targets[row, output]);
                }
            }
        }

        return new(svg.Append("</svg>").ToString());

        double At(double value) => Side * (value - from) / (to - from);

        void Circle(double x, double y, double radius, double target) => svg.Append(
            System.Globalization.CultureInfo.InvariantCulture, $"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{radius}\" class=\"{(target >= 0.5 ? "one" : "zero")}\"/>");
    }
}
