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

    /// <summary>Uniform numbers in (−1, 1), none of them 0.</summary>
    public static float[] Centred(int count)
    {
        var random = new Random(1);
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            // An odd number of at most 24 bits, so that it is exact.
            values[i] = ((2 * random.Next(1 << 24)) + 1 - (1 << 24)) / (float)(1 << 24);
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

    /// <summary>
    /// The arrays of sparse rows, each with <paramref name="nonZeros"/> non-zeros, whose columns are floor(u³ · inputs) with u uniform in
    /// [0, 1): few columns are in many rows, and most are in few, as with words in texts.
    /// </summary>
    public static (int[] RowStarts, int[] Columns, float[] Values) Skewed(int rows, int inputs, int nonZeros)
    {
        var random = new Random(1);
        var (columns, values) = (new int[rows * nonZeros], new float[rows * nonZeros]);
        var seen = new HashSet<int>();
        for (var r = 0; r < rows; r++)
        {
            seen.Clear();
            while (seen.Count < nonZeros)
            {
                seen.Add((int)(Math.Pow(random.NextDouble(), 3) * inputs));
            }

            seen.CopyTo(columns, r * nonZeros);
            Array.Sort(columns, r * nonZeros, nonZeros);
        }

        for (var i = 0; i < values.Length; i++)
        {
            values[i] = random.NextSingle() + 0.01f;
        }

        return ([.. Enumerable.Range(0, rows + 1).Select(r => r * nonZeros)], columns, values);
    }

    /// <summary>Labels of rows in turn: 0, 1, …, classes − 1, 0, 1, …</summary>
    public static int[] Cyclic(int count, int classes) => [.. Enumerable.Range(0, count).Select(i => i % classes)];
}
