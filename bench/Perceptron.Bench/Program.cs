using Perceptron.Bench;
using Perceptron.Bench.Children;

// A child of the comparison does its work and nothing else: the cold start in particular loads no parser of arguments.
return args switch
{
    [Child.Cold, ..] => Cold.Run(args[1..]),
    [Child.MlNet, var folder] => MlNetPeer.Run(folder),
    [Child.TorchSharp, var folder] => TorchSharpPeer.Run(folder),
    _ => Commands.Run(args),
};
