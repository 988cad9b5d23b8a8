namespace Perceptron.Bench;

/// <summary>MNIST, and random numbers.</summary>
internal static class BenchData
{
    /// <summary>MNIST from a folder, or else from <c>PERCEPTRON_DATA</c> or the cache. Nothing is downloaded.</summary>
    public static MnistData Mnist(string? folder = null) =>
        Perceptron.Mnist.Load(new MnistOptions { Folder = folder, Offline = true });

    /// <summary>Uniform numbers in (0, 1), none of them 0.</summary>
    public static float[] Uniform(int count)
    {
        var random = new Random(1);
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = (random.Next(1 << 24) + 0.5f) / (1 << 24);
        }

        return values;
    }

    /// <summary>Dense rows with class i mod <paramref name="classes"/>.</summary>
    public static Dataset<float> Dense(float[] values, int inputs, int classes) =>
        Dataset.Exclusive(Rows.Of(values, inputs), Cyclic(values.Length / inputs, classes), classes);

    /// <summary>Sparse rows, each with <paramref name="nonZeros"/> non-zeros at random inputs.</summary>
    public static Dataset<float> Sparse(int rows, int inputs, int nonZeros, int classes)
    {
        var random = new Random(1);
        var builder = new RowsBuilder<float>(inputs, sparse: true, rows);
        var places = Enumerable.Range(0, inputs).ToArray();
        var row = new float[inputs];
        for (var r = 0; r < rows; r++)
        {
            Array.Clear(row);
            for (var i = 0; i < nonZeros; i++)
            {
                var j = random.Next(i, inputs);
                (places[i], places[j]) = (places[j], places[i]);
                row[places[i]] = random.NextSingle() + 0.01f;
            }

            builder.Add(row);
        }

        return Dataset.Exclusive(builder.Build(), Cyclic(rows, classes), classes);
    }

    private static int[] Cyclic(int count, int classes) => [.. Enumerable.Range(0, count).Select(i => i % classes)];
}
