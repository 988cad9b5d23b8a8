using Perceptron.Support;
using Perceptron.Tables;

namespace Perceptron;

// One file for all of it.
public sealed partial class Classifier
{
    /// <summary>Saves the classifier. The file is written whole or not at all: beside it first, and then moved into its place.</summary>
    /// <remarks>
    /// It is a safetensors file as <see cref="ModelFile"/> describes, with <c>perceptron.format</c> "2": beside the layers it has the tensors
    /// <c>encoder.statistics</c> (F64; for each number and part of a date what stands for a gap, what is subtracted, the divisor, minimum and maximum), <c>encoder.level_ends</c> (I64) and
    /// <c>encoder.levels</c> (U8: all levels in UTF-8, one after the other), and in its metadata <c>perceptron.schema</c>, which says in JSON what the columns are.
    /// </remarks>
    /// <param name="path">Where to; a file that is there is replaced.</param>
    /// <exception cref="ArgumentException">A name is not valid Unicode, or the schema takes more than 1 MB.</exception>
    /// <exception cref="IOException">The file can't be written, or the path is that of a folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Save(string path)
    {
        FileArguments.RequirePath(path, nameof(path));
        AtomicFile.Write(path, stream => ClassifierFile.Write(this, stream));
    }

    /// <summary>Writes the classifier to a stream, which stays open.</summary>
    /// <param name="stream">Where to.</param>
    /// <exception cref="ArgumentException">As for <see cref="Save"/>; nothing is written. Or the stream can't be written.</exception>
    public void Write(Stream stream)
    {
        FileArguments.RequireWritable(stream, nameof(stream));
        ClassifierFile.Write(this, stream);
    }

    /// <summary>Loads a classifier: to the last bit that which was saved, but for its notes.</summary>
    /// <param name="path">Where from.</param>
    /// <returns>The classifier.</returns>
    /// <exception cref="InvalidDataException">It is no classifier file, or a damaged one; the message says what is wrong where.</exception>
    /// <exception cref="IOException">The file can't be read, or the path is that of a folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static Classifier Load(string path)
    {
        FileArguments.RequirePath(path, nameof(path));
        using var stream = InputFile.Open(path);
        return Read(stream, path);
    }

    /// <summary>Reads a classifier from a stream, from where it stands to its end; the stream stays open.</summary>
    /// <param name="stream">Where from.</param>
    /// <param name="name">What messages call it, as a path.</param>
    /// <returns>The classifier.</returns>
    /// <exception cref="ArgumentException">The stream can't be read.</exception>
    /// <exception cref="InvalidDataException">It is no classifier file, or a damaged one; the message says what is wrong where.</exception>
    public static Classifier Read(Stream stream, string name)
    {
        FileArguments.RequireReadable(stream, nameof(stream));
        Guard.NotNull(name, nameof(name));
        return ClassifierFile.Read(stream, name);
    }
}
