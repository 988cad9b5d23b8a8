using System.Diagnostics;
using Perceptron.Support;

namespace Perceptron.Engine;

/// <summary>
/// Whether several threads or one are faster at the batches of an epoch, found out while they work, since both give the same bits.
/// What waiting for one another costs is up to the machine and whoever else uses it, and it changes: on a processor that is shared a
/// barrier takes from half a microsecond to milliseconds, against the fifty of a batch.
/// </summary>
internal sealed class ThreadingPolicy(int rows, BatchSharing sharing)
{
    /// <summary>One thread is timed on this part of an epoch's rows. Several threads may lose half of that time before one thread continues.</summary>
    private const int Part = 8;

    /// <summary>Epochs after which one thread is timed again: others come to share the machine, and go.</summary>
    private const int Again = 4;

    private const int LongestPause = 16;

    private double _alone = double.PositiveInfinity;
    private int _epoch;
    private int _nextTry = 1;
    private int _pause = 1;
    private long _began;
    private int _beganAt;

    /// <summary>Where the rows end that one thread begins an epoch with, to be compared with: often at first, and then every few.</summary>
    public int BeginEpoch() => sharing switch
    {
        BatchSharing.Always => 0,
        BatchSharing.Alternating => rows / Part,
        _ => int.IsPow2(++_epoch) || _epoch % Again == 0 ? rows / Part : 0,
    };

    /// <summary>Whether a team is to go on from here.</summary>
    public bool WantsThreads => sharing != BatchSharing.WhereFaster || _epoch >= _nextTry;

    /// <summary>Work on the rows from one on begins.</summary>
    public void Begin(int row) => (_began, _beganAt) = (Stopwatch.GetTimestamp(), row);

    /// <summary>Whether a team is so slow that one thread had better go on from this row.</summary>
    public bool IsSlower(int row) => sharing switch
    {
        BatchSharing.Always => false,
        BatchSharing.Alternating => row > rows / 2,
        _ => Elapsed() > _alone * (row - _beganAt + (rows / (2.0 * Part))),
    };

    /// <summary>A team got as far as a row.</summary>
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

    /// <summary>One thread got as far as a row.</summary>
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
