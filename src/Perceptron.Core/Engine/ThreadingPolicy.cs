using System.Diagnostics;
using Perceptron.Support;

namespace Perceptron.Engine;

/// <summary>
/// Decides during an epoch whether one thread or several compute its batches; both give the same bits. It times them, since the cost
/// of a barrier depends on the machine and on its other users: on a shared processor a barrier takes half a microsecond to milliseconds,
/// and a batch takes fifty microseconds.
/// </summary>
internal sealed class ThreadingPolicy(int rows, BatchSharing sharing)
{
    /// <summary>One thread is timed on this part of an epoch's rows. Several threads may lose half of that time before one thread continues.</summary>
    private const int Part = 8;

    /// <summary>Epochs after which one thread is timed again, since the load of the machine changes.</summary>
    private const int Again = 4;

    private const int LongestPause = 16;

    private double _alone = double.PositiveInfinity;
    private int _epoch;
    private int _nextTry = 1;
    private int _pause = 1;
    private long _began;
    private int _beganAt;

    /// <summary>The row up to which one thread works at the start of an epoch, to be timed: often at first, then every few epochs.</summary>
    public int BeginEpoch() => sharing switch
    {
        BatchSharing.Always => 0,
        BatchSharing.Alternating => rows / Part,
        _ => int.IsPow2(++_epoch) || _epoch % Again == 0 ? rows / Part : 0,
    };

    /// <summary>Whether several threads should continue from here.</summary>
    public bool WantsThreads => sharing != BatchSharing.WhereFaster || _epoch >= _nextTry;

    /// <summary>Starts the clock at a row.</summary>
    public void Begin(int row) => (_began, _beganAt) = (Stopwatch.GetTimestamp(), row);

    /// <summary>Whether several threads are so slow that one thread should continue from this row.</summary>
    public bool IsSlower(int row) => sharing switch
    {
        BatchSharing.Always => false,
        BatchSharing.Alternating => row > rows / 2,
        _ => Elapsed() > _alone * (row - _beganAt + (rows / (2.0 * Part))),
    };

    /// <summary>Several threads have reached a row.</summary>
    public void EndShared(int row)
    {
        if (Elapsed() > _alone * (row - _beganAt))
        {
            _nextTry = _epoch + _pause;
            _pause = Math.Min(2 * _pause, LongestPause);
        }
        else
        {
            _pause = 1;
        }
    }

    /// <summary>One thread has reached a row.</summary>
    public void EndSingle(int row)
    {
        if (row > _beganAt)
        {
            // A decaying minimum: a machine may get slower for good, and a one-off delay is ignored.
            _alone = Math.Min(Elapsed() / (row - _beganAt), 1.25 * _alone);
        }
    }

    private double Elapsed() => Stopwatch.GetElapsedTime(_began).TotalSeconds;
}
