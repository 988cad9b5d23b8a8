namespace Perceptron.Reading;

/// <summary>The header of a JPEG picture, and what its scans have covered so far.</summary>
internal sealed class JpegFrame
{
    private const int BlockSide = 8;
    private const int Coefficients = 64;

    /// <summary>A picture of 40 million pixels and three components takes about half of it.</summary>
    private const long MaxWork = 1_000_000_000;

    /// <summary>To find a block costs about as much as these coefficients.</summary>
    private const int WorkPerBlock = 16;

    private const long MaxMemory = 256 << 20;

    private readonly bool _isProgressive;
    private readonly Component[] _components;
    private long _work;
    private int _scans;

    private JpegFrame(int height, int width, bool isProgressive, Component[] components) =>
        (Height, Width, _isProgressive, _components) = (height, width, isProgressive, components);

    public int Height { get; }

    public int Width { get; }

    /// <summary>Reads the frame header, SOF0 to SOF2.</summary>
    public static JpegFrame Read(ReadOnlySpan<byte> content, bool isProgressive, int fileLength, string name)
    {
        if (content.Length < 6 || content.Length != 6 + (3 * content[5]))
        {
            throw PictureFile.Damaged(name, "its header can't be read");
        }

        var (bits, height, width, count) = (content[0], (content[1] << 8) | content[2], (content[3] << 8) | content[4], content[5]);
        if (bits != 8 || count is not (1 or 3 or 4))
        {
            throw new InvalidDataException(
                PictureFile.Invariant($"{name} is an uncommon JPEG picture, of {bits} bits and {count} components; 8 bits and 1, 3 or 4 components are read. Save it as PNG or as a usual JPEG."));
        }

        PictureFile.RequireSize(width, height, name);
        if ((long)width * height > BlockSide * BlockSide * 8L * fileLength)
        {
            // Each block of 8 × 8 takes at least one bit.
            throw PictureFile.Damaged(name, PictureFile.Invariant($"{fileLength} bytes can't hold its {width} × {height} pixels"));
        }

        var components = new Component[count];
        for (var i = 0; i < count; i++)
        {
            var part = content[(6 + (3 * i))..];
            components[i] = new(part[0], part[1] >> 4, part[1] & 15);
        }

        var (across, down) = (components.Max(component => component.Across), components.Max(component => component.Down));
        if (components.Any(component => component.Across is 0 or > 4 || component.Down is 0 or > 4 || across % component.Across != 0 || down % component.Down != 0)
            || components.DistinctBy(component => component.Id).Count() < count)
        {
            throw new InvalidDataException($"{name} is an uncommon JPEG picture: its colours have sizes that don't fit together. Save it as PNG or as a usual JPEG.");
        }

        foreach (var component in components)
        {
            component.Blocks = Groups(width, across) * component.Across * Groups(height, down) * component.Down;
        }

        var frame = new JpegFrame(height, width, isProgressive, components);
        frame.RequireMemory(name);
        return frame;
    }

    /// <summary>Checks the header of a scan.</summary>
    public void CheckScan(ReadOnlySpan<byte> content, string name)
    {
        if (content.Length < 6 || content.Length != 4 + (2 * content[0]))
        {
            throw PictureFile.Damaged(name, "the header of a scan can't be read");
        }

        _scans++;
        var (first, last, isRefinement) = (content[^3], content[^2], content[^1] >> 4 > 0);
        for (var i = 0; i < content[0]; i++)
        {
            var id = content[1 + (2 * i)];
            var component = Array.Find(_components, component => component.Id == id)
                ?? throw PictureFile.Damaged(name, PictureFile.Invariant($"a scan has the component {id}, which is not in its header"));

            // A progressive picture begins with coefficient 0 of each component. Any other has each component once.
            if (_isProgressive ? !component.HasBegun && (first > 0 || isRefinement) : component.HasBegun)
            {
                throw PictureFile.Damaged(name, "its scans are in the wrong order");
            }

            component.HasBegun = true;
            _work += component.Blocks * (WorkPerBlock + (_isProgressive ? Math.Max(0, last - first) + 1 : Coefficients));
        }

        if (_work > MaxWork)
        {
            throw new InvalidDataException(PictureFile.Invariant(
                $"{name} is a JPEG picture of {Width} × {Height} pixels in {_scans} scans or more, which would take too long to read. Save it as PNG or as a usual JPEG."));
        }
    }

    /// <summary>Requires that each component is in a scan.</summary>
    public void RequireAllComponents(string name)
    {
        if (!_components.All(component => component.HasBegun))
        {
            throw PictureFile.Damaged(name, "some of its colours are missing");
        }
    }

    private static long Groups(int pixels, int sampling) => (pixels + (sampling * BlockSide) - 1) / (sampling * BlockSide);

    private void RequireMemory(string name)
    {
        // The decoder holds all samples, those of a progressive picture as coefficients of two bytes too, and the result twice.
        var memory = (_components.Sum(component => component.Blocks) * Coefficients * (_isProgressive ? 3 : 1)) + (2L * Height * Width);
        if (memory > MaxMemory)
        {
            throw new InvalidDataException(PictureFile.Invariant(
                $"{name} is a picture of {Width} × {Height} pixels which would take {memory >> 20} MiB to read; {MaxMemory >> 20} MiB is the maximum. Make it smaller."));
        }
    }

    /// <summary>One of the colours; it may have fewer samples than the picture has pixels.</summary>
    private sealed class Component(byte id, int across, int down)
    {
        public byte Id => id;

        public int Across => across;

        public int Down => down;

        public long Blocks { get; set; }

        public bool HasBegun { get; set; }
    }
}
