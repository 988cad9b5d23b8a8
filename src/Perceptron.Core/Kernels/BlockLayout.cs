namespace Perceptron.Kernels;

/// <summary>
/// Which eight inputs are an octet: two runs of four. Where the inputs are as many as the pixels of a square picture whose side is a multiple
/// of four, the second run stands below the first, so that strokes cross fewer octets; else it follows it.
/// </summary>
internal sealed class OctetShape
{
    private const int Run = OctetKernels.Width / 2;

    /// <summary>Of fewer inputs nothing is gained.</summary>
    private const int LeastInputs = 64;

    private readonly int[] _octets;

    private OctetShape(int inputs)
    {
        var side = (int)Math.Sqrt(inputs);
        var isPicture = side * side == inputs && side % Run == 0;
        Second = isPicture ? side : Run;
        Firsts = new int[inputs / OctetKernels.Width];
        _octets = new int[inputs];
        var inRow = isPicture ? side / Run : Firsts.Length;
        for (var octet = 0; octet < Firsts.Length; octet++)
        {
            var first = Firsts[octet] = isPicture ? (octet / inRow * 2 * side) + (octet % inRow * Run) : octet * OctetKernels.Width;
            _octets.AsSpan(first, Run).Fill(octet);
            _octets.AsSpan(first + Second, Run).Fill(octet);
        }
    }

    /// <summary>Of each octet the first input.</summary>
    public int[] Firsts { get; }

    /// <summary>How many words hold a bit for each octet.</summary>
    public int Words => (Firsts.Length + 63) / 64;

    /// <summary>From the first run to the second.</summary>
    public int Second { get; }

    /// <summary>Whether so many inputs are taken by octets.</summary>
    public static bool IsFor(int inputs) => inputs >= LeastInputs && SparseIndex.IsNarrow<float>(inputs) && inputs % OctetKernels.Width == 0;

    /// <summary>The octets of so many inputs, a multiple of eight.</summary>
    public static OctetShape Of(int inputs) => new(inputs);

    /// <summary>The octet of an input.</summary>
    public int Octet(int input) => _octets[input];

    /// <summary>An input's place in its octet.</summary>
    public int Lane(int input)
    {
        var place = input - Firsts[_octets[input]];
        return place < Run ? place : Run + place - Second;
    }
}
