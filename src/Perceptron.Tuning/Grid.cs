using System.Globalization;
using Perceptron.Support;

namespace Perceptron;

/// <summary>Values of some options, all combinations of which are candidates. A grid never changes.</summary>
/// <remarks>
/// <c>Grid.Of().WithL2(0.01, 0.1).WithHidden([], [16])</c> has four candidates: "l2=0.01 hidden=0", "l2=0.01 hidden=16", "l2=0.1 hidden=0" and "l2=0.1 hidden=16".
/// What is added last changes first. For other options make each <see cref="Candidate"/> by hand.
/// </remarks>
public sealed class Grid
{
    private readonly ClassifierOptions _options;
    private readonly Axis[] _axes;

    private Grid(ClassifierOptions options, Axis[] axes) => (_options, _axes) = (options, axes);

    /// <summary>How many candidates there are: the product of the numbers of values.</summary>
    public long Count => _axes.Aggregate(1L, (count, axis) => checked(count * axis.Values.Length));

    /// <summary>A grid without values: one candidate.</summary>
    /// <param name="options">All other options of the candidates; the usual ones if omitted.</param>
    /// <returns>The grid.</returns>
    public static Grid Of(ClassifierOptions? options = null) => new(options ?? new(), []);

    /// <summary>Numbers with equal ratios, as 0.001, 0.01, 0.1 and 1.</summary>
    /// <remarks>$\text{from} \cdot (\text{to} / \text{from})^{i / (\text{count} - 1)}$ for i from 0, rounded to 12 significant digits, so that 0.01 is 0.01 on each system.</remarks>
    /// <param name="from">The first; finite, above 0.</param>
    /// <param name="to">The last; finite, above 0.</param>
    /// <param name="count">How many; from 2 to 1,000.</param>
    /// <returns>The numbers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static double[] Logarithmic(double from, double to, int count)
    {
        Guard.Positive(from, nameof(from));
        Guard.Positive(to, nameof(to));
        OutOfRange.Between(2, 1000, count, nameof(count));
        var (first, last) = (Math.Log(from), Math.Log(to));
        return [.. Enumerable.Range(0, count).Select(i => i == 0 ? from : i == count - 1 ? to
            : double.Parse(Math.Exp(first + ((last - first) * i / (count - 1))).ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))];
    }

    /// <summary>The grid with values of <see cref="ClassifierOptions.L2"/>.</summary>
    /// <param name="values">Each finite and at least 0, and different from the others.</param>
    /// <returns>Another grid.</returns>
    /// <exception cref="ArgumentException">There is no value, one is there twice, or the grid has such values already.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is below 0 or not finite.</exception>
    public Grid WithL2(params double[] values)
    {
        Guard.NotNull(values, nameof(values));
        string[] names = [.. values.Select(value => Guard.Short(Guard.NotNegative(value, nameof(values))))];
        names = names.Distinct().Count() == names.Length ? names : [.. values.Select(Guard.Text)];
        return With("l2", names, [.. values.Select(value => (Func<ClassifierOptions, ClassifierOptions>)(options => new(options) { L2 = value }))], nameof(values));
    }

    /// <summary>The grid with values of <see cref="ClassifierOptions.Hidden"/>.</summary>
    /// <param name="layers">Each the neurons of the hidden layers, the first one's first; an empty array for none. All are different.</param>
    /// <returns>Another grid.</returns>
    /// <exception cref="ArgumentException">There is no value, one is null or there twice, a layer has fewer than 1 neuron, or the grid has such values already.</exception>
    public Grid WithHidden(params int[][] layers)
    {
        Guard.NotNull(layers, nameof(layers));
        foreach (var sizes in layers)
        {
            if (sizes is null || sizes.Any(neurons => neurons < 1))
            {
                throw new ArgumentException("An array of layers with at least 1 neuron each is needed; an empty array for none.", nameof(layers));
            }
        }

        int[][] copy = [.. layers.Select(sizes => (int[])[.. sizes])];
        return With(
            "hidden", [.. copy.Select(sizes => sizes.Length == 0 ? "0" : string.Join('-', sizes.Select(Guard.Text)))],
            [.. copy.Select(sizes => (Func<ClassifierOptions, ClassifierOptions>)(options => new(options) { Hidden = sizes }))], nameof(layers));
    }

