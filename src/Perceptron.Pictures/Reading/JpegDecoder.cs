using StbImageSharp;

namespace Perceptron.Reading;

/// <summary>Decodes a JPEG file that was checked into grey pixels, row after row.</summary>
internal delegate byte[] JpegDecoding(Stream file);

/// <summary>StbImageSharp. For grey it takes the luma as it is in the file.</summary>
internal static class JpegDecoder
{
    public static byte[] Decode(Stream file) => ImageResult.FromStream(file, ColorComponents.Grey).Data;
}
