using System.Text.Json.Nodes;

namespace Perceptron.Bench.Compare.Points;

/// <summary>f(x) of softmax regression for MNIST's 10,000 test images, together and one by one.</summary>
internal static class Predicting
{
    private const int Number = 4;

    // Together they take as long as one of the others'.
    private const int InARow = 8;

    public static void Run(Context context)
    {
        var (data, peers, report) = (context.Test, context.Peers, context.Report);
        var model = Model.Uniform<float>(Architecture.Of(data.InputCount).Softmax(data.ClassCount), -0.1, 0.1, seed: 1);
        var (predictions, all1, all2) = (new float[data.Count * data.ClassCount], new ComputeOptions { Threads = 1 }, new ComputeOptions { Threads = 2 });
        float[][] rows = [.. Enumerable.Range(0, data.Count).Select(data.Rows.Row)];
        var prediction = new float[data.ClassCount];

        var way1 = new Way("1 thread", Measure.Seconds(() => model.Predict(data.Rows, predictions, all1))).InARow(InARow);
        var way2 = new Way("2 threads", Measure.Seconds(() => model.Predict(data.Rows, predictions, all2))).InARow(InARow);
        var (ours, ours1, ours2) = (new Side("ours", way1, way2), new Side("ours", way1), new Side("ours", way2));
        var rowInBatch = new Side("ours", new Way("a row in the batch", Measure.Seconds(() => model.Predict(data.Rows, predictions, all1), data.Count)).InARow(InARow));
        var denseRows = data.Rows.ToDense();
        var rowInDenseBatch = new Side("ours", new Way("a row in a dense batch", Measure.Seconds(() => model.Predict(denseRows, predictions, all1), data.Count)).InARow(InARow));
        var oneRow = Side.Ours("one row", Measure.Seconds(EachRow, data.Count));
        var oneCompressedRow = new Side("ours", new Way("one row", Measure.Seconds(EachCompressedRow, data.Count)).InARow(InARow));
        var torch = peers.PyTorchSide("predict");
        var torchRow = peers.PyTorchSide("predict rows", threads: 1);
        var mlNet = MlNet("batch", "predict");
        var engine = MlNet("PredictionEngine", "predict rows");
        var limit = Context.Limit(MachineLimit.Of(data.Rows, data.ClassCount, sweeps: 1, threads: 1).InARow(InARow));
        Measure.InTurn(context.ShortRepeats, ours, torch, mlNet, rowInBatch, rowInDenseBatch, oneRow, oneCompressedRow, limit);
        Measure.InTurn(context.Repeats, engine, torchRow);

        report.Compare(Number, "10,000 images, our better threads", ours, torch, target: 5);
        report.Compare(Number, "10,000 images, our better threads", ours, mlNet, target: 3);
        report.Compare(Number, "10,000 images, our better threads", ours, engine, target: 20);
        report.Compare(Number, "10,000 images, 1 thread", ours1, torch);
        report.Compare(Number, "10,000 images, 1 thread", ours1, mlNet);
        report.Compare(Number, "10,000 images, 1 thread", ours1, limit);
        report.Compare(Number, "10,000 images, 2 threads", ours2, ours1);
        report.Compare(Number, "one row (compressed)", oneCompressedRow, rowInBatch, target: 0.5);
        report.Compare(Number, "one row (dense)", oneRow, rowInDenseBatch, target: 0.5);
        report.Compare(Number, "one row (dense)", oneRow, rowInBatch);
        report.Compare(Number, "one row (dense)", oneRow, torchRow.Over(data.Count));
        report.Compare(Number, "one row (dense)", oneRow, engine.Over(data.Count));
        var bytes = AllocatedBy(EachRow) + AllocatedBy(EachCompressedRow);
        report.Value(Number, "allocated by 10,000 rows of each kind, one by one", $"{bytes} bytes", "0", bytes == 0);

        void EachRow()
        {
            foreach (var row in rows)
            {
                model.Predict(row, prediction);
            }
        }

        void EachCompressedRow()
        {
            for (var r = 0; r < data.Count; r++)
            {
                model.Predict(data.Rows, r, prediction);
            }
        }

        // Either sparse or dense rows are faster for ML.NET: the better counts.
        Side MlNet(string name, string task) => peers.MlNet.Side($"ML.NET {name}", MlNetWay(task, false), MlNetWay(task, true));

        Way MlNetWay(string task, bool sparse) =>
            peers.MlNet.Way(sparse ? "sparse" : "dense", new JsonObject { ["task"] = task, ["sparse"] = sparse });
    }

    /// <summary>The bytes that an action allocates on this thread after a warm-up.</summary>
    private static long AllocatedBy(Action action)
    {
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