    /// <summary>The grid with values of <see cref="ClassifierOptions.Optimizer"/>, with their learning rates.</summary>
    /// <param name="optimizers">Each with another text than the others.</param>
    /// <returns>Another grid.</returns>
    /// <exception cref="ArgumentException">There is no value, one is null or there twice, or the grid has such values already.</exception>
    public Grid WithOptimizers(params Optimizer[] optimizers)
    {
        Guard.NotNull(optimizers, nameof(optimizers));
        foreach (var optimizer in optimizers)
        {
            Guard.NotNull(optimizer, nameof(optimizers));
        }

        return With(
            "optimizer", [.. optimizers.Select(optimizer => optimizer.ToString()!)],
            [.. optimizers.Select(optimizer => (Func<ClassifierOptions, ClassifierOptions>)(options => new(options) { Optimizer = optimizer }))], nameof(optimizers));
    }

    /// <summary>The grid with values of <see cref="ClassifierOptions.BatchSize"/>, which an optimizer needs.</summary>
    /// <param name="sizes">Each at least 1, and different from the others.</param>
    /// <returns>Another grid.</returns>
    /// <exception cref="ArgumentException">There is no value, one is there twice, or the grid has such values already.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is below 1.</exception>
    public Grid WithBatchSizes(params int[] sizes)
    {
        Guard.NotNull(sizes, nameof(sizes));
        return With(
            "batch", [.. sizes.Select(size => Guard.Text(Guard.AtLeast(1, size, nameof(sizes))))],
            [.. sizes.Select(size => (Func<ClassifierOptions, ClassifierOptions>)(options => new(options) { BatchSize = size }))], nameof(sizes));
    }

    /// <summary>All combinations, with names of the values.</summary>
    /// <returns>The candidates, in order; what was added to the grid last changes first.</returns>
    /// <exception cref="InvalidOperationException">There are more than 100,000.</exception>
    public IReadOnlyList<Candidate> ToCandidates()
    {
        const int Most = 100_000;
        if (Count > Most)
        {
            throw new InvalidOperationException($"The grid has {Guard.Text(Count)} candidates; {Guard.Text(Most)} is the maximum.");
        }

        IEnumerable<(string Name, ClassifierOptions Options)> all = [("", _options)];
        foreach (var axis in _axes)
        {
            all = all.SelectMany(start => axis.Values.Select(value => ($"{start.Name}{(start.Name.Length == 0 ? "" : " ")}{axis.Name}={value.Name}", value.Change(start.Options))));
        }

        return Array.AsReadOnly([.. all.Select(one => new Candidate(one.Name.Length == 0 ? _options.ToString() : one.Name, one.Options))]);
    }

    /// <summary>The values, as "l2: 0.01, 0.1; hidden: 0, 16".</summary>
    /// <returns>One line.</returns>
    public override string ToString() => _axes.Length == 0
        ? "1 candidate"
        : string.Join("; ", _axes.Select(axis => $"{axis.Name}: {string.Join(", ", axis.Values.Take(5).Select(value => value.Name))}{(axis.Values.Length > 5 ? ", …" : "")}"));

    private Grid With(string name, string[] names, Func<ClassifierOptions, ClassifierOptions>[] changes, string argument) =>
        names.Length == 0 ? throw new ArgumentException($"At least one value of {name} is needed.", argument)
        : names.Distinct(StringComparer.Ordinal).Count() < names.Length ? throw new ArgumentException($"A value of {name} is there twice: {string.Join(", ", names.Take(10))}.", argument)
        : _axes.Any(axis => axis.Name == name) ? throw new ArgumentException($"The grid has values of {name} already.", argument)
        : new(_options, [.. _axes, new(name, [.. names.Zip(changes, (text, change) => new AxisValue(text, change))])]);

    private sealed record AxisValue(string Name, Func<ClassifierOptions, ClassifierOptions> Change);

    private sealed record Axis(string Name, AxisValue[] Values);
}
