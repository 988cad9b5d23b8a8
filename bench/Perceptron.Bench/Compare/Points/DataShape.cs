using System.Globalization;
using System.Text.Json.Nodes;

namespace Perceptron.Bench.Compare.Points;

/// <summary>How large data and model are. One output is a sigmoid, several are softmax; hidden layers have ReLU.</summary>
/// <param name="Name">A short name.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="Inputs">The values in each row, zeros included.</param>
/// <param name="Hidden">The neurons of each hidden layer.</param>
/// <param name="Outputs">The number of outputs.</param>
/// <param name="Batch">The rows in a mini-batch.</param>
/// <param name="Target">The smallest ratio to reach, except for predicting one row.</param>
internal sealed record DataShape(string Name, int Rows, int Inputs, int[] Hidden, int Outputs, int Batch, double Target)
{
    // An epoch of more multiply-adds takes a second or more.
    private const double Long = 1e10;

    /// <summary>All shapes. S8 is MNIST's, which has points of its own.</summary>
    public static IReadOnlyList<DataShape> All { get; } =
    [
        new("S1", 500_000, 30, [], 1, Batch: 256, Target: 5) { HasScikit = true },
        new("S2", 300_000, 54, [], 7, Batch: 256, Target: 5) { HasScikit = true },
        new("S3", 50_000, 262_144, [], 1, Batch: 128, Target: 1.7) { HasScikit = true, NonZeros = 75 },
        new("S4", 20_000, 100_000, [], 20, Batch: 128, Target: 5) { HasScikit = true, NonZeros = 100 },
        new("S5", 20_000, 3_072, [], 10, Batch: 128, Target: 2.5),
        new("S6", 50_000, 768, [], 100, Batch: 256, Target: 1.4),
        new("S7", 20_000, 768, [], 1_000, Batch: 256, Target: 1.2),
        new("S9", 20_000, 784, [512, 512], 10, Batch: 128, Target: 1.3),
        new("S10", 200_000, 20, [64, 64], 2, Batch: 256, Target: 4),
    ];

    /// <summary>The values of each row that are not 0; null for dense rows.</summary>
    public int? NonZeros { get; init; }

    /// <summary>Whether scikit-learn is asked too.</summary>
    public bool HasScikit { get; init; }

    public int Classes => Math.Max(2, Outputs);

    /// <summary>Whether an epoch takes about a second or more.</summary>
    public bool IsLong
    {
        get
        {
            int[] sizes = [NonZeros ?? Inputs, .. Hidden, Outputs];
            return (double)Rows * sizes.Zip(sizes.Skip(1), (from, to) => from * to).Sum() > Long;
        }
    }

    public Architecture Architecture
    {
        get
        {
            var builder = Hidden.Aggregate(Architecture.Of(Inputs), (layers, neurons) => layers.Hidden(neurons, Activation.ReLU));
            return Outputs == 1 ? builder.Sigmoid(1) : builder.Softmax(Outputs);
        }
    }

    /// <summary>What a peer has to know.</summary>
    public JsonObject ToJson(string folder) => new()
    {
        ["folder"] = folder,
        ["sparse"] = NonZeros is not null,
        ["inputs"] = Inputs,
        ["hidden"] = new JsonArray([.. Hidden.Select(neurons => JsonValue.Create(neurons))]),
        ["outputs"] = Outputs,
        ["batch"] = Batch,
    };

    public override string ToString()
    {
        var layers = string.Join("–", Hidden.Append(Outputs).Prepend(Inputs).Select(size => size.ToString("N0", CultureInfo.InvariantCulture)));
        var kind = NonZeros is { } nonZeros ? $"sparse ({nonZeros} a row)" : "dense";
        return string.Create(CultureInfo.InvariantCulture, $"{Name}, {kind} {Rows:N0} rows, {layers}");
    }
}
