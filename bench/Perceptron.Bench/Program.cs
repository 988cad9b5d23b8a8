using Perceptron.Bench;
using Perceptron.Bench.Children;

// A child process of the comparison does only its own work. The cold start, above all, must not load the command-line parser.
return args switch
{
    [Child.Cold, ..] => Cold.Run(args[1..]),
    [Child.Table, ..] => TableFiles.Ours(args[1..]),
    [Child.MlNetTable, ..] => TableFiles.MlNet(args[1..]),
    [Child.MlNet, var folder] => MlNetPeer.Run(folder),
    [Child.TorchSharp, var folder] => TorchSharpPeer.Run(folder),
    [Child.Onnx] => OnnxPeer.Run(),
    _ => Commands.Run(args),
};
