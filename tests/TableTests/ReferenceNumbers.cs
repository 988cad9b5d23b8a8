using System.Text.Json;
using Perceptron;
using Xunit;

namespace TableTests;

/// <summary>Coefficients and metrics are those of scikit-learn, which tests/references/tables.py computes.</summary>
public class ReferenceNumbers
{
    private static readonly JsonDocument Reference = Read();

    /// <summary>As near to the optimum as doubles go, so that metrics can be compared to twelve digits.</summary>
    private static readonly ClassifierOptions Sharp = new() { Lbfgs = new Lbfgs { GradientTolerance = 1e-13, MaxIterations = 10_000 } };

    [Theory]
    [InlineData("iris", "species")]
    [InlineData("wine", "cultivar")]
    [InlineData("breast_cancer", "diagnosis")]
    public void Tables_of_numbers(string name, string label)
    {
        var table = Tables.Read(name);
        Agrees(name, table, Classifier.Fit(table, label), Classifier.Fit(table, label, Sharp));
    }

    [Fact]
    public void A_table_with_categories_and_gaps()
    {
        var table = Tables.Read("passengers");
        var schema = Schema.Infer(table, "survived").With("age", Column.Number(gaps: Gaps.Median.WithIndicator())).With("cabin", Column.Category());
        var classifier = Classifier.Fit(table, schema);

        Assert.Equal(["class = third", "class = first", "class = second", "sex = male", "sex = female", "age", "age is missing", "fare"], classifier.Encoder.FeatureNames.Take(8));
        Assert.True(classifier.Encoder.IsSparse);
        Agrees("passengers", table, classifier, Classifier.Fit(table, schema, Sharp));
    }

    [Fact]
    public void So_does_a_source_in_batches()
    {
        var source = TableSource.FromCsv(Tables.Path("passengers"), new CsvOptions { BatchRows = 70 });
        var schema = Schema.Infer(source, "survived").With("age", Column.Number(gaps: Gaps.Median.WithIndicator())).With("cabin", Column.Category());

        Agrees("passengers", Tables.Read("passengers"), Classifier.Fit(source, schema), Classifier.Fit(source, schema, Sharp));
    }

    private static void Agrees(string name, Table table, Classifier usual, Classifier sharp)
    {
        var expected = Reference.RootElement.GetProperty(name);
        var weights = expected.GetProperty("weights");
        var (w, b) = (usual.Model.Layers[0].W, usual.Model.Layers[0].B);
        Assert.Equal(weights.GetArrayLength(), w.InputCount);
        for (var input = 0; input < w.InputCount; input++)
        {
            for (var output = 0; output < w.OutputCount; output++)
            {
                Near(weights[input][output].GetDouble(), w[input, output], 1e-6);
            }
        }

        for (var output = 0; output < w.OutputCount; output++)
        {
            Near(expected.GetProperty("biases")[output].GetDouble(), b[output], 1e-6);
        }

        var evaluation = sharp.Evaluate(table);
        Near(expected.GetProperty("accuracy").GetDouble(), evaluation.Accuracy, 1e-12);
        Near(expected.GetProperty("logLoss").GetDouble(), evaluation.LogLoss, 1e-12);
        Near(expected.GetProperty("f1").GetDouble(), evaluation.Macro.F1, 1e-12);
        var probabilities = expected.GetProperty("probabilities");
        var answers = sharp.PredictAll(table);
        for (var row = 0; row < probabilities.GetArrayLength(); row++)
        {
            foreach (var one in answers[row].Ranking)
            {
                Near(probabilities[row][one.Index].GetDouble(), one.Probability, 1e-10);
            }
        }
    }

    private static void Near(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{actual:R}; {expected:R} expected");

    private static JsonDocument Read()
    {
        using var stream = typeof(ReferenceNumbers).Assembly.GetManifestResourceStream("Reference.json")!;
        return JsonDocument.Parse(stream);
    }
}
