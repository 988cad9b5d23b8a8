using System.Numerics;

namespace Perceptron;

/// <summary>What a model file holds.</summary>
/// <typeparam name="T">The model's scalar, <see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class SavedModel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal SavedModel(Model<T> model, ModelFileMetadata metadata, string library)
    {
        Model = model;
        Metadata = metadata;
        Library = library;
    }

    /// <summary>The model.</summary>
    public Model<T> Model { get; }

    /// <summary>What the file says beside it.</summary>
    public ModelFileMetadata Metadata { get; }

    /// <summary>The library that wrote it, as "Perceptron.Core 0.1.0".</summary>
    public string Library { get; }

    /// <summary>The model and what wrote it.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Model}; {Metadata}; written by {Library}";
}
