namespace Perceptron;

/// <summary>How MNIST was found. More values may be added: in F#, end a <c>match</c> with <c>| _</c>.</summary>
public enum MnistSource
{
    /// <summary>The folder was given.</summary>
    Folder,

    /// <summary>The environment variable <c>PERCEPTRON_DATA</c> names the folder.</summary>
    EnvironmentVariable,

    /// <summary>It was in <see cref="Mnist.CacheFolder"/>, from an earlier download.</summary>
    Cache,

    /// <summary>It was downloaded now, in whole or in part.</summary>
    Mirrors,
}
