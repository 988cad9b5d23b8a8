namespace Perceptron.Playground.Views;

/// <summary>An observation in a plot.</summary>
/// <param name="X">Where it is; <paramref name="Y"/> is 0 where there is one input.</param>
/// <param name="Value">What the plotted function gives there.</param>
/// <param name="Target">The target: the height of the observation, so the line from it to the surface is the error.</param>
/// <param name="IsTest">Held out: drawn hollow.</param>
/// <param name="Label">A word beside it, if there are few.</param>
public readonly record struct Observation(double X, double Y, double Value, double Target, bool IsTest = false, string? Label = null);

/// <summary>A point of a training's way over a loss surface.</summary>
/// <param name="Z">Its loss; NaN for that of the surface there.</param>
public readonly record struct PathPoint(double X, double Y, double Z);
