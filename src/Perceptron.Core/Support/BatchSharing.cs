namespace Perceptron.Support;

/// <summary>When the threads of a training share a mini-batch. Every way gives the same bits.</summary>
internal enum BatchSharing
{
    /// <summary>Where that turns out to be faster than one thread.</summary>
    WhereFaster,

    /// <summary>In every batch, whatever it costs.</summary>
    Always,

    /// <summary>In some batches of each epoch: it begins with one thread, goes on with all, and ends with one.</summary>
    Alternating,
}
