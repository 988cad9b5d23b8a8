namespace Perceptron.Bench.Compare.Points;

/// <summary>
/// Softmax and logistic regression and networks of other shapes than MNIST's, one thread against one: an epoch of mini-batches, the full
/// gradient, predicting many rows together, and predicting one row at a time.
/// </summary>
internal static class Shapes
{
    private const int Number = 8;
    private const double Rate = 0.01;
    private const int Together = 20_000;
    private const double OneRowTarget = 3;

    // scikit-learn takes up to milliseconds a call.
    private const int ScikitCalls = 200;

    // What is short is done this many times in a row, but not again once this much time has passed.
    private const int InARow = 8;
    private const double InARowSeconds = 0.05;

    public static void Run(Context context)
    {
        foreach (var shape in DataShape.All.Where(shape => context.Shapes.Contains(shape.Name)))
        {
            Console.Error.WriteLine($"   {shape} …");
            Run(context, shape);

            // The next shape needs the memory, here and in the peers.
            context.Peers.Forget();
            GC.Collect();
        }
    }

    private static void Run(Context context, DataShape shape)
    {
        using var data = new ShapeData(shape);
        var (model, oneThread) = (Model.He<float>(shape.Architecture, seed: 1), new ComputeOptions { Threads = 1 });
        if (shape.NonZeros is null)
        {
            OnnxFile.Save(model, Path.Combine(data.Folder, "model.onnx"));
        }

        var repeats = shape.IsLong ? context.LongRepeats : context.Repeats;
        var peers = new ShapePeers(context.Peers, shape, data.Folder);

        using (var run = new TrainingRun(model, data.All, Rate, new TrainingOptions { BatchSize = shape.Batch, Seed = 1, Compute = oneThread }))
        {
            Compare("an epoch", run.Next, shape.Target, peers.Epoch());
        }

        var gradient = new float[model.ParameterCount];
        Compare("the full gradient", Measure.Seconds(() => model.Gradient(data.All, gradient, compute: oneThread)), shape.Target, peers.Gradient());

        var (rows, predictions) = (data.First(Together), new float[Together * shape.Outputs]);
        Compare("predicting 20,000 rows", Measure.Seconds(() => model.Predict(rows, predictions, oneThread)), shape.Target, peers.Predict(Together));

        var (calls, prediction) = (context.IsQuick ? 2_000 : 10_000, new float[shape.Outputs]);
        Compare("predicting one row", Measure.Seconds(EachRow, calls), OneRowTarget, peers.PredictRows(calls, ScikitCalls));

        void Compare(string what, Func<double> once, double target, Side[] others)
        {
            var ours = new Side("ours", new Way("1 thread", once).InARow(InARow, InARowSeconds));
            Side[] sides = [.. others.Select(side => side.InARow(InARow, InARowSeconds))];
            Measure.InTurn(repeats, [ours, .. sides]);
            foreach (var side in sides)
            {
                context.Report.Compare(Number, $"{shape}: {what}", ours, side, target);
            }
        }

        void EachRow()
        {
            for (var r = 0; r < calls; r++)
            {
                if (rows.IsSparse)
                {
                    model.Predict(rows, r, prediction);
                }
                else
                {
                    model.Predict(data.DenseRow(r), prediction);
                }
            }
        }
    }
}
