using Perceptron.Bench.Compare.Points;

namespace Perceptron.Bench.Compare;

/// <summary>What all points share: the data, the peers, the numbers of repeats, and the report.</summary>
internal sealed class Context(MnistData mnist, Peers peers, bool isQuick, IReadOnlyList<string> shapes) : IDisposable
{
    public Report Report { get; } = new();

    public MnistData Mnist => mnist;

    public Dataset<float> Training => mnist.Training.Data;

    public Dataset<float> Test => mnist.Test.Data;

    public Peers Peers => peers;

    public bool IsQuick => isQuick;

    /// <summary>The names of the shapes to measure in point 8.</summary>
    public IReadOnlyList<string> Shapes => shapes;

    /// <summary>Rounds for work that takes up to about a second.</summary>
    public int Repeats => isQuick ? 3 : 11;

    /// <summary>Rounds for work that takes seconds.</summary>
    public int LongRepeats => isQuick ? 2 : 5;

    /// <summary>Rounds for work that takes milliseconds.</summary>
    public int ShortRepeats => isQuick ? 10 : 51;

    public void Dispose() => peers.Dispose();

    /// <summary>The limit of the machine, as a side.</summary>
    public static Side Limit(params Way[] ways) => new("the machine's limit", ways);
}

/// <summary>One point of the comparison.</summary>
internal sealed record Point(int Number, string Title, Action<Context> Run)
{
    public static IReadOnlyList<Point> All { get; } =
    [
        new(1, "softmax regression by mini-batches", MiniBatches.Run),
        new(2, "softmax regression by full batches", FullBatches.Run),
        new(3, "from a cold start to a test accuracy of 0.92", ColdStart.Run),
        new(4, "predicting", Predicting.Run),
        new(5, "a network 784–128–10", Network.Run),
        new(6, "dense data, and a sparse peer", DenseAndSparse.Run),
        new(7, "growth with the data", Growth.Run),
        new(8, "other shapes", Shapes.Run),
        new(9, "to the optimum", ToOptimum.Run),
        new(10, "products of matrices", Products.Run),
        new(11, "a table from its file", TableFile.Run),
    ];
}
