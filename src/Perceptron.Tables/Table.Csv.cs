using Perceptron.Support;
using Perceptron.Tables;

namespace Perceptron;

// Tables from files.
public sealed partial class Table
{
    /// <summary>Reads a CSV file into memory. Its first line has the names of the columns.</summary>
    /// <remarks>
    /// Cells are those of RFC 4180: one that begins with a quote ends with one, and has quotes within it twice. Blank lines are skipped. Nothing is guessed
    /// quietly: rows of another length, names that are missing or there twice, quotes that never close, and bytes that are none of the encoding are refused.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is written; found in the file if it is left out.</param>
    /// <returns>The table.</returns>
    /// <exception cref="InvalidDataException">It is no such file; the message has the file, the line, the column and the value.</exception>
    /// <exception cref="IOException">It can't be read, or the path is that of a folder.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static Table ReadCsv(string path, CsvOptions? options = null)
    {
        FileArguments.RequirePath(path, nameof(path));
        using var stream = InputFile.Open(path, 1 << 16, FileOptions.SequentialScan);
        return ReadCsv(stream, path, options);
    }

    /// <summary>Reads CSV from a stream, from where it stands to its end; the stream stays open.</summary>
    /// <param name="stream">Where from.</param>
    /// <param name="name">What messages call it, as a path.</param>
    /// <param name="options">How it is written; found in the text if it is left out.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentException">The stream can't be read.</exception>
    /// <exception cref="InvalidDataException">It is no such text; the message has the name, the line, the column and the value.</exception>
    public static Table ReadCsv(Stream stream, string name, CsvOptions? options = null)
    {
        FileArguments.RequireReadable(stream, nameof(stream));
        Guard.NotNull(name, nameof(name));
        return CsvText.Read(stream, name, options ?? CsvOptions.Default, int.MaxValue).Single();
    }

    /// <summary>Reads CSV from a text, such as a literal.</summary>
    /// <param name="text">The text; its first line has the names of the columns.</param>
    /// <param name="options">How it is written; found in the text if it is left out.</param>
    /// <returns>The table.</returns>
    /// <exception cref="InvalidDataException">It is no such text; the message has the line, the column and the value.</exception>
    public static Table ParseCsv(string text, CsvOptions? options = null)
    {
        Guard.NotNull(text, nameof(text));
        if (!Utf16.IsValid(text))
        {
            throw new InvalidDataException("The text is not valid Unicode: it has half of a surrogate pair.");
        }

        // The text is decoded already.
        options ??= CsvOptions.Default;
        var utf8 = new CsvOptions { Separator = options.Separator, DecimalMark = options.DecimalMark, GapTexts = options.GapTexts, Compute = options.Compute };
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        return ReadCsv(stream, "text", utf8);
    }
}
