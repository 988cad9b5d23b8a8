namespace Perceptron.Kernels;

internal enum ActivationKind
{
    Sigmoid,
    Tanh,
    ReLU,
}
