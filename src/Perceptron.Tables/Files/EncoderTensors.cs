using System.Buffers.Binary;
using System.Text;
using Perceptron.Serialization;

namespace Perceptron.Tables;

/// <summary>What an encoder has learned, as tensors: numbers, and levels one after the other.</summary>
internal static class EncoderTensors
{
    public const string Statistics = "encoder.statistics";
    public const string LevelEnds = "encoder.level_ends";
    public const string Levels = "encoder.levels";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] Bytes(string level) => Utf8.GetBytes(level);

    /// <summary>The tensors, from a place among the bytes on.</summary>
    public static IEnumerable<SafeTensors.Tensor> Of(int statistics, int levels, long levelBytes, long offset)
    {
        var (ends, texts) = (offset + (8L * statistics), offset + (8L * statistics) + (8L * levels));
        yield return new(Statistics, "F64", [statistics], offset, ends);
        yield return new(LevelEnds, "I64", [levels], ends, texts);
        yield return new(Levels, "U8", [levelBytes], texts, texts + levelBytes);
    }

    public static IEnumerable<double> NumbersOf(NumberScale scale) => [scale.Fill, scale.Center, scale.Divisor, scale.Min, scale.Max];

    public static IEnumerable<double> NumbersOf(ColumnEncoder column) => column switch
    {
        NumberEncoder number => NumbersOf(number.Scale),
        DateEncoder date => date.Parts.SelectMany(NumbersOf),
        _ => [],
    };

    public static int NumberCount(ColumnKind kind) => kind switch
    {
        ColumnKind.Number => NumberScale.Length,
        ColumnKind.Date => NumberScale.Length * DateText.Parts.Count,
        _ => 0,
    };

    public static NumberScale Scale(ReadOnlySpan<double> numbers, string column, string name) =>
        numbers[2] > 0 && numbers[3] <= numbers[4]
            ? new(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4])
            : throw SafeTensors.Bad(name, $"has impossible statistics of the column \"{CsvText.Shown(column)}\": a divisor of {Support.Guard.Text(numbers[2])}, and a range from {Support.Guard.Text(numbers[3])} to {Support.Guard.Text(numbers[4])}.");

    public static void WriteEnds(Stream stream, IEnumerable<byte[]> levels)
    {
        var end = 0L;
        Span<byte> bytes = stackalloc byte[8];
        foreach (var level in levels)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, end += level.Length);
            stream.Write(bytes);
        }
    }

    /// <summary>Reads all levels; memory is taken for what the file really has.</summary>
    public static string[] ReadLevels(Stream stream, long start, SafeTensors.Header header, string name)
    {
        var (ends, texts) = (header.Tensors[LevelEnds], header.Tensors[Levels]);
        var bytes = new byte[texts.End - texts.Begin];
        var places = new byte[ends.End - ends.Begin];
        stream.Position = start + ends.Begin;
        SafeTensors.ReadExactly(stream, places, name);
        stream.Position = start + texts.Begin;
        SafeTensors.ReadExactly(stream, bytes, name);
        var levels = new string[places.Length / 8];
        var at = 0L;
        for (var i = 0; i < levels.Length; i++)
        {
            var end = BinaryPrimitives.ReadInt64LittleEndian(places.AsSpan(8 * i));
            if (end <= at || end > bytes.Length)
            {
                throw SafeTensors.Bad(name, $"has a level that goes from byte {Support.Guard.Text(at)} to {Support.Guard.Text(end)} of {Support.Guard.Text(bytes.Length)}.");
            }

            try
            {
                levels[i] = Utf8.GetString(bytes.AsSpan((int)at, (int)(end - at)));
            }
            catch (DecoderFallbackException exception)
            {
                throw SafeTensors.Bad(name, $"has a level, {Support.Guard.Text(i)}, that is no UTF-8.", exception);
            }

            at = end;
        }

        return at == bytes.Length ? levels : throw SafeTensors.Bad(name, $"has {Support.Guard.Text(bytes.Length)} bytes of levels, of which {Support.Guard.Text(at)} belong to one.");
    }
}
