namespace Perceptron;

/// <summary>Whether MKL is there.</summary>
public sealed class MklAvailability
{
    internal MklAvailability(bool isAvailable, string description) => (IsAvailable, Description) = (isAvailable, description);

    /// <summary>Whether calls that ask for MKL get it.</summary>
    public bool IsAvailable { get; }

    /// <summary>What it says of itself if it is there, else why it is not.</summary>
    public string Description { get; }

    /// <summary>Whether, and what or why, as "MKL is not available: the application lacks the package …".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"MKL is {(IsAvailable ? "" : "not ")}available: {Description}";
}
