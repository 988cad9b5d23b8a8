namespace Perceptron;

/// <summary>Whether a <see cref="BlasProvider"/> is available, why not, and how much it has computed.</summary>
public sealed class BlasStatus
{
    private readonly string _name;

    internal BlasStatus(string name, bool isAvailable, string description, long productCount, long ownProductCount)
    {
        _name = name;
        IsAvailable = isAvailable;
        Description = description;
        ProductCount = productCount;
        OwnProductCount = ownProductCount;
    }

    /// <summary>Whether calls that ask for the provider get it.</summary>
    public bool IsAvailable { get; }

    /// <summary>The name and version that the provider reports, or why it is not available.</summary>
    public string Description { get; }

    /// <summary>The products of matrices that the provider has computed for this library, in this process.</summary>
    public long ProductCount { get; }

    /// <summary>The products that the library's own kernels have computed in calls that asked for the provider and got it; without those of single rows.</summary>
    public long OwnProductCount { get; }

    /// <summary>Whether it is available, in one line.</summary>
    /// <returns>As "MKL is not available: the application lacks the package …".</returns>
    public override string ToString() => $"{_name} is {(IsAvailable ? "" : "not ")}available: {Description}";
}
