using System.Numerics;
using Perceptron.Data;
using Perceptron.Support;

namespace Perceptron;

// Two classes: for a model with one sigmoid output.
public static partial class Dataset
{
    /// <summary>A dataset of two classes: whether each observation is of the positive one.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Observations × inputs; at least one observation.</param>
    /// <param name="y">True for the positive class, false for the negative one.</param>
    /// <returns>The dataset.</returns>
    /// <exception cref="ArgumentException">The numbers of rows and targets differ, or are 0.</exception>
    public static Dataset<T> Binary<T>(Rows<T> x, bool[] y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(x, nameof(x));
        Guard.NotNull(y, nameof(y));
        RequireSizes(x, y.Length, "target", nameof(x), nameof(y));
        return new(x, Targets.Binary<T>(y));
    }

    /// <inheritdoc cref="Binary{T}(Rows{T}, bool[])"/>
    public static Dataset<T> Binary<T>(T[,] x, bool[] y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Binary(Rows.Of(x), y);

    /// <summary>A dataset of two classes as 0 and 1.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Observations × inputs; at least one observation.</param>
    /// <param name="y">1 for the positive class, 0 for the negative one.</param>
    /// <returns>The dataset.</returns>
    /// <exception cref="ArgumentException">The numbers of rows and targets differ or are 0, or a target is neither 0 nor 1.</exception>
    public static Dataset<T> Binary<T>(Rows<T> x, int[] y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(x, nameof(x));
        Guard.NotNull(y, nameof(y));
        RequireSizes(x, y.Length, "target", nameof(x), nameof(y));
        return new(x, Targets.Binary<T>(y));
    }

    /// <inheritdoc cref="Binary{T}(Rows{T}, int[])"/>
    public static Dataset<T> Binary<T>(T[,] x, int[] y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Binary(Rows.Of(x), y);

    /// <summary>A dataset of two classes by the probability of the positive one.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Observations × inputs; at least one observation.</param>
    /// <param name="probabilities">A number from 0 to 1 for each observation; from 0.5 on, it counts as positive.</param>
    /// <returns>The dataset.</returns>
    /// <exception cref="ArgumentException">The numbers of rows and targets differ or are 0, or a target lies outside.</exception>
    public static Dataset<T> Binary<T>(Rows<T> x, T[] probabilities)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(x, nameof(x));
        Guard.NotNull(probabilities, nameof(probabilities));
        RequireSizes(x, probabilities.Length, "target", nameof(x), nameof(probabilities));
        return new(x, Targets.Binary(probabilities));
    }

    /// <inheritdoc cref="Binary{T}(Rows{T}, T[])"/>
    public static Dataset<T> Binary<T>(T[,] x, T[] probabilities)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Binary(Rows.Of(x), probabilities);

    /// <summary>A dataset of two classes by labels, of which there are just two.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Observations × inputs; at least one observation.</param>
    /// <param name="labels">The label of each observation; labels are compared letter by letter.</param>
    /// <param name="positive">The label of the positive class. The other one becomes the name of the negative class.</param>
    /// <returns>The dataset.</returns>
    /// <exception cref="ArgumentException">The numbers of rows and labels differ or are 0, a label is null, empty or has a control character, no label is the positive one, or there are not two different labels.</exception>
    public static Dataset<T> Binary<T>(Rows<T> x, string[] labels, string positive)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(x, nameof(x));
        Guard.NotNull(labels, nameof(labels));
        Guard.NotNull(positive, nameof(positive));
        RequireSizes(x, labels.Length, "label", nameof(x), nameof(labels));
        var names = Labels.BinaryNames(labels, positive, nameof(labels), nameof(positive));
        return new(x, Targets.Binary<T>(Labels.Indices(labels, names, nameof(labels))), classNames: Array.AsReadOnly(names));
    }

    /// <inheritdoc cref="Binary{T}(Rows{T}, string[], string)"/>
    public static Dataset<T> Binary<T>(T[,] x, string[] labels, string positive)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Binary(Rows.Of(x), labels, positive);

    /// <summary>A dataset of two classes by labels, where the names of both are known: as those of other rows, one of which may be missing from these.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">Observations × inputs; at least one observation.</param>
    /// <param name="labels">The label of each observation; labels are compared letter by letter.</param>
    /// <param name="classNames">The label of the negative class, then that of the positive one.</param>
    /// <returns>The dataset.</returns>
    /// <exception cref="ArgumentException">The numbers of rows and labels differ or are 0, a label is not that of a class, or there are not two names that differ and are neither empty nor have a control character.</exception>
    public static Dataset<T> Binary<T>(Rows<T> x, string[] labels, IReadOnlyList<string> classNames)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.NotNull(x, nameof(x));
        Guard.NotNull(labels, nameof(labels));
        Guard.NotNull(classNames, nameof(classNames));
        RequireSizes(x, labels.Length, "label", nameof(x), nameof(labels));
        var names = ClassNames.Checked(classNames, 2, nameof(classNames));
        return new(x, Targets.Binary<T>(Labels.Indices(labels, names, nameof(labels))), classNames: names);
    }

    /// <inheritdoc cref="Binary{T}(Rows{T}, string[], IReadOnlyList{string})"/>
    public static Dataset<T> Binary<T>(T[,] x, string[] labels, IReadOnlyList<string> classNames)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Binary(Rows.Of(x), labels, classNames);
}
