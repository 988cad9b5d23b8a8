using MathNet.Numerics.Providers.LinearAlgebra;
using MathNet.Numerics.Providers.MKL.LinearAlgebra;
using Perceptron;

// An application that brings along what it takes for MKL. Says what each way of computing hands to the provider, and how far
// what it gives is from our own kernels' numbers.
LinearAlgebraControl.UseManaged();
var before = LinearAlgebraControl.Provider;
Console.WriteLine(Mkl.Check());
Console.WriteLine(ReferenceEquals(before, LinearAlgebraControl.Provider) ? "MathNet's provider is unchanged" : "MathNet's provider was replaced");
Compare("wide", Architecture.Of(300).Hidden(270, Activation.Tanh).Hidden(260, Activation.ReLU).Softmax(10), sparse: false);
Compare("wide, sparse", Architecture.Of(300).Hidden(270, Activation.Tanh).Hidden(260, Activation.ReLU).Softmax(10), sparse: true);
Compare("narrow", Architecture.Of(300).Hidden(255, Activation.Sigmoid).Softmax(256), sparse: false);

static void Compare(string name, Architecture architecture, bool sparse)
{
    var random = new Random(1);
    var x = new double[40, 300];
    foreach (var (r, i) in Enumerable.Range(0, 40).SelectMany(_ => Enumerable.Range(0, 300), (r, i) => (r, i)))
    {
        x[r, i] = random.Next(2) * (random.NextDouble() - 0.5);
    }

    var rows = sparse ? Rows.Of(x).ToSparse() : Rows.Of(x);
    var data = Dataset.Exclusive(rows, [.. Enumerable.Range(0, 40).Select(_ => random.Next(10))], architecture.OutputCount);
    var model = Model.Glorot<double>(architecture, 1);
    StandIn.Products.Clear();
    var ours = Everything(model, data, new TrainingOptions { BatchSize = 16, Seed = 1, Compute = new ComputeOptions { Threads = 2 } });
    var unasked = StandIn.Products.Count;
    var theirs = Everything(model, data, new TrainingOptions { BatchSize = 16, Seed = 1, Compute = new ComputeOptions { Threads = 2, UseMkl = true } });
    var difference = ours.Zip(theirs, (a, b) => Math.Abs(a - b) / Math.Max(1e-3, Math.Abs(a))).Max();
    Console.WriteLine($"{name}; {unasked}; {difference < 1e-9}; {StandIn.Products.Count}; {string.Join(", ", StandIn.Products.Distinct().Order(StringComparer.Ordinal))}");
}

static double[] Everything(Model<double> model, Dataset<double> data, TrainingOptions options)
{
    var gradient = model.Gradient(data, new LossOptions { L2 = 0.01 }, options.Compute);
    return
    [
        model.Loss(data, new LossOptions { L2 = 0.01 }, options.Compute),
        gradient.Loss,
        .. gradient.ToArray(),
        .. model.Predict(data.Rows, options.Compute).Cast<double>(),
        .. model.Train(data, new GradientDescent(0.1), 1, options).Last().Model.GetParameters(),
        .. model.Predict(data.Rows.Row(3)),
    ];
}
