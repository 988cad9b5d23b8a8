using System.Collections.ObjectModel;
using System.Numerics;
using Perceptron.Data;
using Perceptron.Support;

namespace Perceptron;

// Classes that exclude each other: for a softmax.
public static partial class Dataset
{
    /// <summary>A dataset of exclusive classes by their index.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Observations × inputs; at least one observation.</param>
    /// <param name="indices">A class for each observation, from 0.</param>
    /// <param name="classCount">How many classes there are; at least 2.</param>
    /// <returns>The dataset.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 classes.</exception>
    /// <exception cref="ArgumentException">The numbers of rows and indices differ or are 0, or an index is not that of a class.</exception>
    public static Dataset<T> Exclusive<T>(Rows<T> x, int[] indices, int classCount)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(x, nameof(x));
        Guard.NotNull(indices, nameof(indices));
        RequireSizes(x, indices.Length, "target", nameof(x), nameof(indices));
        return new(x, Targets<T>.FromIndices(indices, classCount, nameof(indices), nameof(classCount)));
    }

    /// <inheritdoc cref="Exclusive{T}(Rows{T}, int[], int)"/>
    public static Dataset<T> Exclusive<T>(T[,] x, int[] indices, int classCount)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Exclusive(Rows.Of(x), indices, classCount);

    /// <summary>A dataset of exclusive classes by their index, with their names.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Observations × inputs; at least one observation.</param>
    /// <param name="indices">A class for each observation, from 0.</param>
    /// <param name="classNames">A name for each class, at least 2: none empty, none with a control character, all different.</param>
    /// <returns>The dataset.</returns>
    /// <exception cref="ArgumentException">The numbers of rows and indices differ or are 0, an index is not that of a class, there are fewer than 2 names, or one can't be used.</exception>
    public static Dataset<T> Exclusive<T>(Rows<T> x, int[] indices, IReadOnlyList<string> classNames)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(x, nameof(x));
        Guard.NotNull(indices, nameof(indices));
        Guard.NotNull(classNames, nameof(classNames));
        RequireSizes(x, indices.Length, "target", nameof(x), nameof(indices));
        var names = Names(classNames, nameof(classNames));
        return new(x, Targets<T>.FromIndices(indices, names.Count, nameof(indices), nameof(classNames)), classNames: names);
    }

    /// <inheritdoc cref="Exclusive{T}(Rows{T}, int[], IReadOnlyList{string})"/>
    public static Dataset<T> Exclusive<T>(T[,] x, int[] indices, IReadOnlyList<string> classNames)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Exclusive(Rows.Of(x), indices, classNames);

    /// <summary>A dataset of exclusive classes by labels. The classes are the different labels, in ordinal order (that of their UTF-16 codes, as "B" before "a"), and so are their names.</summary>
    /// <remarks>
    /// Other rows, as those of a test set, may lack a class: make them with the names of these,
    /// <c>Dataset.Exclusive(x, labels, training.ClassNames)</c>, so that an index means the same class.
    /// </remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Observations × inputs; at least one observation.</param>
    /// <param name="labels">The label of each observation; labels are compared letter by letter.</param>
    /// <returns>The dataset.</returns>
    /// <exception cref="ArgumentException">The numbers of rows and labels differ or are 0, a label is null, empty or has a control character, or all are the same.</exception>
    public static Dataset<T> Exclusive<T>(Rows<T> x, string[] labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(x, nameof(x));
        Guard.NotNull(labels, nameof(labels));
        RequireSizes(x, labels.Length, "label", nameof(x), nameof(labels));
        var names = Labels.ExclusiveNames(labels, nameof(labels));
        return new(x, Targets<T>.FromIndices(Labels.Indices(labels, names, nameof(labels)), names.Length, nameof(labels), nameof(labels)), classNames: Array.AsReadOnly(names));
    }

    /// <inheritdoc cref="Exclusive{T}(Rows{T}, string[])"/>
    public static Dataset<T> Exclusive<T>(T[,] x, string[] labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Exclusive(Rows.Of(x), labels);

    /// <summary>A dataset of exclusive classes by labels, where the names of all classes are known: as those of other rows, some of which may be missing from these.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Observations × inputs; at least one observation.</param>
    /// <param name="labels">The label of each observation; labels are compared letter by letter.</param>
    /// <param name="classNames">A name for each class in the order of their indices, at least 2: none empty, none with a control character, all different.</param>
    /// <returns>The dataset.</returns>
    /// <exception cref="ArgumentException">The numbers of rows and labels differ or are 0, a label is not that of a class, there are fewer than 2 names, or one can't be used.</exception>
    public static Dataset<T> Exclusive<T>(Rows<T> x, string[] labels, IReadOnlyList<string> classNames)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(x, nameof(x));
        Guard.NotNull(labels, nameof(labels));
        Guard.NotNull(classNames, nameof(classNames));
        RequireSizes(x, labels.Length, "label", nameof(x), nameof(labels));
        var names = Names(classNames, nameof(classNames));
        return new(x, Targets<T>.FromIndices(Labels.Indices(labels, names, nameof(labels)), names.Count, nameof(labels), nameof(classNames)), classNames: names);
    }

    /// <inheritdoc cref="Exclusive{T}(Rows{T}, string[], IReadOnlyList{string})"/>
    public static Dataset<T> Exclusive<T>(T[,] x, string[] labels, IReadOnlyList<string> classNames)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Exclusive(Rows.Of(x), labels, classNames);

    /// <summary>A dataset of exclusive classes by their probabilities.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Observations × inputs; at least one observation.</param>
    /// <param name="probabilities">Observations × classes, each from 0 to 1, each row with the sum 1; see <see cref="Targets.Exclusive{T}(T[,])"/>.</param>
    /// <returns>The dataset.</returns>
    /// <exception cref="ArgumentException">The numbers of rows differ or are 0, a value lies outside, a row has another sum, or there are fewer than 2 classes.</exception>
    public static Dataset<T> Exclusive<T>(Rows<T> x, T[,] probabilities)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(x, nameof(x));
        Guard.NotNull(probabilities, nameof(probabilities));
        RequireSizes(x, probabilities.GetLength(0), "target", nameof(x), nameof(probabilities));
        return new(x, Targets.Exclusive(probabilities));
    }

    /// <inheritdoc cref="Exclusive{T}(Rows{T}, T[,])"/>
    public static Dataset<T> Exclusive<T>(T[,] x, T[,] probabilities)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Exclusive(Rows.Of(x), probabilities);

    private static ReadOnlyCollection<string> Names(IReadOnlyList<string> classNames, string name) => classNames.Count >= 2
        ? ClassNames.Checked(classNames, classNames.Count, name)
        : throw new ArgumentException($"{Guard.Count(classNames.Count, "name")} given; exclusive classes are at least 2.", name);
}
