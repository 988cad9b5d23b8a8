namespace Perceptron.Kernels;

/// <summary>
/// Which eight inputs form an input block: two runs of four neighbouring inputs. If the inputs can be the pixels of a square image whose side is a
/// multiple of four, the second run stands below the first. A block is then two by four pixels, and strokes cross fewer blocks. Otherwise the second
/// run follows the first.
/// </summary>
internal sealed class BlockLayout
{
    /// <summary>Neighbouring inputs of a run.</summary>
    public const int Run = BlockKernels.Width / 2;

    /// <summary>With fewer inputs, input blocks gain nothing.</summary>
    private const int MinInputs = 64;

    private readonly int[] _blocks;

    private BlockLayout(int inputs)
    {
        var side = (int)Math.Sqrt(inputs);
        var isImage = side * side == inputs && side % Run == 0;
        Second = isImage ? side : Run;
        Firsts = new int[inputs / BlockKernels.Width];
        _blocks = new int[inputs];
        var blocksPerRow = isImage ? side / Run : Firsts.Length;
        for (var inputBlock = 0; inputBlock < Firsts.Length; inputBlock++)
        {
            var first = Firsts[inputBlock] = isImage ? (inputBlock / blocksPerRow * 2 * side) + (inputBlock % blocksPerRow * Run) : inputBlock * BlockKernels.Width;
            _blocks.AsSpan(first, Run).Fill(inputBlock);
            _blocks.AsSpan(first + Second, Run).Fill(inputBlock);
        }
    }

    /// <summary>The first input of each input block, where its first run begins.</summary>
    public int[] Firsts { get; }

    /// <summary>Words of a bitmap that has a bit for each input block.</summary>
    public int Words => (Firsts.Length + 63) / 64;

    /// <summary>The distance from the first run of an input block to the second.</summary>
    public int Second { get; }

    /// <summary>Whether this number of inputs can be split into input blocks.</summary>
    public static bool IsFor(int inputs) => inputs >= MinInputs && SparseIndex.IsNarrow<float>(inputs) && inputs % BlockKernels.Width == 0;

    /// <summary>The input blocks of a number of inputs, which is a multiple of eight.</summary>
    public static BlockLayout Of(int inputs) => new(inputs);

    /// <summary>The input block that an input belongs to.</summary>
    public int BlockOf(int input) => _blocks[input];

    /// <summary>An input's lane in its input block, from 0 to 7.</summary>
    public int Lane(int input)
    {
        var offset = input - Firsts[_blocks[input]];
        return offset < Run ? offset : Run + offset - Second;
    }
}
