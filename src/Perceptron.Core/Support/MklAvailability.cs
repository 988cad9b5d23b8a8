namespace Perceptron;

/// <summary>Whether MKL is available, and why not.</summary>
public sealed class MklAvailability
{
    internal MklAvailability(bool isAvailable, string description) => (IsAvailable, Description) = (isAvailable, description);

    /// <summary>Whether calls that ask for MKL get it.</summary>
    public bool IsAvailable { get; }

    /// <summary>The name and version that MKL reports, or why it is not available.</summary>
    public string Description { get; }

    /// <summary>Both in one line, as "MKL is not available: the application lacks the package …".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"MKL is {(IsAvailable ? "" : "not ")}available: {Description}";
}
