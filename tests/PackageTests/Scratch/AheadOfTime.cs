using MathNet.Numerics.LinearAlgebra;
using Perceptron;

var xor = LogicGate.Xor.Dataset;
var start = Model.Uniform<double>(Architecture.Of(2).Hidden(2, Activation.Sigmoid).Sigmoid(1), -1, 1, seed: 7);
var learned = start.Train(xor, new GradientDescent(5), epochs: 5000).First(epoch => epoch.Loss < 0.01);
Console.WriteLine(learned);
Console.WriteLine(Model.Zeros<double>(Architecture.Of(2).Sigmoid(1)).Minimize(LogicGate.Or.Dataset, new Lbfgs(), new LossOptions { L2 = 0.01 }).Model.Accuracy(LogicGate.Or.Dataset));
Console.WriteLine(GradientCheck.Compare(start, xor).RelativeError < 1e-7);
Console.WriteLine(string.Join(", ", learned.Model.Predict(Matrix<double>.Build.DenseOfArray(new double[,] { { 0, 1 }, { 1, 1 } })).ToRowMajorArray().Select(f => f >= 0.5)));

var digits = Digits.Embedded();
var parts = digits.Data.SplitByFraction(0.2, seed: 1, stratified: true);
var options = new TrainingOptions { BatchSize = 32, Seed = 1, Compute = new ComputeOptions { Threads = 2 } };
var model = Model.Softmax<float>(64, 10).Train(parts.Training, new Adam(0.01), epochs: 10, options).Last().Model;
var file = Path.GetTempFileName();
ModelFile.Save(model, file);
var loaded = ModelFile.Load<float>(file).Model;
File.Delete(file);
Console.WriteLine(loaded.Equals(model));
Console.WriteLine(loaded.Accuracy(parts.HeldOut) > 0.9);
using var onnx = new MemoryStream();
OnnxFile.Write(model, onnx);
Console.WriteLine(onnx.Length > 4 * model.ParameterCount);
Console.WriteLine(System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported);

var table = Table.ParseCsv("age,class,answer\n1.5,a,yes\n2.5,b,no\n,a,yes\n-3.25,b,no\n");
var classifier = Classifier.Fit(table, "answer");
using var saved = new MemoryStream();
classifier.Write(saved);
saved.Position = 0;
Console.WriteLine(Classifier.Read(saved, "memory").Predict(new { Age = (double?)null, Class = "a" }).Name);
Console.WriteLine(classifier.Predict(new Person(2.5f, 'b')).Name);
Console.WriteLine(classifier.Predict(new Row { ["age"] = "1.5", ["class"] = Level.a }).Name);
try
{
    classifier.Predict(new { Age = new Microsoft.FSharp.Core.FSharpOption<double>(1.5), Class = "a" });
}
catch (ArgumentException exception)
{
    Console.WriteLine(exception.Message.Contains("option of F#, which can't be read ahead of time"));
}

internal readonly record struct Person(float Age, char Class);

internal enum Level
{
    a,
}

namespace Microsoft.FSharp.Core
{
    /// <summary>As F# has it: known by its name alone.</summary>
    internal sealed class FSharpOption<T>(T value)
    {
        public T Value => value;
    }
}
