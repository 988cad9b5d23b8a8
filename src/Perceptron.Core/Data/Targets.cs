using System.Globalization;
using System.Numerics;
using Perceptron.Support;

namespace Perceptron;

/// <summary>
/// What the observations of a dataset should be classified as, in one of three kinds: binary (the probability of the positive of
/// two classes), exclusive (a class index a row, or probabilities that sum to one), or multi-label (a number from 0 to 1 for each
/// of several independent classes).
/// </summary>
/// <remarks>
/// A model with one sigmoid output takes binary targets. A sigmoid of several outputs takes multi-label ones, and exclusive ones as
/// one-hot rows. A softmax takes exclusive ones. Targets are made by <see cref="Targets"/>, from copies; they never change.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed partial class Targets<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int[]? _indices;
    private readonly T[]? _values;

    private Targets(TargetKind kind, int count, int outputCount, int[]? indices, T[]? values)
    {
        Guard.Scalar<T>();
        Kind = kind;
        Count = count;
        OutputCount = outputCount;
        _indices = indices;
        _values = values;
    }

    /// <summary>Binary, exclusive or multi-label.</summary>
    public TargetKind Kind { get; }

    /// <summary>How many observations they are for.</summary>
    public int Count { get; }

    /// <summary>Values in a row, and so outputs of a model for them: 1 for binary targets, else one for each class.</summary>
    public int OutputCount { get; }

    /// <summary>How many classes there are: 2 for binary targets.</summary>
    public int ClassCount => Kind == TargetKind.Binary ? 2 : OutputCount;

    /// <summary>The target of one output: how much an observation belongs to its class, 0 … 1. The output of binary targets is the positive class.</summary>
    /// <param name="row">The observation, from 0.</param>
    /// <param name="output">The output, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row or output.</exception>
    public T this[int row, int output]
    {
        get
        {
            Guard.Index(row, Count, "row", nameof(row));
            Guard.Index(output, OutputCount, "output", nameof(output));
            return _indices is null ? _values![(row * OutputCount) + output] : _indices[row] == output ? T.One : T.Zero;
        }
    }

    /// <summary>
    /// The class of an observation. Of exclusive classes it is the index, or the most probable class, the lowest on a tie; of binary ones it is 1
    /// (positive) where y ≥ 0.5, else 0 (negative).
    /// </summary>
    /// <param name="row">The observation, from 0.</param>
    /// <returns>The class, from 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <exception cref="InvalidOperationException">The classes are independent (multi-label).</exception>
    public int ClassOf(int row)
    {
        Guard.Index(row, Count, "row", nameof(row));
        return Kind switch
        {
            TargetKind.Binary => IsPositive(_values![row]) ? 1 : 0,
            TargetKind.Exclusive => _indices is null ? Largest(_values.AsSpan(row * OutputCount, OutputCount)) : _indices[row],
            _ => throw new InvalidOperationException("Independent classes don't exclude each other; read them by [row, output]."),
        };
    }

    /// <summary>A copy of all targets, class indices as one-hot rows.</summary>
    /// <returns>Rows × outputs.</returns>
    /// <exception cref="InvalidOperationException">They are more values than an array can hold.</exception>
    public T[,] ToArray()
    {
        Guard.Size(Count, OutputCount);
        var array = new T[Count, OutputCount];
        for (var row = 0; row < Count; row++)
        {
            for (var j = 0; j < OutputCount; j++)
            {
                array[row, j] = this[row, j];
            }
        }

        return array;
    }

    /// <summary>The targets of some observations, in the order asked for; one may come more than once.</summary>
    /// <param name="rows">Which ones, from 0.</param>
    /// <returns>Targets of the same kind.</returns>
    /// <exception cref="ArgumentException">A number is not that of a row.</exception>
    public Targets<T> Select(params int[] rows)
    {
        Guard.NotNull(rows, nameof(rows));
        Rows<T>.RequireRows(rows, Count);
        if (_indices is not null)
        {
            return new(Kind, rows.Length, OutputCount, [.. rows.Select(row => _indices[row])], null);
        }

        var values = new T[Guard.Size(rows.Length, OutputCount, nameof(rows))];
        for (var i = 0; i < rows.Length; i++)
        {
            _values.AsSpan(rows[i] * OutputCount, OutputCount).CopyTo(values.AsSpan(i * OutputCount));
        }

        return new(Kind, rows.Length, OutputCount, null, values);
    }

    /// <summary>Targets one after the other, all of one kind and with as many classes. Class indices beside probabilities become probabilities.</summary>
    internal static Targets<T> Concat(Targets<T>[] parts)
    {
        var (first, count) = (parts[0], Guard.Size(1, parts.Sum(part => (long)part.Count)));
        if (parts.All(part => part.AreIndices))
        {
            return new(first.Kind, count, first.OutputCount, [.. parts.SelectMany(part => part._indices!)], null);
        }

        var values = new T[Guard.Size(count, first.OutputCount)];
        var start = 0;
        foreach (var part in parts)
        {
            var target = values.AsSpan(start, part.Count * part.OutputCount);
            (part._values ?? Arrays.Flat(part.ToArray(), nameof(parts))).CopyTo(target);
            start += target.Length;
        }

        return new(first.Kind, count, first.OutputCount, null, values);
    }

    /// <summary>The same targets in the other precision, each rounded to it.</summary>
    /// <typeparam name="TTo"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <returns>Targets of the same kind.</returns>
    public Targets<TTo> ConvertTo<TTo>()
        where TTo : unmanaged, IBinaryFloatingPointIeee754<TTo> =>
        new(Kind, Count, OutputCount, _indices, _values is null ? null : Arrays.Convert<T, TTo>(_values));

    /// <summary>What they are, as "60000 rows of 10 exclusive classes" or "4 rows, binary".</summary>
    /// <returns>One line.</returns>
    public override string ToString() =>
        Kind == TargetKind.Binary ? $"{Guard.Count(Count, "row")}, {Classes}" : $"{Guard.Count(Count, "row")} of {Classes}";

    /// <summary>The classes, as "10 exclusive classes", "2 independent classes" or "binary".</summary>
    internal string Classes => Kind == TargetKind.Binary
        ? "binary"
        : $"{ClassCount.ToString(CultureInfo.InvariantCulture)} {(AreExclusive ? "exclusive" : "independent")} classes";

    /// <summary>Whether the classes exclude each other, each with an output of its own.</summary>
    internal bool AreExclusive => Kind == TargetKind.Exclusive;

    /// <summary>Whether each row has one class, and no probabilities.</summary>
    internal bool AreIndices => _indices is not null;

    /// <summary>The class of each row, where each has one; else null.</summary>
    internal int[]? Indices => _indices;

    /// <summary>The targets of each row, one row after the other, where they are not given by class; else null.</summary>
    internal T[]? Values => _values;

    /// <summary>Whether a number for one class counts as yes.</summary>
    internal static bool IsPositive(T y) => y >= T.CreateTruncating(0.5);

    internal static int Largest(ReadOnlySpan<T> values)
    {
        var largest = 0;
        for (var j = 1; j < values.Length; j++)
        {
            if (values[j] > values[largest])
            {
                largest = j;
            }
        }

        return largest;
    }
}
