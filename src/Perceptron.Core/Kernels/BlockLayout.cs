namespace Perceptron.Kernels;

/// <summary>
/// Which eight inputs are an input block: two runs of four. Where the inputs are as many as the pixels of a square picture whose side is a multiple
/// of four, the second run stands below the first, so that strokes cross fewer input blocks; else it follows it.
/// </summary>
internal sealed class BlockLayout
{
    private const int Run = BlockKernels.Width / 2;

    /// <summary>Of fewer inputs nothing is gained.</summary>
    private const int LeastInputs = 64;

    private readonly int[] _blocks;

    private BlockLayout(int inputs)
    {
        var side = (int)Math.Sqrt(inputs);
        var isPicture = side * side == inputs && side % Run == 0;
        Second = isPicture ? side : Run;
        Firsts = new int[inputs / BlockKernels.Width];
        _blocks = new int[inputs];
        var inRow = isPicture ? side / Run : Firsts.Length;
        for (var inputBlock = 0; inputBlock < Firsts.Length; inputBlock++)
        {
            var first = Firsts[inputBlock] = isPicture ? (inputBlock / inRow * 2 * side) + (inputBlock % inRow * Run) : inputBlock * BlockKernels.Width;
            _blocks.AsSpan(first, Run).Fill(inputBlock);
            _blocks.AsSpan(first + Second, Run).Fill(inputBlock);
        }
    }

    /// <summary>Of each input block the first input.</summary>
    public int[] Firsts { get; }

    /// <summary>How many words hold a bit for each input block.</summary>
    public int Words => (Firsts.Length + 63) / 64;

    /// <summary>From the first run to the second.</summary>
    public int Second { get; }

    /// <summary>Whether so many inputs are taken by input blocks.</summary>
    public static bool IsFor(int inputs) => inputs >= LeastInputs && SparseIndex.IsNarrow<float>(inputs) && inputs % BlockKernels.Width == 0;

    /// <summary>The input blocks of so many inputs, a multiple of eight.</summary>
    public static BlockLayout Of(int inputs) => new(inputs);

    /// <summary>The input block of an input.</summary>
    public int BlockOf(int input) => _blocks[input];

    /// <summary>An input's place in its input block.</summary>
    public int Lane(int input)
    {
        var place = input - Firsts[_blocks[input]];
        return place < Run ? place : Run + place - Second;
    }
}
