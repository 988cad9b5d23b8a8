using Perceptron.Support;
using Perceptron.Tables;

namespace Perceptron;

// Training.
public sealed partial class Classifier
{
    /// <summary>Trains on a table, and finds out what its columns are.</summary>
    /// <param name="table">The rows to train on.</param>
    /// <param name="label">The column with the answers.</param>
    /// <param name="options">Penalty, hidden layers, weights and more.</param>
    /// <param name="cancellationToken">Checked before every step; a cancelled training returns the best classifier so far.</param>
    /// <returns>The classifier.</returns>
    /// <exception cref="ArgumentException">The label or another column is missing or unfit; the message says which row and column.</exception>
    /// <exception cref="DivergedException">The numbers are no longer finite.</exception>
    public static Classifier Fit(Table table, string label, ClassifierOptions? options = null, CancellationToken cancellationToken = default)
    {
        Guard.NotNull(table, nameof(table));
        Guard.NotNull(label, nameof(label));
        var encoder = TrainingPlan.InferredEncoder(TableSource.FromTable(table), label, options ??= ClassifierOptions.Default, nameof(table), nameof(options));
        return TableTraining.Run(table, encoder, options, nameof(table), nameof(options), cancellationToken);
    }

    /// <summary>Trains on a table whose columns are said.</summary>
    /// <param name="table">The rows to train on.</param>
    /// <param name="schema">What the columns are.</param>
    /// <param name="options">Penalty, hidden layers, weights and more.</param>
    /// <param name="cancellationToken">Checked before every step; a cancelled training returns the best classifier so far.</param>
    /// <returns>The classifier.</returns>
    /// <exception cref="ArgumentException">The label or another column is missing or unfit; the message says which row and column.</exception>
    /// <exception cref="DivergedException">The numbers are no longer finite.</exception>
    public static Classifier Fit(Table table, Schema schema, ClassifierOptions? options = null, CancellationToken cancellationToken = default)
    {
        Guard.NotNull(table, nameof(table));
        Guard.NotNull(schema, nameof(schema));
        var encoder = TrainingPlan.Encoder(TableSource.FromTable(table), schema, options ??= ClassifierOptions.Default, nameof(table), nameof(options));
        return TableTraining.Run(table, encoder, options, nameof(table), nameof(options), cancellationToken);
    }

    /// <summary>Trains on rows that need not fit in memory, and finds out what their columns are.</summary>
    /// <inheritdoc cref="Fit(TableSource, Schema, ClassifierOptions, CancellationToken)" path="/remarks"/>
    /// <param name="source">The rows to train on.</param>
    /// <param name="label">The column with the answers.</param>
    /// <param name="options">Penalty, hidden layers, weights and more.</param>
    /// <param name="cancellationToken">Checked before every step; a cancelled training returns the best classifier so far.</param>
    /// <returns>The classifier.</returns>
    /// <exception cref="ArgumentException">The label or another column is missing or unfit; the message says which row and column.</exception>
    /// <exception cref="DivergedException">The numbers are no longer finite.</exception>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    /// <exception cref="IOException">A file can't be read, or the temporary file can't be written.</exception>
    public static Classifier Fit(TableSource source, string label, ClassifierOptions? options = null, CancellationToken cancellationToken = default)
    {
        Guard.NotNull(source, nameof(source));
        Guard.NotNull(label, nameof(label));
        var encoder = TrainingPlan.InferredEncoder(source, label, options ??= ClassifierOptions.Default, nameof(source), nameof(options));
        return SourceTraining.Run(source, encoder, options, nameof(source), nameof(options), cancellationToken);
    }

    /// <summary>Trains on rows that need not fit in memory.</summary>
    /// <remarks>
    /// The encoder is to the last bit that of a table with the same rows. The encoded rows go to a temporary file, which every step of L-BFGS, or every epoch of
    /// an optimizer, reads once; the model agrees with that of a table within rounding. An optimizer takes the rows in
    /// the order of the source; those that <see cref="ClassifierOptions.Patience"/> holds out are chosen by a hash of the seed and of their number.
    /// </remarks>
    /// <param name="source">The rows to train on.</param>
    /// <param name="schema">What the columns are.</param>
    /// <param name="options">Penalty, hidden layers, weights and more.</param>
    /// <param name="cancellationToken">Checked before every step; a cancelled training returns the best classifier so far.</param>
    /// <returns>The classifier.</returns>
    /// <exception cref="ArgumentException">The label or another column is missing or unfit; the message says which row and column.</exception>
    /// <exception cref="DivergedException">The numbers are no longer finite.</exception>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    /// <exception cref="IOException">A file can't be read, or the temporary file can't be written.</exception>
    public static Classifier Fit(TableSource source, Schema schema, ClassifierOptions? options = null, CancellationToken cancellationToken = default)
    {
        Guard.NotNull(source, nameof(source));
        Guard.NotNull(schema, nameof(schema));
        var encoder = TrainingPlan.Encoder(source, schema, options ??= ClassifierOptions.Default, nameof(source), nameof(options));
        return SourceTraining.Run(source, encoder, options, nameof(source), nameof(options), cancellationToken);
    }
}
