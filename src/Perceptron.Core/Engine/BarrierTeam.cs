using System.Runtime.ExceptionServices;

namespace Perceptron.Engine;

/// <summary>
/// Threads that do one piece of work together: the caller's and some of their own, from beginning to end. They wait for one
/// another by looking, since what they wait for is microseconds away; if it is not, they let others run.
/// </summary>
internal sealed class BarrierTeam
{
    /// <summary>How often to look before letting other threads run: some fifty microseconds.</summary>
    private const int SpinCount = 2000;

    private readonly int _members;
    private volatile ExceptionDispatchInfo? _failure;
    private int _arrived;
    private int _generation;

    private BarrierTeam(int members) => _members = members;

    /// <summary>Runs the work on all members, of which number 0 is the caller's thread, and waits until all have ended.</summary>
    public static void Run(int members, Action<BarrierTeam, int> work)
    {
        var team = new BarrierTeam(members);
        var others = new Thread[members - 1];
        for (var i = 0; i < others.Length; i++)
        {
            var member = i + 1;
            others[i] = new Thread(() => team.Work(work, member)) { IsBackground = true, Name = $"Perceptron {member}" };
            others[i].Start();
        }

        team.Work(work, 0);
        foreach (var other in others)
        {
            other.Join();
        }

        team._failure?.Throw();
    }

    /// <summary>Waits until all members are here.</summary>
    public void Barrier()
    {
        var generation = Volatile.Read(ref _generation);
        if (Interlocked.Increment(ref _arrived) == _members)
        {
            Volatile.Write(ref _arrived, 0);
            Volatile.Write(ref _generation, generation + 1);
        }
        else
        {
            Await(ref _generation, generation + 1);
        }
    }

    /// <summary>Waits until a counter has come to a value.</summary>
    public void Await(ref int counter, int value)
    {
        for (var look = 0; Volatile.Read(ref counter) != value; look++)
        {
            if (_failure is not null)
            {
                throw new OtherFailedException();
            }

            if (look < SpinCount)
            {
                Thread.SpinWait(1);
            }
            else
            {
                Thread.Yield();
            }
        }
    }

    private void Work(Action<BarrierTeam, int> work, int member)
    {
        try
        {
            work(this, member);
        }
        catch (OtherFailedException)
        {
            // Its failure is the one that is told of.
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
        }
    }

    private sealed class OtherFailedException : Exception;
}
