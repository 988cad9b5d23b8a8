using Perceptron;

namespace Samples.CSharp;

/// <summary>Rows with many zeros, collected one by one: words of messages, and pixels as bytes.</summary>
internal static class SparseData
{
    public static void Run()
    {
        // <words>
        // Invented for this example: messages, and whether each is an order.
        (string Text, bool IsOrder)[] messages =
        [
            ("please send two boxes of tea", true),
            ("send ten boxes again", true),
            ("two more bags of coffee please", true),
            ("the tea was late again", false),
            ("when does the shop open", false),
            ("the coffee was good", false),
        ];
        var words = messages.SelectMany(message => message.Text.Split(' '))
            .Distinct().ToArray();

        // One row at a time is dense; the builder keeps what is not 0.
        var builder = new RowsBuilder<float>(words.Length, sparse: true);
        foreach (var (text, _) in messages)
        {
            builder.Add(Count(text));
        }

        var data = Dataset.Binary(
            builder.Build(), [.. messages.Select(message => message.IsOrder)]);
        Console.WriteLine($"{data}; {data.Rows.StoredValueCount} values stored");

        var model = Model.Neuron<float>(words.Length)
            .Train(data, new GradientDescent(1), epochs: 200)
            .Last().Model;
        Console.WriteLine(
            $"{model.Predict(Count("send coffee please"))[0]:0.00}, "
            + $"{model.Predict(Count("the shop was late"))[0]:0.00}");

        float[] Count(string text)
        {
            var row = new float[words.Length];
            foreach (var word in text.Split(' ').Intersect(words))
            {
                row[Array.IndexOf(words, word)]++;
            }

            return row;
        }
        // </words>

        // <values>
        // Only what is not 0: the inputs, in rising order, and their values.
        var wide = new RowsBuilder<float>(inputCount: 1_000_000, sparse: true);
        wide.Add([3, 250_000], [1f, 2f]);
        wide.Add([999_999], [5f]);
        Console.WriteLine(wide.Build());

        // The same from three arrays, as SciPy's csr_matrix has them.
        var csr = Rows.OfCsr(
            rowStarts: [0, 2, 3],
            columns: [3, 250_000, 999_999],
            values: [1f, 2f, 5f],
            inputCount: 1_000_000);
        Console.WriteLine($"{csr}, {csr.StoredValueCount} values stored");
        // </values>

        // <bytes>
        // Pixels stay bytes in memory; the model sees them divided by 255.
        var images = new RowsBuilder<float>(inputCount: 4, sparse: true);
        images.AddBytes([0, 255, 0, 51]);
        images.AddBytes([102, 0, 0, 0]);
        var rows = images.Build();
        Console.WriteLine($"{rows}: {string.Join(", ", rows.Row(0))}");
        // </bytes>

        // <convert>
        var digits = Digits.Embedded().Data;
        Console.WriteLine(digits.Rows);
        Console.WriteLine(digits.Rows.ToDense());
        Console.WriteLine(
            $"{digits.Rows.StoredValueCount} of "
            + $"{(long)digits.Count * digits.InputCount} values stored");
        // </convert>
    }
}
