using System.Reflection;
using BlasChild;
using MathNet.Numerics;
using MathNet.Numerics.Providers.LinearAlgebra;
using Perceptron;

// An application that brings along a provider. Its argument names the provider. Says whether it is available, whether asking or computing
// changes MathNet's global provider, and whether that one's choice changes what is computed.
var blas = args is ["OpenBLAS"] ? BlasProvider.OpenBlas : BlasProvider.Mkl;
if (args is ["switched off"])
{
    AppContext.SetSwitch("Switch.MathNet.Numerics.Providers.DisableNativeProviders", true);
}

var refusing = DispatchProxy.Create<ILinearAlgebraProvider, Refusing>();
LinearAlgebraControl.Provider = refusing;
Console.WriteLine(blas.Check());
Compare("MathNet has one of its own");
Console.WriteLine(ReferenceEquals(refusing, LinearAlgebraControl.Provider) ? "it still has it" : "its provider was replaced");
Control.UseManaged();
Compare("MathNet has the managed one");
Console.WriteLine(ReferenceEquals(ManagedLinearAlgebraProvider.Instance, LinearAlgebraControl.Provider) ? "it still has it" : "its provider was replaced");

void Compare(string name)
{
    const int Count = 300;
    var random = new Random(1);
    var rows = Rows.Of([.. Enumerable.Range(0, Count * 256).Select(_ => random.NextDouble() - 0.5)], 256);
    var data = Dataset.Exclusive(rows, [.. Enumerable.Range(0, Count).Select(row => row % 10)], 10);
    var model = Model.Glorot<double>(Architecture.Of(256).Hidden(256, Activation.Tanh).Softmax(10), 1);
    var before = blas.Check().ProductCount;
    var ours = model.Gradient(data).ToArray();
    var unasked = blas.Check().ProductCount - before;
    var theirs = model.Gradient(data, compute: new ComputeOptions { Blas = blas }).ToArray();
    var difference = ours.Zip(theirs, (a, b) => Math.Abs(a - b)).Max();
    Console.WriteLine($"{name}: {unasked} products unasked, {blas.Check().ProductCount - before} asked; {(difference < 1e-12 ? "equal" : difference)}");
}
